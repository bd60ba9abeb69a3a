"""An action plan in words: "antagen 3 maj 2026 till 2028-12-31 https://…", "utkast", "ingen"."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from handlers.errors import NoSuchDayError
from handlers.understanding.wording.calendar import MONTHS
from storage.keys import name_key


class Status(StrEnum):
    """How far a plan has come."""

    NONE = "none"
    DRAFT = "draft"
    ADOPTED = "adopted"


@dataclass(frozen=True, slots=True)
class Said:
    """What words say of a plan; `place` is what is not understood, such as a library's name.

    `clear` is False where the words say several things at once, or of a day nothing that is one.
    """

    status: Status | None = None
    adopted_on: date | None = None
    valid_until: date | None = None
    link: str | None = None
    place: str = ""
    clear: bool = True


_WORDS = {
    **dict.fromkeys(("antagen", "antaget", "antogs", "antog", "adopted"), Status.ADOPTED),
    **dict.fromkeys(("utkast", "draft", "påbörjad", "påbörjat", "drafting"), Status.DRAFT),
    **dict.fromkeys(("ingen", "inget", "saknas", "none"), Status.NONE),
}
_FILLING = frozenset(
    {
        *("den", "det", "the", "on", "of", "är", "is", "was", "vår", "our", "och", "and", "för"),
        *(
            "plan",
            "planen",
            "handlingsplan",
            "handlingsplanen",
            "finns",
            "gäller",
            "giltig",
            "valid",
        ),
        *("an", "a", "en", "ett", "at", "as", "som", "länk", "link", "har", "vi", "we", "have"),
    }
)
_WithoutYear = Callable[[int, int], date]
_LINK = re.compile(r"https?://\S+", re.IGNORECASE)
_UNTIL = re.compile(
    r"\s(?:till och med|t\.?\s?o\.?\s?m\.?|till|until|through|to|–|-)\s", re.IGNORECASE
)
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_DAY = re.compile(
    rf"""(?<![\w-])(?:
        (?P<iso>\d{{4}}-\d{{2}}-\d{{2}})
      | (?P<day>\d{{1,2}})(?:st|nd|rd|th|:e|:a)?\s+(?:of\s+)?
        (?P<month>{_MONTH})(?:,?\s+(?P<year>\d{{4}}))?
      | (?P<month2>{_MONTH})\s+(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?(?!\d)(?:,?\s+(?P<year2>\d{{4}}))?
      | (?P<day3>\d{{1,2}})/(?P<month3>\d{{1,2}})(?:[/\s](?P<year3>\d{{4}}))?
      | (?P<today>idag|i\sdag|today) | (?P<yesterday>igår|i\sgår|yesterday)
    )(?![\w-])""",
    re.VERBOSE,
)
_END = re.compile(rf"(?<![\w-])(?:(?P<month>{_MONTH})\s+)?(?P<year>\d{{4}})(?![\w-])")


def read_plan(text: str, today: date) -> Said:
    """What words after `plan` say. Raises NoSuchDayError for 31 June and the like."""
    link = _LINK.search(text)
    plain = name_key(_LINK.sub(" ", text))
    before, until = _halves(plain)
    adopted, before = _days(before, lambda day, month: _past(day, month, today), today)
    ends, until = _days(until, lambda day, month: _coming(day, month, today), today)
    if not ends:
        ends, until = _ends(until)
    status, place = _rest(f"{before} {until}".split())
    several = len(adopted) > 1 or len(ends) > 1 or len(status) > 1
    return Said(
        status=next(iter(status), None),
        adopted_on=next(iter(adopted), None),
        valid_until=next(iter(ends), None),
        link=link[0].rstrip(".,;:!?)>") if link else None,
        place=" ".join(place),
        clear=not several,
    )


def _halves(text: str) -> tuple[str, str]:
    """What stands before "till", and behind it."""
    found = _UNTIL.search(f" {text} ")
    if found is None:
        return text, ""
    padded = f" {text} "
    return padded[: found.start()], padded[found.end() :]


def _days(text: str, without_year: _WithoutYear, today: date) -> tuple[list[date], str]:
    """The days in a text, and the text without them."""
    days = [_day(found.groupdict(), without_year, today) for found in _DAY.finditer(text)]
    return days, _DAY.sub(" ", text)


def _day(found: dict[str, str | None], without_year: _WithoutYear, today: date) -> date:
    if found["today"] or found["yesterday"]:
        return today - timedelta(days=1 if found["yesterday"] else 0)
    try:
        if found["iso"]:
            return date.fromisoformat(found["iso"])
        day, month, year = _numbers(found)
        return date(year, month, day) if year else without_year(day, month)
    except ValueError as error:
        raise NoSuchDayError from error


def _numbers(found: dict[str, str | None]) -> tuple[int, int, int | None]:
    """The day, the month and the year, whichever way they are written."""
    for way in ("", "2", "3"):
        day, month, year = (found[f"{part}{way}"] for part in ("day", "month", "year"))
        if day and month:
            return int(day), MONTHS.get(month) or int(month), int(year) if year else None
    raise ValueError


def _past(day: int, month: int, today: date) -> date:
    """The latest such day; one that is today is today."""
    return next(each for each in _years(day, month, today.year, -1) if each <= today)


def _coming(day: int, month: int, today: date) -> date:
    return next(each for each in _years(day, month, today.year, 1) if each >= today)


def _years(day: int, month: int, first: int, step: int) -> Iterator[date]:
    """The same day of one year after the other. Raises ValueError for one that no year has."""
    date(2000, month, day)  # a leap year
    for year in range(first, first + 9 * step, step):
        try:
            yield date(year, month, day)
        except ValueError:  # 29 February
            continue


def _ends(text: str) -> tuple[list[date], str]:
    """The last days of the years, or of the months of years, in a text; the text without them."""
    ends = []
    for found in _END.finditer(text):
        month = MONTHS[found["month"]] if found["month"] else 12
        year = int(found["year"])
        if not date.min.year < year < date.max.year:
            raise NoSuchDayError
        first_after = date(year + month // 12, month % 12 + 1, 1)
        ends.append(first_after - timedelta(days=1))
    return ends, _END.sub(" ", text)


def _rest(words: list[str]) -> tuple[set[Status], list[str]]:
    """The statuses that words say, and the words that say nothing that is known."""
    bare = [word for each in words if (word := each.strip(".,;:!?()\"'"))]
    status = {_WORDS[word] for word in bare if word in _WORDS}
    return status, [word for word in bare if word not in _WORDS and word not in _FILLING]
