"""Any text becomes a name that Excel takes, and no two are alike."""

import re

from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from handlers.report.names import LONGEST, sheet_names
from tests.strategies import words

awkward = st.sampled_from(
    [
        "History",
        "historik",
        "'",
        "''a'",
        "[]:*?/\\",
        "  ",
        "Mål 3",
        "mål 3",
        "MÅL 3",
        "👩‍👩‍👧‍👦" * 9,
        "a" * 60,
    ]
)


def units(name: str) -> int:
    """How long Excel takes a name to be."""
    return len(name.encode("utf-16-le")) // 2


@given(st.lists(words(60) | awkward, max_size=8))
def test_every_name_is_one_that_excel_takes(wanted: list[str]) -> None:
    names = sheet_names(wanted)
    assert len(names) == len(wanted)
    for name in names:
        assert 1 <= units(name) <= LONGEST == 31
        assert not re.search(r"[\[\]:*?/\\\x00-\x1f]", name)
        assert not name.startswith(("'", " "))
        assert not name.endswith(("'", " "))
        assert name.casefold() != "history"
    assert len({name.casefold() for name in names}) == len(names)


@given(st.lists(words(60) | awkward, min_size=1, max_size=8))
def test_openpyxl_finds_nothing_to_change(wanted: list[str]) -> None:
    book = Workbook()
    for name in sheet_names(wanted):
        assert book.create_sheet(name).title == name


@given(st.lists(st.sampled_from(["Nässjö", "Mål 3", "Översikt"]), unique=True))
def test_what_excel_takes_is_left_as_it_is(wanted: list[str]) -> None:
    assert sheet_names(wanted) == wanted


def test_a_taken_name_gets_a_number_and_a_long_one_is_cut_for_it() -> None:
    long = "Stadsbiblioteket i en kommun med långt namn"
    assert sheet_names(["Mål 3", "mål 3", long, long, "a/b", ""]) == [
        "Mål 3",
        "mål 3 (2)",
        "Stadsbiblioteket i en kommun me",
        "Stadsbiblioteket i en kommu (2)",
        "a b",
        "–",
    ]
