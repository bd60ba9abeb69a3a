"""The channels that summaries go to: whose they are, and when in the week each wants its own."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Integer, Row, bindparam, case, select, tuple_, update
from sqlmodel import Session

from storage.deliveries import ChannelAddress
from storage.regions import SETTINGS, RegionSettings, settings_from
from storage.tables import METADATA, Region
from storage.types import UTCDateTime

_CHANNEL = METADATA.tables["channel"]
_LIBRARY = METADATA.tables["library"]
_ADDRESS = (
    _CHANNEL.c.region_id,
    _CHANNEL.c.platform,
    _CHANNEL.c.tenant,
    _CHANNEL.c.channel_id,
)
_OPEN = (
    select(
        _CHANNEL.c.id,
        _CHANNEL.c.library_id,
        *_ADDRESS,
        _CHANNEL.c.weekday,
        _CHANNEL.c.hour,
        _CHANNEL.c.linked_at,
        _CHANNEL.c.slot_since,
        _CHANNEL.c.old_weekday,
        _CHANNEL.c.old_hour,
        *SETTINGS,
    )
    .join(Region, Region.__table__.c.id == _CHANNEL.c.region_id)  # type: ignore[attr-defined]
    .where(_CHANNEL.c.broken_at.is_(None), _CHANNEL.c.linked_at.is_not(None))
    .order_by(_CHANNEL.c.id)
)
_NEW = select(_CHANNEL.c.id).where(_CHANNEL.c.linked_at.is_(None)).limit(1)
_NOW = bindparam("now", type_=UTCDateTime)
_LINK = update(_CHANNEL).where(_CHANNEL.c.linked_at.is_(None)).values(linked_at=_NOW)
_CHOOSE = (
    update(_CHANNEL)
    .where(_CHANNEL.c.id == bindparam("row_id", type_=Integer))
    .values(
        old_weekday=_CHANNEL.c.weekday,
        old_hour=_CHANNEL.c.hour,
        slot_since=_NOW,
        weekday=bindparam("new_weekday", type_=Integer),
        hour=bindparam("new_hour", type_=Integer),
        linked_at=case((_CHANNEL.c.linked_at.is_(None), _NOW), else_=_CHANNEL.c.linked_at),
    )
)
_WHOSE = (
    select(*_ADDRESS, _CHANNEL.c.library_id, _LIBRARY.c.name)
    .outerjoin(_LIBRARY, _LIBRARY.c.id == _CHANNEL.c.library_id)
    .where(
        tuple_(_CHANNEL.c.platform, _CHANNEL.c.tenant, _CHANNEL.c.channel_id).in_(
            bindparam("places", expanding=True)
        )
    )
)


@dataclass(frozen=True, slots=True)
class Choice:
    """A weekday (ISO: Monday is 1) and an hour, chosen at a moment."""

    weekday: int
    hour: int
    since: datetime


@dataclass(frozen=True, slots=True)
class LinkedChannel:
    """A channel that lets messages in. Without a library it is the region's own.

    `choices` are the latest two at most, the first of them from when the channel was linked.
    """

    row_id: int
    library_id: int | None
    address: ChannelAddress
    choices: tuple[Choice, ...]
    region: RegionSettings


@dataclass(frozen=True, slots=True)
class Whose:
    """Whose a channel is; without a library it is the region's own."""

    library_id: int | None
    library: str | None


def linked_channels(session: Session) -> Iterator[LinkedChannel]:
    """Every channel that summaries go to, of all regions."""
    for row in session.connection().execute(_OPEN):
        row_id, library_id, region_id, platform, tenant, channel_id = row[:6]
        address = ChannelAddress(region_id, platform, tenant, channel_id)
        yield LinkedChannel(row_id, library_id, address, _choices(row), settings_from(*row[12:]))


def _choices(row: Row[*tuple[Any, ...]]) -> tuple[Choice, ...]:
    now = Choice(row.weekday, row.hour, row.slot_since or row.linked_at)
    if row.slot_since is None:
        return (now,)
    return (Choice(row.old_weekday, row.old_hour, row.linked_at), now)


def note_new_channels(session: Session, now: datetime) -> int:
    """Begin the weeks of channels that nobody has looked at before; how many."""
    return session.connection().execute(_LINK, {"now": now}).rowcount


def has_new_channels(session: Session) -> bool:
    """Whether there are any such."""
    return session.connection().execute(_NEW).first() is not None


def choose_slot(session: Session, row_id: int, weekday: int, hour: int, now: datetime) -> None:
    """Let a channel's summary come at another weekday and hour from now on."""
    given = {"row_id": row_id, "new_weekday": weekday, "new_hour": hour, "now": now}
    session.connection().execute(_CHOOSE, given)


def whose(session: Session, channels: Collection[ChannelAddress]) -> dict[ChannelAddress, Whose]:
    """Whose some channels are; one that is linked no more, or to another region, is not there."""
    places = [(each.platform, each.tenant, each.channel_id) for each in channels]
    rows = session.connection().execute(_WHOSE, {"places": places}).all()
    known = {ChannelAddress(*row[:4]): Whose(*row[4:]) for row in rows}
    return {each: known[each] for each in channels if each in known}
