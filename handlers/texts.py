"""What Kompis says, in Swedish and English, with numbers and dates as readers write them.

The texts stand in gettext catalogues, `locales/sv.po` and `locales/en.po`, by key. A text may
mark words as bold with `**…**`. Values are put in after the marks are read, so nothing that a
person wrote can ever become markup.
"""

import re
import string
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache, lru_cache
from itertools import groupby
from pathlib import Path
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, format_time, get_day_names
from babel.lists import format_list
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

DEFAULT_LANGUAGE = "sv"
LANGUAGES = {"sv": "sv_SE", "en": "en_GB"}  # the language and the customs it is written by
_LOCALES = Path(__file__).parent / "locales"
_BOLD = re.compile(r"\*\*(.+?)\*\*")
_FORMATTER = string.Formatter()
_NO_BREAK = "\N{NO-BREAK SPACE}"


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text in one weight."""

    text: str
    bold: bool = False


Value = str | int | Decimal | date


class Texts:
    """Every text in one language. Made once per language, by `texts_in`."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.locale = Locale.parse(LANGUAGES[language])
        self._messages = _read(language)

    def say(self, key: str, **values: Value) -> str:
        """The text of a key as plain words; a count named `n` chooses singular or plural.

        Raises KeyError for an unknown key or a value that the text wants and was not given.
        """
        return self._form(key, values).said(values, self._show)

    def rich(self, key: str, **values: Value) -> tuple[Span, ...]:
        """The text of a key as spans, with the words it marks as bold."""
        return self._form(key, values).spans(values, self._show)

    def _form(self, key: str, values: Mapping[str, Value]) -> "_Form":
        """The singular or the plural."""
        forms = self._messages[key]
        return forms[0] if len(forms) == 1 or values["n"] == 1 else forms[1]

    def number(self, value: int | Decimal) -> str:
        """A number with the language's separators: 1 234,5 or 1,234.5."""
        if isinstance(value, int) and -1000 < value < 1000:
            return str(value)
        return format_decimal(value, locale=self.locale)

    def day(self, value: date) -> str:
        """A day in words, which no line parts: 26 maj 2020."""
        return _day(value, self.language)

    def month(self, value: date) -> str:
        """A month in words: maj 2020."""
        return format_date(value, "MMMM y", locale=self.locale)

    def weekday(self, number: int) -> str:
        """The name of a weekday, which ISO numbers from Monday, 1, to Sunday, 7: onsdag."""
        return str(get_day_names(locale=self.locale)[number - 1])

    def month_alone(self, value: date) -> str:
        """A month without its year: maj."""
        return format_date(value, "LLLL", locale=self.locale)

    def moment(self, value: datetime, zone: ZoneInfo) -> str:
        """A moment in a zone: 26 maj 2020 kl. 09:00."""
        local = value.astimezone(zone)
        time = format_time(local, "HH:mm", locale=self.locale)
        return self.say("moment", day=self.day(local.date()), time=time)

    def listed(self, words: Sequence[str]) -> str:
        """Words in a row: kurser, artiklar och teman."""
        return _in_a_row(self.locale, len(words)).format(*words)

    def __contains__(self, key: object) -> bool:
        return key in self._messages

    def _show(self, value: Value) -> str:
        if isinstance(value, str):
            return value
        if isinstance(value, date):
            return self.day(value)
        return self.number(value)


@lru_cache(maxsize=1_000)  # the same few days stand in answer after answer
def _day(value: date, language: str) -> str:
    return format_date(value, "d MMMM y", locale=LANGUAGES[language]).replace(" ", _NO_BREAK)


@dataclass(frozen=True, slots=True)
class _Form:
    """A text whose places for values are known: words, the value after them, and the weight."""

    pieces: tuple[tuple[str, str | None, bool], ...]

    def said(self, values: Mapping[str, Value], show: Callable[[Value], str]) -> str:
        """The text with its values. Raises KeyError for one that was not given."""
        if len(self.pieces) == 1 and not self.pieces[0][1]:
            return self.pieces[0][0]  # most texts have no place for a value
        return "".join(
            [words + show(values[name]) if name else words for words, name, _ in self.pieces]
        )

    def spans(self, values: Mapping[str, Value], show: Callable[[Value], str]) -> tuple[Span, ...]:
        """The same, a span for each run of words in one weight."""
        return tuple(
            Span(
                "".join(words + show(values[name]) if name else words for words, name, _ in run),
                bold,
            )
            for bold, run in groupby(self.pieces, key=lambda piece: piece[2])
        )


@lru_cache(maxsize=100)
def _in_a_row(locale: Locale, number: int) -> str:
    """How a language lists so many words, with a place for each."""
    return format_list([f"{{{place}}}" for place in range(number)], locale=locale)


def _read(language: str) -> dict[str, tuple[_Form, ...]]:
    """Read a catalogue: the singular and, where a text counts, the plural of each key."""
    with (_LOCALES / f"{language}.po").open("rb") as file:
        catalogue = read_po(file, locale=language)
    return {
        _key(message.id): tuple(map(_form, _forms(message.string)))
        for message in catalogue
        if message.id
    }


def _forms(string: str | list[str] | tuple[str, ...] | None) -> tuple[str, ...]:
    return (string or "",) if isinstance(string, str | None) else tuple(string)


def _key(message_id: str | list[str] | tuple[str, ...]) -> str:
    return message_id if isinstance(message_id, str) else message_id[0]


def _form(text: str) -> _Form:
    """Split a text at its bold words, every second run, and at its places for values."""
    return _Form(
        tuple(
            (words, name, index % 2 == 1)
            for index, run in enumerate(_BOLD.split(text))
            for words, name, _, _ in _FORMATTER.parse(run)
        )
    )


def plain_spaces(text: str) -> str:
    """A text without no-break spaces, for where it is searched, printed or read aloud."""
    return text.replace(_NO_BREAK, " ")


@cache
def texts_in(language: str) -> Texts:
    """The texts of a language, read once. Raises KeyError for one that Kompis does not speak."""
    return Texts(language)


def language_of(*wishes: str | None) -> str:
    """The first wish, such as `en-GB` or `sv`, for a language that Kompis speaks; else Swedish."""
    for wish in wishes:
        language = (wish or "").replace("_", "-").split("-")[0].lower()
        if language in LANGUAGES:
            return language
    return DEFAULT_LANGUAGE
