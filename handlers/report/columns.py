"""The columns of a report's tables: what stands in them, and how Excel shows it.

A cell is a number, a date or words: the words say why there is no number where one would stand.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

Cell = str | int | float | date | None


class Kind(StrEnum):
    """What a column holds."""

    WORDS = "words"
    SENTENCES = "sentences"  # several, so they are wrapped
    COUNT = "count"
    CHANGE = "change"  # a count with its sign
    SHARE = "share"  # 1 is 100 %
    DAY = "day"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a frame, and what it is called above the cells."""

    name: str
    kind: Kind
    title: str


# Excel puts in the separators of its own language; what it does not, stands here.
FORMATS: dict[str, dict[Kind, str]] = {
    "sv": {
        Kind.COUNT: "#,##0",
        Kind.CHANGE: "+#,##0;-#,##0;0",
        Kind.SHARE: "0 %",
        Kind.DAY: "yyyy-mm-dd",
        Kind.YEAR: "0",
    },
    "en": {
        Kind.COUNT: "#,##0",
        Kind.CHANGE: "+#,##0;-#,##0;0",
        Kind.SHARE: "0%",
        Kind.DAY: "[$-809]d mmm yyyy",
        Kind.YEAR: "0",
    },
}

CERTIFIED = "certified"  # of the done, those that a manager has certified
SHARE = {
    "done": Kind.COUNT,
    CERTIFIED: Kind.COUNT,
    "all": Kind.COUNT,
    "share": Kind.SHARE,
    "target": Kind.SHARE,
    "status": Kind.WORDS,
    "missing": Kind.COUNT,
    "change": Kind.CHANGE,
    "since": Kind.DAY,
    "outlook": Kind.WORDS,
    "forecast": Kind.DAY,
}
MEASURED = {
    "deadline": Kind.DAY,
    "source": Kind.WORDS,
    "how": Kind.SENTENCES,
}
TUTORING = {
    "baseline_year": Kind.YEAR,
    "current_year": Kind.YEAR,
    "adults_then": Kind.COUNT,
    "adults_now": Kind.COUNT,
    "adults_missing": Kind.COUNT,
    "children_then": Kind.COUNT,
    "children_now": Kind.COUNT,
    "children_missing": Kind.COUNT,
    "status": Kind.WORDS,
    "libraries": Kind.COUNT,
    "of_libraries": Kind.COUNT,
}
LOG = {
    "baseline_year": Kind.YEAR,
    "current_year": Kind.YEAR,
    "months": Kind.WORDS,
    "adults_then": Kind.COUNT,
    "adults_now": Kind.COUNT,
    "children_then": Kind.COUNT,
    "children_now": Kind.COUNT,
    "libraries": Kind.COUNT,
}
