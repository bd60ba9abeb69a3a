"""Days in words: idag, i förrgår, i måndags, förra fredagen, förra veckan, imorgon."""

import re
from datetime import date, timedelta

from handlers.understanding.day import Day, Form, Tokens, digits, key_at
from handlers.understanding.expressions import Expressions, single_words, table_of
from handlers.understanding.inflection import near
from handlers.understanding.model import Problem
from handlers.understanding.wording import calendar

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
_PARTS = single_words(calendar.PARTS_OF_DAY)
_SWEDISH_DAYS = ("mandag", "tisdag", "onsdag", "torsdag", "fredag", "lordag", "sondag")
_ENGLISH_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WEEKDAY = re.compile(
    rf"({'|'.join(day[:-1] for day in _SWEDISH_DAYS)})(g|gs|s|gen|gens)"
    r"(kvall|morse|morgon|em|fm|eftermiddag|formiddag)?(s|en)?"
)
_WEEKDAY_LEADS = frozenset(
    {
        *("i", "forra", "last", "pa", "on", "nasta", "next", "this", "till", "kommande", "senaste"),
        *("by", "until", "coming", "innan", "before"),
    }
)


def fixed(tokens: Tokens, at: int, today: date) -> Day | None:
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
    if key_at(tokens, end) in {"pa", "in"} and key_at(tokens, end + 1) in _PARTS:
        return end + 2
    return end + 1 if key_at(tokens, end) in _PARTS else end


def weekday(tokens: Tokens, at: int, today: date) -> Day | None:
    """I måndags, förra fredagen, on Monday, fredagen, på fredag."""
    first = key_at(tokens, at)
    if first == "i" and (slip := _misspelt_weekday(key_at(tokens, at + 1))) is not None:
        return _led_weekday(at, _past_parts(tokens, at + 2), first, (slip, True), today)
    if first in _WEEKDAY_LEADS and (named := _named_weekday(key_at(tokens, at + 1))):
        return _led_weekday(at, _past_parts(tokens, at + 2), first, named, today)
    if first in {"forra", "last"} and key_at(tokens, at + 1) in {"veckans", "weeks"}:
        named = _named_weekday(key_at(tokens, at + 2))
        return named and Day(
            at, at + 3, Form.PAST, _in_last_week(named[0], today), weekday=named[0]
        )
    if named := _named_weekday(first):
        end = _past_parts(tokens, at + 1)
        return _weekday_alone(at, end, named, today)
    return _short_weekday(tokens, at)


def _named_weekday(key: str) -> tuple[int, bool] | None:
    """Which day of the week, and whether the word itself says that it is past: måndags."""
    if key in _ENGLISH_DAYS:
        return _ENGLISH_DAYS.index(key), False
    found = _WEEKDAY.fullmatch(key)
    if found is None:
        return None
    past = found[2] in {"gs", "s"} or (found[3] is not None and found[2] == "gs")
    return calendar.WEEKDAYS[found[1] + "g"], past


def _misspelt_weekday(key: str) -> int | None:
    """Behind "i" only a day looks like "tisdgas"."""
    meant = [at for at, day in enumerate(_SWEDISH_DAYS) if key != day and near(key, f"{day}s")]
    return meant[0] if len(meant) == 1 else None


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
    weekday = calendar.WEEKDAYS.get(key_at(tokens, at))
    after = at + 1 + (key_at(tokens, at + 1) in {"den", "."})
    if weekday is None or digits(tokens, after, 1, 2) is None:
        return None
    return _sure_weekday(at, at + 1, weekday, None)


def _latest(weekday: int, today: date) -> date:
    """The latest such day before today."""
    return today - timedelta(days=(today.weekday() - weekday - 1) % 7 + 1)


def _in_last_week(weekday: int, today: date) -> date:
    return today - timedelta(days=today.weekday() + 7 - weekday)
