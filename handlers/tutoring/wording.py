"""Tutoring sessions in words: "mars 12 3", "12 vuxna 3 barn", "April adults 12 children 3".

Two numbers alone are adults and children, in this order. A number is told apart from a year by
where it stands: a year stands behind its month.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from handlers.understanding.wording.calendar import MONTHS, NUMBERS
from storage.keys import name_key

MOST_SESSIONS = 99_999  # of a library in a month
_MONTHS_BACK = 6  # a month without its year is at most so long ago
_AROUND = ".,;:!?()\"'"
_DIGITS = re.compile(r"\d{1,9}", re.ASCII)
_YEAR = re.compile(r"(?:19|20)\d\d", re.ASCII)
_YEAR_AND_MONTH = re.compile(r"((?:19|20)\d\d)-(0?[1-9]|1[0-2])", re.ASCII)
_SWEDISH = str.maketrans("åäö", "aao")
_ADULTS = frozenset({"vuxna", "vuxen", "vuxnas", "adult", "adults"})
_CHILDREN = frozenset(
    {"barn", "barnen", "unga", "ungdomar", "child", "children", "kids", "teens", "youth"}
)
_LABELS = _ADULTS | _CHILDREN
_THIS_MONTH = ("den här månaden", "denna månad", "denna månaden", "this month", "hittills")
_LAST_MONTH = ("förra månaden", "föregående månad", "last month")
_FILLING = frozenset(
    {
        *(
            "och",
            "and",
            "&",
            "+",
            "för",
            "for",
            "i",
            "in",
            "på",
            "of",
            "under",
            "med",
            "with",
            "st",
        ),
        *("stycken", "tillfälle", "tillfällen", "session", "sessions", "gånger", "gång", "times"),
        *("handledning", "handledningar", "handledningstillfällen", "tutoring", "logga", "log"),
        *("bokad", "bokade", "booked", "hade", "hållit", "haft", "vi", "we", "had", "held"),
    }
)
_ADULT, _CHILD, _NUMBER = "A", "C", "N"
_ORDERS = {  # of labels and numbers, and which number is of adults and which of children
    "NN": (0, 1),
    "NANC": (0, 1),
    "NCNA": (1, 0),
    "ANCN": (0, 1),
    "CNAN": (1, 0),
    "NA": (0, None),
    "AN": (0, None),
    "NC": (None, 0),
    "CN": (None, 0),
    "": (None, None),
}


@dataclass(frozen=True, slots=True)
class Said:
    """What words say: a month by its first day, the sessions, and what else there is.

    `place` is whatever is not understood, such as a library's name. `clear` is False where there
    are numbers that nobody can tell apart, or several months.
    """

    month: date | None = None
    adults: int | None = None
    children: int | None = None
    place: str = ""
    clear: bool = True


def read_sessions(text: str, today: date) -> Said:
    """What words after `tutoring` say. A month may lie in the future, and a number be too large."""
    words = [word for each in name_key(text).split() if (word := each.strip(_AROUND))]
    words, months = _months(words, today)
    kinds, numbers, rest = _parts(words)
    order = _ORDERS.get(kinds)
    odd = any(character.isdigit() for word in rest for character in word)  # -3, 2,5: no place
    if odd or order is None or len(months) > 1:
        return Said(place="" if odd else " ".join(rest), clear=False)
    said = Said(place=" ".join(rest))
    adults, children = (None if at is None else numbers[at] for at in order)
    return replace(said, month=months[0] if months else None, adults=adults, children=children)


def _months(words: Sequence[str], today: date) -> tuple[list[str], list[date]]:
    """The words without those that say a month, and the months."""
    this = today.replace(day=1)
    text = f" {' '.join(words)} "
    months = []
    for phrases, month in ((_THIS_MONTH, this), (_LAST_MONTH, month_before(this))):
        for phrase in phrases:
            if f" {phrase} " in text:
                text = text.replace(f" {phrase} ", " ")
                months.append(month)
    kept, named = _named_months(text.split(), today)
    return kept, [*months, *named]


def _named_months(words: Sequence[str], today: date) -> tuple[list[str], list[date]]:
    kept: list[str] = []
    months: list[date] = []
    at = 0
    while at < len(words):
        exact = _YEAR_AND_MONTH.fullmatch(words[at])
        number = MONTHS.get(words[at])
        at += 1
        if exact:
            months.append(date(int(exact[1]), int(exact[2]), 1))
        elif number is None:
            kept.append(words[at - 1])
        elif _is_year(words, at):
            months.append(date(int(words[at]), number, 1))
            at += 1
        else:
            months.append(_latest(number, today))
    return kept, months


def _is_year(words: Sequence[str], at: int) -> bool:
    """Whether a number is a year: it looks like one, and is not said to be of anybody."""
    if at >= len(words) or not _YEAR.fullmatch(words[at]):
        return False
    labels_first = any(word in _LABELS for word in words[:at])
    labelled = at + 1 < len(words) and words[at + 1] in _LABELS
    later = sum(_number(word) is not None for word in words[at + 1 :])
    return labels_first or not labelled or later > 1


def _latest(number: int, today: date) -> date:
    """The month of a name that has been or is, if that is not long ago; else the coming one."""
    this_year = date(today.year, number, 1)
    if number <= today.month or number - today.month < 12 - _MONTHS_BACK:
        return this_year
    return this_year.replace(year=today.year - 1)


def _parts(words: Sequence[str]) -> tuple[str, list[int], list[str]]:
    """Labels and numbers in their order as letters, the numbers, and the rest."""
    kinds, numbers, rest = "", [], []
    for word in words:
        number = _number(word)
        if number is not None:
            kinds += _NUMBER
            numbers.append(number)
        elif word in _LABELS:
            label = _ADULT if word in _ADULTS else _CHILD
            kinds += "" if kinds.endswith(label) else label  # "barn och unga" is one
        elif word not in _FILLING:
            rest.append(word)
    return kinds, numbers, rest


def _number(word: str) -> int | None:
    if _DIGITS.fullmatch(word):
        return int(word)
    return NUMBERS.get(word.translate(_SWEDISH))


def month_before(month: date) -> date:
    """The first day of the month before."""
    return next(_back(month))


def _back(month: date) -> Iterator[date]:
    while True:
        last_year = month.month == 1
        month = month.replace(
            year=month.year - last_year, month=12 if last_year else month.month - 1
        )
        yield month


def months_back(month: date, until: date) -> list[date]:
    """The first days of a month and of those before it, down to `until`."""
    months = [month]
    for earlier in _back(month):
        if earlier < until:
            break
        months.append(earlier)
    return months
