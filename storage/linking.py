"""Linking channels: which library a channel belongs to, or that it is the region's own."""

from dataclasses import dataclass

from sqlmodel import Session, col, select

from storage.deliveries import mend_channel
from storage.regions import swedish_order
from storage.tables import Channel, Library, Platform

WEEKDAY, HOUR = 1, 9  # Monday at nine, in the region's zone, unless somebody says otherwise


@dataclass(frozen=True, slots=True)
class Place:
    """A channel on a platform."""

    platform: Platform
    tenant: str
    channel_id: str


@dataclass(frozen=True, slots=True)
class Link:
    """What a channel is for: a library, or without one the region; and when its summary comes."""

    library_id: int | None
    library: str | None
    weekday: int = WEEKDAY
    hour: int = HOUR


def link_of(session: Session, region_id: int, place: Place) -> Link | None:
    """What a channel of a region is linked to, or None."""
    row = _row(session, place)
    if row is None or row.region_id != region_id:
        return None
    return _link(row, session)


def links_of(session: Session, region_id: int) -> tuple[Link, ...]:
    """Every linked channel of a region: its own first, then by the names of the libraries."""
    rows = session.exec(select(Channel).where(Channel.region_id == region_id)).all()
    links = (_link(row, session) for row in sorted(rows, key=lambda row: row.id or 0))
    return tuple(sorted(links, key=lambda link: swedish_order(link.library or "")))


def link(session: Session, region_id: int, place: Place, to: Link) -> Link:
    """Link a channel; what it is now.

    A channel that was the region's before keeps the hour of its summary. One of another region,
    which had the workspace before, begins anew.
    """
    row = _row(session, place)
    if row is not None and row.region_id != region_id:
        session.delete(row)
        session.flush()
        row = None
    if row is None:
        row = Channel(
            region_id=region_id,
            platform=place.platform,
            tenant=place.tenant,
            channel_id=place.channel_id,
            weekday=to.weekday,
            hour=to.hour,
        )
    row.library_id = to.library_id
    session.add(row)
    session.flush()
    assert row.id is not None  # noqa: S101 (flushed)
    mend_channel(session, row.id)  # whoever links it wants it written in
    return _link(row, session)


def unlink(session: Session, region_id: int, place: Place) -> Link | None:
    """Let a channel of a region belong to nobody; what it was linked to, or None."""
    row = _row(session, place)
    if row is None or row.region_id != region_id:
        return None
    before = _link(row, session)
    session.delete(row)
    session.flush()
    return before


def _row(session: Session, place: Place) -> Channel | None:
    return session.exec(
        select(Channel).where(
            Channel.platform == place.platform,
            Channel.tenant == place.tenant,
            col(Channel.channel_id) == place.channel_id,
        )
    ).first()


def _link(row: Channel, session: Session) -> Link:
    library = None if row.library_id is None else session.get_one(Library, row.library_id).name
    return Link(row.library_id, library, row.weekday, row.hour)
