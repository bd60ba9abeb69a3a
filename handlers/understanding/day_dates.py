"""Calendar dates: 2020-05-03, 3/5, den 3:e maj 2020, May 3rd, i april."""

import re
from datetime import date, timedelta

from handlers.understanding.day import Day, Form, Tokens, digits, glued, key_at
from handlers.understanding.expressions import single_words
from handlers.understanding.model import Problem
from handlers.understanding.wording import calendar

SOON = timedelta(days=14)  # a day without a year that is this near is rather to come than past
_SCALES = frozenset({5, 6, 10})
_SOME_TIME = timedelta(days=90)
_SHARES = single_words(calendar.SHARES)
_RATINGS = single_words(calendar.RATINGS)
_ORDINAL_NUMBER = re.compile(r"(\d{1,2})(?:e|a|de|te|st|nd|rd|th)?")


def numeric(tokens: Tokens, at: int, today: date) -> Day | None:
    """2020-05-03, 20200503, 3/5, 3/5 2020, 3/5-20, 3.5.2020."""
    start = at
    at += key_at(tokens, at) in {"den", "the", "on"}
    whole = _compact(tokens, at, today)
    if whole is not None:
        return _dated(start, at + 1, whole, today)
    sign = key_at(tokens, at + 1)
    if sign not in {"/", "-", "."} or not glued(tokens, at + 1) or not glued(tokens, at + 2):
        return None
    again = key_at(tokens, at + 3) == sign and glued(tokens, at + 3) and glued(tokens, at + 4)
    if again:
        return _three_numbers(tokens, start, at, today)
    day, month = digits(tokens, at, 1, 2), digits(tokens, at + 2, 1, 2)
    if sign != "/" or day is None or month is None or not day or not month:
        return None
    end, year = _year(tokens, at + 3)
    return _day_and_month(tokens, start, end, (day, month, year), today)


def _compact(tokens: Tokens, at: int, today: date) -> tuple[int, int, int] | None:
    key = key_at(tokens, at)
    if not (key.isascii() and key.isdigit()):
        return None
    if len(key) == 8 and key.startswith(("19", "20")):
        return int(key[:4]), int(key[4:6]), int(key[6:])
    if len(key) == 6:
        year, month, day = 2000 + int(key[:2]), int(key[2:4]), int(key[4:])
        if today.year - 10 <= year <= today.year and _real(year, month, day):
            return year, month, day
    return None


def _three_numbers(tokens: Tokens, start: int, at: int, today: date) -> Day | None:
    texts = [key_at(tokens, at + ahead) for ahead in (0, 2, 4)]
    if not all(text.isascii() and text.isdigit() and len(text) <= 4 for text in texts):
        return None
    first, second, third = map(int, texts)
    if len(texts[0]) == 4:
        return _dated(start, at + 5, (first, second, third), today)
    if len(texts[2]) == 4:
        return _dated(start, at + 5, (third, second, first), today)
    return Day(start, at + 5, Form.VAGUE, problem=Problem.UNCLEAR_DATE)  # 20-05-03: which is which?


def _day_and_month(
    tokens: Tokens, start: int, end: int, read: tuple[int, int, int | None], today: date
) -> Day | None:
    day, month, year = read
    led = tokens[start].key in {"den", "the", "on"}
    if (day, month) == (24, 7) and year is None and not led:  # "24/7": always
        return None
    share = (day <= month and key_at(tokens, end) in _SHARES) or key_at(
        tokens, start - 1
    ) in _RATINGS
    if share and year is None and not led:
        return Day(start, end, Form.VAGUE, problem=Problem.UNCLEAR_DATE)
    found = _dated(start, end, (year, month, day), today)
    mark = day <= month in _SCALES and year is None and not led
    if mark and found.day and today - found.day > _SOME_TIME:  # "8/10": rather how good it was
        return Day(start, end, Form.VAGUE, problem=Problem.UNCLEAR_DATE)
    return found


def written(tokens: Tokens, at: int, today: date) -> Day | None:
    """Den 3:e maj, 3 maj 2020, May 3rd, the third of May."""
    start = at
    at += key_at(tokens, at) in {"den", "the", "on"}
    at += key_at(tokens, at) in {"den", "the"}
    if at >= len(tokens):
        return None
    month = calendar.MONTHS.get(key_at(tokens, at))
    if month is not None:
        return _month_first(tokens, start, at, month, today)
    day, after = _day_number(tokens, at)
    if day is None:
        return None
    after += key_at(tokens, after) in {"of", "i"} and key_at(tokens, after + 1) in calendar.MONTHS
    month = calendar.MONTHS.get(key_at(tokens, after))
    if month is not None:
        end, year = _year(tokens, after + 1)
        return _dated(start, end, (year, month, day), today)
    return _day_of_which_month(tokens, start, at, after)


