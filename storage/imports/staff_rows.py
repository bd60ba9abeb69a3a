"""The rows of a staff file, put together by member: what is said twice must be the same."""

from collections import defaultdict
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from datetime import date

from storage.imports.cells import Cells
from storage.imports.context import OnRow
from storage.imports.known import Known
from storage.imports.problem import Problem, Wrong
from storage.imports.rows import Read, contradicts, read_rows
from storage.imports.table import Table
from storage.keys import email_key
from storage.tables import Role

_OF_THE_MEMBER = ("name", "role", "slack_user_id", "digiteket_registered_on")


@dataclass(frozen=True, slots=True)
class StaffRow:
    """A row of the file; None is an empty cell. Only a coordinator may lack a library."""

    library_id: int | None
    name: str
    email: str
    role: Role
    slack_user_id: str | None
    digiteket_registered_on: date | None
    started_on: date | None
    left_on: date | None
    chief: bool | None

    @property
    def email_key(self) -> str:
        """What the member is known by."""
        return email_key(self.email)


@dataclass(frozen=True, slots=True)
class Told:
    """All that a file tells about one member: the first word on each thing, and the rows."""

    name: str
    email: str
    role: Role
    slack_user_id: str | None
    digiteket_registered_on: date | None
    rows: tuple[Read[StaffRow], ...]

    @property
    def line(self) -> int:
        """The first line about the member."""
        return self.rows[0].line

    @property
    def email_key(self) -> str:
        """What the member is known by."""
        return email_key(self.email)


@dataclass(frozen=True, slots=True)
class StaffFile:
    """The members that a file tells about, how many rows were repeats, and what is wrong."""

    told: tuple[Told, ...]
    repeats: int
    problems: list[Problem]


def read_staff(table: Table, today: date, libraries: Known, on_row: OnRow | None) -> StaffFile:
    """Read every row, and gather them by member."""
    reading = read_rows(table, today, lambda cells: _row(cells, libraries), _keys, on_row)
    by_member: defaultdict[str, list[Read[StaffRow]]] = defaultdict(list)
    for row in reading.rows:
        by_member[row.value.email_key].append(row)
    problems = reading.problems
    for rows in by_member.values():
        problems += [problem for name in _OF_THE_MEMBER for problem in _differing(rows, name)]
    told = tuple(_told(rows) for rows in by_member.values())
    problems += _shared_accounts(told)
    return StaffFile(told, reading.repeats, problems)


def _row(cells: Cells, libraries: Known) -> StaffRow:
    role = cells.role("role")
    anywhere = role is Role.COORDINATOR and not cells.given("library")
    row = StaffRow(
        library_id=None if anywhere else libraries.find(cells, "library"),
        name=cells.title("name", 200),
        email=cells.email("email", 254),
        role=role,
        slack_user_id=cells.text("slack_user_id", 64),
        digiteket_registered_on=cells.day("digiteket_registered_on"),
        started_on=cells.day("started_on", future=True),
        left_on=cells.day("left_on", future=True),
        chief=cells.yes("chief"),
    )
    if row.started_on and row.left_on and row.left_on <= row.started_on:
        cells.wrong("left_on", Wrong.ENDS_BEFORE_START, day=row.started_on)
    return row


def _keys(row: StaffRow) -> Iterable[Hashable]:
    """One employment; another start, or another end of an unknown one, is another."""
    return [(row.email_key, row.library_id, row.started_on or ("ends", row.left_on))]


def _differing(rows: list[Read[StaffRow]], name: str) -> Iterable[Problem]:
    first: Read[StaffRow] | None = None
    for row in rows:
        value = getattr(row.value, name)
        if value is None:
            continue
        first = first or row
        if value != getattr(first.value, name):
            yield contradicts(row.line, first.line, name)


def _told(rows: list[Read[StaffRow]]) -> Told:
    first = rows[0].value
    accounts = (row.value.slack_user_id for row in rows)
    days = (row.value.digiteket_registered_on for row in rows)
    return Told(
        name=first.name,
        email=first.email,
        role=first.role,
        slack_user_id=next(filter(None, accounts), None),
        digiteket_registered_on=next(filter(None, days), None),
        rows=tuple(rows),
    )


def _shared_accounts(members: Iterable[Told]) -> Iterable[Problem]:
    """An account belongs to one person."""
    first: dict[str, Told] = {}
    for told in members:
        user_id = told.slack_user_id
        if user_id and first.setdefault(user_id, told) is not told:
            yield contradicts(told.line, first[user_id].line, "slack_user_id")
