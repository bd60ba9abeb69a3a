"""Which libraries managers lead, and what the plans there are about to do."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Date, Integer, Row, Select, bindparam, func, or_, select
from sqlmodel import Session

from storage.achieved import PLAN
from storage.recipients import IN_REGION, Recipient, recipients
from storage.regions import LibraryName
from storage.roster import EMPLOYMENT, LIBRARY, ON, staff
from storage.tables import METADATA, Role

_MEMBER = METADATA.tables["member"]
_IS_MANAGER = _MEMBER.c.role == Role.MANAGER
_THE_LIBRARY = EMPLOYMENT.c.library_id == bindparam("library", type_=Integer)
_LED: Select[Any] = (
    staff(
        EMPLOYMENT.c.member_id,
        LIBRARY.c.id,
        LIBRARY.c.name,
        LIBRARY.c.municipality,
        EMPLOYMENT.c.chief,
        EMPLOYMENT.c.starts_on,
        EMPLOYMENT.c.id.label("employment_id"),
    )
    .join(LIBRARY, LIBRARY.c.id == EMPLOYMENT.c.library_id)
    .join(_MEMBER, _MEMBER.c.id == EMPLOYMENT.c.member_id)
    .where(_IS_MANAGER)
    .order_by(EMPLOYMENT.c.chief.desc(), EMPLOYMENT.c.starts_on.desc(), EMPLOYMENT.c.id.desc())
)
_LED_IN_REGION = _LED.where(IN_REGION)
_LED_BY = _LED.where(_MEMBER.c.id == bindparam("member", type_=Integer))
_WAITING = select(func.count(func.distinct(EMPLOYMENT.c.member_id))).where(
    _THE_LIBRARY,
    EMPLOYMENT.c.confirmed_at.is_(None),
    EMPLOYMENT.c.starts_on <= ON,
    or_(EMPLOYMENT.c.ends_on.is_(None), EMPLOYMENT.c.ends_on > ON),
)
_OTHER = PLAN.alias("other")
_LATEST = (
    select(func.max(_OTHER.c.adopted_on))
    .where(_OTHER.c.library_id == PLAN.c.library_id, _OTHER.c.adopted_on <= ON)
    .correlate(PLAN)
    .scalar_subquery()
)
_IN_FORCE = (
    select(PLAN.c.library_id, PLAN.c.valid_until)
    .where(PLAN.c.adopted_on == _LATEST)
    .order_by(PLAN.c.library_id)
)
_ENDING = _IN_FORCE.join(LIBRARY, LIBRARY.c.id == PLAN.c.library_id).where(
    LIBRARY.c.region_id == bindparam("region", type_=Integer),
    PLAN.c.valid_until >= ON,
    PLAN.c.valid_until <= bindparam("latest", type_=Date),
)
_OF_LIBRARY = _IN_FORCE.where(PLAN.c.library_id == bindparam("library", type_=Integer))


@dataclass(frozen=True, slots=True)
class Manager:
    """A manager to write to, and the libraries that they lead: at least one."""

    recipient: Recipient
    led: tuple[LibraryName, ...]


def managers(session: Session, region_id: int, on: date) -> tuple[Manager, ...]:
    """The managers of a region who may be written to on a day."""
    rows = session.connection().execute(_LED_IN_REGION, {"region": region_id, "on": on})
    led = _led_by_member(rows)
    found = recipients(session, region_id, on, _IS_MANAGER)
    return tuple(
        Manager(one, led[one.address.member_id]) for one in found if one.address.member_id in led
    )


def led_by(session: Session, member_id: int, on: date) -> tuple[LibraryName, ...]:
    """The libraries that a member leads on a day; none for who is no manager."""
    rows = session.connection().execute(_LED_BY, {"member": member_id, "on": on})
    return _led_by_member(rows).get(member_id, ())


def _led_by_member(
    rows: Iterable[Row[*tuple[Any, ...]]],
) -> Mapping[int, tuple[LibraryName, ...]]:
    """As `storage.people.Who.led`: where they are chief; who is chief nowhere, the first."""
    places: defaultdict[int, list[Row[*tuple[Any, ...]]]] = defaultdict(list)
    for row in rows:
        places[row.member_id].append(row)
    return {
        member_id: tuple(
            LibraryName(row.id, row.name, row.municipality)
            for row in ([row for row in its if row.chief] or its[:1])
        )
        for member_id, its in places.items()
    }


def waiting(session: Session, library_id: int, on: date) -> int:
    """How many wait on a day for their employment at a library to be confirmed."""
    given = {"library": library_id, "on": on}
    return session.connection().execute(_WAITING, given).scalar_one()


def ending_plans(
    session: Session, region_id: int, on: date, latest: date
) -> tuple[tuple[int, date], ...]:
    """The libraries of a region whose plan is valid on a day and ends by another, and its end."""
    given = {"region": region_id, "on": on, "latest": latest}
    rows = session.connection().execute(_ENDING, given)
    return tuple((row.library_id, row.valid_until) for row in rows)


def plan_ends_on(session: Session, library_id: int, on: date) -> tuple[bool, date | None]:
    """Whether a library has a valid plan on a day, and its last day; None where it has no end."""
    given = {"library": library_id, "on": on}
    row = session.connection().execute(_OF_LIBRARY, given).first()
    if row is None or (row.valid_until is not None and row.valid_until < on):
        return False, None
    return True, row.valid_until
