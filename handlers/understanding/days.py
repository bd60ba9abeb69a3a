"""Which day is meant, of all that a message says about days.

Always today or past. Two days that differ, a weekday that is not the date's, or a time that names
no day ("häromdagen") make it unclear: then somebody has to be asked.
"""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, timedelta

from handlers.understanding.day import Day, Form
from handlers.understanding.day_forms import day_at
from handlers.understanding.model import Problem
from handlers.understanding.tokens import Token

_OLDEST = timedelta(days=3660)  # no course is older; a year was mistyped


def find_days(tokens: Sequence[Token], taken: Collection[int], today: date) -> list[Day]:
    """Everything that is said about days and times, outside the tokens that are `taken`."""
    found: list[Day] = []
    at = 0
    while at < len(tokens):
        day = None if at in taken else day_at(tokens, at, today)
        if day is None or any(index in taken for index in range(day.start, day.end)):
            at += 1
            continue
        found.append(day)
        at = day.end
    return found


def settle(days: Iterable[Day], today: date) -> tuple[date | None, Problem | None]:
    """The one day that they all mean; today when there are none."""
    said = [day for day in days if day.form is not Form.CLOCK]
    if not said:
        return today, None
    for problem in (Problem.NO_SUCH_DATE, Problem.FUTURE_DATE):
        if any(day.problem is problem for day in said):
            return None, problem
    dates = _dates(said, today)
    if len(dates) != 1:
        return None, Problem.UNCLEAR_DATE
    return _allowed(dates.pop(), today)


def _dates(said: list[Day], today: date) -> set[date | None]:
    """The days that are meant; None stands for one that is unclear."""
    weekdays = {day.weekday for day in said if day.weekday is not None}
    known = {day.day for day in said if day.day is not None}
    if any(day.form is Form.LAST_WEEK for day in said) and len(weekdays) == 1:
        monday = today - timedelta(days=today.weekday() + 7)
        return {monday + timedelta(days=weekday) for weekday in weekdays}
    calendar = {day.day for day in said if day.weekday is None and day.day is not None}
    if len(calendar) == 1 and weekdays:  # "fredagen den 15 maj": do they agree?
        (day,) = calendar
        return set(calendar) if weekdays == {day.weekday()} else {None}
    unclear = any(day.problem is Problem.UNCLEAR_DATE for day in said)
    return {*known, None} if unclear else {*known}


def _allowed(day: date | None, today: date) -> tuple[date | None, Problem | None]:
    if day is None or day < today - _OLDEST:
        return None, Problem.UNCLEAR_DATE
    return (None, Problem.FUTURE_DATE) if day > today else (day, None)
