"""KB's figures as they are kept: tutoring sessions a year, and how many work at a library.

A year of which KB tells nothing is not there, and a figure that it does not tell is None.
"""

from collections.abc import Callable, Collection, Iterable
from itertools import groupby
from operator import attrgetter, itemgetter
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Integer, Select, bindparam, case, func, or_, select
from sqlmodel import Session

from goals.statistics_year import (
    FIRST_YEAR_OF_PUBL,
    STAFF_TERM,
    TutoringTerms,
    tutoring_terms,
)
from storage.tables import METADATA

_STATISTIC = METADATA.tables["official_statistic"]
_LIBRARY = METADATA.tables["library"]
_FIGURES = select(_STATISTIC.c.library_id, _STATISTIC.c.year, _STATISTIC.c.term, _STATISTIC.c.value)


class OfficialYear(NamedTuple):
    """A library's tutoring sessions in a year: all of them, and those for children among them."""

    library_id: int
    year: int
    total: int | None
    children: int | None

    @property
    def adults(self) -> int | None:
        """Those that were not for children; None where that cannot be known, never negative."""
        if self.total is None or self.children is None or self.children > self.total:
            return None
        return self.total - self.children


class HeadCount(NamedTuple):
    """How many people worked at a library, in the latest year that KB tells of."""

    library_id: int
    year: int
    heads: int


def _of_library(statement: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    return statement.where(_STATISTIC.c.library_id == bindparam("of", type_=Integer))


def _of_region(statement: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    return statement.join(_LIBRARY, _LIBRARY.c.id == _STATISTIC.c.library_id).where(
        _LIBRARY.c.region_id == bindparam("of", type_=Integer)
    )


def _told(term: Callable[[TutoringTerms], str]) -> ColumnElement[int | None]:
    """The figure of a year by the term that it has in that year."""
    names = case(
        (_STATISTIC.c.year >= FIRST_YEAR_OF_PUBL, term(tutoring_terms(FIRST_YEAR_OF_PUBL))),
        else_=term(tutoring_terms(FIRST_YEAR_OF_PUBL - 1)),
    )
    return func.max(_STATISTIC.c.value).filter(_STATISTIC.c.term == names)


_TOTAL, _CHILDREN = _told(attrgetter("total")), _told(attrgetter("children"))
_YEARS = (
    select(_STATISTIC.c.library_id, _STATISTIC.c.year, _TOTAL, _CHILDREN)
    .where(
        _STATISTIC.c.year.between(
            bindparam("first", type_=Integer), bindparam("last", type_=Integer)
        )
    )
    .group_by(_STATISTIC.c.library_id, _STATISTIC.c.year)
    .having(or_(_TOTAL.is_not(None), _CHILDREN.is_not(None)))
    .order_by(_STATISTIC.c.library_id, _STATISTIC.c.year)
)
_HEADS = _FIGURES.where(
    _STATISTIC.c.term == STAFF_TERM, _STATISTIC.c.year <= bindparam("until", type_=Integer)
).order_by(_STATISTIC.c.year)
_TUTORING_OF_LIBRARY, _TUTORING_OF_REGION = _of_library(_YEARS), _of_region(_YEARS)
_TUTORING_OF_LIBRARIES = _YEARS.where(
    _STATISTIC.c.library_id.in_(bindparam("libraries", type_=Integer, expanding=True))
)
_HEADS_OF_LIBRARY, _HEADS_OF_REGION = _of_library(_HEADS), _of_region(_HEADS)


def library_tutoring(session: Session, library_id: int, years: range) -> tuple[OfficialYear, ...]:
    """What KB tells of one library's tutoring sessions in these years, in their order."""
    given = _bounds(years) | {"of": library_id}
    rows = session.connection().execute(_TUTORING_OF_LIBRARY, given)
    return tuple(OfficialYear(*row) for row in rows.all())


def region_tutoring(
    session: Session, region_id: int, years: range
) -> dict[int, tuple[OfficialYear, ...]]:
    """The same for each library of a region of which KB tells something, by its id."""
    given = _bounds(years) | {"of": region_id}
    return _by_library(session.connection().execute(_TUTORING_OF_REGION, given).all())


def tutoring_of(
    session: Session, libraries: Collection[int], years: range
) -> dict[int, tuple[OfficialYear, ...]]:
    """The same for each of some libraries of which KB tells something, by its id."""
    given = _bounds(years) | {"libraries": list(libraries)}
    return _by_library(session.connection().execute(_TUTORING_OF_LIBRARIES, given).all())


def _by_library(rows: Iterable[Any]) -> dict[int, tuple[OfficialYear, ...]]:
    told = (OfficialYear(*row) for row in rows)
    return {id_: tuple(its) for id_, its in groupby(told, key=itemgetter(0))}


def library_heads(session: Session, library_id: int, until: int) -> HeadCount | None:
    """KB's head count of one library's staff, in the latest year up to `until`."""
    rows = session.connection().execute(_HEADS_OF_LIBRARY, {"of": library_id, "until": until})
    return _latest(rows).get(library_id)


def region_heads(session: Session, region_id: int, until: int) -> dict[int, HeadCount]:
    """The same for each library of a region that has one, by its id."""
    rows = session.connection().execute(_HEADS_OF_REGION, {"of": region_id, "until": until})
    return _latest(rows)


def _bounds(years: range) -> dict[str, int]:
    """The first year and the last."""
    return {"first": years.start, "last": years.stop - 1}


def _latest(rows: Iterable[Any]) -> dict[int, HeadCount]:
    """Of rows in the order of their years, the last one of each library."""
    return {row.library_id: HeadCount(row.library_id, row.year, row.value) for row in rows}
