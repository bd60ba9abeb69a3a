"""`kompis export report`: a workbook or a picture, of a county or of a library."""

import io
from pathlib import Path

import pytest
from PIL import Image
from sqlmodel import Session

from handlers.report.picture import looks
from handlers.report.picture.board import SCALE
from storage.database import open_database
from tests import builders
from tests.bot.cli.conftest import Terminal
from tests.handlers.report.opened import opened, table

NASSJO = "Nässjö stadsbibliotek"
STAFF = """library;name;email;role;started_on
Nass;Anna Karlsson;anna@example.se;staff;2019-01-01
Nass;Åsa Ek;asa@example.se;manager;2019-01-01
"""
ASSESSMENTS = "email,taken_on\nanna@example.se,2020-05-20\n"


@pytest.fixture
def county(terminal: Terminal, tmp_path: Path) -> Terminal:
    """The shipped county with two people at Nässjö, of whom one is assessed."""
    (tmp_path / "staff.csv").write_text(STAFF, encoding="utf-8")
    (tmp_path / "assessments.csv").write_text(ASSESSMENTS, encoding="utf-8")
    for words in (
        ["migrate"],
        ["import", "libraries"],
        ["import", "staff", "staff.csv"],
        ["import", "assessments", "assessments.csv"],
    ):
        printed = terminal(*words)
        assert printed.code == 0, printed.err
    return terminal


def one_more_region(tmp_path: Path) -> None:
    """A region beside the first, with one library."""
    database = open_database(f"sqlite:///{tmp_path / 'kompis.db'}")
    with database.writing() as session:
        kronoberg(session)
    database.close()


def kronoberg(session: Session) -> None:
    """Kronoberg and its library."""
    region = builders.region(session, "Region Kronoberg")
    builders.library(session, region, "Växjö bibliotek")


def test_a_county_has_each_of_its_libraries(county: Terminal, tmp_path: Path) -> None:
    printed = county("export", "report", "länet.xlsx", "--on", "2020-05-27")
    assert printed.out == (
        "Klart. Rapporten för Region Jönköpings län den 27 maj 2020 finns i länet.xlsx.\n"
    )
    book = opened((tmp_path / "länet.xlsx").read_bytes())
    assert len(book.sheetnames) == 1 + 8 + 13 + 1
    by_name = {row["Bibliotek"]: row for row in table(book["Mål 3"])}
    for name in ("Hela länet", NASSJO):
        assert (by_name[name]["Klara"], by_name[name]["Av"]) == (1, 2)


def test_a_library_is_named_by_the_beginning_and_any_day_is_told(
    county: Terminal, tmp_path: Path
) -> None:
    for day, done in (("2020-05-19", 0), ("2020-05-20", 1)):
        asked = ["export", "report", "r.xlsx", "--library", "nässjö", "--on", day]
        assert NASSJO in county(*asked).out
        book = opened((tmp_path / "r.xlsx").read_bytes())
        assert table(book["Mål 3"])[1]["Klara"] == done
        assert len(book.sheetnames) == 1 + 6 + 1 + 1


def test_the_ending_decides_what_is_written(county: Terminal, tmp_path: Path) -> None:
    for name in ("r.png", "R.SVG"):
        assert county("export", "report", name).code == 0
    with Image.open(io.BytesIO((tmp_path / "r.png").read_bytes())) as image:
        assert image.width == SCALE * looks.WIDTH
    assert b"<svg" in (tmp_path / "R.SVG").read_bytes()


def test_it_speaks_the_language_of_the_settings(county: Terminal, tmp_path: Path) -> None:
    printed = county("export", "report", "r.xlsx", "--on", "2020-05-27", LANGUAGE="en")
    assert printed.out.startswith("Done. The report on Region Jönköpings län of 27 May 2020 is in")
    assert opened((tmp_path / "r.xlsx").read_bytes()).sheetnames[0] == "Overview"


def test_another_region_is_asked_for_by_name(county: Terminal, tmp_path: Path) -> None:
    one_more_region(tmp_path)
    assert county("export", "report", "r.xlsx", "--region", "Region Kronoberg").code == 0
    assert "Växjö bibliotek" in opened((tmp_path / "r.xlsx").read_bytes()).sheetnames
    printed = county("export", "libraries", "l.csv", "--region", "Region Kronoberg")
    assert printed.out == "Klart. 1 rad finns i l.csv.\n"
    printed = county("export", "report", "r.xlsx", "--region", "Region Skåne")
    assert (printed.code, printed.out) == (1, "")
    assert printed.err == (
        "Det finns ingen region som heter Region Skåne."
        " Det här finns: Region Jönköpings län, Region Kronoberg.\n"
    )


def test_an_unknown_library_is_said(county: Terminal, tmp_path: Path) -> None:
    printed = county("export", "report", "r.xlsx", "--library", "Atlantis")
    assert (printed.code, printed.err) == (1, "Det finns inget bibliotek som heter Atlantis.\n")
    assert not (tmp_path / "r.xlsx").exists()


@pytest.mark.parametrize("file", ["r.csv", "r", "nowhere/r.xlsx", "nowhere/r.png"])
def test_a_file_that_cannot_be_written_is_said(county: Terminal, file: str) -> None:
    printed = county("export", "report", file)
    assert (printed.code, printed.out) == (1, "")
    wrong_ending = f"{file} kan inte skrivas. Namnet ska sluta på något av .png, .svg, .xlsx.\n"
    assert printed.err == wrong_ending or printed.err.startswith(f"Det går inte att skriva {file}.")


def test_an_empty_machine_says_what_to_do(terminal: Terminal) -> None:
    printed = terminal("export", "report", "r.xlsx")
    assert printed.err == "Databasen är tom. Kör först kompis migrate.\n"
