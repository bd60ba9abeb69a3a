"""Channels that the platform lets nothing into any more, until somebody has mended them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Date, Select, and_, bindparam, exists, or_, select, update
from sqlmodel import Session

from storage.coordinators import coordinating
from storage.deliveries.owing import something_is_owed
from storage.deliveries.tenant import Tenant
from storage.tables import METADATA, Role
from storage.types import UTCDateTime

_CHANNEL = METADATA.tables["channel"]
_EMPLOYMENT = METADATA.tables["employment"]
_IDENTITY = METADATA.tables["identity"]
_LIBRARY = METADATA.tables["library"]
_MEMBER = METADATA.tables["member"]
_REGION = METADATA.tables["region"]
_LONGEST_CODE = 64


@dataclass(frozen=True, slots=True)
class BrokenChannel:
    """A channel's row, what it is for, and what the platform said when it let nothing in.

    `library` is None for the region's own channel.
    """

    row_id: int
    region_id: int
    region: str
    library_id: int | None
    library: str | None
    broken_at: datetime
    code: str


_BROKEN: Select[Any] = (
    select(
        _CHANNEL.c.id,
        _CHANNEL.c.region_id,
        _REGION.c.name.label("region"),
        _CHANNEL.c.library_id,
        _LIBRARY.c.name.label("library"),
        _CHANNEL.c.broken_at,
        _CHANNEL.c.broken_code,
    )
    .select_from(_CHANNEL)
    .join(_REGION, _REGION.c.id == _CHANNEL.c.region_id)
    .outerjoin(_LIBRARY, _LIBRARY.c.id == _CHANNEL.c.library_id)
    .where(_CHANNEL.c.broken_at.is_not(None))
    .order_by(_CHANNEL.c.id)
)
_ONE_BROKEN = _BROKEN.where(_CHANNEL.c.id == bindparam("row_id"))
_BROKEN_IN_REGION = _BROKEN.where(_CHANNEL.c.region_id == bindparam("region_id"))
_THE_CHANNEL = and_(
    _CHANNEL.c.platform == bindparam("of_platform"),
    _CHANNEL.c.tenant == bindparam("of_tenant"),
    _CHANNEL.c.channel_id == bindparam("of_channel"),
)
_KNOWN = select(_CHANNEL.c.id).where(_THE_CHANNEL)
_BREAK = (
    update(_CHANNEL)
    .where(_THE_CHANNEL, _CHANNEL.c.broken_at.is_(None))
    .values(broken_at=bindparam("at", type_=UTCDateTime), broken_code=bindparam("code"))
    .returning(_CHANNEL.c.id)
)
_MEND = (
    update(_CHANNEL)
    .where(_CHANNEL.c.id == bindparam("row_id"), _CHANNEL.c.broken_at.is_not(None))
    .values(broken_at=None, broken_code=None)
)
_REACHED = exists().where(_IDENTITY.c.member_id == _MEMBER.c.id)
_AT_LIBRARY = exists().where(
    _EMPLOYMENT.c.member_id == _MEMBER.c.id,
    _EMPLOYMENT.c.library_id == bindparam("library_id"),
    _EMPLOYMENT.c.confirmed_at.is_not(None),
    _EMPLOYMENT.c.starts_on <= bindparam("on"),
    or_(_EMPLOYMENT.c.ends_on.is_(None), _EMPLOYMENT.c.ends_on > bindparam("on")),
)
_MANAGERS = (
    select(_MEMBER.c.id)
    .where(_MEMBER.c.role == Role.MANAGER, _AT_LIBRARY, _REACHED)
    .order_by(_MEMBER.c.id)
)
_COORDINATORS = (
    select(_MEMBER.c.id)
    .where(
        _MEMBER.c.region_id == bindparam("region_id"),
        or_(
            coordinating(bindparam("on", type_=Date)),
            _MEMBER.c.email_key.in_(bindparam("named", expanding=True)),
        ),
        _REACHED,
    )
    .order_by(_MEMBER.c.id)
)


def break_channel(
    session: Session, tenant: Tenant, channel_id: str, code: str, now: datetime
) -> tuple[bool, BrokenChannel | None]:
    """Mark a channel as broken; whether it is one of ours, and the channel if that is news."""
    where = {
        "of_platform": tenant.platform,
        "of_tenant": tenant.id,
        "of_channel": channel_id,
    }
    connection = session.connection()
    broken = connection.execute(_BREAK, {**where, "at": now, "code": code[:_LONGEST_CODE]}).first()
    if broken is None:
        return connection.execute(_KNOWN, where).first() is not None, None
    return True, broken_channel(session, broken.id)


def mend_channel(session: Session, row_id: int) -> bool:
    """Let messages go to a channel again, what waits for it too; False where it is not broken."""
    mended = session.connection().execute(_MEND, {"row_id": row_id}).rowcount == 1
    if mended:
        something_is_owed(session)
    return mended


def mend_channel_at(session: Session, tenant: Tenant, channel_id: str) -> bool:
    """The same by the platform's own id; False for one that is not broken, or not ours."""
    where = {
        "of_platform": tenant.platform,
        "of_tenant": tenant.id,
        "of_channel": channel_id,
    }
    row_id = session.connection().execute(_KNOWN, where).scalar()
    return row_id is not None and mend_channel(session, row_id)


def broken_channel(session: Session, row_id: int) -> BrokenChannel | None:
    """A channel by its row's id, while it is broken."""
    row = session.connection().execute(_ONE_BROKEN, {"row_id": row_id}).first()
    return None if row is None else BrokenChannel(*row)


def broken_channels(session: Session, region_id: int) -> tuple[BrokenChannel, ...]:
    """Every broken channel of a region."""
    rows = session.connection().execute(_BROKEN_IN_REGION, {"region_id": region_id})
    return tuple(BrokenChannel(*row) for row in rows)


def keepers(
    session: Session, channel: BrokenChannel, named: Collection[str], on: date
) -> tuple[int, ...]:
    """The members who look after a channel and can be written to.

    The managers of its library on a day. Where there are none, and for the region's own channel,
    the coordinators: those who are on the roster, and whose e-mail keys are `named`.
    """
    return leaders(session, channel.region_id, channel.library_id, named, on)


def leaders(
    session: Session, region_id: int, library_id: int | None, named: Collection[str], on: date
) -> tuple[int, ...]:
    """The managers of a library on a day who can be written to; else the region's coordinators.

    Coordinators are those who are on the roster, and whose e-mail keys are `named`.
    """
    connection = session.connection()
    if library_id is not None:
        at = {"library_id": library_id, "on": on}
        managers = tuple(connection.execute(_MANAGERS, at).scalars())
        if managers:
            return managers
    at = {"region_id": region_id, "named": list(named), "on": on}
    return tuple(connection.execute(_COORDINATORS, at).scalars())
