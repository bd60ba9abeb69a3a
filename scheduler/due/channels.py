"""What comes to a library's channel once a month."""

from datetime import date, datetime, time, timedelta

from goals.weeks import month_name
from goals.working_days import working_day_from
from scheduler.due.calendar import Calendar
from scheduler.due.owed import Due, due_from

TUTORING = time(10)


def tutoring_reminder(since: datetime, calendar: Calendar, now: datetime) -> tuple[Due, ...]:
    """The month that a channel linked at `since` is to be reminded in of its tutoring sessions.

    It comes on the first working day. In the pause it is left out, and the next one asks for more.
    """
    if not calendar.open_at(now):
        return ()
    first = calendar.day(now).replace(day=1)
    due = due_from(month_name(first), calendar.opening(working_day_from(first), TUTORING))
    return (due,) if since <= due.at and due.owed(now) else ()


def months_asked(today: date, calendar: Calendar) -> tuple[date, ...]:
    """The months, by their first days, whose tutoring sessions are asked for on a day.

    The last one; after the pause those too that nobody was asked for in it, the earliest first.
    """
    months = [_month_before(today)]
    while calendar.paused(months[0]):
        months.insert(0, _month_before(months[0]))
    return tuple(months)


def _month_before(day: date) -> date:
    return (day.replace(day=1) - timedelta(days=1)).replace(day=1)
