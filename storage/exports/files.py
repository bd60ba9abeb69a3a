"""Tables as files: `.csv` as Excel in Sweden opens it, or `.xlsx`.

pandas and openpyxl are loaded when they are first used, not when a process starts.
"""

import re
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from storage.imports.csv_file import guarded

if TYPE_CHECKING:
    from pandas import DataFrame

ENDINGS = frozenset({".csv", ".xlsx"})  # of files that tables are written to

_UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # in XML


def write_table(frame: "DataFrame", path: Path) -> None:
    """Write a table as its file's ending says: `.xlsx`, or `.csv` as Excel in Sweden opens it.

    In CSV a cell that Excel would run as a formula gets an apostrophe before it, which the
    import takes away again. Raises ValueError for another ending.
    """
    match path.suffix.lower():
        case ".csv":
            _write_csv(frame, path)
        case ".xlsx":
            _write_xlsx(frame, path)
        case ending:
            raise ValueError(
                f"a table is written as .csv or .xlsx, not {ending or 'without ending'}"
            )


def _write_csv(frame: "DataFrame", path: Path) -> None:
    cells = frame.map(_csv_cell)
    cells.to_csv(path, index=False, sep=";", encoding="utf-8-sig", lineterminator="\r\n")


def _csv_cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return str(value).replace(".", ",")
    return guarded(str(value))


def _write_xlsx(frame: "DataFrame", path: Path) -> None:
    from openpyxl import Workbook  # noqa: PLC0415

    with path.open("wb") as file:  # before the rows: openpyxl cleans nothing up after a refusal
        book = Workbook(write_only=True)
        sheet = book.create_sheet()
        sheet.freeze_panes = "A2"
        for line in [tuple(frame.columns), *frame.itertuples(index=False, name=None)]:
            sheet.append([_xlsx_cell(sheet, value) for value in line])
        book.save(file)


def writable(words: str) -> str:
    """The words without what no workbook can hold."""
    return _UNWRITABLE.sub("", words)


def _xlsx_cell(sheet: Any, value: object) -> Any:
    """A value that openpyxl writes as it is: words never as a formula, nor with control codes."""
    if not isinstance(value, str):
        return value
    words = writable(value)
    if not words.startswith("="):
        return words
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415

    cell = WriteOnlyCell(sheet, value=words)
    cell.data_type = "s"
    return cell
