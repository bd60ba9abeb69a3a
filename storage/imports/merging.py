"""Laying a file's rows over what is stored: what is new, what differs, and what is known."""

from abc import ABC, abstractmethod
from collections.abc import Hashable, Mapping, Sequence
from typing import Generic, TypeVar

from sqlmodel import Session

from storage.imports.cells import Cells
from storage.imports.context import ImportContext, ImportResult, OnRow
from storage.imports.problem import ImportRefusedError, Problem, Wrong
from storage.imports.rows import Read, contradicts, read_rows
from storage.imports.table import Table

Value = TypeVar("Value")
Id = TypeVar("Id", bound=Hashable)


class Merging(ABC, Generic[Id, Value]):
    """One kind of file, each row of which is one row of one database table."""

    def __init__(self, session: Session, context: ImportContext) -> None:
        self.session = session
        self.context = context

    @abstractmethod
    def read(self, cells: Cells) -> Value:
        """What a row says; where something is wrong, the cells have noted it."""

    @abstractmethod
    def keys(self, value: Value) -> tuple[Hashable, ...]:
        """What a row is about; rows that share one are about the same thing."""

    @abstractmethod
    def stored(self, values: Sequence[Value]) -> Mapping[Id, Value]:
        """What the database holds that these rows may be about."""

    @abstractmethod
    def merged(self, old: Value, new: Value) -> Value:
        """What to store of a known row: an empty cell never erases."""

    @abstractmethod
    def write(self, added: Sequence[Value], changed: Mapping[Id, Value]) -> None:
        """Store what is new and what differs, in bulk."""


def import_rows(
    merging: Merging[Id, Value], table: Table, on_row: OnRow | None = None
) -> ImportResult:
    """Import a table, all rows or none. Raises ImportRefusedError before anything is written."""
    reading = read_rows(table, merging.context.today, merging.read, merging.keys, on_row)
    stored = merging.stored([row.value for row in reading.rows])
    added, known = _matched(merging, reading.rows, stored, reading.problems)
    if reading.problems:
        raise ImportRefusedError(reading.problems)
    merged = {key: merging.merged(stored[key], value) for key, value in known.items()}
    changed = {key: value for key, value in merged.items() if value != stored[key]}
    merging.write(added, changed)
    return ImportResult(len(added), len(changed), len(known) - len(changed) + reading.repeats)


def _matched(
    merging: Merging[Id, Value],
    rows: Sequence[Read[Value]],
    stored: Mapping[Id, Value],
    problems: list[Problem],
) -> tuple[list[Value], dict[Id, Value]]:
    """Tell new rows from known ones; a row that fits two stored things, or one twice, is wrong."""
    holders = {key: found for found, value in stored.items() for key in merging.keys(value)}
    new: list[Value] = []
    known: dict[Id, Read[Value]] = {}
    for row in rows:
        found = {holders[key] for key in merging.keys(row.value) if key in holders}
        if not found:
            new.append(row.value)
        elif len(found) > 1:
            problems.append(Problem(row.line, None, Wrong.TWO_MATCHES))
        elif (earlier := known.setdefault(found.pop(), row)) is not row:
            problems.append(contradicts(row.line, earlier.line))
    return new, {key: row.value for key, row in known.items()}
