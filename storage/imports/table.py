"""A table as it stands in a file: named columns, and rows that know their own line.

Every cell is text without surrounding space, whatever the file held; an empty one is "".
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from storage.imports.problem import ImportRefusedError, Problem, Wrong, refused

_UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")  # control characters but space


class Record(NamedTuple):
    """A line of a file and its cells."""

    line: int
    cells: list[str]


class Row(NamedTuple):
    """A line of a file and its cells by column."""

    line: int
    values: dict[str, str]


@dataclass(frozen=True, slots=True)
class Table:
    """The columns of a file, in its own order, and its rows."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    header_line: int = 1


def table_of(records: Iterable[Record]) -> Table:
    """Make a table of a file's records: the first that is not blank names the columns.

    Blank rows are skipped. Raises ImportRefusedError for a file without a header, for a column
    named twice and for cells beside the columns.
    """
    written = _written(records)
    header = next(written, None)
    if header is None:
        raise refused(Wrong.EMPTY_FILE)
    names = [column_name(cell) for cell in header.cells]
    problems = _doubles(header.line, names)
    rows = tuple(_row(names, record, problems) for record in written)
    if problems:
        raise ImportRefusedError(problems)
    return Table(tuple(filter(None, names)), rows, header.line)


def column_name(cell: str) -> str:
    """A header without regard to case, spaces and dashes: `Completed on ` is `completed_on`."""
    return re.sub(r"[\s_-]+", "_", cell.strip().casefold()).strip("_")


def _written(records: Iterable[Record]) -> Iterator[Record]:
    """The records that hold something, with their cells cleaned."""
    for line, cells in records:
        cleaned = [_cleaned(cell) for cell in cells]
        if any(cleaned):
            yield Record(line, cleaned)


def _cleaned(cell: str) -> str:
    if cell.isascii() and cell.isprintable():  # most cells of most files
        return cell.strip()
    return unicodedata.normalize("NFC", _UNSEEN.sub("", cell)).strip()


def _doubles(line: int, names: list[str]) -> list[Problem]:
    named = [name for name in names if name]
    return [
        Problem(line, name, Wrong.DOUBLE_COLUMN, {"name": name})
        for index, name in enumerate(named)
        if name in named[:index]
    ]


def _row(names: list[str], record: Record, problems: list[Problem]) -> Row:
    values = dict.fromkeys(filter(None, names), "")
    for index, cell in enumerate(record.cells):
        name = names[index] if index < len(names) else ""
        if name:
            values[name] = cell
        elif cell:
            problem = Problem(record.line, None, Wrong.CELL_WITHOUT_COLUMN, {"value": cell[:80]})
            problems.append(problem)
    return Row(record.line, values)
