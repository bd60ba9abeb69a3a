"""Days of employments and leaves: they may be to come, and are bounded by what they are about."""

import re
from datetime import date, timedelta

from handlers.errors import TooEarlyError, TooLateError, UnclearDayError
from handlers.request import Request
from handlers.understanding.wording.calendar import MONTHS
from storage.keys import name_key

ONE_DAY = timedelta(days=1)
LONGEST_AHEAD = timedelta(days=366)  # to plan a start, a move or an end for
LONGEST_LEAVE = timedelta(days=5 * 366)
EARLIEST_START = date(1950, 1, 1)  # nobody at work has been there longer
_FIXED = {
    **dict.fromkeys(("idag", "i dag", "today"), 0),
    **dict.fromkeys(("igår", "i går", "yesterday"), -1),
    **dict.fromkeys(("imorgon", "i morgon", "tomorrow"), 1),
}
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_NUMBERS = re.compile(r"(\d{1,2})/(\d{1,2})(?:[ /](\d{4}))?", re.ASCII)
_DAY_FIRST = re.compile(r"(?:den )?(\d{1,2})(?::?e|:?a|st|nd|rd|th)? (\D+?)(?: (\d{4}))?", re.ASCII)
_MONTH_FIRST = re.compile(r"(\D+?) (\d{1,2})(?:st|nd|rd|th)?,?(?: (\d{4}))?", re.ASCII)
_BETWEEN = re.compile(
    r"\s*(?:–|—|\btill\b|\bto\b|\buntil\b|\bt\.?o\.?m\b\.?|\s-\s)\s*", re.IGNORECASE
)


def picked(field: str, request: Request, earliest: date, latest: date) -> date:
    """The day in a field of a form. What is wrong with it is told at the field."""
    try:
        return bounded(date.fromisoformat(request.values.get(field, "")), earliest, latest)
    except ValueError as error:
        raise UnclearDayError().at(field) from error
    except (TooEarlyError, TooLateError) as error:
        raise error.at(field) from error


def picked_or_none(field: str, request: Request, earliest: date, latest: date) -> date | None:
    """The same where the field may be empty."""
    return picked(field, request, earliest, latest) if request.values.get(field) else None


def bounded(day: date, earliest: date, latest: date) -> date:
    """The day itself. Raises TooEarlyError or TooLateError."""
    if day < earliest:
        raise TooEarlyError(day=earliest)
    if day > latest:
        raise TooLateError(day=latest)
    return day


def day_said(words: str, today: date) -> date | None:
    """The day that words mean, past or to come; without a year the one nearest to today."""
    key = name_key(words)
    if key in _FIXED:
        return today + timedelta(days=_FIXED[key])
    if _ISO.fullmatch(key):
        return _real(*map(int, key.split("-")))
    for pattern, day, month in ((_NUMBERS, 1, 2), (_DAY_FIRST, 1, 2), (_MONTH_FIRST, 2, 1)):
        found = pattern.fullmatch(key)
        number = found and (MONTHS.get(found[month]) or _number(found[month]))
        if found and number:
            return _dated(int(found[day]), number, found[3], today)
    return None


def days_said(words: str, today: date) -> tuple[date | None, date | None]:
    """The first and the last day of words such as "15 juni–1 augusti"; None for what is unclear."""
    first, *rest = _BETWEEN.split(words.strip(), maxsplit=1)
    return day_said(first, today), day_said(rest[0], today) if rest else None


def _number(word: str) -> int | None:
    return int(word) if word.isascii() and word.isdigit() else None


def _dated(day: int, month: int, year: str | None, today: date) -> date | None:
    if year is not None:
        return _real(int(year), month, day)
    near = (_real(today.year + off, month, day) for off in (-1, 0, 1))
    return min((each for each in near if each), key=lambda each: abs(each - today), default=None)


def _real(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
