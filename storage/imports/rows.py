"""Reading every row of a table before anything is written, so that all problems are told at once.

A row that stands twice in a file counts once; two rows about the same thing that differ are a
problem of the later one.
"""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Generic, TypeVar

from storage.imports.cells import Cells
from storage.imports.context import OnRow
from storage.imports.problem import Problem, Wrong
from storage.imports.table import Table

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Read(Generic[Value]):
    """A row's line and what it says."""

    line: int
    value: Value


@dataclass(slots=True)
class Reading(Generic[Value]):
    """The sound rows of a table, how many were repeats, and all that is wrong."""

    rows: list[Read[Value]] = field(default_factory=list)
    repeats: int = 0
    problems: list[Problem] = field(default_factory=list)


def read_rows(
    table: Table,
    today: date,
    read: Callable[[Cells], Value],
    keys: Callable[[Value], Iterable[Hashable]],
    on_row: OnRow | None = None,
) -> Reading[Value]:
    """Read each row; `keys` tells what a row is about."""
    reading: Reading[Value] = Reading()
    first: dict[Hashable, Read[Value]] = {}
    for number, row in enumerate(table.rows, start=1):
        cells = Cells(row, today)
        value = read(cells)
        if cells.problems:
            reading.problems += cells.problems
        else:
            _take(Read(row.line, value), list(keys(value)), first, reading)
        if on_row:
            on_row(number)
    return reading


def contradicts(line: int, other: int, column: str | None = None) -> Problem:
    """The problem of a row that says something else than an earlier one."""
    return Problem(line, column, Wrong.CONTRADICTS, {"other": str(other)})


def _take(
    row: Read[Value],
    keys: list[Hashable],
    first: dict[Hashable, Read[Value]],
    reading: Reading[Value],
) -> None:
    earlier = next((first[key] for key in keys if key in first), None)
    if earlier is None:
        first.update(dict.fromkeys(keys, row))
        reading.rows.append(row)
    elif earlier.value == row.value:
        reading.repeats += 1
    else:
        reading.problems.append(contradicts(row.line, earlier.line))
