"""KB's export of a year, as bibstat makes it."""

from collections.abc import Sequence
from pathlib import Path

from openpyxl import Workbook

HEADER = ("Bibliotek", "Sigel", "Bibliotekstyp", "Kommunkod", "Stad", "Externt id")
TERMS = ("Publ211", "Besok01", "Publ111", "Personer99")  # in no order that matters
Cells = Sequence[object]


def row(
    sigel: str | None = "Nass",
    *values: object,
    name: str = "Nässjö stadsbibliotek",
    kind: str = "folkbib",
    code: object = "0682",
) -> Cells:
    """A library's row, with a value a term."""
    return (name, sigel, kind, code, "Nässjö", "", *values)


def export(path: Path, *rows: Cells, terms: Sequence[str] = TERMS, sheet: str = "Värden") -> Path:
    """Write a workbook."""
    book = Workbook()
    values = book.active
    values.title = sheet
    values.append((*HEADER, *terms))
    for each in rows:
        values.append(list(each))
    book.create_sheet("Definitioner").append(["Publ111", "Undervisning"])
    book.save(path)
    return path
