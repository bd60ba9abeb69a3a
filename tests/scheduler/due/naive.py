"""What is due, found by trying one half of an hour after the other.

No clock time is ever turned into a moment here: the naive way looks at what clocks show at moments
that come one after the other.
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from scheduler.due import Slot
from tests.goals.almanac import free_days

HALF_HOUR = timedelta(minutes=30)  # no zone in the tests is off by less
DAY = timedelta(days=1)


def holiday(day: date) -> bool:
    """Whether the almanac prints the day in red, or it is one of the three eves."""
    return _free(day.year)[day]


@cache
def _free(year: int) -> dict[date, bool]:
    return free_days(year)


def writes(moment: datetime, zone: ZoneInfo) -> bool:
    """Whether somebody may be written to at a moment, with a pause in July."""
    local = moment.astimezone(zone)
    return 8 <= local.hour < 18 and not holiday(local.date()) and local.month != 7


@cache
def comes(monday: date, weekday: int, hour: int, zone: ZoneInfo) -> datetime:
    """The first moment for what is meant for an hour of the week that begins on a Monday."""
    meant = monday + (weekday - 1) * DAY
    for moment in _half_hours(meant):
        local = moment.astimezone(zone)
        day, shown = local.date(), (local.hour, local.minute)
        if day == meant and hour < 18:
            fits = True
        else:
            fits = day > meant and local.strftime("%a") not in {"Sat", "Sun"}
        if fits and not holiday(day) and shown == (hour if 8 <= hour < 18 else 8, 0):
            return moment
    raise AssertionError("never")


def _half_hours(day: date) -> Iterator[datetime]:
    """The halves of hours that follow, wherever in the world the day begins."""
    moment = datetime(day.year, day.month, day.day, tzinfo=UTC) - DAY
    while True:
        yield moment
        moment += HALF_HOUR


def promises(monday: date, slots: Sequence[Slot], zone: ZoneInfo) -> datetime | None:
    """When a week's message comes, if not in July, going through what was chosen as it was."""
    promise = None
    for slot in slots:
        if promise is None or promise > slot.since:
            moment = comes(monday, slot.weekday, slot.at.hour, zone)
            if moment >= slot.since and not _in_july(monday, slot.weekday, moment, zone):
                promise = moment
    return promise


def sends(monday: date, slots: Sequence[Slot], zone: ZoneInfo) -> datetime | None:
    """When a week's message is sent: not after, or together with, the next week's."""
    own, newer = promises(monday, slots, zone), promises(monday + 7 * DAY, slots, zone)
    return None if own and newer and newer <= own else own


def _in_july(monday: date, weekday: int, comes: datetime, zone: ZoneInfo) -> bool:
    meant = monday + (weekday - 1) * DAY
    return 7 in {meant.month, comes.astimezone(zone).month}
