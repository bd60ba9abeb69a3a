"""Stories of the goals: what each asks, where we stand, and how it is counted."""

from datetime import date, timedelta

import pytest

from goals.progress import Status
from goals.rules import GrowthMeasure, Rules
from storage.certifying import certify, facts_of
from storage.database import Database
from storage.tables import (
    AuditEvent,
    Library,
    Member,
    Region,
    Role,
    Snapshot,
)
from tests import builders
from tests.handlers.conversations import (
    NASSJO,
    TODAY,
    VETLANDA,
    YESTERDAY,
    Conversation,
)
from tests.handlers.talking import Person

HOW = "Hur räknas det?"
THIRD = "Mål 3: har gjort självskattningen"
FIFTH = "Mål 5: har utvecklat sin digitala kompetens"
EIGHTH = "Mål 8: fler handledningstillfällen"
OUT_OF_DATE = "Den knappen gäller inte längre."


def explained(person: Person) -> dict[str, str]:
    """The lines of an explanation, by their labels."""
    lines = (line.partition(": ") for line in person.reply.splitlines())
    return {label: text for label, colon, text in lines if colon}


def library_id(conversation: Conversation, name: str = NASSJO) -> int:
    return next(row.id or 0 for row in conversation.rows(Library) if row.name == name)


def test_everybody_at_a_library_sees_the_eight_goals(conversation: Conversation) -> None:
    anna, bo, *_ = conversation.colleagues(4)
    bo.runs("/assessment", "igår")
    anna.says("mål")
    lines = anna.reply.splitlines()
    assert lines[0] == "De åtta målen i Jönköpings län"
    at = lines.index(THIRD)
    assert lines[at : at + 5] == [
        THIRD,
        "Andelen i personalen som har gjort självskattningen minst en gång.",
        "Mål: 80 %, inget slutdatum.",
        "Nässjö stadsbibliotek: 1 av 4 (25 %)",
        "Jönköpings län: 1 av 4 (25 %)",
    ]
    at = lines.index("Mål 1: regionens roll som nod är bestämd")
    assert lines[at + 2 : at + 4] == ["Mål: klart, inget slutdatum.", "Jönköpings län: Inte än"]
    at = lines.index(FIFTH)
    assert lines[at + 3 : at + 5] == [f"{NASSJO}: Visas inte", "Jönköpings län: Visas inte"]
    at = lines.index(EIGHTH)
    assert lines[at + 2] == "Mål: fler än 2017, för både vuxna och barn, inget slutdatum."
    assert anna.buttons == [HOW, "Visa målen"]


def test_a_coordinator_sees_the_county_and_the_ways_to_change(conversation: Conversation) -> None:
    katarina = conversation.coordinator("Katarina")
    katarina.says("goals")
    assert "Jönköpings län: 0 av 13 (0 %)" in katarina.reply
    assert katarina.buttons == [HOW, "Ändra målen", "Föreslagna lärresurser (0)", "Visa målen"]


def test_who_waits_sees_the_goals_without_figures(conversation: Conversation) -> None:
    vilma = conversation.staff("Vilma", confirmed=False)
    vilma.says("mål")
    assert "Siffrorna ser du när din chef har bekräftat dig." in vilma.reply
    assert "[Mina framsteg]" in vilma.reply
    assert NASSJO not in vilma.reply
    vilma.sends("goals.explain", value="self_assessment|county")
    assert "Din chef har inte bekräftat din anställning" in vilma.reply


def test_from_progress_to_how_a_goal_is_counted(conversation: Conversation) -> None:
    anna, *_ = conversation.colleagues(5)
    anna.runs("/assessment", "igår")
    anna.runs("/progress")
    anna.presses(HOW)
    assert "Hur räknas målen? Nässjö stadsbibliotek" in anna.reply
    assert len(anna.buttons) == 6
    anna.presses(THIRD)
    assert anna.reply.startswith(f"{THIRD}\nNässjö stadsbibliotek, 27 maj 2020\n")
    assert explained(anna) == {
        "Mål 3": "har gjort självskattningen",
        "Mått": "Andelen i personalen som har gjort självskattningen minst en gång.",
        "Läget": "1 av 5 (20 %)",
        "Räknas in": "1 person har gjort den.",
        "Räknat på": (
            "5 personer i personalen den 27 maj 2020, med bekräftad anställning."
            " Den som är ledig räknas inte."
        ),
        "Källa": "Självrapporterat, inget är intygat.",
        "Mål": "80 %",
        "Tid": "inget slutdatum",
        "Förändring": "Det finns ingen tidigare siffra att jämföra med.",
        "Prognos": "För få siffror för en prognos. Det behövs minst tre veckor.",
        "Det här hjälper": ("Var och en till som gör självskattningen och berättar det för mig."),
    }
    assert anna.buttons == ["Samma mål i länet", "Andra mål"]
    anna.presses("Samma mål i länet")
    assert "Jönköpings län, 27 maj 2020" in anna.reply
    anna.presses("Andra mål")
    assert len(anna.buttons) == 8


