"""What falls due by itself: at every tick, what is due and not owed yet is owed or done."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time

from sqlmodel import Session

from scheduler.due import Calendar, Slot, snapshot, tutoring_reminder, weekly
from scheduler.due import Due as Period
from storage.channels import (
    LinkedChannel,
    has_new_channels,
    linked_channels,
    note_new_channels,
)
from storage.database import Database
from storage.deliveries import ChannelAddress, Due, channel_key, owe_channel, owed_keys
from storage.figures import take_snapshots
from storage.regions import regions
from storage.snapshots import is_published
from storage.tables import DeliveryKind

_EVER = datetime(2000, 1, 1, tzinfo=UTC)
Owed = tuple[Due, ChannelAddress]


def owe_to_channels(database: Database, now: datetime) -> int:
    """Owe every channel what is due for it; how many messages. A new channel begins its weeks."""
    with database.reading() as session:
        new = has_new_channels(session)
        missing = list(due_to_channels(session, now))
    if not new and not missing:
        return 0
    with database.writing() as session:
        if new:
            note_new_channels(session, now)
        return sum(owe_channel(session, due, to, now) for due, to in missing)


def due_to_channels(session: Session, now: datetime) -> Iterator[Owed]:
    """What is due for channels at a moment and not owed yet."""
    due = [owed for channel in linked_channels(session) for owed in _due(channel, now)]
    if due:
        known = owed_keys(session, (channel_key(*owed) for owed in due))
        yield from (owed for owed in due if channel_key(*owed) not in known)


def _due(channel: LinkedChannel, now: datetime) -> Iterator[Owed]:
    calendar = Calendar(channel.region.zone, channel.region.july_pause)
    slots = [Slot(each.weekday, time(each.hour), each.since) for each in channel.choices]
    own = channel.library_id is not None
    kind = DeliveryKind.WEEKLY_SUMMARY if own else DeliveryKind.COUNTY_SUMMARY
    for period in weekly(slots, calendar, now):
        yield _owed(kind, period), channel.address
    if own:
        for period in tutoring_reminder(channel.choices[0].since, calendar, now):
            yield _owed(DeliveryKind.TUTORING_REMINDER, period), channel.address


def _owed(kind: DeliveryKind, period: Period) -> Due:
    return Due(kind, period.period, period.at, late=period.expires_at - period.at)


def publish(database: Database, now: datetime) -> int:
    """Take the snapshots that are due of every region; how many days were published."""
    with database.reading() as session:
        missing = [
            (region, day)
            for region in regions(session)
            for due in snapshot(_EVER, Calendar(region.zone, region.july_pause), now)
            if not is_published(session, region.region_id, day := date.fromisoformat(due.period))
        ]
    for region, day in missing:
        with database.writing() as session:
            take_snapshots(session, region, day)
    return len(missing)
