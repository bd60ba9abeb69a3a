"""The first sheet of an Excel workbook, with every cell as the text that a person would type."""

import warnings
import zlib
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile

from storage.imports.problem import ImportRefusedError, Problem, Wrong, refused
from storage.imports.table import Record
from storage.keys import name_key

# what openpyxl lets through from a file that is damaged, or a ZIP file of something else
_DAMAGE = (
    *(ArithmeticError, AssertionError, AttributeError, BadZipFile, EOFError, LookupError),
    *(NotImplementedError, OSError, ParseError, RuntimeError, TypeError, ValueError, zlib.error),
)
_EXCEL_DIGITS = 15  # as many as Excel itself keeps of a number


def xlsx_records(path: Path) -> Iterator[Record]:
    """The rows of the first sheet by their number; of a formula, the value Excel last saved.

    Raises ImportRefusedError for a damaged file and for cells such as #N/A.
    """
    problems: list[Problem] = []
    for line, cells in sheet_rows(path):
        yield Record(line, [_text(cell) for cell in cells])
        problems += _errors(line, cells)
    if problems:
        raise ImportRefusedError(problems)


def sheet_rows(path: Path, title: str | None = None) -> list[tuple[int, tuple[object, ...]]]:
    """The rows of the first sheet, or of the one with a title, by their number.

    Raises ImportRefusedError for a damaged file and for one without such a sheet.
    """
    from openpyxl import load_workbook  # noqa: PLC0415 (slow, and seldom needed)
    from openpyxl.utils.exceptions import InvalidFileException  # noqa: PLC0415

    try:
        with path.open("rb") as file, warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about styles and extensions, which we do not read
            sheets = load_workbook(file, read_only=True, data_only=True).worksheets
            sheet = sheets[0] if title is None else _titled(sheets, title)
            if sheet is None:
                raise refused(Wrong.NO_SHEET, name=path.name, value=title or "")
            sheet.reset_dimensions()  # some programs write wrong ones
            return list(enumerate(sheet.iter_rows(values_only=True), start=1))
    except (InvalidFileException, *_DAMAGE) as error:
        raise refused(Wrong.UNREADABLE, name=path.name) from error


def _titled(sheets: Sequence[Any], title: str) -> Any | None:
    return next((sheet for sheet in sheets if name_key(sheet.title) == name_key(title)), None)


def _text(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float):
        return f"{cell:.{_EXCEL_DIGITS}g}"
    if isinstance(cell, datetime) and cell.time() == time():
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    return str(cell)


def _errors(line: int, cells: tuple[object, ...]) -> list[Problem]:
    from openpyxl.cell.cell import ERROR_CODES  # noqa: PLC0415

    return [
        Problem(line, None, Wrong.EXCEL_ERROR, {"value": str(cell)})
        for cell in cells
        if isinstance(cell, str) and cell in ERROR_CODES
    ]
