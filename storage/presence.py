"""Who was on the staff of each library of a region, on every day on which somebody came or went.

As it was known on the day: a confirmed employment counts from its confirmation on, whatever day it
began, since only then could a figure tell of it. One that was confirmed later than the day that is
asked about counts from its beginning, as in every figure of a day that is past.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import NamedTuple

from sqlalchemy import (
    ColumnElement,
    Date,
    FromClause,
    Integer,
    and_,
    bindparam,
    literal_column,
    or_,
    select,
)
from sqlmodel import Session

from storage.roster import EMPLOYMENT, LIBRARY
from storage.tables import METADATA

Roster = Mapping[int, frozenset[int]]  # the ids of the members of each library, by its id

_LEAVE, _MEMBER = METADATA.tables["leave"], METADATA.tables["member"]
_SINCE, _ON = bindparam("since", type_=Date), bindparam("on", type_=Date)
_REGION = bindparam("region", type_=Integer)


def _meets(table: FromClause) -> ColumnElement[bool]:
    """Whether a row's span has a day from `since` to `on`."""
    return and_(table.c.starts_on <= _ON, or_(table.c.ends_on.is_(None), table.c.ends_on > _SINCE))


_EMPLOYED = (
    select(
        EMPLOYMENT.c.member_id,
        EMPLOYMENT.c.library_id,
        EMPLOYMENT.c.starts_on,
        EMPLOYMENT.c.ends_on,
        EMPLOYMENT.c.confirmed_at,
    )
    .join(LIBRARY, LIBRARY.c.id == EMPLOYMENT.c.library_id)
    .where(
        LIBRARY.c.region_id == _REGION, EMPLOYMENT.c.confirmed_at.is_not(None), _meets(EMPLOYMENT)
    )
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
    given = {"region": region_id, "since": on - back, "on": on}
    session.flush()
    connection = session.connection()
    employed = [_employed(*row, on) for row in connection.execute(_EMPLOYED, given).all()]
    away = [_Spell(*row) for row in connection.execute(_AWAY, given)]
    days = {on - back, on, *_changes((*employed, *away), on - back, on)}
    return [_roster(employed, away, day) for day in sorted(days)]


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


def _roster(employed: Iterable[_Spell], away: Iterable[_Spell], day: date) -> Roster:
    gone = {spell.member_id for spell in away if spell.holds(day)}
    there: defaultdict[int, set[int]] = defaultdict(set)
    for member_id, library_id, starts_on, ends_on in employed:
        holds = starts_on <= day and (ends_on is None or day < ends_on)
        if holds and member_id not in gone:
            there[library_id].add(member_id)
    return {library_id: frozenset(members) for library_id, members in there.items()}
