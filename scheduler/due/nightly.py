"""What is done for storage every night: holidays, July and quiet hours are for people."""

from datetime import datetime, time, timedelta

from scheduler.due.calendar import Calendar
from scheduler.due.owed import LATE, Due, due_from

RETENTION = time(3)
SNAPSHOT = time(4)  # before anything of the day is published

_DAY = timedelta(days=1)


def snapshot(since: datetime, calendar: Calendar, now: datetime) -> tuple[Due, ...]:
    """The days to take a snapshot of, the earliest first; `since` is when the region was made.

    After downtime those of the last 48 hours are taken too: the base tables answer past days.
    """
    return _daily(SNAPSHOT, LATE, since, calendar, now)


def retention(since: datetime, calendar: Calendar, now: datetime) -> tuple[Due, ...]:
    """The night to forget in what is old; one that was missed is made up for by the next."""
    return _daily(RETENTION, _DAY, since, calendar, now)[-1:]


def _daily(
    at: time, late: timedelta, since: datetime, calendar: Calendar, now: datetime
) -> tuple[Due, ...]:
    today = calendar.day(now)
    found = []
    for ago in range(late // _DAY + 1, -1, -1):  # one more, for a region may skip a day
        day = today - ago * _DAY
        due = due_from(day.isoformat(), calendar.moment(day, at), late)
        if calendar.day(due.at) == day and since <= due.at and due.owed(now):
            found.append(due)
    return tuple(found)
