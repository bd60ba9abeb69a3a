"""Score the corpus: `python -m tests.handlers.understanding.score [tuning|held_out|fresh]`.

Prints counts; the messages themselves never of the part held out, and only with `--show`.
"""

import csv
import json
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from handlers.understanding import Intent, Title, Titles, Understanding, understand

TODAY = date(2020, 5, 27)
_CORPUS = Path(__file__).parent / "corpus"
_CATALOGUE = Path(__file__).parents[3] / "storage" / "data" / "resources.csv"
_RECORDED = frozenset({Intent.TRAINING, Intent.ASSESSMENT, Intent.REGISTRATION})
_PARTS = ["tuning", "held_out", "fresh"]
_GRADES = ("right", "asked", "missed", "wrong")


@dataclass(frozen=True)
class Example:
    """A message and what should come of it."""

    text: str
    outcome: str
    intent: Intent
    resources: frozenset[str]
    on: date | None
    note: str


def catalogue() -> list[Title]:
    """The titles that ship with Kompis, numbered in the order of their lines."""
    with _CATALOGUE.open(encoding="utf-8-sig", newline="") as lines:
        return [
            Title(number, row["title"], row["url"] or None, row["topic"] or None)
            for number, row in enumerate(csv.DictReader(lines), start=1)
        ]


def examples(part: str) -> Iterator[Example]:
    """The messages of one part of the corpus."""
    with (_CORPUS / f"{part}.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            yield Example(
                text=row["text"],
                outcome=row["outcome"],
                intent=Intent(row["intent"]),
                resources=frozenset(row["resources"]),
                on=date.fromisoformat(row["on"]) if row["on"] else None,
                note=row["note"],
            )


def grade(example: Example, found: Understanding) -> str:
    """right, asked, missed or wrong, as the corpus's README says."""
    report = found.intent in _RECORDED
    recorded, asked = report and found.certain, report and not found.certain
    if example.outcome == "record":
        if recorded:
            return "right" if _as_meant(example, found) else "wrong"
        return "asked" if asked else "missed"
    if recorded:
        return "wrong"
    if example.outcome == "ask":
        return "right" if asked else "missed"
    if asked:
        return "asked"
    progress = Intent.PROGRESS
    return "right" if (found.intent is progress) == (example.intent is progress) else "missed"


def _as_meant(example: Example, found: Understanding) -> bool:
    titles = [title.title for title in found.resources]
    return (
        found.intent is example.intent
        and frozenset(titles) == example.resources
        and len(titles) == len(example.resources)
        and found.on == example.on
    )


def graded(part: str) -> list[tuple[Example, Understanding, str]]:
    """Every message of a part with what was understood and its grade."""
    titles = Titles(catalogue())
    found = [(example, understand(example.text, titles, TODAY)) for example in examples(part)]
    return [(example, meant, grade(example, meant)) for example, meant in found]


def counts(part: str) -> dict[str, Counter[str]]:
    """Grades per outcome."""
    table: dict[str, Counter[str]] = {name: Counter() for name in ("record", "ask", "nothing")}
    for example, _, given in graded(part):
        table[example.outcome][given] += 1
    return table


def report(part: str, table: Mapping[str, Counter[str]]) -> str:
    """The counts as a table."""
    lines = [f"{part:10}" + "".join(f"{name:>8}" for name in (*_GRADES, "all"))]
    for outcome, given in table.items():
        figures = [*(given[name] for name in _GRADES), given.total()]
        lines.append(f"{outcome:10}" + "".join(f"{figure:8}" for figure in figures))
    record = table["record"]
    lines.append(f"recorded without asking: {record['right']} of {record.total()}")
    return "\n".join(lines)


def main(arguments: list[str]) -> None:
    """Print the tables of the parts that were asked for; all when none was."""
    parts = [name for name in arguments if not name.startswith("-")] or _PARTS
    for part in parts:
        sys.stdout.write(report(part, counts(part)) + "\n\n")
    shown = set(parts) - {"held_out"} if "--show" in arguments else set()
    for part in sorted(shown):
        for example, found, given in graded(part):
            if given != "right":
                sys.stdout.write(f"{given:7}{example.outcome:8}{example.text!r}\n    {found}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
