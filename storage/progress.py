"""How many of the staff have achieved each goal on a day, and what each of them has done.

Counted by the database over the base tables, so that any day can be answered; a statement is
built once for each way of counting. Heads are distinct: who works at two libraries of a region is
one head of the region.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, FromClause, Integer, Row, Select, bindparam, func, select
from sqlmodel import Session

from goals.programme import GOALS
from goals.record import Record
from goals.rules import Rules
from storage.achieved import Way, conditions
from storage.records import Facts
from storage.regions import swedish_order
from storage.roster import EMPLOYMENT, LIBRARY, staff
from storage.tables import METADATA

_MEMBER = METADATA.tables["member"]

_MEMBER_ID = bindparam("member", type_=Integer)
_LIBRARY_ID = bindparam("library", type_=Integer)
_REGION_ID = bindparam("region", type_=Integer)

_LIBRARY_STAFF = staff(EMPLOYMENT.c.member_id).where(EMPLOYMENT.c.library_id == _LIBRARY_ID)
_NAMES = select(_MEMBER.c.id, _MEMBER.c.name).where(_MEMBER.c.id.in_(_LIBRARY_STAFF))
_IN_REGION = LIBRARY.c.region_id == _REGION_ID
_AT_A_LIBRARY = EMPLOYMENT.c.library_id.in_(select(LIBRARY.c.id).where(_IN_REGION))
_REGION_OF_LIBRARY = (
    select(LIBRARY.c.region_id).where(LIBRARY.c.id == _LIBRARY_ID).scalar_subquery()
)
_REGION_OF_MEMBER = select(_MEMBER.c.region_id).where(_MEMBER.c.id == _MEMBER_ID).scalar_subquery()
_OF_MEMBER = Facts(lambda column: column == _MEMBER_ID, _REGION_OF_MEMBER)
_OF_LIBRARY = Facts(lambda column: column.in_(_LIBRARY_STAFF), _REGION_OF_LIBRARY)


@dataclass(frozen=True, slots=True)
class Counts:
    """Heads on a day: the staff, and how many of them have achieved each goal, by goal key."""

    staff: int
    done: Mapping[str, int]


def library_counts(session: Session, library_id: int, on: date, rules: Rules) -> Counts:
    """One library's staff, and what they have achieved on a day."""
    statement = _of_library(Way.of(rules))
    row = session.connection().execute(statement, {"library": library_id, "on": on}).one()
    return _counts(row)


def county_counts(session: Session, region_id: int, on: date, rules: Rules) -> Counts:
    """The staff of all libraries of a region, and what they have achieved on a day."""
    statement = _of_county(Way.of(rules))
    row = session.connection().execute(statement, {"region": region_id, "on": on}).one()
    return _counts(row)


def counts_by_library(
    session: Session, region_id: int, on: date, rules: Rules
) -> dict[int, Counts]:
    """The same for each library of a region, by its id; a library without staff counts nobody."""
    statement = _by_library(Way.of(rules))
    rows = session.connection().execute(statement, {"region": region_id, "on": on})
    return {row.library_id: _counts(row) for row in rows}


class StaffRecord(NamedTuple):
    """One of a library's staff, and everything that they have reported."""

    member_id: int
    name: str
    record: Record


def staff_on(session: Session, library_id: int, on: date) -> frozenset[int]:
    """The ids of the members who are a library's staff on a day."""
    rows = session.connection().execute(_LIBRARY_STAFF, {"library": library_id, "on": on})
    return frozenset(rows.scalars())


def member_record(session: Session, member_id: int) -> Record:
    """Everything that a member has reported; resources are those of the member's region."""
    return _OF_MEMBER.records(session, {"member": member_id}, [member_id])[member_id]


def library_records(session: Session, library_id: int, on: date) -> list[StaffRecord]:
    """The records of a library's staff on a day, by name; resources are the library's region's."""
    given = {"library": library_id, "on": on}
    names = {row.id: row.name for row in session.connection().execute(_NAMES, given)}
    records = _OF_LIBRARY.records(session, given, names)
    return sorted(
        (StaffRecord(member_id, name, records[member_id]) for member_id, name in names.items()),
        key=lambda one: (swedish_order(one.name), one.member_id),
    )


@cache
def _of_library(way: Way) -> Select[*tuple[Any, ...]]:
    heads = _LIBRARY_STAFF.subquery("head")
    return _counting(heads, _REGION_OF_LIBRARY, way).select_from(heads)


@cache
def _of_county(way: Way) -> Select[*tuple[Any, ...]]:
    heads = staff(EMPLOYMENT.c.member_id).where(_AT_A_LIBRARY).subquery("head")
    return _counting(heads, _REGION_ID, way).select_from(heads)


@cache
def _by_library(way: Way) -> Select[*tuple[Any, ...]]:
    heads = (
        staff(EMPLOYMENT.c.library_id, EMPLOYMENT.c.member_id).where(_AT_A_LIBRARY).subquery("head")
    )
    return (
        _counting(heads, _REGION_ID, way)
        .add_columns(LIBRARY.c.id.label("library_id"))
        .select_from(LIBRARY.outerjoin(heads, heads.c.library_id == LIBRARY.c.id))
        .where(_IN_REGION)
        .group_by(LIBRARY.c.id)
    )


def _counting(heads: FromClause, region: ColumnElement[int], way: Way) -> Select[*tuple[Any, ...]]:
    """The heads, and how many of them achieved each goal in the programme's order."""
    achieved = conditions(heads.c.member_id, region, way)
    return select(
        func.count(heads.c.member_id),
        *(func.count(heads.c.member_id).filter(achieved[goal.key]) for goal in GOALS),
    )


def _counts(row: Row[*tuple[Any, ...]]) -> Counts:
    return Counts(row[0], {goal.key: row[place] for place, goal in enumerate(GOALS, start=1)})
