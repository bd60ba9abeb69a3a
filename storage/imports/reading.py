"""Reading a table from a file, told apart by what is in it rather than by its name alone."""

from pathlib import Path

from storage.imports.csv_file import csv_records
from storage.imports.problem import Wrong, refused
from storage.imports.table import Table, table_of
from storage.imports.xlsx_file import xlsx_records

ENDINGS = frozenset({".csv", ".txt", ".tsv", ".xlsx", ".xlsm"})
_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0"  # Excel 97–2003, and workbooks with a password


def read_table(path: Path) -> Table:
    """Read a CSV or XLSX file.

    Raises ImportRefusedError with what is wrong with the file, its header or its shape.
    """
    data = _bytes(path)
    if data.startswith(_OLE):
        raise refused(Wrong.OLD_EXCEL, name=path.name)
    if path.suffix.lower() not in ENDINGS:
        raise refused(Wrong.WRONG_TYPE, name=path.name)
    if data.startswith(_ZIP):
        return table_of(xlsx_records(path))
    return table_of(csv_records(data, path.name))


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise refused(Wrong.NO_FILE, name=path.name) from error