def _day_of_which_month(tokens: Tokens, start: int, at: int, after: int) -> Day | None:
    """Den 3:e: of which month?"""
    led = key_at(tokens, at - 1) in {"den", "the"} and at > start
    if not led or not key_at(tokens, at)[0].isdigit() or key_at(tokens, after) in {"/", "%"}:
        return None
    return Day(start, after, Form.VAGUE, problem=Problem.UNCLEAR_DATE)


def _month_first(tokens: Tokens, start: int, at: int, month: int, today: date) -> Day | None:
    day, after = _day_number(tokens, at + 1)
    if day is None or not key_at(tokens, at + 1)[0].isdigit():
        return None
    after += key_at(tokens, after) == "," and digits(tokens, after + 1, 4, 4) is not None
    end, year = _year(tokens, after)
    return _dated(start, end, (year, month, day), today)


def _day_number(tokens: Tokens, at: int) -> tuple[int | None, int]:
    """A day of a month and the index behind it: 3, 3:e, 3rd, tredje."""
    key = key_at(tokens, at)
    if key in calendar.ORDINALS:
        return calendar.ORDINALS[key], at + 1
    if key in calendar.NUMBERS and key not in {"en", "ett", "a", "an"}:
        return calendar.NUMBERS[key], at + 1
    found = _ORDINAL_NUMBER.fullmatch(key)
    if found is None:
        return None, at
    if key_at(tokens, at + 1) == ":" and key_at(tokens, at + 2) in {"e", "a", "de", "te"}:
        return int(found[1]), at + 3
    return int(found[1]), at + 1


def month_alone(tokens: Tokens, at: int, today: date) -> Day | None:
    """I april, april 2020, vecka 20, sedan 2018: which day?"""
    first, second = key_at(tokens, at), key_at(tokens, at + 1)
    vague = None
    if first in {"sen", "sedan", "since", "ar", "redan", "ht", "vt"} and second[:2] in {"19", "20"}:
        vague = at + 2 if digits(tokens, at + 1, 4, 4) else None
    elif first in {"i", "under", "sen", "sedan", "in", "during", "since"}:
        vague = at + 2 if second in calendar.MONTHS else None
    elif first in calendar.MONTHS and digits(tokens, at + 1, 4, 4):
        vague = at + 2
    elif first in {"v", "vecka", "week", "veckan"}:
        number = at + 1 + (second == ".")
        vague = number + 1 if digits(tokens, number, 1, 2) else None
    if vague is None:
        return None
    return Day(at, vague, Form.VAGUE, problem=Problem.UNCLEAR_DATE)


def _year(tokens: Tokens, at: int) -> tuple[int, int | None]:
    """The index behind a year that may stand here, and the year: 2020, -20, /2020."""
    signed = at + (key_at(tokens, at) in {"-", "/"})
    long, short = digits(tokens, signed, 4, 4), digits(tokens, signed, 2, 2)
    more = key_at(tokens, signed + 1) == "/" and glued(tokens, signed + 1)
    if long is not None and 1900 <= long <= 2999 and not more:
        return signed + 1, long
    if short is not None and signed > at and glued(tokens, signed):
        return signed + 1, 2000 + short
    return at, None


def _real(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _dated(start: int, end: int, said: tuple[int | None, int, int], today: date) -> Day:
    """A year, month and day; without a year the latest such day that is not to come."""
    year, month, day = said
    if year is not None:
        if not _real(year, month, day):
            return Day(start, end, Form.CALENDAR, problem=Problem.NO_SUCH_DATE)
        return Day(start, end, Form.CALENDAR, date(year, month, day))
    for candidate in range(today.year, today.year - 9, -1):
        if _real(candidate, month, day):
            found = date(candidate, month, day)
            if found <= today:
                return Day(start, end, Form.CALENDAR, found)
            if found - today <= SOON:
                return Day(start, end, Form.CALENDAR, problem=Problem.FUTURE_DATE)
    return Day(start, end, Form.CALENDAR, problem=Problem.NO_SUCH_DATE)
