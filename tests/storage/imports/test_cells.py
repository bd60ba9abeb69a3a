"""Single cells: what is understood, and what is said of the rest."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goals.record import ResourceKind
from storage.imports import Row, Wrong
from storage.imports.cells import Cells
from storage.tables import Role
from tests.storage.imports.office import TODAY


def cells(cell: str) -> Cells:
    return Cells(Row(2, {"cell": cell}), TODAY)


def complaint(read: Cells) -> Wrong | None:
    return read.problems[0].key if read.problems else None


@pytest.mark.parametrize(
    "cell", ["2020-05-27", "2020-05-27 00:00:00", "2020-05-27T13:45", "2020-05-27 00:00:00.000"]
)
def test_days(cell: str) -> None:
    assert cells(cell).day("cell") == date(2020, 5, 27)


@pytest.mark.parametrize(
    "cell",
    [
        "27/5",
        "2020-02-30",
        "igår",
        "0202-05-27",
        "43978",
        "20-05-27",
        "2020-05-27 sen",
        "２０２０-05-27",
    ],
)
def test_what_is_no_day(cell: str) -> None:
    read = cells(cell)
    assert (read.day("cell"), complaint(read)) == (None, Wrong.NOT_A_DAY)


@given(day=st.dates(min_value=date(1900, 1, 1)))
def test_a_day_after_today_is_refused_unless_it_may_come(day: date) -> None:
    read, planned = cells(day.isoformat()), cells(day.isoformat())
    assert read.day("cell") == planned.day("cell", future=True) == day
    assert complaint(read) == (Wrong.FUTURE_DAY if day > TODAY else None)
    assert complaint(planned) is None


@given(hundredths=st.integers(0, 1000), mark=st.sampled_from(".,"))
def test_results_from_1_to_7(hundredths: int, mark: str) -> None:
    read = cells(f"{hundredths // 100}{mark}{hundredths % 100:02}")
    result = read.result("cell")
    assert (complaint(read) is None) == (100 <= hundredths <= 700)
    assert complaint(read) or result == Decimal(hundredths) / 100


@pytest.mark.parametrize("cell", ["4", "4.0", "4,5", "4.250", "7,00"])
def test_results_that_are_fine(cell: str) -> None:
    assert cells(cell).result("cell") == Decimal(cell.replace(",", "."))


@pytest.mark.parametrize(
    "cell", ["4.256", "0,99", "7.01", "-4", "fyra", "4.", "1e0", "NaN", "04-maj"]
)
def test_results_that_are_not(cell: str) -> None:
    read = cells(cell)
    read.result("cell")
    assert complaint(read) is Wrong.NOT_A_RESULT


@pytest.mark.parametrize("cell", ["0604", "604", "604.0", "604,0", " 604 "])
def test_a_code_gets_its_first_zero_back(cell: str) -> None:
    assert cells(cell).code("cell") == "0604"


@pytest.mark.parametrize("cell", ["64", "06040", "604.5", "kod"])
def test_what_is_no_code(cell: str) -> None:
    read = cells(cell)
    read.code("cell")
    assert complaint(read) is Wrong.NOT_A_CODE


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("Ja", True),
        ("X", True),
        ("1", True),
        ("SANT", True),
        ("nej", False),
        ("0", False),
        ("", None),
    ],
)
def test_yes_and_no(cell: str, said: bool | None) -> None:
    assert cells(cell).yes("cell") is said


def test_what_is_neither_yes_nor_no() -> None:
    read = cells("kanske")
    assert (read.yes("cell"), complaint(read)) == (None, Wrong.NOT_YES_OR_NO)


@pytest.mark.parametrize(
    ("cell", "role"),
    [
        ("staff", Role.STAFF),
        ("Personal", Role.STAFF),
        ("bibliotekschef", Role.MANAGER),
        ("Regional  utvecklare", Role.COORDINATOR),
    ],
)
def test_roles_in_both_languages(cell: str, role: Role) -> None:
    assert cells(cell).role("cell") is role


def test_kinds_in_both_languages() -> None:
    assert cells("Kurspaket").kind("cell") is ResourceKind.COURSE_PACKAGE
    assert cells("essay").kind("cell") is ResourceKind.ESSAY


@pytest.mark.parametrize(
    "cell", ["anna@nassjo.se", "Åsa.Öberg@bibliotek.nässjö.se", "a+b@x.co", "o'neil@x.se"]
)
def test_emails(cell: str) -> None:
    read = cells(cell)
    assert read.email("cell", 254) == cell
    assert not read.problems


@pytest.mark.parametrize(
    "cell",
    [
        "anna",
        "anna@nassjo",
        "anna@@nassjo.se",
        "a@x.se;b@x.se",
        "Anna <a@x.se>",
        "a@x.se b@x.se",
        "a@x.s",
    ],
)
def test_what_is_no_email(cell: str) -> None:
    read = cells(cell)
    read.email("cell", 254)
    assert complaint(read) is Wrong.NOT_AN_EMAIL


@pytest.mark.parametrize(
    ("cell", "key"),
    [
        ("https://digiteket.se/kurs/x", None),
        ("https://example.se/kurs?a=b", None),
        ("https://digiteket.se/", Wrong.NOT_A_PAGE),
        ("https://digiteket.se/kurs/", Wrong.NOT_A_PAGE),
        ("example.se", Wrong.NOT_AN_ADDRESS),
        ("https://[x", Wrong.NOT_AN_ADDRESS),
        ("javascript://example.se", Wrong.NOT_AN_ADDRESS),
        ("https://example.se/ kurs", Wrong.NOT_AN_ADDRESS),
        ("https://digiteket.se/kurs/" + "å" * 200, Wrong.TOO_LONG),
        ("https://example.se/" + "a" * 500, Wrong.TOO_LONG),
    ],
)
def test_addresses(cell: str, key: Wrong | None) -> None:
    read = cells(cell)
    read.address("cell", 500)
    assert complaint(read) is key


def test_a_text_stands_on_one_line() -> None:
    assert cells("Hängslen\r\noch \u00a0 livrem").text("cell", 300) == "Hängslen och livrem"


@pytest.mark.parametrize("cell", ["a" * 11, "ﷺ"])
def test_a_text_and_its_key_fit_the_table(cell: str) -> None:
    read = cells(cell)
    assert read.needed_text("cell", 10) == ""
    assert [problem.values for problem in read.problems] == [{"limit": 10}]


@pytest.mark.parametrize(
    "read_cell", ["needed_text", "title", "email", "code", "role", "kind", "needed_day"]
)
def test_what_must_be_there_is_asked_for_once(read_cell: str) -> None:
    read = cells("")
    limits = (10,) if read_cell in {"needed_text", "title", "email"} else ()
    getattr(read, read_cell)("cell", *limits)
    assert [problem.key for problem in read.problems] == [Wrong.EMPTY_CELL]


def test_a_title_needs_a_letter() -> None:
    read = cells("–!")
    read.title("cell", 10)
    assert complaint(read) is Wrong.NO_LETTERS


def test_an_absent_column_is_empty() -> None:
    assert Cells(Row(2, {}), TODAY).text("cell", 10) is None
