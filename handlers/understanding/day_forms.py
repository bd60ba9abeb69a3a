"""How a day is written, form by form.

Each form is a function from the tokens at a place to what it found there, or None.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum, auto

from handlers.understanding.expressions import Expressions, single_words, table_of
from handlers.understanding.model import Problem
from handlers.understanding.tokens import Token
from handlers.understanding.wording import calendar

SOON = timedelta(days=14)  # a day without a year that is this near is rather to come than past
_SCALES = frozenset({5, 6, 10})
_SOME_TIME = timedelta(days=90)


class Form(Enum):
    """How sure a way of writing is to be about a day that is past."""

    TODAY = auto()
    PAST = auto()  # igår, i måndags, för två dagar sedan
    CALENDAR = auto()  # 3 maj, 2020-05-03
    WEEKDAY = auto()  # fredag: which one?
    LAST_WEEK = auto()
    VAGUE = auto()
    COMING = auto()
    CLOCK = auto()  # a time or a length of time: no day at all


@dataclass(frozen=True, slots=True)
class Day:
    """What stands at tokens `start` to `end`: a day, or why it is none."""

    start: int
    end: int
    form: Form
    day: date | None = None
    problem: Problem | None = None
    weekday: int | None = None


Tokens = Sequence[Token]
_Words = dict[Form | int, str]

_FIXED: Expressions[int | Form] = Expressions(
    table_of(
        {
            Form.VAGUE: calendar.VAGUE,
            Form.COMING: calendar.COMING,
            0: calendar.TODAY,
            1: calendar.YESTERDAY,
            2: calendar.DAY_BEFORE,
        }
    )
)
_LAST_WEEK = frozenset({("forra", "veckan"), ("last", "week")})
_HOURS = single_words(calendar.HOURS)
_UNITS = {
    **dict.fromkeys(single_words(calendar.DAYS), 1),
    **dict.fromkeys(single_words(calendar.WEEKS), 7),
    **dict.fromkeys(single_words(calendar.LONGER), 0),
    **dict.fromkeys(_HOURS, 0),
}
_AGO = single_words(calendar.AGO)
_ROUGHLY = single_words(calendar.ROUGHLY)
_CLOCK = single_words(calendar.CLOCK)
_SHARES = single_words(calendar.SHARES)
_RATINGS = single_words(calendar.RATINGS)
_PARTS = single_words(calendar.PARTS_OF_DAY)
_SWEDISH_DAYS = ("mandag", "tisdag", "onsdag", "torsdag", "fredag", "lordag", "sondag")
_ENGLISH_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WEEKDAY = re.compile(
    rf"({'|'.join(day[:-1] for day in _SWEDISH_DAYS)})(g|gs|s|gen|gens)"
    r"(kvall|morse|morgon|em|fm|eftermiddag|formiddag)?(s|en)?"
)
_ORDINAL_NUMBER = re.compile(r"(\d{1,2})(?:e|a|de|te|st|nd|rd|th)?")


def day_at(tokens: Tokens, at: int, today: date) -> Day | None:
    """The longest way of writing a day or a time that begins here."""
    if tokens[at].kind != "word":
        return None
    for form in _FORMS:
        if found := form(tokens, at, today):
            return found
    return None


def _key(tokens: Tokens, at: int) -> str:
    return tokens[at].key if 0 <= at < len(tokens) else ""


def _glued(tokens: Tokens, at: int) -> bool:
    """Whether the token stands right behind the one before."""
    return 0 < at < len(tokens) and tokens[at].start == tokens[at - 1].end


def _number(key: str) -> int | None:
    if key.isascii() and key.isdigit():
        return int(key) if len(key) <= 8 else None
    return calendar.NUMBERS.get(key)


def _digits(tokens: Tokens, at: int, least: int, most: int) -> int | None:
    key = _key(tokens, at)
    return int(key) if key.isascii() and key.isdigit() and least <= len(key) <= most else None


# Words for days


def _fixed(tokens: Tokens, at: int, today: date) -> Day | None:
    """Idag, i förrgår, förra veckan, imorgon."""
    found = _FIXED.at(tokens, at)
    if found is None:
        return None
    length, meaning = found
    end = at + length
    if isinstance(meaning, int):
        form = Form.PAST if meaning else Form.TODAY
        return Day(at, _past_parts(tokens, end), form, today - timedelta(days=meaning))
    if meaning is Form.COMING:
        return Day(at, end, Form.COMING, problem=Problem.FUTURE_DATE)
    words = tuple(token.key for token in tokens[end - 2 : end])
    form = Form.LAST_WEEK if words in _LAST_WEEK else Form.VAGUE
    return Day(at, end, form, problem=Problem.UNCLEAR_DATE)


def _past_parts(tokens: Tokens, end: int) -> int:
    """Behind what stands after a day: "kväll", "på förmiddagen"."""
    if _key(tokens, end) in {"pa", "in"} and _key(tokens, end + 1) in _PARTS:
        return end + 2
    return end + 1 if _key(tokens, end) in _PARTS else end


def _weekday(tokens: Tokens, at: int, today: date) -> Day | None:
    """I måndags, förra fredagen, on Monday, fredagen, på fredag."""
    first = _key(tokens, at)
    if first in _WEEKDAY_LEADS and (named := _named_weekday(_key(tokens, at + 1))):
        return _led_weekday(at, _past_parts(tokens, at + 2), first, named, today)
    if first in {"forra", "last"} and _key(tokens, at + 1) in {"veckans", "weeks"}:
        named = _named_weekday(_key(tokens, at + 2))
        return named and Day(
            at, at + 3, Form.PAST, _in_last_week(named[0], today), weekday=named[0]
        )
    if named := _named_weekday(first):
        end = _past_parts(tokens, at + 1)
        return _weekday_alone(at, end, named, today)
    return _short_weekday(tokens, at)


_WEEKDAY_LEADS = frozenset(
    {
        *("i", "forra", "last", "pa", "on", "nasta", "next", "this", "till", "kommande", "senaste"),
        *("by", "until", "coming", "innan", "before"),
    }
)


def _named_weekday(key: str) -> tuple[int, bool] | None:
    """Which day of the week, and whether the word itself says that it is past: måndags."""
    if key in _ENGLISH_DAYS:
        return _ENGLISH_DAYS.index(key), False
    found = _WEEKDAY.fullmatch(key)
    if found is None:
        return None
    past = found[2] in {"gs", "s"} or found[3] is not None and found[2] == "gs"
    return calendar.WEEKDAYS[found[1] + "g"], past


def _led_weekday(at: int, end: int, lead: str, named: tuple[int, bool], today: date) -> Day:
    weekday, past = named
    latest = _latest(weekday, today)
    if lead == "i" or past or lead == "senaste":
        return Day(at, end, Form.PAST, latest, weekday=weekday)
    if lead in {"forra", "last"}:
        sure = latest < today - timedelta(days=today.weekday())
        return _sure_weekday(at, end, weekday, latest if sure else None)
    if lead == "on":
        return _sure_weekday(at, end, weekday, None if weekday == today.weekday() else latest)
    return Day(at, end, Form.COMING, problem=Problem.FUTURE_DATE, weekday=weekday)


def _sure_weekday(at: int, end: int, weekday: int, day: date | None) -> Day:
    if day is None:
        return Day(at, end, Form.WEEKDAY, problem=Problem.UNCLEAR_DATE, weekday=weekday)
    return Day(at, end, Form.PAST, day, weekday=weekday)


def _weekday_alone(at: int, end: int, named: tuple[int, bool], today: date) -> Day:
    weekday, past = named
    if past:
        return Day(at, end, Form.PAST, _latest(weekday, today), weekday=weekday)
    return _sure_weekday(at, end, weekday, None)


def _short_weekday(tokens: Tokens, at: int) -> Day | None:
    """Mån 25/5: short names are words of their own unless a number follows."""
    weekday = calendar.WEEKDAYS.get(_key(tokens, at))
    after = at + 1 + (_key(tokens, at + 1) in {"den", "."})
    if weekday is None or _digits(tokens, after, 1, 2) is None:
        return None
    return _sure_weekday(at, at + 1, weekday, None)


def _latest(weekday: int, today: date) -> date:
    """The latest such day before today."""
    return today - timedelta(days=(today.weekday() - weekday - 1) % 7 + 1)


def _in_last_week(weekday: int, today: date) -> date:
    return today - timedelta(days=today.weekday() + 7 - weekday)


# Lengths of time


def _ago(tokens: Tokens, at: int, today: date) -> Day | None:
    """För två veckor sedan, two days ago, två dar tebaks."""
    start, rough = at, False
    while _key(tokens, at) in {"for", "sen", "sedan"} | _ROUGHLY and at - start < 4:
        rough |= _key(tokens, at) in _ROUGHLY
        at += 1
    number, unit = _number(_key(tokens, at)), _key(tokens, at + 1)
    if number is None or unit not in _UNITS:
        return _half(tokens, start, at)
    if _key(tokens, at + 2) not in _AGO:
        return None
    if unit in _HOURS:
        return _hours_ago(start, at + 3, number if unit[0] in "th" else 1, today)
    days = number * _UNITS[unit]
    between = _key(tokens, start - 1) == "-" and _number(_key(tokens, start - 2)) is not None
    rough |= between or not days or number > 366 or _key(tokens, start - 1) in _ROUGHLY
    if rough:
        return Day(start, at + 3, Form.VAGUE, problem=Problem.UNCLEAR_DATE)
    return Day(start, at + 3, Form.PAST, today - timedelta(days=days))


def _hours_ago(start: int, end: int, hours: int, today: date) -> Day:
    if hours > 8:  # no clock here: it may have been yesterday
        return Day(start, end, Form.VAGUE, problem=Problem.UNCLEAR_DATE)
    return Day(start, end, Form.TODAY, today)


def _half(tokens: Tokens, start: int, at: int) -> Day | None:
    """En och en halv vecka sedan: between two days."""
    keys = [_key(tokens, at + ahead) for ahead in range(6)]
    if keys[1:2] == ["och"] and keys[3][:4] == "halv" and keys[4] in _UNITS and keys[5] in _AGO:
        return Day(start, at + 6, Form.VAGUE, problem=Problem.UNCLEAR_DATE)
    return None


def _ahead(tokens: Tokens, at: int, today: date) -> Day | None:
    """Om två dagar, in a week."""
    if _key(tokens, at) not in {"om", "in"} or _number(_key(tokens, at + 1)) is None:
        return None
    unit = _key(tokens, at + 2)
    if unit not in _UNITS or unit in _HOURS and _key(tokens, at) == "in":
        return None
    return Day(at, at + 3, Form.COMING, problem=Problem.FUTURE_DATE)


def _length(tokens: Tokens, at: int, today: date) -> Day | None:
    """På en timme, i två dagar, tog 40 minuter: how long, not when."""
    led = _key(tokens, at) in {"pa", "i", "under", "efter", "tog", "took", "for", "in", "after"}
    at_number = at + led
    while led and _key(tokens, at_number) in _ROUGHLY | {"bara", "only", "just"}:
        at_number += 1
    number, unit = _number(_key(tokens, at_number)), _key(tokens, at_number + 1)
    if number is None or unit not in (_UNITS if led else _HOURS) or unit in {"v", "d"}:
        return None
    return Day(at, at_number + 2, Form.CLOCK)


def _clock(tokens: Tokens, at: int, today: date) -> Day | None:
    """Kl. 10.15, klockan 9, 15:30."""
    led = _key(tokens, at) in _CLOCK
    hour = at + led + (led and _key(tokens, at + 1) == ".")
    if _digits(tokens, hour, 1, 2) is None:
        return None
    dotted = _key(tokens, hour + 1) in {".", ":"} and _glued(tokens, hour + 2)
    if dotted and (_digits(tokens, hour + 2, 2, 2) or 0) < 60 and len(_key(tokens, hour + 2)) == 2:
        more = _key(tokens, hour + 3) in {".", "-", "/"} and _glued(tokens, hour + 3)
        return None if more and not led else Day(at, hour + 3, Form.CLOCK)
    return Day(at, hour + 1, Form.CLOCK) if led else None


# Calendar dates


def _numeric(tokens: Tokens, at: int, today: date) -> Day | None:
    """2020-05-03, 20200503, 3/5, 3/5 2020, 3/5-20, 3.5.2020."""
    start = at
    at += _key(tokens, at) in {"den", "the", "on"}
    whole = _compact(tokens, at, today)
    if whole is not None:
        return _dated(start, at + 1, *whole)
    sign = _key(tokens, at + 1)
    if sign not in {"/", "-", "."} or not _glued(tokens, at + 1) or not _glued(tokens, at + 2):
        return None
    again = _key(tokens, at + 3) == sign and _glued(tokens, at + 3) and _glued(tokens, at + 4)
    if again:
        return _three_numbers(tokens, start, at)
    day, month = _digits(tokens, at, 1, 2), _digits(tokens, at + 2, 1, 2)
    if sign != "/" or day is None or month is None or not day or not month:
        return None
    end, year = _year(tokens, at + 3)
    return _day_and_month(tokens, start, end, (day, month, year), today)


def _compact(tokens: Tokens, at: int, today: date) -> tuple[int, int, int] | None:
    key = _key(tokens, at)
    if not (key.isascii() and key.isdigit()):
        return None
    if len(key) == 8 and key.startswith(("19", "20")):
        return int(key[:4]), int(key[4:6]), int(key[6:])
    if len(key) == 6:
        year, month, day = 2000 + int(key[:2]), int(key[2:4]), int(key[4:])
        if today.year - 10 <= year <= today.year and _real(year, month, day):
            return year, month, day
    return None


def _three_numbers(tokens: Tokens, start: int, at: int) -> Day | None:
    texts = [_key(tokens, at + ahead) for ahead in (0, 2, 4)]
    if not all(text.isascii() and text.isdigit() and len(text) <= 4 for text in texts):
        return None
    first, second, third = map(int, texts)
    if len(texts[0]) == 4:
        return _dated(start, at + 5, first, second, third)
    if len(texts[2]) == 4:
        return _dated(start, at + 5, third, second, first)
    return Day(start, at + 5, Form.VAGUE, problem=Problem.UNCLEAR_DATE)  # 20-05-03: which is which?


def _day_and_month(
    tokens: Tokens, start: int, end: int, read: tuple[int, int, int | None], today: date
) -> Day | None:
    day, month, year = read
    led = tokens[start].key in {"den", "the", "on"}
    if (day, month) == (24, 7) and year is None and not led:  # "24/7": always
        return None
    share = day <= month and _key(tokens, end) in _SHARES or _key(tokens, start - 1) in _RATINGS
    if share and year is None and not led:
        return Day(start, end, Form.VAGUE, problem=Problem.UNCLEAR_DATE)
    found = _dated(start, end, year, month, day, today)
    mark = day <= month in _SCALES and year is None and not led
    if mark and found.day and today - found.day > _SOME_TIME:  # "8/10": rather how good it was
        return Day(start, end, Form.VAGUE, problem=Problem.UNCLEAR_DATE)
    return found


def _written(tokens: Tokens, at: int, today: date) -> Day | None:
    """Den 3:e maj, 3 maj 2020, May 3rd, the third of May."""
    start = at
    at += _key(tokens, at) in {"den", "the", "on"}
    at += _key(tokens, at) in {"den", "the"}
    if at + 1 >= len(tokens):
        return None
    month = calendar.MONTHS.get(_key(tokens, at))
    if month is not None:
        return _month_first(tokens, start, at, month, today)
    day, after = _day_number(tokens, at)
    if day is None:
        return None
    after += _key(tokens, after) in {"of", "i"} and _key(tokens, after + 1) in calendar.MONTHS
    month = calendar.MONTHS.get(_key(tokens, after))
    if month is not None:
        end, year = _year(tokens, after + 1)
        return _dated(start, end, year, month, day, today)
    return _day_of_which_month(tokens, start, at, after)


def _day_of_which_month(tokens: Tokens, start: int, at: int, after: int) -> Day | None:
    """Den 3:e: of which month?"""
    led = _key(tokens, at - 1) in {"den", "the"} and at > start
    if not led or not _key(tokens, at)[0].isdigit() or _key(tokens, after) in {"/", "%"}:
        return None
    return Day(start, after, Form.VAGUE, problem=Problem.UNCLEAR_DATE)


def _month_first(tokens: Tokens, start: int, at: int, month: int, today: date) -> Day | None:
    day, after = _day_number(tokens, at + 1)
    if day is None or not _key(tokens, at + 1)[0].isdigit():
        return None
    after += _key(tokens, after) == "," and _digits(tokens, after + 1, 4, 4) is not None
    end, year = _year(tokens, after)
    return _dated(start, end, year, month, day, today)


def _day_number(tokens: Tokens, at: int) -> tuple[int | None, int]:
    """A day of a month and the index behind it: 3, 3:e, 3rd, tredje."""
    key = _key(tokens, at)
    if key in calendar.ORDINALS:
        return calendar.ORDINALS[key], at + 1
    if key in calendar.NUMBERS and key not in {"en", "ett", "a", "an"}:
        return calendar.NUMBERS[key], at + 1
    found = _ORDINAL_NUMBER.fullmatch(key)
    if found is None:
        return None, at
    if _key(tokens, at + 1) == ":" and _key(tokens, at + 2) in {"e", "a", "de", "te"}:
        return int(found[1]), at + 3
    return int(found[1]), at + 1


def _month_alone(tokens: Tokens, at: int, today: date) -> Day | None:
    """I april, april 2020, vecka 20: which day?"""
    first, second = _key(tokens, at), _key(tokens, at + 1)
    vague = None
    if first in {"i", "under", "sen", "sedan", "in", "during", "since"}:
        vague = at + 2 if second in calendar.MONTHS else None
    elif first in calendar.MONTHS and _digits(tokens, at + 1, 4, 4):
        vague = at + 2
    elif first in {"v", "vecka", "week", "veckan"}:
        number = at + 1 + (second == ".")
        vague = number + 1 if _digits(tokens, number, 1, 2) else None
    if vague is None:
        return None
    return Day(at, vague, Form.VAGUE, problem=Problem.UNCLEAR_DATE)


def _year(tokens: Tokens, at: int) -> tuple[int, int | None]:
    """The index behind a year that may stand here, and the year: 2020, -20, /2020."""
    signed = at + (_key(tokens, at) in {"-", "/"})
    long, short = _digits(tokens, signed, 4, 4), _digits(tokens, signed, 2, 2)
    more = _key(tokens, signed + 1) == "/" and _glued(tokens, signed + 1)
    if long is not None and 1900 <= long <= 2999 and not more:
        return signed + 1, long
    if short is not None and signed > at and _glued(tokens, signed):
        return signed + 1, 2000 + short
    return at, None


def _real(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _dated(
    start: int, end: int, year: int | None, month: int, day: int, today: date | None = None
) -> Day:
    """A calendar date; without a year the latest such day that is not to come."""
    if year is not None:
        if not _real(year, month, day):
            return Day(start, end, Form.CALENDAR, problem=Problem.NO_SUCH_DATE)
        return Day(start, end, Form.CALENDAR, date(year, month, day))
    assert today is not None
    for candidate in range(today.year, today.year - 9, -1):
        if _real(candidate, month, day):
            found = date(candidate, month, day)
            if found <= today:
                return Day(start, end, Form.CALENDAR, found)
            if found - today <= SOON:
                return Day(start, end, Form.CALENDAR, problem=Problem.FUTURE_DATE)
    return Day(start, end, Form.CALENDAR, problem=Problem.NO_SUCH_DATE)


_FORMS: tuple[Callable[[Tokens, int, date], Day | None], ...] = (
    _fixed,
    _weekday,
    _ago,
    _ahead,
    _length,
    _numeric,
    _written,
    _clock,
    _month_alone,
)
