"""Excel workbooks, with what Excel makes of dates, numbers and codes."""

import zipfile
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook

from storage.imports import ImportRefusedError, Wrong, read_table


def workbook(path: Path, *lines: list[object]) -> Path:
    book = Workbook()
    for line in lines:
        book.active.append(line)
    book.create_sheet("another").append(["not", "read"])
    book.save(path)
    return path


def keys(path: Path) -> list[tuple[int | None, Wrong]]:
    with pytest.raises(ImportRefusedError) as refused:
        read_table(path)
    return [(problem.line, problem.key) for problem in refused.value.problems]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("  Nässjö ", "Nässjö"),
        (604, "604"),
        (604.0, "604"),
        (4.25, "4.25"),
        (4.1 + 0.2, "4.3"),
        (date(2020, 5, 27), "2020-05-27"),
        (datetime(2020, 5, 27), "2020-05-27"),  # noqa: DTZ001 (Excel knows no zones)
        (datetime(2020, 5, 27, 13, 45), "2020-05-27T13:45:00"),  # noqa: DTZ001
        (True, "yes"),
        (False, "no"),
        ("'=1+1", "'=1+1"),
    ],
)
def test_a_cell_is_what_a_person_would_type(tmp_path: Path, cell: object, text: str) -> None:
    path = workbook(tmp_path / "t.xlsx", ["Name", "Topic "], [cell, "x"])
    assert read_table(path).rows[0].values == {"name": text, "topic": "x"}


def test_a_formula_is_never_run(tmp_path: Path) -> None:
    path = workbook(tmp_path / "t.xlsx", ["name", "topic"], ["=1+1", "x"])
    assert read_table(path).rows[0].values == {"name": "", "topic": "x"}


def test_rows_have_excels_own_numbers(tmp_path: Path) -> None:
    path = workbook(tmp_path / "t.xlsx", [], ["name"], [], ["Anna"], [None, None], ["Bo"])
    table = read_table(path)
    assert table.header_line == 2
    assert [row.line for row in table.rows] == [4, 6]


def test_cells_that_excel_could_not_count_are_refused(tmp_path: Path) -> None:
    path = workbook(tmp_path / "t.xlsx", ["name"], ["Anna"], ["#N/A"], ["#REF!"])
    assert keys(path) == [(3, Wrong.EXCEL_ERROR), (4, Wrong.EXCEL_ERROR)]


def test_an_empty_workbook(tmp_path: Path) -> None:
    assert keys(workbook(tmp_path / "t.xlsx")) == [(None, Wrong.EMPTY_FILE)]


def test_a_damaged_workbook(tmp_path: Path) -> None:
    path = workbook(tmp_path / "t.xlsx", ["name"], ["Anna"])
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])
    assert keys(path) == [(None, Wrong.UNREADABLE)]


def test_a_zip_file_of_something_else(tmp_path: Path) -> None:
    path = tmp_path / "t.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", "<xml/>")
    assert keys(path) == [(None, Wrong.UNREADABLE)]