def test_a_manager_goes_on_to_who_is_done(conversation: Conversation) -> None:
    lena = conversation.manager("Lena")
    for number, leads in (("3", True), ("4", True), ("7", False)):
        lena.says(f"mål {number}")
        assert ("Personalen" in lena.buttons) is leads
    lena.says("mål 4")
    assert "minst 2 olika godkända lärresurser" in explained(lena)["Mått"]
    assert "Det som räknas är kurser och kurspaket." in explained(lena)["Mått"]
    lena.presses("Personalen")
    assert "Personalen på Nässjö stadsbibliotek" in lena.reply
    lena.says("mål 7")
    assert explained(lena)["Läget"] == "Inte än"
    assert "1 bibliotekschef den 27 maj 2020." in explained(lena)["Räknat på"]


def test_what_is_certified_is_told(conversation: Conversation) -> None:
    anna, bo, *_ = conversation.colleagues(5)
    for person in (anna, bo):
        person.runs("/assessment", "igår")
        person.sends("registration.record")
        for beginning in ("Hängslen", "Wikipedia"):
            person.finishes(conversation.title(beginning), YESTERDAY)
    with conversation.database.writing() as session:
        everything = facts_of(session, bo.member_id)
        assert certify(session, bo.member_id, [each.ref for each in everything])
    for goal in ("3", "4"):
        anna.says(f"mål {goal}")
        assert explained(anna)["Källa"] == "Självrapporterat, 1 av dem intygad."


def test_growth_is_explained_and_hidden_where_it_tells_of_few(conversation: Conversation) -> None:
    anna, *_ = conversation.colleagues(3)
    conversation.colleagues(9, VETLANDA)
    with conversation.database.writing() as session:
        builders.grew(session, session.get_one(Member, anna.member_id), on=YESTERDAY)
    anna.says("mål 5")
    told = explained(anna)
    assert told["Läget"].startswith("Siffran skulle kunna avslöja enskilda")
    assert not {"Räknas in", "Räknat på", "Källa", "Förändring", "Prognos"} & set(told)
    assert "enligt två självskattningar eller eget svar" in told["Mått"]
    anna.presses("Samma mål i länet")
    told = explained(anna)
    assert told["Läget"] == "1 av 12 (8 %)"
    assert told["Räknas in"] == "1 person har utvecklat sin kompetens."
    assert told["Källa"] == "Självrapporterat."


def test_growth_of_the_next_smallest_library_is_hidden_too(conversation: Conversation) -> None:
    """What the county's table hides must not stand in an explanation."""
    conversation.colleagues(3)
    vera, *_ = conversation.colleagues(6, VETLANDA)
    conversation.colleagues(9, "Aneby bibliotek")
    vera.says("mål 5")
    assert explained(vera)["Läget"].startswith("Siffran skulle kunna avslöja enskilda")


@pytest.mark.parametrize(
    ("measure", "told"),
    [(GrowthMeasure.PAIRED, "senaste självskattning"), (GrowthMeasure.REPORTED, "har svarat")],
)
def test_growth_is_measured_as_the_region_has_chosen(
    database: Database, measure: GrowthMeasure, told: str
) -> None:
    conversation = Conversation(database, rules=Rules(growth_measure=measure))
    anna, *_ = conversation.colleagues(5)
    anna.says("mål 5")
    assert told in explained(anna)["Mått"]


def test_the_change_and_the_forecast_are_told(conversation: Conversation) -> None:
    colleagues = conversation.colleagues(5)
    anna = colleagues[0]
    with conversation.database.writing() as session:
        for week, done in ((3, 0), (2, 0), (1, 1)):
            session.add(
                Snapshot(
                    region_id=conversation.region_id,
                    library_id=library_id(conversation),
                    day=TODAY - timedelta(weeks=week),
                    goal="self_assessment",
                    numerator=done,
                    denominator=5,
                    target=80,
                    status=Status.OPEN,
                )
            )
    for person in colleagues[:2]:
        person.runs("/assessment", "igår")
    anna.says("mål 3")
    told = explained(anna)
    assert told["Förändring"].startswith("1 fler än")
    assert told["Prognos"].startswith("I samma takt nås målet")


