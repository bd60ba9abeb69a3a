"""What was published from the first day on, one day a week, and who was how many then.

Weeks are counted back from the day that is asked for, as those of a trend are; the latest day with
snapshots stands for its week. The week of the day itself is left to the day's own figures.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Date, Integer, Select, String, bindparam, select
from sqlmodel import Session

from goals.trend import WEEK, Snapshot
from storage.snapshots import Trends
from storage.tables import METADATA

_LIBRARY = METADATA.tables["library"]
_SNAPSHOT = METADATA.tables["snapshot"]
_OF = bindparam("of", type_=Integer)
_OF_LIBRARY = _SNAPSHOT.c.library_id == _OF
_OF_COUNTY = (_SNAPSHOT.c.region_id == _OF) & _SNAPSHOT.c.library_id.is_(None)
_ON_DAYS = _SNAPSHOT.c.day.in_(bindparam("days", expanding=True))
_FIGURES = (
    _SNAPSHOT.c.day,
    _SNAPSHOT.c.numerator,
    _SNAPSHOT.c.denominator,
    _SNAPSHOT.c.target,
)
_EACH_LIBRARY = (
    select(_SNAPSHOT.c.library_id, *_FIGURES)
    .join(_LIBRARY, _LIBRARY.c.id == _SNAPSHOT.c.library_id)
    .where(_LIBRARY.c.region_id == _OF, _SNAPSHOT.c.goal == bindparam("key", type_=String))
    .where(_ON_DAYS)
)
_Statements = tuple[Select[*tuple[Any, ...]], Select[*tuple[Any, ...]]]


def _statements(whose: ColumnElement[bool]) -> _Statements:
    """The days before one, and the goals on some days."""
    before = _SNAPSHOT.c.day < bindparam("on", type_=Date)
    days = select(_SNAPSHOT.c.day).where(whose, before).distinct()
    figures = select(_SNAPSHOT.c.goal, *_FIGURES).where(whose, _ON_DAYS)
    return days, figures.order_by(_SNAPSHOT.c.day)


_LIBRARYS, _COUNTYS = _statements(_OF_LIBRARY), _statements(_OF_COUNTY)


def library_history(session: Session, library_id: int, on: date) -> Trends:
    """The weeks of one library up to the one that ends on a day."""
    return _history(session, _LIBRARYS, library_id, on)


def county_history(session: Session, region_id: int, on: date) -> Trends:
    """The same of a whole region."""
    return _history(session, _COUNTYS, region_id, on)


def _history(session: Session, statements: _Statements, of: int, on: date) -> Trends:
    of_days, of_figures = statements
    days = session.connection().execute(of_days, {"of": of, "on": on}).scalars()
    given = {"of": of, "days": _latest_of_each_week(days, on)}
    trends: Trends = defaultdict(list)
    for goal, *figures in session.connection().execute(of_figures, given):
        trends[goal].append(Snapshot(*figures))
    return trends


def _latest_of_each_week(days: Iterable[date], on: date) -> list[date]:
    latest = {(on - day) // WEEK: day for day in sorted(days)}
    latest.pop(0, None)
    return list(latest.values())


def snapshots_on(
    session: Session, region_id: int, goal: str, days: Collection[date]
) -> dict[date, dict[int, Snapshot]]:
    """A goal of each library of a region on some days: by day, and by the library's id."""
    found: dict[date, dict[int, Snapshot]] = {day: {} for day in days}
    given = {"of": region_id, "key": goal, "days": list(days)}
    for library_id, day, *figures in session.connection().execute(_EACH_LIBRARY, given):
        found[day][library_id] = Snapshot(day, *figures)
    return found
