"""A day, a time or a length of time as it stands in a message."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto

from handlers.understanding.expressions import single_words
from handlers.understanding.model import Problem
from handlers.understanding.tokens import Token
from handlers.understanding.wording import calendar

Tokens = Sequence[Token]
ROUGHLY = single_words(calendar.ROUGHLY)


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


def key_at(tokens: Tokens, at: int) -> str:
    return tokens[at].key if 0 <= at < len(tokens) else ""


def glued(tokens: Tokens, at: int) -> bool:
    """Whether the token stands right behind the one before."""
    return 0 < at < len(tokens) and tokens[at].start == tokens[at - 1].end


def number_of(key: str) -> int | None:
    if key.isascii() and key.isdigit():
        return int(key) if len(key) <= 8 else None
    return calendar.NUMBERS.get(key)


def digits(tokens: Tokens, at: int, least: int, most: int) -> int | None:
    key = key_at(tokens, at)
    return int(key) if key.isascii() and key.isdigit() and least <= len(key) <= most else None
