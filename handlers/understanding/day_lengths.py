"""Lengths of time: för två veckor sedan, om en timme, på 40 minuter, kl. 10.15."""

from datetime import date, timedelta

from handlers.understanding.day import ROUGHLY, Day, Form, Tokens, digits, glued, key_at, number_of
from handlers.understanding.expressions import single_words
from handlers.understanding.model import Problem
from handlers.understanding.wording import calendar

_HOURS = single_words(calendar.HOURS)
_UNITS = {
    **dict.fromkeys(single_words(calendar.DAYS), 1),
    **dict.fromkeys(single_words(calendar.WEEKS), 7),
    **dict.fromkeys(single_words(calendar.LONGER), 0),
    **dict.fromkeys(_HOURS, 0),
}
_AGO = single_words(calendar.AGO)
_CLOCK = single_words(calendar.CLOCK)


def ago(tokens: Tokens, at: int, today: date) -> Day | None:
    """För två veckor sedan, two days ago, två dar tebaks."""
    start, rough = at, False
    while key_at(tokens, at) in {"for", "sen", "sedan"} | ROUGHLY and at - start < 4:
        rough |= key_at(tokens, at) in ROUGHLY
        at += 1
    number, unit = number_of(key_at(tokens, at)), key_at(tokens, at + 1)
    if number is None or unit not in _UNITS:
        return _half(tokens, start, at)
    if key_at(tokens, at + 2) not in _AGO:
        return None
    if unit in _HOURS:
        return _hours_ago(start, at + 3, number if unit[0] in "th" else 1, today)
    days = number * _UNITS[unit]
    between = key_at(tokens, start - 1) == "-" and number_of(key_at(tokens, start - 2)) is not None
    rough |= between or not days or number > 366 or key_at(tokens, start - 1) in ROUGHLY
    if rough:
        return Day(start, at + 3, Form.VAGUE, problem=Problem.UNCLEAR_DATE)
    return Day(start, at + 3, Form.PAST, today - timedelta(days=days))


def _hours_ago(start: int, end: int, hours: int, today: date) -> Day:
    if hours > 8:  # no clock here: it may have been yesterday
        return Day(start, end, Form.VAGUE, problem=Problem.UNCLEAR_DATE)
    return Day(start, end, Form.TODAY, today)


def _half(tokens: Tokens, start: int, at: int) -> Day | None:
    """En och en halv vecka sedan: between two days."""
    keys = [key_at(tokens, at + ahead) for ahead in range(6)]
    if keys[1:2] == ["och"] and keys[3][:4] == "halv" and keys[4] in _UNITS and keys[5] in _AGO:
        return Day(start, at + 6, Form.VAGUE, problem=Problem.UNCLEAR_DATE)
    return None


def ahead(tokens: Tokens, at: int, today: date) -> Day | None:
    """Om två dagar, in a week."""
    if key_at(tokens, at) not in {"om", "in"} or number_of(key_at(tokens, at + 1)) is None:
        return None
    unit = key_at(tokens, at + 2)
    if unit not in _UNITS or (unit in _HOURS and key_at(tokens, at) == "in"):
        return None
    return Day(at, at + 3, Form.COMING, problem=Problem.FUTURE_DATE)


def length(tokens: Tokens, at: int, today: date) -> Day | None:
    """På en timme, i två dagar, tog 40 minuter: how long, not when."""
    led = key_at(tokens, at) in {"pa", "i", "under", "efter", "tog", "took", "for", "in", "after"}
    at_number = at + led
    while led and key_at(tokens, at_number) in ROUGHLY | {"bara", "only", "just"}:
        at_number += 1
    number, unit = number_of(key_at(tokens, at_number)), key_at(tokens, at_number + 1)
    if number is None or unit not in (_UNITS if led else _HOURS) or unit in {"v", "d"}:
        return None
    return Day(at, at_number + 2, Form.CLOCK)


def clock(tokens: Tokens, at: int, today: date) -> Day | None:
    """Kl. 10.15, klockan 9, 15:30."""
    led = key_at(tokens, at) in _CLOCK
    hour = at + led + (led and key_at(tokens, at + 1) == ".")
    if digits(tokens, hour, 1, 2) is None:
        return None
    dotted = key_at(tokens, hour + 1) in {".", ":"} and glued(tokens, hour + 2)
    if dotted and (digits(tokens, hour + 2, 2, 2) or 0) < 60 and len(key_at(tokens, hour + 2)) == 2:
        more = key_at(tokens, hour + 3) in {".", "-", "/"} and glued(tokens, hour + 3)
        return None if more and not led else Day(at, hour + 3, Form.CLOCK)
    return Day(at, hour + 1, Form.CLOCK) if led else None
