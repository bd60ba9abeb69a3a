"""Who was on the staff of each library of a region, on every day on which somebody came or went.

As it was known on the day: a confirmed employment counts from its confirmation on, whatever day it
began, since only then could a figure tell of it. One that was confirmed later than the day that is
asked about counts from its beginning, as in every figure of a day that is past.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple

from sqlalchemy import (
    ColumnElement,
    Date,
    FromClause,
    Integer,
    String,
    and_,
    bindparam,
    cast,
    exists,
    func,
    literal_column,
    not_,
    or_,
    select,
)
from sqlmodel import Session

from storage.roster import EMPLOYMENT, LIBRARY
from storage.tables import METADATA
from storage.types import UTCDateTime

Roster = Mapping[int, frozenset[int]]  # the ids of the members of each library, by its id

_LEAVE, _MEMBER = METADATA.tables["leave"], METADATA.tables["member"]
_SINCE, _ON = bindparam("since", type_=Date), bindparam("on", type_=Date)
_SINCE_IS_OVER = bindparam("since_is_over", type_=UTCDateTime)
_ON_IS_OVER = bindparam("on_is_over", type_=UTCDateTime)
_REGION = bindparam("region", type_=Integer)


def _meets(table: FromClause) -> ColumnElement[bool]:
    """Whether a row's span has a day from `since` to `on`."""
    return and_(table.c.starts_on <= _ON, or_(table.c.ends_on.is_(None), table.c.ends_on > _SINCE))


_EMPLOYED_LATELY = (
    LIBRARY.c.region_id == _REGION,
    EMPLOYMENT.c.confirmed_at.is_not(None),
    _meets(EMPLOYMENT),
)
# There on every day, as most are: they are told apart in the database, a row a library.
_STEADY = and_(
    EMPLOYMENT.c.starts_on <= _SINCE,
    or_(EMPLOYMENT.c.ends_on.is_(None), EMPLOYMENT.c.ends_on > _ON),
    or_(EMPLOYMENT.c.confirmed_at < _SINCE_IS_OVER, EMPLOYMENT.c.confirmed_at >= _ON_IS_OVER),
    ~exists()
    .where(_LEAVE.c.member_id == EMPLOYMENT.c.member_id, _meets(_LEAVE))
    .correlate(EMPLOYMENT),
)
_STEADILY = (
    select(
        EMPLOYMENT.c.library_id,
        func.aggregate_strings(cast(EMPLOYMENT.c.member_id, String), ",").filter(_STEADY),
        func.count(),  # of all: whether one was steady is asked once, and no more
    )
    .join(LIBRARY, LIBRARY.c.id == EMPLOYMENT.c.library_id)
    .where(*_EMPLOYED_LATELY)
    .group_by(EMPLOYMENT.c.library_id)
)
_EMPLOYED = (
    select(
        EMPLOYMENT.c.member_id,
        EMPLOYMENT.c.library_id,
        EMPLOYMENT.c.starts_on,
        EMPLOYMENT.c.ends_on,
        EMPLOYMENT.c.confirmed_at,
    )
    .join(LIBRARY, LIBRARY.c.id == EMPLOYMENT.c.library_id)
    .where(*_EMPLOYED_LATELY, not_(_STEADY))
)
_AWAY = (
    select(_LEAVE.c.member_id, literal_column("0", Integer), _LEAVE.c.starts_on, _LEAVE.c.ends_on)
    .join(_MEMBER, _MEMBER.c.id == _LEAVE.c.member_id)
    .where(_MEMBER.c.region_id == _REGION, _meets(_LEAVE))
)


class _Spell(NamedTuple):
    """A member at a library, or away, from a day to a day; without an end, still."""

    member_id: int
    library_id: int  # 0: away, from all of them
    starts_on: date
    ends_on: date | None

    def holds(self, day: date) -> bool:
        return self.starts_on <= day and (self.ends_on is None or day < self.ends_on)


def rosters(session: Session, region_id: int, on: date, back: timedelta) -> list[Roster]:
    """The rosters of a region, from so long back to a day: the first, the last, and each change.

    Members of a library on leave are not on its roster. A library without staff is not there.
    """
    since = on - back
    given = {
        "region": region_id,
        "since": since,
        "on": on,
        "since_is_over": _end_of(since),
        "on_is_over": _end_of(on),
    }
    session.flush()
    connection = session.connection()
    there = connection.execute(_STEADILY, given).all()
    steady = {place: _ids(members) for place, members, _ in there if members}
    all_steady = sum(map(len, steady.values())) == sum(rows for _, _, rows in there)
    others = [] if all_steady else connection.execute(_EMPLOYED, given).all()
    employed = [_employed(*row, on) for row in others]
    away = [_Spell(*row) for row in connection.execute(_AWAY, given)]
    days = {since, on, *_changes((*employed, *away), since, on)}
    return [_roster(steady, employed, away, day) for day in sorted(days)]


def _end_of(day: date) -> datetime:
    return datetime.combine(day + timedelta(days=1), time(), UTC)


def _ids(joined: str) -> frozenset[int]:
    return frozenset(map(int, joined.split(",")))


def _employed(  # noqa: PLR0917 (a row's columns)
    member_id: int,
    library_id: int,
    starts_on: date,
    ends_on: date | None,
    confirmed_at: datetime,
    on: date,
) -> _Spell:
    confirmed_on = confirmed_at.date()
    known_on = starts_on if confirmed_on > on else max(starts_on, confirmed_on)
    return _Spell(member_id, library_id, known_on, ends_on)


def _changes(spells: Iterable[_Spell], since: date, on: date) -> Iterable[date]:
    ends = (day for spell in spells for day in (spell.starts_on, spell.ends_on))
    return (day for day in ends if day is not None and since < day <= on)


def _roster(
    steady: Roster, employed: Iterable[_Spell], away: Iterable[_Spell], day: date
) -> Roster:
    gone = {spell.member_id for spell in away if spell.holds(day)}
    there: defaultdict[int, set[int]] = defaultdict(set)
    for member_id, library_id, starts_on, ends_on in employed:
        holds = starts_on <= day and (ends_on is None or day < ends_on)
        if holds and member_id not in gone:
            there[library_id].add(member_id)
    nobody = frozenset[int]()
    return {**steady, **{place: steady.get(place, nobody) | its for place, its in there.items()}}