def test_a_milestone_is_explained(conversation: Conversation) -> None:
    anna, *_ = conversation.colleagues(1)
    anna.says("mål 1")
    told = explained(anna)
    assert (told["Läget"], told["Mål"]) == ("Inte än", "klart")
    assert told["Källa"] == "Självrapporterat av den regionala utvecklaren."
    with conversation.database.writing() as session:
        region = session.get_one(Region, conversation.region_id)
        done = builders.milestone(session, region, "node_role", on=date(2020, 1, 7))
        done.link = "https://rjl.se/nod"
    anna.says("mål 1")
    told = explained(anna)
    assert (told["Läget"], told["Klart"], told["Länk"]) == (
        "Ja",
        "7 januari 2020",
        "https://rjl.se/nod",
    )
    assert "Det här hjälper" not in told


def test_a_librarys_plan_is_explained_with_the_way_to_it(conversation: Conversation) -> None:
    anna, *_ = conversation.colleagues(1)
    anna.says("mål 6")
    assert explained(anna)["Räknas in"] == "0 bibliotek har en plan som gäller."
    anna.presses("Handlingsplanen")
    assert "⬜ Handlingsplan: ingen handlingsplan." in anna.reply


def test_tutoring_is_explained_with_years_log_and_definition(conversation: Conversation) -> None:
    anna, *_ = conversation.colleagues(1)
    with conversation.database.writing() as session:
        nassjo = session.get_one(Library, library_id(conversation))
        for year, (total, children) in {2017: (178, 40), 2018: (190, 45)}.items():
            builders.official(session, nassjo, year, "Publ111", total)
            builders.official(session, nassjo, year, "Publ211", children)
        for year in (2017, 2020):
            builders.tutored(session, nassjo, date(year, 4, 1), adults=year - 2010, children=1)
    anna.says("mål 8")
    assert "Egen logg (självrapporterad), april: vuxna 10 (2020) mot 7 (2017)" in anna.reply
    assert "vuxna 145 (2018) mot 138 (2017) och barn 45 (2018) mot 40 (2017)" in anna.reply
    assert "KB publicerar siffrorna för 2020 i maj, senast 31 maj 2021." in anna.reply
    assert "Så här skriver KB: personal har medverkat" in anna.reply
    assert explained(anna)["Källa"].startswith("Officiell statistik från KB.")
    anna.presses("Samma mål i länet")
    assert "Räknat på 1 av 13 bibliotek" in anna.reply
    anna.says("mål 8")
    anna.presses("Handledning")
    assert anna.reply.startswith(NASSJO)


def test_nobody_is_told_of_a_library_that_is_not_theirs(conversation: Conversation) -> None:
    anna, *_ = conversation.colleagues(1)
    elsewhere = conversation.elsewhere()
    theirs = next(
        row.id for row in conversation.rows(Library) if row.region_id == elsewhere.region_id
    )
    for other in (library_id(conversation, VETLANDA), theirs, 4711):
        anna.sends("goals.explain", value=f"self_assessment|{other}")
        assert "inte för andra bibliotek" in anna.reply
    katarina = conversation.coordinator("Katarina")
    katarina.sends("goals.explain", value=f"growth|{library_id(conversation, VETLANDA)}")
    assert katarina.reply.startswith(f"{FIFTH}\n{VETLANDA}")
    katarina.sends("goals.explain", value=f"growth|{theirs}")
    assert OUT_OF_DATE in katarina.reply
    for value in ("world_peace|county", "|x", "growth|-1"):
        katarina.sends("goals.explain", value=value)
        assert OUT_OF_DATE in katarina.reply


def test_a_milestone_is_the_countys_whatever_the_button_says(conversation: Conversation) -> None:
    anna, *_ = conversation.colleagues(1)
    anna.sends("goals.explain", value=f"node_role|{library_id(conversation)}")
    assert "Jönköpings län, 27 maj 2020" in anna.reply


@pytest.mark.parametrize("words", ["mål", "mål 9", "mål 3 och 4", "mål för länet", "målen"])
def test_words_that_ask_for_no_goal_show_them_all(conversation: Conversation, words: str) -> None:
    anna, *_ = conversation.colleagues(1)
    anna.says(words)
    assert anna.reply.startswith("De åtta målen")


def test_only_the_coordinator_is_shown_what_can_be_changed(conversation: Conversation) -> None:
    katarina = conversation.staff("Katarina", role=Role.COORDINATOR)
    katarina.says("mål ändra")
    assert "Ändra mål 3 …" in katarina.buttons
    katarina.says("mål förslag")
    assert "Inga förslag väntar just nu." in katarina.reply
    anna = conversation.staff("Anna")
    for words in ("mål ändra", "goals settings", "mål förslag"):
        anna.says(words)
        assert "Det här kan du inte se eller ändra själv." in anna.reply
    actions = [row.action for row in conversation.rows(AuditEvent)]
    assert [action for action in actions if action.startswith("goals")] == ["goals.proposals"]


def test_in_english(conversation: Conversation) -> None:
    anna = conversation.staff("Anna", locale="en-GB")
    anna.says("goals 3")
    assert "Out of: 1 person on the staff on 27 May 2020" in anna.reply
