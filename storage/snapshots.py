"""What was published each day: one row a goal, library and day, and one for the whole region.

The first figure of a day stands; taking the day's snapshots again changes nothing. A trend needs
one day a week, so no more is read.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from itertools import chain
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Date,
    Integer,
    Select,
    bindparam,
    func,
    select,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session

from goals.progress import Progress
from goals.trend import WEEK, WEEKS, Snapshot
from storage.bulk import write
from storage.tables import METADATA

_LIBRARY = METADATA.tables["library"]
_SNAPSHOT = METADATA.tables["snapshot"]
_DAY = _SNAPSHOT.c.day
_WEEKS_BACK = range(WEEKS + 1)  # those of a trend, and the one that a change may be since

_KEEP = {
    "sqlite": sqlite.insert(_SNAPSHOT).on_conflict_do_nothing(),
    "postgresql": postgresql.insert(_SNAPSHOT).on_conflict_do_nothing(),
}

Trends = dict[str, list[Snapshot]]  # by goal key, oldest first


def _end(weeks_back: int) -> ColumnElement[date]:
    return bindparam(f"end_{weeks_back}", type_=Date)


def _latest_days(whose: ColumnElement[bool]) -> ColumnElement[bool]:
    """The latest day with snapshots in each week; all goals of a day are written together."""
    return _DAY.in_(
        select(func.max(_DAY))
        .where(whose, _end(week + 1) < _DAY, _end(week) >= _DAY)
        .scalar_subquery()
        for week in _WEEKS_BACK
    )


_FIGURES = (
    _SNAPSHOT.c.goal,
    _DAY,
    _SNAPSHOT.c.numerator,
    _SNAPSHOT.c.denominator,
    _SNAPSHOT.c.target,
)
_MINE = _SNAPSHOT.c.library_id == bindparam("library", type_=Integer)
_IN_REGION = _SNAPSHOT.c.region_id == bindparam("region", type_=Integer)
_COUNTYS = _IN_REGION & _SNAPSHOT.c.library_id.is_(None)
_OF_LIBRARY = select(*_FIGURES).where(_MINE, _latest_days(_MINE)).order_by(_DAY)
_OF_COUNTY = select(*_FIGURES).where(_COUNTYS, _latest_days(_COUNTYS)).order_by(_DAY)
_BY_LIBRARY = (  # by way of the libraries: no index goes from a region to their snapshots
    select(*_FIGURES, _SNAPSHOT.c.library_id)
    .join(_LIBRARY, _LIBRARY.c.id == _SNAPSHOT.c.library_id)
    .where(_LIBRARY.c.region_id == bindparam("region", type_=Integer), _latest_days(_COUNTYS))
    .order_by(_DAY)
)


_DAYS_OF_COUNTY = select(_DAY).distinct().where(_COUNTYS, _latest_days(_COUNTYS))
_OF_LIBRARIES = (
    select(_SNAPSHOT.c.library_id, *_FIGURES)
    .where(
        _SNAPSHOT.c.library_id.in_(bindparam("libraries", type_=Integer, expanding=True)),
        _DAY.in_(bindparam("days", type_=Date, expanding=True)),
    )
    .order_by(_SNAPSHOT.c.library_id, _DAY)
)
_ON_DAY = select(_SNAPSHOT.c.id).where(_COUNTYS, bindparam("day", type_=Date) == _DAY).limit(1)


def is_published(session: Session, region_id: int, day: date) -> bool:
    """Whether a day's figures of a region stand."""
    given = {"region": region_id, "day": day}
    return session.connection().execute(_ON_DAY, given).first() is not None


def library_trends(session: Session, library_id: int, on: date) -> Trends:
    """The snapshots before a day that its trends need, of one library."""
    return _trends(session, _OF_LIBRARY, {"library": library_id}, on)


def county_trends(session: Session, region_id: int, on: date) -> Trends:
    """The same of a whole region."""
    return _trends(session, _OF_COUNTY, {"region": region_id}, on)


def trends_by_library(session: Session, region_id: int, on: date) -> dict[int, Trends]:
    """The same of each library of a region, by its id; one without snapshots has none."""
    trends: dict[int, Trends] = defaultdict(lambda: defaultdict(list))
    given = _weeks(on) | {"region": region_id}
    for goal, day, numerator, denominator, target, library_id in (
        session.connection().execute(_BY_LIBRARY, given).all()
    ):
        trends[library_id][goal].append(Snapshot(day, numerator, denominator, target))
    return trends


def trend_days(session: Session, region_id: int, on: date) -> frozenset[date]:
    """The days of the snapshots that the trends of a region and its libraries need."""
    given = _weeks(on) | {"region": region_id}
    return frozenset(session.connection().execute(_DAYS_OF_COUNTY, given).scalars())


def trends_of(session: Session, libraries: Mapping[int, Collection[date]]) -> dict[int, Trends]:
    """The snapshots of some libraries, by their ids, each on days of its own."""
    days = frozenset[date]().union(*libraries.values())
    given = {"libraries": list(libraries), "days": sorted(days)}
    trends: dict[int, Trends] = {library_id: defaultdict(list) for library_id in libraries}
    rows = session.connection().execute(_OF_LIBRARIES, given).all()
    for library_id, goal, day, numerator, denominator, target in rows:
        if day in libraries[library_id]:
            trends[library_id][goal].append(Snapshot(day, numerator, denominator, target))
    return trends


def _trends(
    session: Session, statement: Select[*tuple[Any, ...]], whose: dict[str, int], on: date
) -> Trends:
    trends: Trends = defaultdict(list)
    for goal, *figures in session.connection().execute(statement, _weeks(on) | whose).all():
        trends[goal].append(Snapshot._make(figures))
    return trends


def _weeks(on: date) -> dict[str, Any]:
    """The last day of each week back from the day itself, and of the one before them all."""
    return {f"end_{week}": on - week * WEEK for week in range(len(_WEEKS_BACK) + 1)}


def keep_snapshots(
    session: Session,
    region_id: int,
    day: date,
    county: Iterable[Progress],
    libraries: Mapping[int, Iterable[Progress]],
) -> None:
    """Store what is published on a day, of the region and of each library by its id."""

    def row(progress: Progress, library_id: int | None) -> dict[str, Any]:
        return {
            "region_id": region_id,
            "library_id": library_id,
            "day": day,
            "goal": progress.key,
            "numerator": progress.numerator,
            "denominator": progress.denominator,
            "target": progress.target,
            "status": progress.status,
        }

    rows = chain(
        (row(progress, None) for progress in county),
        (row(each, library_id) for library_id, goals in libraries.items() for each in goals),
    )
    write(session, _KEEP[session.connection().dialect.name], rows)
