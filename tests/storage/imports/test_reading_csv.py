"""CSV files, as Excel and other programs write them."""

import csv
import io
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.imports import ImportRefusedError, Row, Table, Wrong, read_table
from storage.imports.csv_file import csv_records, guarded, unguarded
from storage.imports.table import table_of

WESTERN = "".join(
    char
    for char in (bytes([code]).decode("cp1252", "ignore") for code in range(32, 256))
    if char and char not in "\x7f\xa0\xad"
)
WORDS = st.text(st.sampled_from(WESTERN), max_size=12).map(str.strip)
LINES = st.lists(st.tuples(WORDS, WORDS), max_size=5)
ENCODINGS = st.sampled_from(["utf-8", "utf-8-sig", "utf-16"])


def read(data: bytes) -> Table:
    return table_of(csv_records(data, "test.csv"))


def refusal(data: bytes) -> list[tuple[int | None, Wrong]]:
    with pytest.raises(ImportRefusedError) as refused:
        read(data)
    return [(problem.line, problem.key) for problem in refused.value.problems]


def as_csv(lines: list[tuple[str, ...]], separator: str, end: str = "\r\n") -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=separator, lineterminator=end).writerows(lines)
    return out.getvalue()


@given(
    lines=LINES,
    separator=st.sampled_from(";,\t"),
    encoding=ENCODINGS,
    end=st.sampled_from(["\r\n", "\n"]),
)
def test_what_is_written_is_read(
    lines: list[tuple[str, str]], separator: str, encoding: str, end: str
) -> None:
    safe = [(guarded(one), guarded(two)) for one, two in lines]
    text = as_csv([("name", "topic"), *safe], separator, end)
    wanted = [{"name": one, "topic": two} for one, two in lines if one or two]
    assert [row.values for row in read(text.encode(encoding)).rows] == wanted


@given(lines=LINES, separator=st.sampled_from(";,\t"))
def test_windows_1252_is_told_from_utf_8(lines: list[tuple[str, str]], separator: str) -> None:
    marked = [("å " + one, two) for one, two in lines]  # å and space: never UTF-8
    text = as_csv([("name", "topic"), *marked], separator)
    assert [row.values["name"] for row in read(text.encode("cp1252")).rows] == [
        one.strip() for one, _ in marked
    ]


@given(cell=st.text())
def test_a_guarded_cell_is_read_as_it_was(cell: str) -> None:
    assert unguarded(guarded(cell)) == cell
    assert not guarded(cell).startswith(("=", "+", "-", "@"))


def test_a_formula_is_harmless_text() -> None:
    table = read(b"name\n=1+1\n'=1+1\n'@x\n'quoted'\n")
    assert [row.values["name"] for row in table.rows] == ["=1+1", "=1+1", "@x", "'quoted'"]


def test_lines_are_the_files_own() -> None:
    table = read(b'\n;\nname;topic\n\n"Anna\nEk";a\n;;\nBo;b\n')
    assert table.header_line == 3
    assert [row.line for row in table.rows] == [5, 8]
    assert table.rows[0].values["name"] == "Anna\nEk"


def test_excels_own_first_line_names_the_separator() -> None:
    table = read(b'sep=,\r\nname,topic\r\n"a\nb",c\r\nd,e\r\n')
    assert table.rows == (
        Row(3, {"name": "a\nb", "topic": "c"}),
        Row(5, {"name": "d", "topic": "e"}),
    )


def test_headers_are_read_with_tolerance() -> None:
    assert read(b' Completed  On ;"E-mail";LIBRARY;\n').columns == (
        "completed_on",
        "e_mail",
        "library",
    )


def test_a_comma_in_a_quoted_header_separates_nothing() -> None:
    assert read(b'"a,b,c";d\n1;2\n').columns == ("a,b,c", "d")


def test_short_rows_have_empty_cells_and_unseen_characters_go() -> None:
    table = read("name;topic\nA\x01nna\x7f\nA\u030asa;b\n".encode())
    assert [row.values for row in table.rows] == [
        {"name": "Anna", "topic": ""},
        {"name": "Åsa", "topic": "b"},
    ]


def test_a_header_alone_is_a_table_without_rows() -> None:
    assert read(b"name;topic\n") == Table(("name", "topic"), ())


@pytest.mark.parametrize(
    ("data", "problems"),
    [
        (b"", [(None, Wrong.EMPTY_FILE)]),
        (b"\xef\xbb\xbf \r\n;;\r\n", [(None, Wrong.EMPTY_FILE)]),
        (b"\xef\xbb\xbfname\n\xff", [(None, Wrong.UNREADABLE)]),
        (b"name\nB\x81\n", [(None, Wrong.UNREADABLE)]),
        (b"name\0\n", [(None, Wrong.UNREADABLE)]),
        (b'name\nAnna\n"Bo\nCia\n', [(3, Wrong.BROKEN_QUOTES)]),
        (b'name\n"An"na\n', [(2, Wrong.BROKEN_QUOTES)]),
        (b"name;Name\na;b\n", [(1, Wrong.DOUBLE_COLUMN)]),
        (
            b"name;topic;\na;b;\na;b;c\na;b;;d\n",
            [(3, Wrong.CELL_WITHOUT_COLUMN), (4, Wrong.CELL_WITHOUT_COLUMN)],
        ),
    ],
)
def test_what_cannot_be_read_is_said(data: bytes, problems: list[tuple[int | None, Wrong]]) -> None:
    assert refusal(data) == problems


@given(data=st.binary(max_size=200))
def test_no_bytes_break_the_reader(data: bytes) -> None:
    with suppress(ImportRefusedError):
        assert read(data).columns is not None


def test_a_file_is_told_apart_by_what_is_in_it(tmp_path: Path) -> None:
    (tmp_path / "names.TXT").write_bytes(b"name\nAnna\n")
    assert read_table(tmp_path / "names.TXT").rows == (Row(2, {"name": "Anna"}),)


@pytest.mark.parametrize(
    ("name", "data", "key"),
    [
        ("staff.pdf", b"%PDF-1.4", Wrong.WRONG_TYPE),
        ("staff", b"name\nAnna\n", Wrong.WRONG_TYPE),
        ("staff.xls", b"\xd0\xcf\x11\xe0old", Wrong.OLD_EXCEL),
        ("staff.xlsx", b"\xd0\xcf\x11\xe0secret", Wrong.OLD_EXCEL),
        ("staff.csv", b"", Wrong.EMPTY_FILE),
        ("folder.csv", None, Wrong.NO_FILE),
    ],
)
def test_wrong_files_are_refused(tmp_path: Path, name: str, data: bytes | None, key: Wrong) -> None:
    path = tmp_path / name
    path.mkdir() if data is None else path.write_bytes(data)
    with pytest.raises(ImportRefusedError) as refused:
        read_table(path)
    assert [problem.key for problem in refused.value.problems] == [key]
    assert refused.value.problems[0].line is None


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ImportRefusedError) as refused:
        read_table(tmp_path / "nothing.csv")
    assert refused.value.problems[0].values == {"name": "nothing.csv"}
