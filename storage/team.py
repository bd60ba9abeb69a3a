"""Who is on a library's team: at work, away, to come, waiting to be confirmed, or gone."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import Integer, Row, Select, and_, bindparam, or_, select
from sqlmodel import Session

from storage.regions import swedish_order
from storage.roster import EMPLOYMENT, LEAVE, LIBRARY, ON
from storage.tables import METADATA, Role


class Standing(StrEnum):
    """How somebody stands at a library on a day; leave is told beside it."""

    WAITING = "waiting"  # to be confirmed
    WORKING = "working"
    COMING = "coming"  # the employment has not begun
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Away:
    """Time away. `ends_on` is the first day back."""

    starts_on: date
    ends_on: date | None


@dataclass(frozen=True, slots=True)
class Colleague:
    """A member at a library, by the employment that holds on the day; else the next or the last.

    `since` is the first day there without a break, `away` the time away that holds or is next.
    `ends_on` is the first day no longer there.
    """

    member_id: int
    name: str
    email: str | None
    email_key: str | None
    role: Role
    library_id: int
    library: str
    standing: Standing
    since: date
    starts_on: date
    ends_on: date | None
    chief: bool
    away: Away | None

    def is_away(self, on: date) -> bool:
        """Whether the day belongs to their time away."""
        return self.away is not None and self.away.starts_on <= on


_MEMBER = METADATA.tables["member"]
_MINE = bindparam("member", type_=Integer)
_HERE = bindparam("library", type_=Integer)
_REGION = bindparam("region", type_=Integer)

_EMPLOYMENTS: Select[*tuple[Any, ...]] = (
    select(
        EMPLOYMENT.c.member_id,
        _MEMBER.c.name,
        _MEMBER.c.email,
        _MEMBER.c.email_key,
        _MEMBER.c.role,
        EMPLOYMENT.c.library_id,
        LIBRARY.c.name.label("library"),
        EMPLOYMENT.c.starts_on,
        EMPLOYMENT.c.ends_on,
        EMPLOYMENT.c.chief,
        EMPLOYMENT.c.confirmed_at,
    )
    .select_from(EMPLOYMENT)
    .join(LIBRARY, LIBRARY.c.id == EMPLOYMENT.c.library_id)
    .join(
        _MEMBER,
        and_(_MEMBER.c.id == EMPLOYMENT.c.member_id, _MEMBER.c.region_id == LIBRARY.c.region_id),
    )
    .order_by(EMPLOYMENT.c.starts_on, EMPLOYMENT.c.id)
)
_LEAVES = (
    select(LEAVE.c.member_id, LEAVE.c.starts_on, LEAVE.c.ends_on)
    .where(or_(LEAVE.c.ends_on.is_(None), LEAVE.c.ends_on > ON))
    .order_by(LEAVE.c.starts_on.desc())
)
_AT_LIBRARY = select(EMPLOYMENT.c.member_id).where(EMPLOYMENT.c.library_id == _HERE)
_IN_REGION = select(_MEMBER.c.id).where(_MEMBER.c.region_id == _REGION)
_TEAM = (
    _EMPLOYMENTS.where(EMPLOYMENT.c.library_id == _HERE),
    _LEAVES.where(LEAVE.c.member_id.in_(_AT_LIBRARY)),
)
_COUNTY = (
    _EMPLOYMENTS.where(LIBRARY.c.region_id == _REGION),
    _LEAVES.where(LEAVE.c.member_id.in_(_IN_REGION)),
)
_ONE = (
    _EMPLOYMENTS.where(EMPLOYMENT.c.library_id == _HERE, EMPLOYMENT.c.member_id == _MINE),
    _LEAVES.where(LEAVE.c.member_id == _MINE),
)
_ELSEWHERE = (
    _EMPLOYMENTS.where(LIBRARY.c.region_id == _REGION, EMPLOYMENT.c.member_id == _MINE),
    _LEAVES.where(LEAVE.c.member_id == _MINE),
)
_Statements = tuple[Select[*tuple[Any, ...]], Select[*tuple[Any, ...]]]


def team_of(session: Session, library_id: int, on: date) -> tuple[Colleague, ...]:
    """Everybody who has been at a library, also who is gone, in the order of their names."""
    return _colleagues(session, _TEAM, {"library": library_id, "on": on})


def teams_of(session: Session, region_id: int, on: date) -> tuple[Colleague, ...]:
    """The same for every library of a region."""
    return _colleagues(session, _COUNTY, {"region": region_id, "on": on})


def colleague(session: Session, library_id: int, member_id: int, on: date) -> Colleague | None:
    """A member at a library, also who is gone; None for one who has never been there."""
    given = {"library": library_id, "member": member_id, "on": on}
    found = _colleagues(session, _ONE, given)
    return found[0] if found else None


def places_of(session: Session, region_id: int, member_id: int, on: date) -> tuple[Colleague, ...]:
    """A member at each library of a region where they are or have been."""
    given = {"region": region_id, "member": member_id, "on": on}
    return _colleagues(session, _ELSEWHERE, given)


def _colleagues(
    session: Session, statements: _Statements, given: Mapping[str, Any]
) -> tuple[Colleague, ...]:
    employments, leaves = (
        session.connection().execute(statement, given).all() for statement in statements
    )
    away = {row.member_id: Away(row.starts_on, row.ends_on) for row in leaves}
    spells: defaultdict[tuple[int, int], list[Row[*tuple[Any, ...]]]] = defaultdict(list)
    for row in employments:
        spells[row.member_id, row.library_id].append(row)
    found = (_colleague(rows, away.get(rows[0].member_id), given["on"]) for rows in spells.values())
    return tuple(sorted(found, key=lambda one: (swedish_order(one.name), one.member_id)))


def _colleague(rows: Sequence[Row[*tuple[Any, ...]]], away: Away | None, on: date) -> Colleague:
    row = _that_holds(rows, on)
    return Colleague(
        member_id=row.member_id,
        name=row.name,
        email=row.email,
        email_key=row.email_key,
        role=Role(row.role),
        library_id=row.library_id,
        library=row.library,
        standing=_standing(row, on),
        since=_since(rows, row.starts_on),
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        chief=row.chief,
        away=away,
    )


def _that_holds(rows: Sequence[Row[*tuple[Any, ...]]], on: date) -> Row[*tuple[Any, ...]]:
    """The employment that holds on the day, the confirmed first; else the next, else the last."""
    lasting = [row for row in rows if row.ends_on is None or on < row.ends_on]
    current = [row for row in lasting if row.starts_on <= on]
    if current:
        return max(current, key=lambda row: (row.confirmed_at is not None, row.starts_on))
    return lasting[0] if lasting else rows[-1]


def _standing(row: Row[*tuple[Any, ...]], on: date) -> Standing:
    if row.ends_on is not None and row.ends_on <= on:
        return Standing.GONE
    if row.confirmed_at is None:
        return Standing.WAITING
    return Standing.COMING if row.starts_on > on else Standing.WORKING


def _since(rows: Iterable[Row[*tuple[Any, ...]]], starts_on: date) -> date:
    """The first day of employments that follow each other without a break."""
    starts = {row.ends_on: row.starts_on for row in rows if row.ends_on is not None}
    while starts_on in starts:
        starts_on = starts[starts_on]
    return starts_on
