"""What the words after `reminders` mean: on, off, for how long not, or the own name.

Days to come are read here and not by `handlers.understanding`, which reads what has been done.
"""

from datetime import date, timedelta
from enum import StrEnum

from handlers.understanding.expressions import single_words
from handlers.understanding.tokens import words_of
from handlers.understanding.wording.calendar import DAYS, MONTHS, NUMBERS, WEEKS


class Wish(StrEnum):
    """What can be wished for beside a day until which no reminder comes."""

    ON = "on"
    OFF = "off"
    SHOW_NAME = "show_name"
    HIDE_NAME = "hide_name"


_PHRASES = {
    Wish.ON: "pa, on, ja, yes, igen, again, start, starta, borja, satt pa, sla pa, turn on",
    Wish.OFF: "av, off, nej, no, nej tack, sluta, stop, stopp, stoppa, inga, stang av, turn off",
    Wish.SHOW_NAME: "visa mitt namn, visa namn, visa namnet, show my name, show name",
    Wish.HIDE_NAME: "dolj mitt namn, dolj namn, dolj namnet, visa inte mitt namn, hide my name,"
    " hide name, do not show my name",
}
_WISHES = {
    phrase.strip(): wish for wish, phrases in _PHRASES.items() for phrase in phrases.split(",")
}
_BEFORE_A_TIME = single_words("snooze snooza pausa paus pause i in om for till tills until den the")
_UNITS = {
    **dict.fromkeys(single_words(DAYS), 1),
    **dict.fromkeys(single_words(WEEKS), 7),
    **dict.fromkeys(("manad", "manader", "month", "months"), 30),
}
_LONGEST = 4  # digits of a number of days


def wish_of(text: str, today: date) -> Wish | date | None:
    """A wish, or the day on which reminders come again; None for words that are neither."""
    words = words_of(text)
    wish = _WISHES.get(" ".join(words))
    if wish is not None:
        return wish
    while words and words[0] in _BEFORE_A_TIME:
        words = words[1:]
    return _in_some_time(words, today) or _on_a_day(words, today)


def _in_some_time(words: tuple[str, ...], today: date) -> date | None:
    """En vecka, 4 weeks, veckan ut is none."""
    if len(words) != 2 or words[1] not in _UNITS:
        return None
    number = _number(words[0])
    return today + timedelta(days=number * _UNITS[words[1]]) if number else None


def _on_a_day(words: tuple[str, ...], today: date) -> date | None:
    """2020-06-03, 3 juni, June 3 2020, 3/6; without a year the next such day."""
    numbers = [MONTHS.get(word) or _number(word) or 0 for word in words]
    if len(numbers) == 3 and words[0].isdecimal() and len(words[0]) == 4:
        return _day(*numbers)
    if len(numbers) not in {2, 3}:
        return None
    day, month = numbers[1::-1] if words[0] in MONTHS else numbers[:2]
    if len(numbers) == 3:
        return _day(numbers[2], month, day)
    this_year = _day(today.year, month, day)
    return this_year if this_year and this_year > today else _day(today.year + 1, month, day)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _number(word: str) -> int | None:
    if word.isascii() and word.isdecimal():
        return int(word) if len(word) <= _LONGEST else None
    return NUMBERS.get(word)
