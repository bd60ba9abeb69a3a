"""What comes once a week, at a weekday and time that may change."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import lru_cache

from goals.weeks import Week, week_of
from scheduler.due.calendar import Calendar
from scheduler.due.owed import Due, due_from

_LOOK_BACK = 2  # weeks: more than a message can be moved and late together


@dataclass(frozen=True, slots=True)
class Slot:
    """A weekday (ISO: Monday is 1) and a time, chosen at the moment `since`, which is aware."""

    weekday: int
    at: time
    since: datetime


def weekly(slots: Sequence[Slot], calendar: Calendar, now: datetime) -> tuple[Due, ...]:
    """The weeks that a message is due for now, the earliest first.

    `slots` are the choices made, the first when the channel was linked, the latest last. A channel
    of which only the latest choice is known may lose the week in which that changed.
    """
    if not calendar.open_at(now):
        return ()
    dues = []
    for week in _recent(calendar.day(now)):
        at = planned(week, slots, calendar)
        if at is not None and at <= now:
            dues.append(due_from(week.name, at))
    return tuple(due for due in dues if due.owed(now))


def planned(week: Week, slots: Sequence[Slot], calendar: Calendar) -> datetime | None:
    """When the message of a week comes, in UTC; None in the pause and before the first slot.

    One that holidays move into the next week gives way where that week's comes first, which takes
    a change to an earlier weekday or hour: the newer tells all that the older would have told.
    """
    at = _promised(week, slots, calendar)
    following = week.after(1)
    if at is None or calendar.day(at) < following.day(1):
        return at
    newer = _promised(following, slots, calendar)
    return None if newer is not None and newer <= at else at


def _promised(week: Week, slots: Sequence[Slot], calendar: Calendar) -> datetime | None:
    """The time that is left of all that was chosen.

    A new choice takes the week over if the earlier one's time has not come and its own has not
    passed. Else the week keeps the earlier one, and the new choice begins with the next week: no
    week gets two, and none is lost to a change.
    """
    promised: datetime | None = None
    for slot in slots:
        if promised is not None and promised <= slot.since:
            return promised
        at = _time_in(week, slot, calendar)
        if at is not None and at >= slot.since:
            promised = at
    return promised


def _time_in(week: Week, slot: Slot, calendar: Calendar) -> datetime | None:
    day = week.day(slot.weekday)
    at = calendar.opening(day, slot.at)
    return None if calendar.paused(day) or calendar.paused(calendar.day(at)) else at


@lru_cache(maxsize=10)
def _recent(today: date) -> tuple[Week, ...]:
    """The weeks that something may be due for on a day: every channel asks for the same."""
    return tuple(week_of(today).after(-ago) for ago in range(_LOOK_BACK, -1, -1))
