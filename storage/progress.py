"""How many of the staff have achieved each goal on a day, and what each of them has done.

Counted by the database over the base tables, so that any day can be answered; a statement is
built once for each way of counting. Heads are distinct: who works at two libraries of a region is
one head of the region.
"""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    FromClause,
    Integer,
    Label,
    Select,
    and_,
    bindparam,
    case,
    func,
    literal_column,
    null,
    select,
)
from sqlmodel import Session

from goals.programme import ACTION_PLAN, PERSONAL, Counts, Of
from goals.record import Record
from goals.rules import Rules
from storage.achieved import Way, conditions, has_valid_plan
from storage.records import Facts
from storage.regions import swedish_order
from storage.roster import EMPLOYMENT, LIBRARY, heads, staff
from storage.sizes import another_goes_first, given
from storage.tables import METADATA

_MEMBER = METADATA.tables["member"]
_HERE = 4  # columns that say how many there are: staff, chiefs, libraries, plans

_MEMBER_ID = bindparam("member", type_=Integer)
_LIBRARY_ID = bindparam("library", type_=Integer)
_REGION_ID = bindparam("region", type_=Integer)
_LIBRARY_IDS = bindparam("libraries", type_=Integer, expanding=True)

_LIBRARY_STAFF = staff(EMPLOYMENT.c.member_id).where(EMPLOYMENT.c.library_id == _LIBRARY_ID)
_LIBRARY_HEADS = heads().where(EMPLOYMENT.c.library_id == _LIBRARY_ID).subquery("head")
_NAMES = select(_MEMBER.c.id, _MEMBER.c.name, _LIBRARY_HEADS.c.chief).join(
    _LIBRARY_HEADS, _LIBRARY_HEADS.c.member_id == _MEMBER.c.id
)
_IN_REGION = LIBRARY.c.region_id == _REGION_ID
_AT_A_LIBRARY = EMPLOYMENT.c.library_id.in_(select(LIBRARY.c.id).where(_IN_REGION))
_REGION_OF_LIBRARY = (
    select(LIBRARY.c.region_id).where(LIBRARY.c.id == _LIBRARY_ID).scalar_subquery()
)
_REGION_OF_MEMBER = select(_MEMBER.c.region_id).where(_MEMBER.c.id == _MEMBER_ID).scalar_subquery()
_THIS_ONE = literal_column("1", Integer).label("libraries")
_OF_MEMBER = Facts(lambda column: column == _MEMBER_ID, _REGION_OF_MEMBER)
_OF_LIBRARY = Facts(lambda column: column.in_(_LIBRARY_STAFF), _REGION_OF_LIBRARY)


def library_counts(
    session: Session, library_id: int, on: date, rules: Rules, *, certified: bool = False
) -> Counts:
    """One library's staff, and what they have achieved on a day.

    `certified`: by what somebody has certified alone. An action plan is never certified.
    """
    statement = _of_library(replace(Way.of(rules), certified=certified))
    row = session.connection().execute(statement, {"library": library_id, "on": on}).one()
    return _counts(row)


class LibraryCounts(NamedTuple):
    """One library's counts, those by what is certified alone, and whether private ones are hidden.

    `another_first` is what `storage.sizes.another_goes_first` says.
    """

    counts: Counts
    certified: Counts
    another_first: bool


def all_library_counts(
    session: Session, region_id: int, library_id: int, on: date, rules: Rules
) -> LibraryCounts:
    """All that is counted of one library, from one statement."""
    told = given(region_id, library_id, on)
    row = session.connection().execute(_all_of_library(Way.of(rules)), told).one()
    *counted, another_first = row
    return LibraryCounts(*_twice(counted), another_first)


def county_counts(
    session: Session, region_id: int, on: date, rules: Rules, *, certified: bool = False
) -> Counts:
    """The same of the staff of all libraries of a region."""
    statement = _of_county(replace(Way.of(rules), certified=certified))
    row = session.connection().execute(statement, {"region": region_id, "on": on}).one()
    return _counts(row)


