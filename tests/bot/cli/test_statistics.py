"""KB's statistics from the command line: from the export, and from a bibstat on this machine."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import time_machine

from bot.cli import statistics
from storage.database import open_database
from storage.imports import ImportKind, read_table
from storage.shipped import LIBRARIES
from storage.statistics.client import Patience
from tests.bot.cli.conftest import Terminal
from tests.storage.statistics import kb as faults
from tests.storage.statistics.export import export, row
from tests.storage.statistics.kb import Kb, Site, site

SIGELS = [line.values["sigel"] for line in read_table(LIBRARIES).rows]
VALUES = {"Publ111": 42, "Publ211": 12, "Personer99": 8}


@pytest.fixture
def county(terminal: Terminal) -> Terminal:
    """A database with the shipped libraries."""
    for words in (["migrate"], ["import", "libraries"]):
        assert terminal(*words).code == 0
    return terminal


@pytest.fixture
def kb() -> Kb:
    """A KB that has published 2019 for every library, and for one in another county."""
    kb = Kb()
    for sigel in (*SIGELS, "Lund"):
        for term, value in VALUES.items():
            kb.publish(term, sigel, 2019, value)
    return kb


@pytest.fixture
def bibstat(kb: Kb, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """Its site, asked without waiting. It is March 2021."""
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    monkeypatch.setattr(statistics, "PATIENCE", Patience(10.0, (1.0,), lambda _: None))
    with site(kb) as served, time_machine.travel("2021-03-01T12:00:00Z", tick=True):
        monkeypatch.setenv("BIBSTAT_URL", served.address)
        yield served


def place_of(kb: Kb, term: str, sigel: str) -> int:
    """Where a library's observation stands."""
    ends = [item["library"]["@id"].rpartition("/")[2] for item in kb.observations[term]]
    return ends.index(sigel)


def stored(folder: Path) -> int:
    """How many figures the database has."""
    database = open_database(f"sqlite:///{folder / 'kompis.db'}")
    with database.engine.connect() as connection:
        count = connection.exec_driver_sql("SELECT count(*) FROM official_statistic").scalar_one()
    database.close()
    return int(count)


@pytest.mark.usefixtures("bibstat")
def test_fetching_and_fetching_again(county: Terminal) -> None:
    fetched = county("import", "statistics", "--fetch", "--years", "2019")
    assert (fetched.code, fetched.out.splitlines()) == (
        0,
        [
            "Klart. Nya: 39. Ändrade: 0. Oförändrade: 0.",
            "1 sigel hör inte till något bibliotek i regionen: Lund.",
        ],
    )
    again = county("import", "statistics", "--fetch", "--years", "2019")
    assert again.out.splitlines()[0] == "Klart. Nya: 0. Ändrade: 0. Oförändrade: 39."


@pytest.mark.usefixtures("bibstat")
def test_a_year_without_a_figure_says_when_kb_publishes(county: Terminal) -> None:
    asked = ["import", "statistics", "--fetch", "--years", "2018-2020"]
    assert county(*asked).out.splitlines()[1:3] == [
        "2018: KB har inga siffror för regionens bibliotek.",
        "2020: inga siffror än. KB publicerar 2020 års siffror i maj 2021.",
    ]
    assert "KB publishes the figures of 2020 in May 2021." in county(*asked, LANGUAGE="en").out


@pytest.mark.usefixtures("bibstat")
def test_whatever_is_odd_is_told(county: Terminal, kb: Kb) -> None:
    county("import", "statistics", "--fetch", "--years", "2019")
    for term in VALUES:
        kb.withdraw(term, place_of(kb, term, "Aneb"))
    kb.change("Publ211", place_of(kb, "Publ211", "Nass"), 43)
    odd = kb.publish("Publ111", "Nass", 2019, "many")
    kb.publish("Publ111", "Habo", 2018, 5)
    told = county("import", "statistics", "--fetch", "--years", "2018-2019").out.splitlines()
    assert told[0] == "Klart. Nya: 1. Ändrade: 1. Oförändrade: 35."
    assert told[1].startswith("2018: KB saknar siffror för Aneby bibliotek (Personer99, Publ111, ")
    assert "Habo bibliotek (Personer99, Publ211)" in told[1]
    assert told[1].endswith("De räknas inte som noll.")
    assert told[2] == (
        "2019: KB har inte längre siffror för Aneby bibliotek (Personer99, Publ111, Publ211). "
        "De som lästes in tidigare är kvar."
    )
    assert told[3].startswith("Nässjö stadsbibliotek, 2019: tillfällena för barn och unga (43) ")
    assert told[4] == (f"1 uppgift hos KB går inte att tolka och är utelämnad: {odd['@id']}.")


def test_a_library_without_a_sigel_is_told(county: Terminal, bibstat: Site, tmp_path: Path) -> None:
    (tmp_path / "more.csv").write_text(
        "library,municipality,municipality_code\nNya biblioteket,Nässjö,0682\n", encoding="utf-8"
    )
    county("import", "libraries", "more.csv")
    told = county("import", "statistics", "--fetch", "--years", "2019", BIBSTAT_URL=bibstat.address)
    assert "Utan sigel går det inte att läsa in siffror för Nya biblioteket." in told.out


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        (faults.BROKEN, "svarar 500. Försök igen om en stund."),
        (faults.GONE, "Jag når inte KB:s statistik på http://127.0.0.1:"),
        (faults.HTML, "är inte statistik. Försök igen om en stund."),
        (faults.Fault(404, b""), "svarar 404."),
    ],
)
def test_what_goes_wrong_is_told_in_plain_words_and_nothing_is_imported(
    county: Terminal, bibstat: Site, tmp_path: Path, fault: faults.Fault, told: str
) -> None:
    bibstat.faults = [None, None, None, fault, fault]
    printed = county("import", "statistics", "--fetch", "--years", "2019")
    assert (printed.code, printed.out) == (1, "")
    assert told in printed.err
    assert printed.err.strip().endswith("Inget är inläst.")
    assert "Traceback" not in printed.err
    assert stored(tmp_path) == 0


