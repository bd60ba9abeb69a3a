"""Sheets as openpyxl writes them: real numbers and dates, a header that stays, widths that fit.

Words are never run as formulas: they are stored as text, and what a spreadsheet would take for a
formula is marked as text for whoever edits the cell, too.
"""

from collections.abc import Sequence
from datetime import date
from math import isnan
from typing import Any

from handlers.report.columns import FORMATS, Cell, Kind
from handlers.report.sheets import Sheet, Table
from handlers.texts import plain_spaces
from storage.exports import writable
from storage.imports.csv_file import guarded

Rows = list[list[Cell]]
NARROWEST, WIDEST = 9, 34  # characters
WRAPPED_AT = 60  # for sentences


class Looks:
    """How the cells of a workbook look, made once for it."""

    def __init__(self, language: str) -> None:
        from openpyxl.styles import Alignment, Border, Font, PatternFill, Side  # noqa: PLC0415

        self.formats = FORMATS[language]
        self.title = Font(bold=True, size=14)
        self.bold = Font(bold=True)
        self.shade = PatternFill("solid", fgColor="E8EEF4")
        self.line = Border(bottom=Side(style="thin", color="808080"))
        self.quiet = Font(italic=True, color="595959")
        self.top = Alignment(vertical="top")
        self.right = Alignment(vertical="top", horizontal="right")
        self.wrapped = Alignment(vertical="top", wrap_text=True)


def write(page: Any, sheet: Sheet, looks: Looks) -> None:
    """Fill an empty openpyxl worksheet."""
    _words(page, 1, sheet.title).font = looks.title
    for row, line in enumerate(sheet.lines, start=2):
        _words(page, row, line)
    row = header = len(sheet.lines) + 3
    filled = [(table, _rows(table)) for table in sheet.tables]
    for table, rows in filled:
        row = _write_table(page, row, table, rows, looks) + 1
    for number, note in enumerate(sheet.notes):
        _words(page, row + number, note).font = looks.quiet
    page.freeze_panes = f"B{header + 1}"
    _set_widths(page, filled)
    _set_print(page, header)


def _write_table(page: Any, row: int, table: Table, rows: Rows, looks: Looks) -> int:
    """The table from a row on; the first row after it."""
    if table.title:
        _words(page, row, table.title).font = looks.bold
        row += 1
    for number, column in enumerate(table.columns, start=1):
        cell = _words(page, row, column.title, number)
        cell.font, cell.fill, cell.border = looks.bold, looks.shade, looks.line
        cell.alignment = looks.wrapped
    for cells in rows:
        row += 1
        for number, (column, value) in enumerate(zip(table.columns, cells, strict=True), start=1):
            if value is not None:
                _dress(_cell(page, row, number, value), column.kind, looks)
    return row + 1


def _rows(table: Table) -> Rows:
    """The rows as Python values; what a frame has no value for is None."""
    names = [column.name for column in table.columns]
    cells = table.frame.reindex(columns=names).to_numpy(dtype=object)
    return [[None if _is_missing(value) else value for value in row] for row in cells]


def _is_missing(value: Cell) -> bool:
    """Whether pandas put a NaN, the one number that is not itself, where it has no value."""
    return isinstance(value, float) and isnan(value)


def _cell(page: Any, row: int, number: int, value: Cell) -> Any:
    return (
        _words(page, row, value, number)
        if isinstance(value, str)
        else page.cell(row, number, value)
    )


def _dress(cell: Any, kind: Kind, looks: Looks) -> None:
    """Give a cell its format; words where a number would stand keep quiet at the right."""
    if cell.data_type != "s":
        cell.number_format, cell.alignment = looks.formats[kind], looks.top
    elif kind in looks.formats:
        cell.font, cell.alignment = looks.quiet, looks.right
    else:
        cell.alignment = looks.wrapped if kind is Kind.SENTENCES else looks.top


def _words(page: Any, row: int, words: str, number: int = 1) -> Any:
    """A cell of words, whatever they begin with."""
    cell = page.cell(row, number, writable(plain_spaces(words)))
    cell.data_type = "s"
    if guarded(words) != words:
        cell.quotePrefix = True
    return cell


def _set_widths(page: Any, filled: Sequence[tuple[Table, Rows]]) -> None:
    """As wide as the longest cell of the column; a long title is wrapped at its words."""
    from openpyxl.utils import get_column_letter  # noqa: PLC0415

    widths: dict[int, int] = {}
    for table, rows in filled:
        for number, column in enumerate(table.columns, start=1):
            cells = [row[number - 1] for row in rows]
            longest = max(_width(value) for value in (*column.title.split(), *cells))
            widest = WRAPPED_AT if column.kind is Kind.SENTENCES else WIDEST
            fitting = min(widest, max(NARROWEST, longest + 2))
            widths[number] = max(fitting, widths.get(number, 0))
    for number, width in widths.items():
        page.column_dimensions[get_column_letter(number)].width = width


def _width(value: Cell) -> int:
    if isinstance(value, date):
        return len("30 sept 2020")
    return 0 if value is None else len(str(value))


def _set_print(page: Any, header: int) -> None:
    """On paper: lying, as wide as the page, with the header on each."""
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = page.PAPERSIZE_A4
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.page_setup.fitToHeight = 0
    page.print_title_rows = f"{header}:{header}"
