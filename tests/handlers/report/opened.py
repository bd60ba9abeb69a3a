"""A workbook read back, as somebody who opens it: tables by their headers."""

import io
from datetime import date, datetime
from typing import Any

from openpyxl import Workbook, load_workbook

Row = dict[str, Any]


def opened(content: bytes) -> Any:
    """The workbook in a file."""
    return load_workbook(io.BytesIO(content))


def header_of(sheet: Any) -> int:
    """The row above the one that scrolls."""
    return int(sheet.freeze_panes[1:]) - 1


def table(sheet: Any, header: int | None = None) -> list[Row]:
    """The rows under a header, down to the first empty one; days as dates."""
    top = header or header_of(sheet)
    titles = [cell.value for cell in sheet[top] if cell.value is not None]
    rows = []
    for cells in sheet.iter_rows(min_row=top + 1, max_col=len(titles)):
        values = [_plain(cell.value) for cell in cells]
        if not any(value is not None for value in values):
            break
        rows.append(dict(zip(titles, values, strict=True)))
    return rows


def _plain(value: Any) -> Any:
    return value.date() if isinstance(value, datetime) else value


def cells(book: Workbook) -> list[Any]:
    """Every cell that holds something."""
    return [
        cell
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    ]


def days(rows: list[Row], title: str) -> list[date | None]:
    """A column of days."""
    return [row[title] for row in rows]
