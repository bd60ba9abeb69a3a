"""Whether and when somebody is reminded, and when a channel gets its weekly summary."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, or_, select

from storage.regions import swedish_order
from storage.tables import Channel, Library, Member


@dataclass(frozen=True, slots=True)
class ReminderSettings:
    """A member's own choices; `snoozed_until` is the first day on which reminders come again."""

    on: bool
    snoozed_until: date | None
    show_name: bool


@dataclass(frozen=True, slots=True)
class ChannelTime:
    """A channel and the weekday (ISO: Monday is 1) and hour of its weekly summary.

    `library` is None for the region's own channel.
    """

    row_id: int
    channel_id: str
    library: str | None
    weekday: int
    hour: int


def reminder_settings(session: Session, member_id: int, today: date) -> ReminderSettings:
    """What a member has chosen, as of a day; a snooze that is over is none."""
    member = session.get_one(Member, member_id)
    until = member.snoozed_until
    snoozed = until if until is not None and until > today else None
    return ReminderSettings(member.reminders, snoozed, member.show_name)


def turn_reminders(session: Session, member_id: int, *, on: bool) -> None:
    """Reminders from now on, or none; either way no snooze is left."""
    member = session.get_one(Member, member_id)
    member.reminders, member.snoozed_until = on, None


def snooze_reminders(session: Session, member_id: int, until: date) -> None:
    """No reminders before a day; who had turned them off gets them again then."""
    member = session.get_one(Member, member_id)
    member.reminders, member.snoozed_until = True, until


def choose_name(session: Session, member_id: int, *, shown: bool) -> None:
    """Whether the member may be named in a channel."""
    session.get_one(Member, member_id).show_name = shown


def channel_times(
    session: Session, region_id: int, library_ids: Collection[int], *, regions_own: bool
) -> tuple[ChannelTime, ...]:
    """The channels of some libraries, by library, and, if asked for, the region's own first."""
    mine = col(Channel.library_id).in_(library_ids)
    rows = session.exec(
        select(Channel, Library.name)
        .outerjoin(Library, col(Library.id) == col(Channel.library_id))
        .where(
            Channel.region_id == region_id,
            or_(mine, col(Channel.library_id).is_(None)) if regions_own else mine,
        )
    )
    times = (_time(channel, name) for channel, name in rows)
    return tuple(sorted(times, key=lambda each: (swedish_order(each.library or ""), each.row_id)))


def _time(channel: Channel, library: str | None) -> ChannelTime:
    assert channel.id is not None  # noqa: S101 (a stored row has an id)
    return ChannelTime(channel.id, channel.channel_id, library, channel.weekday, channel.hour)
