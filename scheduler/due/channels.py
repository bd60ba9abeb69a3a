"""What comes to a library's channel once a month."""

from datetime import datetime, time

from goals.weeks import month_name
from goals.working_days import working_day_from
from scheduler.due.calendar import Calendar
from scheduler.due.owed import Due, due_from

TUTORING = time(10)


def tutoring_reminder(since: datetime, calendar: Calendar, now: datetime) -> tuple[Due, ...]:
    """The month that a channel linked at `since` is to be reminded in of its tutoring sessions.

    It comes on the first working day. In the pause it is left out, not moved to August.
    """
    if not calendar.open_at(now):
        return ()
    first = calendar.day(now).replace(day=1)
    due = due_from(month_name(first), calendar.opening(working_day_from(first), TUTORING))
    return (due,) if since <= due.at and due.owed(now) else ()
