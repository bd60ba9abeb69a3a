"""Calendars, moments and channels for tests of what is due."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from scheduler.due import Calendar, Slot

STOCKHOLM = ZoneInfo("Europe/Stockholm")
SWEDEN = Calendar(STOCKHOLM)
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
TICK = timedelta(microseconds=1)
MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY = range(1, 8)


def sweden(month: int, day: int, hour: int = 9, minute: int = 0, *, year: int = 2026) -> datetime:
    """A moment as clocks in Sweden show it."""
    return datetime(year, month, day, hour, minute, tzinfo=STOCKHOLM)


def on(weekday: int, hour: int, since: datetime = LONG_AGO) -> Slot:
    """The weekday and hour that somebody chose at a moment."""
    return Slot(weekday, time(hour), since)
