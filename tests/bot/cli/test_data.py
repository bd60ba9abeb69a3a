"""Migrating, importing and exporting from the command line."""

from pathlib import Path

import pytest

from storage.database import open_database
from tests.bot.cli.conftest import Terminal

STAFF = """library;name;email;role
Nass;Anna Karlsson;anna@example.se;staff
Nass;Åsa Ek;asa@example.se;manager
"""


@pytest.fixture
def filled(terminal: Terminal, tmp_path: Path) -> Terminal:
    """A database with the shipped libraries and resources, and two people at Nässjö."""
    (tmp_path / "staff.csv").write_text(STAFF, encoding="utf-8")
    for words in (
        ["migrate"],
        ["import", "libraries"],
        ["import", "resources"],
        ["import", "staff", "staff.csv"],
    ):
        printed = terminal(*words)
        assert printed.code == 0, printed.err
    return terminal


def test_migrate_says_what_it_did(terminal: Terminal) -> None:
    assert terminal("migrate").out == "Databasen är skapad.\n"
    assert terminal("migrate").out == "Databasen är redan klar.\n"
    assert terminal("migrate", LANGUAGE="en_GB:en").out == "The database is ready already.\n"


def of_the_future(folder: Path, *changes: str) -> None:
    database = open_database(f"sqlite:///{folder / 'kompis.db'}")
    with database.engine.begin() as connection:
        for change in ("UPDATE alembic_version SET version_num = '9999'", *changes):
            connection.exec_driver_sql(change)
    database.close()


def test_a_newer_database_that_can_be_used_is_left_alone(
    terminal: Terminal, tmp_path: Path
) -> None:
    terminal("migrate")
    of_the_future(tmp_path)
    printed = terminal("migrate")
    assert printed.code == 0
    assert "nyare än den här versionen av Kompis" in printed.out


def test_a_newer_database_is_refused_in_plain_words(terminal: Terminal, tmp_path: Path) -> None:
    terminal("migrate")
    of_the_future(tmp_path, "ALTER TABLE region DROP COLUMN july_pause")
    printed = terminal("migrate")
    assert printed.code == 1
    assert "nyare version av Kompis" in printed.err
    assert "Traceback" not in printed.err


def test_nothing_works_before_migrate(terminal: Terminal) -> None:
    for words in (["import", "libraries"], ["progress"], ["export", "libraries", "x.csv"]):
        printed = terminal(*words)
        assert printed.code == 1
        assert printed.err == "Databasen är tom. Kör först kompis migrate.\n"


def test_asking_an_empty_machine_makes_no_database(terminal: Terminal, tmp_path: Path) -> None:
    terminal("progress")
    assert not (tmp_path / "kompis.db").exists()


def test_the_shipped_data_is_read_and_twice_is_once(terminal: Terminal) -> None:
    terminal("migrate")
    assert terminal("import", "libraries").out.startswith("Klart. Nya: 13.")
    assert terminal("import", "libraries").out == "Klart. Nya: 0. Ändrade: 0. Oförändrade: 13.\n"


def test_every_bad_row_is_named_and_nothing_is_read(terminal: Terminal, tmp_path: Path) -> None:
    terminal("migrate")
    terminal("import", "libraries")
    (tmp_path / "staff.csv").write_text(STAFF + "Nowhere;Bo Ek;no address;boss\n", encoding="utf-8")
    printed = terminal("import", "staff", "staff.csv")
    assert printed.code == 1
    assert printed.err.count("Rad 4, ") == 3
    assert printed.err.endswith("Inget är inläst. 3 fel att rätta.\n")
    assert '"numerator": 0, "denominator": 0' in terminal("progress", "--json").out


def test_a_file_is_asked_for_where_none_is_shipped(terminal: Terminal) -> None:
    terminal("migrate")
    printed = terminal("import", "staff")
    assert printed.code == 2
    assert "Ange vilken fil som ska läsas in." in printed.err


def test_a_missing_file_is_said(terminal: Terminal) -> None:
    terminal("migrate")
    printed = terminal("import", "staff", "nowhere.csv")
    assert printed.code == 1
    assert "nowhere.csv" in printed.err


def test_export_gives_what_import_reads(filled: Terminal, tmp_path: Path) -> None:
    for name in ("staff.xlsx", "staff2.csv"):
        assert filled("export", "staff", name).out == f"Klart. 2 rader finns i {name}.\n"
        assert filled("import", "staff", name).out.endswith("Ändrade: 0. Oförändrade: 2.\n")
    assert (tmp_path / "staff2.csv").read_bytes().startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize("file", ["staff.txt", "staff", "nowhere/staff.csv", "nowhere/staff.xlsx"])
def test_a_file_that_cannot_be_written_is_said(filled: Terminal, file: str) -> None:
    printed = filled("export", "staff", file)
    assert (printed.code, printed.out) == (1, "")
    assert printed.err.startswith((f"{file} kan inte skrivas.", f"Det går inte att skriva {file}."))


def test_a_long_import_shows_its_progress(filled: Terminal, tmp_path: Path) -> None:
    rows = "".join(f"Nass;Person {n};p{n}@example.se;staff\n" for n in range(2_001))
    (tmp_path / "many.csv").write_text("library;name;email;role\n" + rows, encoding="utf-8")
    assert filled("import", "staff", "many.csv").out.strip().endswith("Oförändrade: 0.")


def test_an_unusable_address_is_said(terminal: Terminal) -> None:
    printed = terminal("migrate", DATABASE_URL="nonsense")
    assert (printed.code, printed.out) == (1, "")
    assert printed.err.startswith("DATABASE_URL är ingen databasadress.")


def test_a_database_that_is_away_is_said(terminal: Terminal) -> None:
    printed = terminal("migrate", DATABASE_URL="postgresql://127.0.0.1:1/nothing")
    assert printed.code == 1
    assert printed.err.startswith("Databasen svarar inte som den ska.")
