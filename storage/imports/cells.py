"""The cells of one row as values. What is wrong is noted, and a harmless value stands in for it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TypeVar
from urllib.parse import urlsplit

from goals.record import HIGHEST_RESULT, LOWEST_RESULT, ResourceKind
from storage.channel_ids import teams_channel
from storage.deliveries import Tenant
from storage.imports.problem import Problem, Value, Wrong
from storage.imports.table import Row
from storage.keys import address_key, is_email, is_on_digiteket, name_key, title_key
from storage.plain_words import (
    KINDS,
    PLAN_STATUSES,
    PLATFORMS,
    ROLES,
    WEEKDAYS,
    YES_OR_NO,
)
from storage.tables import PlanStatus, Platform, Role

_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?", re.ASCII)
_FIRST_YEAR = 1900  # Excel's own; before it a year is a slip of the hand
_CODE = re.compile(r"(\d{3,4})(?:[.,]0+)?", re.ASCII)  # Excel drops the first zero
_HOUR = re.compile(r"(\d{1,2})(?:[:.]00(?::00)?)?", re.ASCII)
_HOURS = range(8, 18)  # the others are quiet
_RESULT = re.compile(r"(\d)(?:[.,](\d{1,2})0*)?", re.ASCII)
_SESSIONS = re.compile(r"\d{1,5}", re.ASCII)
_SHOWN = 80  # characters of a cell that a complaint repeats
Meaning = TypeVar("Meaning")


@dataclass(slots=True)
class Cells:
    """Reads the cells of a row. `problems` fills as they are read; a row with any is not used."""

    row: Row
    today: date
    problems: list[Problem] = field(default_factory=list)

    def wrong(self, column: str, key: Wrong, **values: Value) -> None:
        """Note that a cell is wrong."""
        self.problems.append(Problem(self.row.line, column, key, values))

    def given(self, column: str) -> str:
        """The cell as it stands; "" where it is empty or the file has no such column."""
        return self.row.values.get(column, "")

    def text(self, column: str, limit: int) -> str | None:
        """Words on one line, at most `limit` characters, also as a key."""
        words = " ".join(self.given(column).split())
        if len(words) > limit or len(name_key(words)) > limit:
            self.wrong(column, Wrong.TOO_LONG, limit=limit)
            return None
        return words or None

    def needed_text(self, column: str, limit: int) -> str:
        """Words that must be there."""
        return self._needed(column, self.text(column, limit)) or ""

    def title(self, column: str, limit: int) -> str:
        """Words that must be there, with a letter or a digit among them."""
        words = self.needed_text(column, limit)
        if words and not title_key(words):
            self.wrong(column, Wrong.NO_LETTERS, value=words[:_SHOWN])
        return words

    def day(self, column: str, *, future: bool = False) -> date | None:
        """A day as 2020-05-27, with or without a time of day; not after today unless `future`."""
        cell = self.given(column)
        if not cell:
            return None
        day = _day(cell)
        if day is None:
            self.wrong(column, Wrong.NOT_A_DAY, value=cell[:_SHOWN])
        elif day > self.today and not future:
            self.wrong(column, Wrong.FUTURE_DAY, day=day)
        return day

    def needed_day(self, column: str) -> date:
        """A day that must be there, today at the latest."""
        return self._needed(column, self.day(column)) or date.min

    def email(self, column: str, limit: int) -> str:
        """An e-mail address that must be there."""
        address = self.needed_text(column, limit)
        if address and not is_email(address):
            self.wrong(column, Wrong.NOT_AN_EMAIL, value=address[:_SHOWN])
        return address

    def address(self, column: str, limit: int) -> str | None:
        """A web address; one on Digiteket must name a page there."""
        address = self.text(column, limit)
        if address is None:
            return None
        key = address_key(address)
        if key is None and is_on_digiteket(address):
            self.wrong(column, Wrong.NOT_A_PAGE, value=address[:_SHOWN])
        elif key is None and not _is_web_address(address):
            self.wrong(column, Wrong.NOT_AN_ADDRESS, value=address[:_SHOWN])
        elif key is not None and len(key) > limit:
            self.wrong(column, Wrong.TOO_LONG, limit=limit)
        return address

    def code(self, column: str) -> str:
        """A municipality code of four digits, also where its first zero was lost."""
        cell = self.needed_text(column, 20)
        found = _CODE.fullmatch(cell)
        if cell and not found:
            self.wrong(column, Wrong.NOT_A_CODE, value=cell)
        return found[1].zfill(4) if found else ""

    def result(self, column: str) -> Decimal | None:
        """A result from 1 to 7, with a decimal point or comma and at most two decimals."""
        cell = self.given(column)
        if not cell:
            return None
        found = _RESULT.fullmatch(cell)
        result = Decimal(f"{found[1]}.{found[2] or 0}") if found else Decimal(0)
        if not LOWEST_RESULT <= result <= HIGHEST_RESULT:
            self.wrong(column, Wrong.NOT_A_RESULT, value=cell[:_SHOWN])
        return result

    def yes(self, column: str) -> bool | None:
        """Yes or no in either language, or None where nothing is said."""
        return self._word(column, YES_OR_NO, Wrong.NOT_YES_OR_NO)

    def role(self, column: str) -> Role:
        """A role that must be there, in either language."""
        role = self._word(column, ROLES, Wrong.UNKNOWN_ROLE)
        return self._needed(column, role) or Role.STAFF

    def plan_status(self, column: str) -> PlanStatus | None:
        """How far a plan has come, which must be said; None where there is none."""
        status = self._needed(column, self._word(column, PLAN_STATUSES, Wrong.UNKNOWN_STATUS))
        return status if isinstance(status, PlanStatus) else None

    def month(self, column: str) -> date:
        """The first day of a month that must be there, as 2020-04 or any of its days."""
        cell = self.given(column)
        day = _day(f"{cell}-01") or _day(cell)
        if not cell:
            self.wrong(column, Wrong.EMPTY_CELL)
        elif day is None:
            self.wrong(column, Wrong.NOT_A_MONTH, value=cell[:_SHOWN])
        elif day > self.today:
            self.wrong(column, Wrong.FUTURE_MONTH, value=cell[:_SHOWN])
        return (day or date.min).replace(day=1)

    def sessions(self, column: str) -> int:
        """A whole number from 0 to 99,999 that must be there."""
        cell = "".join(self.given(column).split())
        if not cell:
            self.wrong(column, Wrong.EMPTY_CELL)
        elif not _SESSIONS.fullmatch(cell):
            self.wrong(column, Wrong.NOT_SESSIONS, value=cell[:_SHOWN])
        else:
            return int(cell)
        return 0

    def kind(self, column: str) -> ResourceKind:
        """A kind of resource that must be there, in either language."""
        kind = self._word(column, KINDS, Wrong.UNKNOWN_KIND)
        return self._needed(column, kind) or ResourceKind.OTHER

    def platform(self, column: str) -> Platform:
        """A platform that must be there."""
        platform = self._word(column, PLATFORMS, Wrong.UNKNOWN_PLATFORM)
        return self._needed(column, platform) or Platform.SLACK

    def tenant(self, column: str, platform: Platform) -> str:
        """A workspace's id that must be there."""
        return Tenant.typed(platform, self.needed_text(column, 64)).id

    def channel_id(self, column: str, platform: Platform) -> str:
        """A channel's id that must be there; on Teams its address does as well."""
        if platform is not Platform.TEAMS:
            return self.needed_text(column, 200)
        words = self.needed_text(column, 1_000)
        found = teams_channel(words)
        if words and found is None:
            self.wrong(column, Wrong.NOT_A_TEAMS_CHANNEL, value=words[:_SHOWN])
        return found or ""

    def weekday(self, column: str) -> int | None:
        """A day of the week, by its number or name in either language; Monday is 1."""
        return self._word(column, WEEKDAYS, Wrong.NOT_A_WEEKDAY)

    def hour(self, column: str) -> int | None:
        """A full hour at which nobody is disturbed, from 8 to 17, as 9 or 09:00."""
        cell = self.given(column)
        if not cell:
            return None
        found = _HOUR.fullmatch(cell)
        if found is None or int(found[1]) not in _HOURS:
            self.wrong(column, Wrong.NOT_AN_HOUR, value=cell[:_SHOWN])
            return None
        return int(found[1])

    def _word(self, column: str, words: Mapping[str, Meaning], key: Wrong) -> Meaning | None:
        cell = self.given(column)
        if not cell:
            return None
        meaning = words.get(name_key(cell))
        if meaning is None:
            self.wrong(column, key, value=cell[:_SHOWN])
        return meaning

    def _needed(self, column: str, value: Meaning | None) -> Meaning | None:
        if value is None and not self.given(column):
            self.wrong(column, Wrong.EMPTY_CELL)
        return value


def _day(cell: str) -> date | None:
    found = _DAY.fullmatch(cell)
    try:
        day = date.fromisoformat(found[1]) if found else None
    except ValueError:  # 2020-02-30
        return None
    return day if day and day.year >= _FIRST_YEAR else None


def _is_web_address(address: str) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and " " not in address
