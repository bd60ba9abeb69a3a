"""Every way of writing a day, tried in order at a place in a message."""

from collections.abc import Callable
from datetime import date

from handlers.understanding.day import Day, Tokens
from handlers.understanding.day_dates import month_alone, numeric, written
from handlers.understanding.day_lengths import ago, ahead, clock, length
from handlers.understanding.day_words import fixed, weekday

_FORMS: tuple[Callable[[Tokens, int, date], Day | None], ...] = (
    fixed,
    weekday,
    ago,
    ahead,
    length,
    numeric,
    written,
    clock,
    month_alone,
)


def day_at(tokens: Tokens, at: int, today: date) -> Day | None:
    """The longest way of writing a day or a time that begins here."""
    if tokens[at].kind != "word":
        return None
    for form in _FORMS:
        if found := form(tokens, at, today):
            return found
    return None