def region_counts(
    session: Session, region_id: int, on: date, rules: Rules, *, certified: bool = False
) -> tuple[Counts, dict[int, Counts]]:
    """A region's counts, and those of each of its libraries by its id, from one statement."""
    statement = _of_region(replace(Way.of(rules), certified=certified))
    rows = session.connection().execute(statement, {"region": region_id, "on": on})
    counted = {library_id: _counts(counts) for library_id, *counts in rows}
    return counted.pop(None), counted


def counts_and_certified_of(
    session: Session, libraries: Collection[int], on: date, way: Way
) -> dict[int, tuple[Counts, Counts]]:
    """The counts of some libraries, and those by what is certified alone, from one statement.

    By the libraries' ids. They may be of several regions, all of which count in one way.
    """
    given = {"libraries": list(libraries), "on": on}
    rows = session.connection().execute(_of_libraries_twice(way), given).all()
    return {library_id: _twice(counts) for library_id, *counts in rows}


class StaffRecord(NamedTuple):
    """One of a library's staff, whether they are its chief, and all that they have reported."""

    member_id: int
    name: str
    record: Record
    chief: bool = False


def member_record(session: Session, member_id: int) -> Record:
    """Everything that a member has reported; resources are those of the member's region."""
    return _OF_MEMBER.records(session, {"member": member_id}, [member_id])[member_id]


def library_records(session: Session, library_id: int, on: date) -> list[StaffRecord]:
    """The records of a library's staff on a day, by name; resources are the library's region's."""
    given = {"library": library_id, "on": on}
    known = {row.id: row for row in session.connection().execute(_NAMES, given)}
    records = _OF_LIBRARY.records(session, given, known)
    return sorted(
        (
            StaffRecord(member_id, row.name, records[member_id], bool(row.chief))
            for member_id, row in known.items()
        ),
        key=lambda one: (swedish_order(one.name), one.member_id),
    )


@cache
def _of_library(way: Way) -> Select[*tuple[Any, ...]]:
    plan = _one_if(has_valid_plan(_LIBRARY_ID))
    return _counting(_LIBRARY_HEADS, _REGION_OF_LIBRARY, way, _THIS_ONE, plan)


@cache
def _all_of_library(way: Way) -> Select[*tuple[Any, ...]]:
    certified = _achieving(_LIBRARY_HEADS, _REGION_OF_LIBRARY, replace(way, certified=True))
    counted = _of_library(way).add_columns(*certified).subquery("counted")
    heads_, *_ = counted.c
    return select(counted, another_goes_first(heads_))


@cache
def _of_libraries_twice(way: Way) -> Select[*tuple[Any, ...]]:
    """A row each library; the resources that count are those of its own region."""
    there = heads(EMPLOYMENT.c.library_id).where(EMPLOYMENT.c.library_id.in_(_LIBRARY_IDS))
    everybody, region = there.subquery("head"), LIBRARY.c.region_id
    plan = _one_if(has_valid_plan(LIBRARY.c.id))
    counting = _counting(everybody, region, way, literal_column("1", Integer), plan)
    certified = _achieving(everybody, region, replace(way, certified=True))
    return (
        select(LIBRARY.c.id, *counting.selected_columns, *certified)
        .select_from(LIBRARY.outerjoin(everybody, everybody.c.library_id == LIBRARY.c.id))
        .where(LIBRARY.c.id.in_(_LIBRARY_IDS))
        .group_by(LIBRARY.c.id)
    )


@cache
def _of_county(way: Way) -> Select[*tuple[Any, ...]]:
    everybody = heads().where(_AT_A_LIBRARY).subquery("head")
    return _counting(everybody, _REGION_ID, way, *_libraries_and_plans())


