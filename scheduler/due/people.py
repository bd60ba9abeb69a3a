"""What comes to a person, and when they are left alone."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from goals.weeks import week_of
from goals.working_days import working_day_from, working_day_until
from scheduler.due.calendar import Calendar
from scheduler.due.owed import Due
from scheduler.due.weekly import Slot, weekly

MONDAY, WEDNESDAY = 1, 3
DIGEST = time(8, 30)
REMINDER = time(10)
PLAN = time(9)
PLAN_NOTICE = timedelta(days=30)

EARLIEST_NOTICE = timedelta(days=70)  # when July is in between
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Away:
    """Days of leave; `until` is the first day back, None while it is not known."""

    since: date
    until: date | None = None

    def covers(self, day: date) -> bool:
        """Whether the day is one of them."""
        return self.since <= day and (self.until is None or day < self.until)


@dataclass(frozen=True, slots=True)
class Person:
    """What a person has chosen, and how long they have been known.

    `snoozed_until` is the first day on which messages come again; `reminded_at` the moment of the
    latest personal reminder.
    """

    since: datetime
    reminders: bool = True
    snoozed_until: date | None = None
    leave: tuple[Away, ...] = ()
    reminded_at: datetime | None = None


def reachable(person: Person, day: date) -> bool:
    """Whether a person may be written to on a day: not off, not snoozed, not on leave."""
    snoozed = person.snoozed_until is not None and day < person.snoozed_until
    return person.reminders and not snoozed and not any(away.covers(day) for away in person.leave)


def personal_reminder(person: Person, calendar: Calendar, now: datetime) -> tuple[Due, ...]:
    """The week that a person is due a reminder for now: Wednesdays, and never two in one week.

    After Christmas a moved one and the week's own can fall in the same week; the first is sent.
    """
    reminded = person.reminded_at
    if reminded is not None and week_of(calendar.day(reminded)) == week_of(calendar.day(now)):
        return ()
    return _weekly(person, WEDNESDAY, REMINDER, calendar, now)


def manager_digest(person: Person, calendar: Calendar, now: datetime) -> tuple[Due, ...]:
    """The week that a manager is due a digest for now: Mondays."""
    return _weekly(person, MONDAY, DIGEST, calendar, now)


def plan_expiring(
    person: Person, valid_until: date, calendar: Calendar, now: datetime
) -> tuple[Due, ...]:
    """The last day of a plan, as a period, when its manager is due to be told that it nears.

    Told 30 days before or on the next working day; on the last one before July where that pauses,
    since a new plan takes its time. No next week's makes up for one that is missed, so it stays
    due through the plan's last day.
    """
    today = calendar.day(now)
    if not EARLIEST_NOTICE >= valid_until - today >= timedelta(0):
        return ()
    if not calendar.open_at(now) or not reachable(person, today):
        return ()
    at = calendar.opening(_told_on(valid_until, calendar), PLAN)
    over = calendar.moment(valid_until + _DAY, time()) - timedelta.resolution
    due = Due(valid_until.isoformat(), at, over)
    return (due,) if person.since <= due.at and due.owed(now) else ()


def _told_on(valid_until: date, calendar: Calendar) -> date:
    day = working_day_from(valid_until - PLAN_NOTICE)
    if calendar.paused(day):
        return working_day_until(day.replace(day=1) - _DAY)
    return day


def _weekly(
    person: Person, weekday: int, at: time, calendar: Calendar, now: datetime
) -> tuple[Due, ...]:
    """Who is away when it comes is not sent it afterwards."""
    if not reachable(person, calendar.day(now)):
        return ()
    dues = weekly((Slot(weekday, at, person.since),), calendar, now)
    return tuple(due for due in dues if reachable(person, calendar.day(due.at)))
