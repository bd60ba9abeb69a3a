"""Goal 8 from what is stored: KB's figures of the years, and the libraries' own log of months."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Date, Integer, Select, bindparam, select
from sqlmodel import Session

from goals.tutoring import TutoringProgress, YearFigures, of_county, of_library, official
from goals.tutoring_log import LocalLog, MonthCount, same_months, years_to_show
from storage.statistics.figures import (
    OfficialYear,
    library_tutoring,
    region_tutoring,
    tutoring_of,
)
from storage.tables import METADATA

_COUNT = METADATA.tables["tutoring_count"]
_LIBRARY = METADATA.tables["library"]


def _logged(whose: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    return (
        select(_COUNT.c.library_id, _COUNT.c.month, _COUNT.c.adults, _COUNT.c.children)
        .join(_LIBRARY, _LIBRARY.c.id == _COUNT.c.library_id)
        .where(whose, _COUNT.c.month >= bindparam("since", type_=Date))
        .order_by(_COUNT.c.month)
    )


_OF_LIBRARY = _logged(_COUNT.c.library_id == bindparam("of", type_=Integer))
_OF_REGION = _logged(_LIBRARY.c.region_id == bindparam("of", type_=Integer))


_OF_MONTH = select(_COUNT.c.month).where(
    _COUNT.c.library_id == bindparam("of", type_=Integer),
    _COUNT.c.month == bindparam("in_month", type_=Date),
)


def is_logged(session: Session, library_id: int, month: date) -> bool:
    """Whether a library has logged its sessions of a month, told by its first day."""
    given = {"of": library_id, "in_month": month}
    return session.connection().execute(_OF_MONTH, given).first() is not None


def library_progress(
    session: Session, library_id: int, baseline_year: int, on: date
) -> TutoringProgress:
    """One library's progress on a day."""
    told = library_tutoring(session, library_id, range(baseline_year, on.year))
    return of_library(_figures(told), baseline_year, on)


def progress_of(
    session: Session, libraries: Collection[int], baseline_year: int, on: date
) -> dict[int, TutoringProgress]:
    """The same of some libraries, by their ids."""
    told = tutoring_of(session, libraries, range(baseline_year, on.year))
    return {id_: of_library(_figures(told.get(id_, ())), baseline_year, on) for id_ in libraries}


def progress_by_library(
    session: Session, region_id: int, libraries: Iterable[int], baseline_year: int, on: date
) -> tuple[TutoringProgress, dict[int, TutoringProgress]]:
    """The progress of a region on a day, and of each of its libraries by its id."""
    told = region_tutoring(session, region_id, range(baseline_year, on.year))
    figures = {library_id: _figures(told.get(library_id, ())) for library_id in libraries}
    county = of_county(figures.values(), baseline_year, on)
    return county, {id_: of_library(its, baseline_year, on) for id_, its in figures.items()}


def library_log(
    session: Session, library_id: int, progress: TutoringProgress, on: date
) -> list[LocalLog]:
    """The library's own log of the years without an official figure, as far as it goes."""
    return _log(session, _OF_LIBRARY, library_id, progress, on)


def region_log(
    session: Session, region_id: int, progress: TutoringProgress, on: date
) -> list[LocalLog]:
    """The same of all libraries of a region together."""
    return _log(session, _OF_REGION, region_id, progress, on)


def _log(
    session: Session,
    statement: Select[*tuple[Any, ...]],
    of: int,
    progress: TutoringProgress,
    on: date,
) -> list[LocalLog]:
    since = date(progress.baseline_year, 1, 1)
    counts: Mapping[int, list[MonthCount]] = defaultdict(list)
    rows = session.connection().execute(statement, {"of": of, "since": since})
    for library_id, month, adults, children in rows:
        counts[library_id].append(MonthCount(month, adults, children))
    logs = (
        same_months(counts.values(), progress.baseline_year, year, on)
        for year in years_to_show(progress, on)
    )
    return [log for log in logs if log is not None]


def _figures(told: Iterable[OfficialYear]) -> list[YearFigures]:
    """The years of which both figures are known and fit together."""
    known = (
        official(each.year, each.total, each.children)
        for each in told
        if each.total is not None and each.children is not None
    )
    return [figures for figures in known if figures is not None]
