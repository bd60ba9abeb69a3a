"""The sheets of a workbook: an overview, one a goal, one a library, and the weeks."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from goals import tutoring
from goals.programme import NUMBERS, SHARES
from handlers.report.columns import CERTIFIED, LOG, MEASURED, SHARE, TUTORING, Column, Kind
from handlers.report.frames import COUNTY, IN_A_WEEK, figures, log, weeks
from handlers.texts import Texts
from storage.report import Report

if TYPE_CHECKING:
    from pandas import DataFrame

_PLACE = {"library": Kind.WORDS}
_GOAL = {"goal": Kind.WORDS}
_DUE = {name: MEASURED[name] for name in ("deadline", "source")}
_NOTE = {"note": Kind.SENTENCES}
_NOTES = ("certified", "percent", "hidden", "forecast")
_MOVING = ("change", "since", "outlook", "forecast")
_SUMMED_UP = {name: kind for name, kind in SHARE.items() if name not in _MOVING}


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of a frame under the columns that are wanted of it."""

    columns: tuple[Column, ...]
    frame: "DataFrame"
    title: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: its title, what has to be said of it, and its tables, one below the other."""

    name: str
    title: str
    lines: tuple[str, ...]
    tables: tuple[Table, ...]
    notes: tuple[str, ...] = ()


def sheets(report: Report, texts: Texts) -> Iterator[Sheet]:
    """Every sheet, in order; each library's in the order of the libraries."""
    frame = figures(report, texts)
    about = frame[frame["place"] == (COUNTY if report.of_county else 0)]
    yield _overview(report, about, texts)
    for key in about["key"]:
        yield _goal(key, report, frame[frame["key"] == key], texts)
    for place, each in enumerate(report.libraries):
        yield _library(each.name, report, frame[frame["place"] == place], texts)
    yield _trend(report, texts)


def _overview(report: Report, about: "DataFrame", texts: Texts) -> Sheet:
    columns = _GOAL | _SUMMED_UP | MEASURED | _NOTE
    return Sheet(
        name=texts.say("report.overview"),
        title=report.about.name,
        lines=(
            texts.say("report.programme", day=report.on),
            texts.say("report.staff", n=report.about.staff),
        ),
        tables=(_table(columns, about, texts),),
        notes=tuple(texts.say(f"report.note.{note}") for note in _NOTES),
    )


def _goal(key: str, report: Report, rows: "DataFrame", texts: Texts) -> Sheet:
    """A row a library under the county's; below goal 8 the libraries' own log."""
    of_sessions = key == tutoring.KEY
    tables = [_table(_PLACE | (TUTORING if of_sessions else _share(rows)), rows, texts)]
    if of_sessions and report.log:
        tables.append(_table(LOG, log(report), texts, texts.say("report.log")))
    (how,), (source,) = rows["how"].unique(), rows["source"].unique()
    return Sheet(
        name=texts.say("county.goal", n=NUMBERS[key]),
        title=texts.say(f"goal.{key}"),
        lines=(_scope(report, texts), texts.say("report.measured", how=how, source=source)),
        tables=tuple(tables),
    )


def _share(rows: "DataFrame") -> dict[str, Kind]:
    """The columns of a share; without that of the certified where nobody can certify."""
    certified = rows[CERTIFIED].notna().any()
    return {name: kind for name, kind in SHARE.items() if certified or name != CERTIFIED}


def _library(name: str, report: Report, rows: "DataFrame", texts: Texts) -> Sheet:
    return Sheet(
        name=name,
        title=name,
        lines=(texts.say("report.day", day=report.on),),
        tables=(_table(_GOAL | SHARE | _DUE | _NOTE, rows, texts),),
    )


def _trend(report: Report, texts: Texts) -> Sheet:
    """The weeks of whom the report is about."""
    columns = [Column("day", Kind.DAY, texts.say("column.day"))]
    columns += [
        Column(
            f"{name}_{goal.number}", SHARE[name], texts.say(f"column.week_{name}", n=goal.number)
        )
        for goal in SHARES
        for name in IN_A_WEEK
    ]
    return Sheet(
        name=texts.say("report.trend"),
        title=texts.say("report.trend"),
        lines=(_scope(report, texts), texts.say("report.trend_how")),
        tables=(Table(tuple(columns), weeks(report, texts)),),
    )


def _table(kinds: Mapping[str, Kind], frame: "DataFrame", texts: Texts, title: str = "") -> Table:
    columns = (Column(name, kind, texts.say(f"column.{name}")) for name, kind in kinds.items())
    return Table(tuple(columns), frame, title)


def _scope(report: Report, texts: Texts) -> str:
    return texts.say("report.scope", scope=report.about.name, day=report.on)