@cache
def _of_region(way: Way) -> CompoundSelect[*tuple[Any, ...]]:
    """Each library's row, and the region's without a library: everybody is looked at once."""
    everybody = heads(EMPLOYMENT.c.library_id).where(_AT_A_LIBRARY).subquery("head")
    achieved = _achieved(everybody, _REGION_ID, way)
    judged = select(
        everybody.c.library_id,
        everybody.c.member_id,
        everybody.c.chief,
        *(_one_if(condition).label(key) for key, condition in achieved.items()),
    ).cte("judged")
    once = (
        select(
            judged.c.member_id,
            *(func.max(judged.c[name]).label(name) for name in ("chief", *achieved)),
        )
        .group_by(judged.c.member_id)
        .subquery("once")
    )
    sums = _sums(judged)
    there = select(judged.c.library_id, *sums).group_by(judged.c.library_id).subquery("there")
    staff_, chiefs, *done = (func.coalesce(there.c[each.name], 0) for each in sums)
    plan = _one_if(has_valid_plan(LIBRARY.c.id))
    each_library = (
        select(LIBRARY.c.id, staff_, chiefs, literal_column("1", Integer), plan, *done)
        .select_from(LIBRARY.outerjoin(there, there.c.library_id == LIBRARY.c.id))
        .where(_IN_REGION)
    )
    everyone, leaders, *achieving = _sums(once)
    return each_library.union_all(
        select(null(), everyone, leaders, *_libraries_and_plans(), *achieving)
    )


def _sums(judged: FromClause) -> list[Label[int]]:
    """How many judged heads there are, how many chiefs, and how many achieved each goal."""
    member = judged.c.member_id
    return [
        func.count(member).label("staff"),
        *(
            func.count(member).filter(judged.c[name] == 1).label(f"with_{name}")
            for name in ("chief", *(goal.key for goal in PERSONAL))
        ),
    ]


def _libraries_and_plans() -> tuple[ColumnElement[int], ColumnElement[int]]:
    """How many libraries a region has, and how many of them a valid plan."""
    libraries = select(func.count(LIBRARY.c.id)).where(_IN_REGION)
    plans = libraries.where(has_valid_plan(LIBRARY.c.id))
    return libraries.scalar_subquery(), plans.scalar_subquery()


def _counting(
    everybody: FromClause,
    region: ColumnElement[int],
    way: Way,
    libraries: ColumnElement[int],
    plans: ColumnElement[int],
) -> Select[*tuple[Any, ...]]:
    """The heads, chiefs and libraries, and how many of them achieved each goal, in order."""
    member = everybody.c.member_id
    return select(
        func.count(member),
        func.count(member).filter(everybody.c.chief == 1),
        libraries,
        plans,
        *_achieving(everybody, region, way),
    )


def _achieving(
    everybody: FromClause, region: ColumnElement[int], way: Way
) -> list[ColumnElement[int]]:
    """How many of the heads achieved each goal, in order."""
    achieved = _achieved(everybody, region, way)
    return [func.count(everybody.c.member_id).filter(achieved[goal.key]) for goal in PERSONAL]


def _achieved(
    everybody: FromClause, region: ColumnElement[int], way: Way
) -> dict[str, ColumnElement[bool]]:
    """Whether a head has achieved each goal that it counts for, by goal key."""
    decides = conditions(everybody.c.member_id, region, way)
    return {
        goal.key: and_(everybody.c.chief == 1, decides[goal.key])
        if goal.of is Of.CHIEFS
        else decides[goal.key]
        for goal in PERSONAL
    }


def _one_if(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return case((condition, 1), else_=0)


def _twice(row: Sequence[Any]) -> tuple[Counts, Counts]:
    """The counts, and those of what is certified, which come last."""
    here, done, certified = row[:_HERE], row[_HERE : -len(PERSONAL)], row[-len(PERSONAL) :]
    return _counts((*here, *done)), _counts((*here, *certified))


def _counts(row: Sequence[Any]) -> Counts:
    staff_, chiefs, libraries, plans, *done = row
    by_key = {goal.key: heads_ for goal, heads_ in zip(PERSONAL, done, strict=True)}
    return Counts(staff_, chiefs, libraries, by_key | {ACTION_PLAN.key: plans})
