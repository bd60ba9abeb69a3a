"""The coordinators of a region, with a library or without one.

Whoever worked at a library and has left it is no coordinator any more, whatever the role says,
unless somebody has wanted them as one since that day: nobody keeps the county's figures by being
forgotten. The settings name coordinators too (`COORDINATORS`); those are not looked for here.
"""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import (
    ColumnElement,
    Date,
    Integer,
    and_,
    bindparam,
    exists,
    false,
    func,
    or_,
    select,
)
from sqlmodel import Session

from storage.regions import swedish_order
from storage.tables import METADATA, Member, Role

_MEMBER = METADATA.tables["member"]
_EMPLOYMENT = METADATA.tables["employment"]
_CONFIRMED = and_(_EMPLOYMENT.c.member_id == _MEMBER.c.id, _EMPLOYMENT.c.confirmed_at.is_not(None))


def coordinating(on: ColumnElement[date]) -> ColumnElement[bool]:
    """Whether a row of `member` is a coordinator on a day, by what is stored."""
    at_a_library = exists().where(
        _CONFIRMED,
        _EMPLOYMENT.c.starts_on <= on,
        or_(_EMPLOYMENT.c.ends_on.is_(None), _EMPLOYMENT.c.ends_on > on),
    )
    left_on = (
        select(func.max(_EMPLOYMENT.c.ends_on))
        .where(_CONFIRMED, _EMPLOYMENT.c.ends_on <= on)
        .correlate(_MEMBER)
        .scalar_subquery()
    )
    return and_(
        _MEMBER.c.role == Role.COORDINATOR,
        or_(
            at_a_library.correlate(_MEMBER),
            left_on.is_(None),
            func.coalesce(_MEMBER.c.coordinator_since >= left_on, false()),
        ),
    )


_COORDINATES = coordinating(bindparam("on", type_=Date))
_IS_ONE = select(_MEMBER.c.id).where(
    _MEMBER.c.id == bindparam("member", type_=Integer), _COORDINATES
)
_ALL = select(_MEMBER.c.id, _MEMBER.c.name, _MEMBER.c.email_key).where(
    _MEMBER.c.region_id == bindparam("region", type_=Integer), _COORDINATES
)


@dataclass(frozen=True, slots=True)
class Coordinator:
    """One of a region's coordinators."""

    member_id: int
    name: str
    email_key: str | None


def coordinates(session: Session, member_id: int, on: date) -> bool:
    """Whether a member is a coordinator on a day, by what is stored."""
    given = {"member": member_id, "on": on}
    return session.connection().execute(_IS_ONE, given).first() is not None


def coordinators_of(session: Session, region_id: int, on: date) -> tuple[Coordinator, ...]:
    """The coordinators of a region on a day, in the order that Swedes sort names."""
    rows = session.connection().execute(_ALL, {"region": region_id, "on": on})
    found = (Coordinator(*row) for row in rows)
    return tuple(sorted(found, key=lambda one: (swedish_order(one.name), one.member_id)))


def set_role(session: Session, member_id: int, role: Role, since: date | None) -> None:
    """Give a member a role, which somebody wants since a day.

    A coordinator whom nobody has wanted since any day is one as long as they work at a library.
    """
    member = session.get_one(Member, member_id)
    member.role = role
    member.coordinator_since = since if role is Role.COORDINATOR else None
    session.flush()
