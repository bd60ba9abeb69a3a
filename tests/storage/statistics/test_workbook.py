"""KB's export, with its gaps and its old years, and what is no export."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from storage.imports import ImportRefusedError, Problem, Wrong
from storage.statistics.reading import Figure, Reading
from storage.statistics.workbook import read_workbook
from tests.storage.statistics.export import HEADER, export, row

OLD = ("Folk178", "Folk177")
VALUES = st.none() | st.just("") | st.integers(0, 500)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "export.xlsx"


def values(reading: Reading) -> list[tuple[str, str, int | None]]:
    return [(figure.sigel, figure.term, figure.value) for figure in reading.figures]


def problems(path: Path, year: int = 2019) -> list[Problem]:
    with pytest.raises(ImportRefusedError) as refused:
        read_workbook(path, year)
    return list(refused.value.problems)


def keys(path: Path, year: int = 2019) -> list[tuple[int | None, str | None, Wrong]]:
    return [(each.line, each.column, each.key) for each in problems(path, year)]


def test_a_row_is_a_librarys_figures(file: Path) -> None:
    export(file, row("Nass", 12, 9000, 42, 8))
    assert read_workbook(file, 2019) == Reading(
        (2019,),
        tuple(
            Figure("Nass", "Nässjö stadsbibliotek", 2019, term, value, "0682")
            for term, value in (("Publ111", 42), ("Publ211", 12), ("Personer99", 8))
        ),
    )


def test_an_empty_cell_is_missing_and_never_zero(file: Path) -> None:
    export(file, row("Nass", "", 1, None, 0), row("Eksj"))
    assert values(read_workbook(file, 2019)) == [
        ("Nass", "Publ111", None),
        ("Nass", "Publ211", None),
        ("Nass", "Personer99", 0),
        ("Eksj", "Publ111", None),
        ("Eksj", "Publ211", None),
        ("Eksj", "Personer99", None),
    ]


def test_other_kinds_of_library_are_left_out_whatever_they_tell(file: Path) -> None:
    export(
        file,
        row("Skol", "many", kind="skolbib"),
        row("Comb", 1, 1, 1, 1, kind="folkskolbib"),
        row("Nass", 1, 2, 3, 4, kind="Folkbibliotek"),
    )
    assert {figure.sigel for figure in read_workbook(file, 2019).figures} == {"Nass"}


def test_a_term_that_nobody_has_told_has_no_column(file: Path) -> None:
    export(file, row("Nass", 8), terms=["Personer99"])
    assert values(read_workbook(file, 2019)) == [
        ("Nass", "Publ111", None),
        ("Nass", "Publ211", None),
        ("Nass", "Personer99", 8),
    ]


def test_before_2014_there_are_other_terms_and_no_sigels(file: Path) -> None:
    export(file, row("", 3, 7, code=682), row(None, 1, 2, name="Aneby", code="0604"), terms=OLD)
    reading = read_workbook(file, 2013)
    assert values(reading) == [
        ("", "Folk177", 7),
        ("", "Folk178", 3),
        ("", "Folk177", 2),
        ("", "Folk178", 1),
    ]
    assert {figure.municipality_code for figure in reading.figures} == {"0682", "0604"}


def test_numbers_that_excel_has_made_something_of(file: Path) -> None:
    export(file, row("Nass", 12.0, 1, "42", " 8 "))
    assert [value for _, _, value in values(read_workbook(file, 2019))] == [42, 12, 8]


def test_every_cell_that_is_no_count_is_told_with_its_line(file: Path) -> None:
    export(file, row("Nass", 4.5, 1, "många", 1), (), row("Eksj", -1, 1, 1, True))
    assert keys(file) == [
        (2, "Publ111", Wrong.NOT_A_COUNT),
        (2, "Publ211", Wrong.NOT_A_COUNT),
        (4, "Publ211", Wrong.NOT_A_COUNT),
        (4, "Personer99", Wrong.NOT_A_COUNT),
    ]
    assert problems(file)[0].values == {"value": "många"}


@pytest.mark.parametrize("sigel", ["Nass", ""])
def test_a_library_that_stands_there_twice_is_told(file: Path, sigel: str) -> None:
    export(file, row(sigel, 1, 1, 1, 1), row("Eksj", 1, 1, 1, 1), row(sigel, 1, 1, 1, 1))
    assert keys(file) == [(4, None, Wrong.CONTRADICTS)]


def test_the_file_of_another_kind_of_year_is_refused(file: Path) -> None:
    export(file, row("Nass", 1, 1, 1, 1))
    assert keys(file, 2013) == [(1, None, Wrong.NO_TERMS)]
    export(file, row("", 1, 1), terms=OLD)
    assert keys(file, 2014) == [(1, None, Wrong.NO_TERMS)]


@pytest.mark.parametrize("year", [2019, 2018])
def test_a_file_that_kb_has_named_is_for_its_year(tmp_path: Path, year: int) -> None:
    name = "Biblioteksstatistik för 2019 (2020-05-27 10.00.00).xlsx"
    file = export(tmp_path / name, row("Nass", 1, 2, 3, 4))
    if year == 2019:
        assert len(read_workbook(file, year).figures) == 3
    else:
        assert keys(file, year) == [(None, None, Wrong.OTHER_YEAR)]


def test_columns_that_are_needed_are_named(file: Path) -> None:
    book = Workbook()
    book.active.title = "Värden"
    book.active.append([])
    book.active.append(["Bibliotek", "Stad", "Publ111"])
    book.save(file)
    assert keys(file) == [
        (2, "sigel", Wrong.MISSING_COLUMN),
        (2, "bibliotekstyp", Wrong.MISSING_COLUMN),
        (2, "kommunkod", Wrong.MISSING_COLUMN),
    ]


def test_columns_are_found_however_they_are_written(file: Path) -> None:
    book = Workbook()
    book.active.title = " VÄRDEN"
    book.active.append([" sigel", "PUBL111", "Bibliotekstyp ", "kommunkod", "BIBLIOTEK"])
    book.active.append(["Nass", 42, "Folkbib", "0682", "Nässjö", "beside"])
    book.save(file)
    assert values(read_workbook(file, 2019))[0] == ("Nass", "Publ111", 42)


def test_a_workbook_without_the_sheet_is_no_export(file: Path) -> None:
    export(file, row(), sheet="Blad1")
    assert keys(file) == [(None, None, Wrong.NO_SHEET)]


def test_an_empty_sheet(file: Path) -> None:
    book = Workbook()
    book.active.title = "Värden"
    book.save(file)
    assert keys(file) == [(None, None, Wrong.EMPTY_FILE)]


def test_what_is_no_workbook(file: Path) -> None:
    assert keys(file) == [(None, None, Wrong.NO_FILE)]
    file.write_text(";".join(HEADER), encoding="utf-8")
    assert keys(file) == [(None, None, Wrong.UNREADABLE)]


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rows=st.dictionaries(
        st.sampled_from(["Nass", "Eksj", "Aneb", "Öst"]),
        st.tuples(VALUES, VALUES, VALUES, VALUES, st.sampled_from(["folkbib", "sjukbib"])),
    ),
    terms=st.permutations(["Publ211", "Besok01", "Publ111", "Personer99"]),
)
def test_what_is_read_is_what_stands_there(
    file: Path, rows: dict[str, tuple[object, ...]], terms: list[str]
) -> None:
    export(
        file,
        *(row(sigel, *cells[:4], kind=str(cells[4])) for sigel, cells in rows.items()),
        terms=terms,
    )
    expected = {
        (sigel, term, None if cells[terms.index(term)] == "" else cells[terms.index(term)])
        for sigel, cells in rows.items()
        for term in ("Publ111", "Publ211", "Personer99")
        if cells[4] == "folkbib"
    }
    assert set(values(read_workbook(file, 2019))) == expected