def test_a_kb_that_changes_all_the_time_is_told(county: Terminal, bibstat: Site) -> None:
    bibstat.kb.meanwhile = dict.fromkeys(range(1, 100), lambda: bibstat.kb.publish("Publ111"))
    printed = county("import", "statistics", "--fetch", "--years", "2019")
    assert printed.code == 1
    assert "KB ändrar i statistiken just nu" in printed.err


def test_the_export_of_a_year(county: Terminal, tmp_path: Path) -> None:
    export(tmp_path / "kb.xlsx", *(row(sigel, 12, 9000, 42, 8) for sigel in (*SIGELS, "Lund")))
    printed = county("import", "statistics", "kb.xlsx", "--year", "2019")
    assert printed.out.splitlines() == [
        "Klart. Nya: 39. Ändrade: 0. Oförändrade: 0.",
        "1 sigel hör inte till något bibliotek i regionen: Lund.",
    ]
    assert stored(tmp_path) == 39


def test_the_export_of_an_old_year_has_no_sigels(county: Terminal, tmp_path: Path) -> None:
    export(tmp_path / "kb.xlsx", row("", 3, 7, name="NÄSSJÖ"), terms=("Folk178", "Folk177"))
    printed = county("import", "statistics", "kb.xlsx", "--year", "2013")
    assert printed.out.startswith("Klart. Nya: 2.")


def test_every_bad_cell_is_named_and_nothing_is_read(county: Terminal, tmp_path: Path) -> None:
    export(tmp_path / "kb.xlsx", row("Nass", 12, 9000, 42, 8), row("Eksj", 1, 1, "många", 1))
    printed = county("import", "statistics", "kb.xlsx", "--year", "2019")
    assert printed.code == 1
    bad = "Det ska vara ett heltal, eller tomt om siffran saknas."
    assert printed.err.splitlines() == [
        f"Rad 3, Publ111: ”många” är inte ett antal. {bad}",
        "Inget är inläst. 1 fel att rätta.",
    ]
    assert stored(tmp_path) == 0


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["kb.xlsx"],
        ["--year", "2019"],
        ["--fetch"],
        ["--years", "2019"],
        ["kb.xlsx", "--fetch", "--years", "2019"],
        ["kb.xlsx", "--year", "2019", "--years", "2019"],
        ["--fetch", "--year", "2019"],
        ["--fetch", "--years", "2019", "--year", "2019"],
    ],
)
def test_either_a_file_and_its_year_or_years_to_fetch(county: Terminal, words: list[str]) -> None:
    printed = county("import", "statistics", *words)
    assert printed.code == 2
    assert "Ange en fil och --year, eller --fetch och --years." in printed.err


@pytest.mark.parametrize("years", ["", "last", "2020-2017", "19", "1066", "2017-2999", "2017,"])
def test_what_are_no_years_is_told(county: Terminal, years: str) -> None:
    printed = county("import", "statistics", "--fetch", "--years", years)
    assert printed.code == 2


@pytest.mark.parametrize(
    ("typed", "years"),
    [("2019", [2019]), ("2018-2020", [2018, 2019, 2020]), ("2019, 2017–2018", [2017, 2018, 2019])],
)
def test_years_as_they_may_be_typed(
    county: Terminal, bibstat: Site, typed: str, years: list[int]
) -> None:
    bibstat.kb.observations.clear()
    out = county("import", "statistics", "--fetch", "--years", typed).out
    assert [line[:4] for line in out.splitlines()[1:]] == [str(year) for year in years]


@time_machine.travel("2021-03-01T12:00:00Z")
def test_no_file_is_of_a_year_that_is_not_over(county: Terminal) -> None:
    printed = county("import", "statistics", "kb.xlsx", "--year", "2021")
    assert printed.code == 2
    assert "KB publicerar 2021 års siffror i maj 2022." in printed.err


def test_without_libraries_nothing_is_fetched(terminal: Terminal, bibstat: Site) -> None:
    asked = ["import", "statistics", "--fetch", "--years", "2019"]
    assert terminal(*asked).err == "Databasen är tom. Kör först kompis migrate.\n"
    terminal("migrate")
    printed = terminal(*asked)
    assert (printed.code, printed.err) == (
        1,
        "Databasen har ingen region än. Kör först kompis import libraries.\n",
    )
    assert bibstat.kb.requests == []


@pytest.mark.parametrize(
    "address",
    ["bibstat.kb.se", "ftp://kb.se", "https://", "https://a:b@kb.se", "https://kb.se?x=1"],
)
def test_an_address_that_is_none_is_told(terminal: Terminal, address: str) -> None:
    printed = terminal("migrate", BIBSTAT_URL=address)
    assert printed.code == 1
    assert printed.err.startswith("Inställningen BIBSTAT_URL har ett värde som inte går")


@pytest.mark.parametrize("kind", ImportKind)
def test_each_kind_of_table_says_its_columns(terminal: Terminal, kind: ImportKind) -> None:
    printed = terminal("import", kind, "--help")
    assert printed.code == 0
    assert "Alla rader eller ingen." in printed.out


def test_an_unknown_kind_is_wrong_use(terminal: Terminal) -> None:
    assert terminal("import", "books", "x.csv").code == 2
    assert "statistics" in terminal("import").out + terminal("import").err
