"""Several regions in one database, from the command line."""

from pathlib import Path

import pytest

from tests.bot.cli.conftest import Terminal

LIBRARY = "library;municipality;municipality_code\nVäxjö bibliotek;Växjö;0780\n"
STAFF = "library;name;email;role\nVäxjö bibliotek;Eva Ek;eva@vaxjo.se;staff\n"
CHANNELS = "library;platform;tenant;channel_id\nVäxjö bibliotek;slack;T1;C1\n"


@pytest.fixture
def two(terminal: Terminal, tmp_path: Path) -> Terminal:
    """Jönköping's libraries in the first region, and Kronoberg beside it."""
    for name, text in (("l.csv", LIBRARY), ("s.csv", STAFF), ("c.csv", CHANNELS)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    for words in (
        ["migrate"],
        ["import", "libraries"],
        ["region", "add", "Region Kronoberg", "--language", "en", "--tenant", "T1"],
    ):
        assert terminal(*words).code == 0
    return terminal


def test_a_region_is_added_and_listed(two: Terminal) -> None:
    added = two("region", "add", " Region  Skåne ", "--timezone", "Europe/Helsinki")
    assert added.out == "Klart. Region Skåne finns i databasen.\n"
    assert two("region", "list").out.splitlines() == [
        "Region Jönköpings län · sv · Europe/Stockholm · ingen arbetsyta än",
        "Region Kronoberg · en · Europe/Stockholm · slack T1",
        "Region Skåne · sv · Europe/Helsinki · ingen arbetsyta än",
    ]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["region kronoberg"], "Det finns redan en region som heter region kronoberg."),
        (["  "], "Ange regionens namn, högst 200 tecken."),
        (["x" * 201], "Ange regionens namn, högst 200 tecken."),
        (["X", "--language", "fi"], "fi är inget språk som Kompis talar."),
        (["X", "--timezone", "Mars/Olympus"], "Mars/Olympus är ingen tidszon."),
        (["X", "--timezone", "Europe"], "Europe är ingen tidszon."),
        (["X", "--tenant", "T-TAKEN"], "slack T-TAKEN hör till Region Jönköpings län."),
        (["X", "--tenant", " "], "Ange arbetsytans id, högst 64 tecken."),
        (["X", "--coordinator", "eva"], "eva är ingen e-postadress."),
    ],
)
def test_a_region_that_cannot_be_is_refused(two: Terminal, words: list[str], told: str) -> None:
    two("region", "link", "jönköping", "T-TAKEN")
    before = two("region", "list").out
    printed = two("region", "add", *words)
    assert printed.code == 1
    assert printed.err.startswith(told)
    assert two("region", "list").out == before


def test_a_workspace_goes_over_to_another_region(two: Terminal) -> None:
    printed = two("region", "link", "jönköping", "T1")
    assert printed.out == "Klart. T1 hör till Region Jönköpings län.\n"
    two("region", "link", "Kronoberg", " Tenant-1 ", "--platform", "teams")
    listed = two("region", "list").out.splitlines()
    assert listed[0].endswith("slack T1")
    assert listed[1].endswith("teams tenant-1")
    assert two("region", "link", "Skåne", "T2").code == 1
    assert two("region", "link", "Kronoberg", "x" * 65).code == 1


def test_each_region_has_its_own_files_and_figures(two: Terminal, tmp_path: Path) -> None:
    region = ["--region", "Kronoberg"]
    for kind, file in (("libraries", "l.csv"), ("staff", "s.csv"), ("channels", "c.csv")):
        printed = two("import", kind, file, *region)
        assert printed.out.startswith("Klart. Nya: 1."), printed.err
    assert two("import", "channels", "c.csv").code == 1
    for kind in ("libraries", "staff", "channels"):
        assert two("export", kind, f"{kind}.csv", *region).out.startswith("Klart. 1 rad ")
    assert "Växjö" in (tmp_path / "channels.csv").read_text("utf-8-sig")
    assert two("export", "libraries", "first.csv").out.startswith("Klart. 13 rader ")
    printed = two("progress", "--json", *region)
    assert '"scope": "Region Kronoberg"' in printed.out
    assert '"denominator": 1' in printed.out
    assert '"denominator": 0' in two("progress", "--json").out
    assert two("progress", "--library", "Växjö", *region).code == 0
    assert two("progress", "--library", "Växjö").code == 1


def test_an_unknown_region_is_said_with_those_that_are(two: Terminal) -> None:
    for words in (
        ["progress"],
        ["import", "libraries"],
        ["export", "libraries", "x.csv"],
    ):
        printed = two(*words, "--region", "Skåne")
        assert printed.code == 1
        assert printed.err == (
            "Det finns ingen region som heter Skåne."
            " Det här finns: Region Jönköpings län, Region Kronoberg.\n"
        )


def test_the_first_coordinator_of_a_region_is_named_when_it_is_added(
    two: Terminal, tmp_path: Path
) -> None:
    two("import", "staff", "s.csv", "--region", "Kronoberg")
    two("region", "add", "Region Skåne", "--coordinator", "Nils@Skane.se")
    two("export", "staff", "staff.csv", "--region", "Skåne")
    lines = (tmp_path / "staff.csv").read_text("utf-8-sig").splitlines()
    assert lines[1].startswith(";Nils;Nils@Skane.se;coordinator;")


def test_before_there_is_any_region(terminal: Terminal) -> None:
    terminal("migrate")
    for words in (["region", "list"], ["progress", "--region", "X"], ["region", "link", "X", "T1"]):
        printed = terminal(*words)
        assert printed.code == 1
        assert printed.err.startswith("Databasen har ingen region än.")
    assert terminal("region", "add", "Region Ett").code == 0
    assert terminal("import", "libraries").code == 0
    assert terminal("region", "list").out.count("\n") == 1


def test_words_help_on(terminal: Terminal) -> None:
    assert "add" in terminal("region").out + terminal("region").err
