"""Asking for progress, and for what a message would lead to."""

import json
from pathlib import Path

import pytest
from sqlmodel import select

from storage.certifying import certify
from storage.tables import SelfAssessment
from tests.bot.cli.conftest import Terminal
from tests.bot.cli.test_data import STAFF
from tests.databases import opened

COMPLETIONS = """email,resource,completed_on
anna@example.se,Bygg din egen teknikjakt,2020-05-01
anna@example.se,115 idéer för MIK på bibliotek,2020-05-27
"""


@pytest.fixture
def nassjo(terminal: Terminal, tmp_path: Path) -> Terminal:
    """Nässjö with two people, of whom one has done everything by 27 May 2020."""
    files = {
        "staff": STAFF.replace("role\n", "role;digiteket_registered_on;started_on\n")
        .replace("staff\n", "staff;2020-05-02;2019-01-01\n")
        .replace("manager\n", "manager;;2019-01-01\n"),
        "completions": COMPLETIONS,
        "assessments": "email,taken_on\nanna@example.se,2020-05-20\n",
    }
    terminal("migrate")
    for kind in ("libraries", "resources"):
        terminal("import", kind)
    for kind, text in files.items():
        (tmp_path / f"{kind}.csv").write_text(text, encoding="utf-8")
        printed = terminal("import", kind, f"{kind}.csv")
        assert printed.code == 0, printed.err
    return terminal


def test_progress_as_json_on_any_day(nassjo: Terminal) -> None:
    asked = ["progress", "--library", "nässjö STADSBIBLIOTEK", "--json", "--on"]
    answer = json.loads(nassjo(*asked, "2020-05-27").out)
    assert (answer["scope"], answer["on"]) == ("Nässjö stadsbibliotek", "2020-05-27")
    assessed, digiteket, growth, plan, leadership, tutoring = answer["goals"]
    assert assessed == {
        "key": "self_assessment",
        "numerator": 1,
        "denominator": 2,
        "target": 80,
        "status": "open",
        "missing": 1,
        "source": "self_reported",
    }
    assert (digiteket["key"], digiteket["numerator"]) == ("digiteket", 1)
    assert (growth["key"], growth["measure"]) == ("growth", "either")
    assert (plan["key"], plan["numerator"], plan["denominator"]) == ("action_plan", 0, 1)
    assert (leadership["key"], leadership["denominator"]) == ("leadership", 1)
    assert tutoring == {
        "key": "tutoring",
        "baseline_year": 2017,
        "current_year": None,
        "adults": {"baseline": None, "current": None},
        "children": {"baseline": None, "current": None},
        "status": "no_data",
        "source": "official",
        "libraries": 0,
        "of_libraries": 1,
    }
    day_before = json.loads(nassjo(*asked, "2020-05-26").out)
    assert [goal["numerator"] for goal in day_before["goals"][:3]] == [1, 0, None]
    long_before = json.loads(nassjo(*asked, "2018-12-31").out)
    statuses = {goal["key"]: goal["status"] for goal in long_before["goals"]}
    assert statuses.pop("action_plan") == "open"
    assert set(statuses.values()) == {"no_data"}


@pytest.mark.parametrize("where", [["--library", "Nässjö stadsbibliotek"], []])
def test_growth_of_few_is_told_on_no_day(nassjo: Terminal, where: list[str]) -> None:
    asked = ["progress", *where, "--on", "2020-05-27"]
    goals = {goal["key"]: goal for goal in json.loads(nassjo(*asked, "--json").out)["goals"]}
    growth = goals["growth"]
    assert (growth["numerator"], growth["missing"], growth["status"]) == (None, None, "no_data")
    (line,) = (line for line in nassjo(*asked).out.splitlines() if "Mål 5" in line)
    assert line.endswith("visas inte; siffran skulle kunna avslöja enskilda.")


def test_the_county_begins_with_its_milestones(nassjo: Terminal) -> None:
    goals = json.loads(nassjo("progress", "--json").out)["goals"]
    assert [goal["key"] for goal in goals][:2] == ["node_role", "regional_plan"]
    assert len(goals) == 8


def test_progress_says_what_is_certified(nassjo: Terminal, tmp_path: Path) -> None:
    with opened(f"sqlite:///{tmp_path / 'kompis.db'}") as database, database.writing() as session:
        for row in session.exec(select(SelfAssessment)).all():
            certify(session, row.member_id, [f"a{row.id}"])
    asked = ["progress", "--library", "Nässjö", "--on", "2020-05-27"]
    assessed, digiteket, *_ = json.loads(nassjo(*asked, "--json").out)["goals"]
    assert (assessed["source"], assessed["certified"]) == ("confirmed", 1)
    assert (digiteket["source"], "certified" in digiteket) == ("self_reported", False)
    told = nassjo(*asked).out
    assert "1 person till behövs. Källa: intygat." in told
    assert "Källa: självrapporterat." in told


def test_progress_in_words(nassjo: Terminal) -> None:
    printed = nassjo("progress", "--on", "2020-05-27")
    assert printed.out.splitlines()[0] == "Region Jönköpings län, 27 maj 2020"
    told = printed.out.replace("\N{NO-BREAK SPACE}", " ")
    assert "1 av 2 (50 %). Mål 80 %. 1 person till behövs." in told
    in_english = nassjo("progress", LANGUAGE="en").out
    assert "1 of 2 (50%). Target 80%. 1 more person is needed." in in_english


def test_the_beginning_of_a_librarys_name_is_enough(nassjo: Terminal) -> None:
    assert nassjo("progress", "--library", "nässjö").out.startswith("Nässjö stadsbibliotek, ")


def test_without_staff_there_is_no_share(nassjo: Terminal) -> None:
    told = nassjo("progress", "--library", "Vetlanda").out.splitlines()
    assert len([line for line in told if ": Inga uppgifter. " in line]) == 5
    assert "  Mål 6: har en handlingsplan som gäller: Inte än. Källa: självrapporterat." in told


def test_an_unknown_library_is_said(nassjo: Terminal) -> None:
    printed = nassjo("progress", "--library", "Atlantis")
    assert (printed.code, printed.err) == (1, "Det finns inget bibliotek som heter Atlantis.\n")


def test_understand_needs_no_database(terminal: Terminal) -> None:
    asked = ["understand", "Klar med Hängslen och livrem igår!", "--on", "2020-05-27"]
    assert json.loads(terminal(*asked, "--json").out) == {
        "intent": "training",
        "certain": True,
        "resources": ["Hängslen och livrem – grundläggande säkerhet på internet"],
        "on": "2020-05-26",
    }
    assert "Det registreras direkt." in terminal(*asked).out


def test_understand_reads_the_regions_own_catalogue(nassjo: Terminal) -> None:
    printed = nassjo("understand", "klar med teknikjakten", "--json")
    assert json.loads(printed.out)["resources"] == ["Bygg din egen teknikjakt"]


def test_understand_shows_what_would_be_asked(terminal: Terminal) -> None:
    printed = terminal("understand", "klar med kursen Digital tillgänglighet i praktiken")
    assert "Inget registreras utan en fråga." in printed.out
    assert "Saknas i katalogen: Digital tillgänglighet i praktiken" in printed.out


def test_understand_says_what_is_no_report_and_what_is_wrong_with_a_day(terminal: Terminal) -> None:
    assert terminal("understand", "hur går det för oss?").out == (
        "En fråga om målen. Inget registreras.\n"
    )
    printed = terminal("understand", "klar med hängslen 31 april", LANGUAGE="en")
    assert "Nothing is recorded without a question." in printed.out
    assert "There is no such day." in printed.out
