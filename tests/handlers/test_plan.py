"""Stories of action plans: read by all at the library, noted by who leads it, and put back."""

from collections.abc import Sequence
from datetime import date

import pytest

from storage.plans import LibraryPlans, plans_of
from storage.tables import ActionPlan, Library
from tests.handlers.conversations import NASSJO, VETLANDA, Conversation
from tests.handlers.talking import Person

ADOPTED = "handlingsplan antagen 3 maj 2020 till 2022-12-31"
STANDS = "✅ Handlingsplan: antagen 3 maj 2020, gäller till och med 31 december 2022."
THIRD, END = date(2020, 5, 3), date(2022, 12, 31)


def noted(conversation: Conversation, name: str = NASSJO) -> LibraryPlans:
    """The plans of a library."""
    with conversation.database.reading() as session:
        return plans_of(session, _library(conversation, name).id or 0)


def _library(conversation: Conversation, name: str) -> Library:
    return next(row for row in conversation.rows(Library) if row.name == name)


def adopted(conversation: Conversation, name: str = NASSJO) -> Sequence[date]:
    return [plan.adopted_on for plan in noted(conversation, name).adopted]


@pytest.fixture
def lena(conversation: Conversation) -> Person:
    return conversation.manager("Lena")


def test_a_manager_notes_an_adopted_plan_in_words(conversation: Conversation, lena: Person) -> None:
    lena.says(ADOPTED)
    assert lena.reply.splitlines() == [
        "Sparat för Nässjö stadsbibliotek.",
        STANDS,
        "Länet: 1 av 13 (7 %) har en plan som gäller. Målet är 75 %.",
        "[Ångra] [Visa planen]",
    ]
    assert noted(conversation).adopted[0].valid_until == END
    lena.presses("Ångra")
    assert "Tillbaka som det var" in lena.reply
    assert "⬜ Handlingsplan: ingen handlingsplan." in lena.reply
    assert not noted(conversation).adopted
    lena.presses("Gör om")
    assert STANDS in lena.reply


def test_the_same_request_is_once(conversation: Conversation, lena: Person) -> None:
    lena.says("plan draft https://nassjo.se/utkast")
    lena.says(ADOPTED)
    first = lena.reply
    lena.again()
    assert lena.reply == first
    lena.presses("Ångra")
    assert noted(conversation).draft is not None


def test_all_at_the_library_read_the_plan_and_only_who_leads_it_changes_it(
    conversation: Conversation, lena: Person
) -> None:
    lena.says(f"{ADOPTED} https://nassjo.se/plan")
    anna = conversation.staff("Anna")
    anna.says("handlingsplan")
    assert anna.reply.splitlines()[:2] == [NASSJO, STANDS]
    assert anna.buttons == ["Öppna planen från 3 maj 2020"]
    assert anna.button("Öppna planen från 3 maj 2020").url == "https://nassjo.se/plan"
    anna.says("handlingsplan utkast")
    assert "Det här kan du inte se eller ändra själv." in anna.reply
    for route in ("plan.form", "plan.save", "plan.undo"):
        anna.sends(route, value="1")
        assert "Det här kan du inte se eller ändra själv." in anna.reply
    assert adopted(conversation) == [THIRD]


def test_the_form_notes_a_plan(conversation: Conversation, lena: Person) -> None:
    lena.says("plan")
    assert "ingen handlingsplan" in lena.reply
    lena.presses("Ny handlingsplan …")
    assert lena.prefilled == {"status": "adopted", "adopted_on": "", "valid_until": "", "link": ""}
    lena.fills(adopted_on=THIRD, link="https://nassjo.se/plan")
    (plan,) = noted(conversation).adopted
    assert (plan.adopted_on, plan.valid_until, plan.link) == (THIRD, None, "https://nassjo.se/plan")


@pytest.mark.parametrize(
    ("values", "field", "told"),
    [
        ({"status": ""}, "status", "Välj något i listan"),
        ({"status": "adopted"}, "adopted_on", "Vilken dag antogs planen?"),
        ({"adopted_on": "i maj"}, "adopted_on", "Jag förstår inte vilken dag"),
        ({"adopted_on": "2020-05-28"}, "adopted_on", "har inte varit än"),
        ({"adopted_on": "2010-05-28"}, "adopted_on", "för länge sedan"),
        (
            {"adopted_on": "2020-05-03", "valid_until": "2020-05-02"},
            "valid_until",
            "Den sista dagen, 2 maj 2020, är före 3 maj 2020.",
        ),
        ({"link": "nassjo.se"}, "link", "börjar med https://"),
        ({"link": "http://nassjo.se"}, "link", "börjar med https://"),
    ],
)
def test_what_is_wrong_is_told_at_its_field(
    conversation: Conversation, lena: Person, values: dict[str, str], field: str, told: str
) -> None:
    lena.sends("plan.save", values={"status": "adopted"} | values)
    assert told in lena.errors[field]
    assert not conversation.rows(ActionPlan)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("plan antagen", "Vilken dag antogs planen?"),
        ("plan antagen 1 juni 2020", "har inte varit än"),
        ("plan antagen 31 april 2020", "finns inte i kalendern"),
        ("plan antagen 3 maj 2020 till 2019", "är före 3 maj 2020"),
        ("plan antagen 3 maj http://nassjo.se", "börjar med https://"),
        ("plan 3 maj 2020", "Jag är inte säker på vad du menar."),
        ("plan till 2022", "Jag är inte säker på vad du menar."),
        ("plan antagen utkast", "Jag är inte säker på vad du menar."),
        ("plan Vetlanda utkast", "inte för andra bibliotek"),
        ("plan Atlantis utkast", "Jag hittar inget bibliotek"),
    ],
)
def test_words_that_note_nothing_say_what_to_do(
    conversation: Conversation, lena: Person, words: str, told: str
) -> None:
    lena.says(words)
    assert told in lena.reply
    assert not conversation.rows(ActionPlan)


def test_a_draft_becomes_the_plan_that_is_adopted(conversation: Conversation, lena: Person) -> None:
    lena.says("handlingsplan utkast https://nassjo.se/plan")
    assert "⬜ Handlingsplan: utkast, inte antagen än." in lena.reply
    lena.says("handlingsplan")
    assert lena.buttons == ["Öppna utkastet", "Ny handlingsplan …", "Ändra utkastet …"]
    lena.says(ADOPTED)
    plans = noted(conversation)
    assert plans.draft is None
    assert plans.adopted[0].link == "https://nassjo.se/plan"
    lena.presses("Ångra")
    assert noted(conversation).draft is not None


def test_earlier_plans_stay_and_are_put_right_one_by_one(
    conversation: Conversation, lena: Person
) -> None:
    lena.says("plan antagen 2018-05-03 till 2019")
    assert "⬜ Handlingsplan: antagen 3 maj 2018, gick ut 31 december 2019." in lena.reply
    lena.says(ADOPTED)
    lena.says("plan utkast")
    lena.says("plan")
    assert lena.reply.splitlines()[1:6] == [
        STANDS,
        "Alla planer:",
        "utkast, inte antagen än",
        "antagen 3 maj 2020, gäller till och med 31 december 2022",
        "antagen 3 maj 2018, gick ut 31 december 2019",
    ]
    lena.presses("Ändra planen från 3 maj 2018 …")
    assert lena.prefilled["valid_until"] == "2019-12-31"
    lena.fills(adopted_on=date(2018, 6, 1))
    assert "Tidigare: antagen 3 maj 2018, gick ut 31 december 2019." in lena.reply
    assert adopted(conversation) == [THIRD, date(2018, 6, 1)]
    assert noted(conversation).draft is not None
    lena.presses("Ångra")
    assert adopted(conversation) == [THIRD, date(2018, 5, 3)]


def test_a_plan_noted_by_mistake_is_taken_away_and_put_back(
    conversation: Conversation, lena: Person
) -> None:
    lena.says(ADOPTED)
    lena.presses("Visa planen")
    lena.presses("Ändra planen från 3 maj 2020 …")
    lena.fills(deed="Ta bort den här planen")
    assert "⬜ Handlingsplan: ingen handlingsplan." in lena.reply
    assert "Tidigare: antagen 3 maj 2020" in lena.reply
    assert not noted(conversation).adopted
    lena.presses("Ångra")
    assert noted(conversation).adopted[0].valid_until == END


def test_no_plan_gives_up_a_draft_and_never_a_plan_in_force(
    conversation: Conversation, lena: Person
) -> None:
    lena.says("plan utkast")
    lena.says("plan ingen")
    assert noted(conversation).draft is None
    lena.says("plan ingen")
    assert lena.reply.startswith("Så står det redan")
    lena.says(ADOPTED)
    lena.says("plan ingen")
    assert "Det finns en plan som gäller, antagen 3 maj 2020." in lena.reply
    lena.sends("plan.save", values={"status": "none"})
    assert "status" in lena.errors
    assert adopted(conversation) == [THIRD]


def test_a_plan_that_has_expired_does_not_stand_in_the_way_of_none(
    conversation: Conversation, lena: Person
) -> None:
    lena.says("plan antagen 2018-05-03 till 2019")
    lena.says("plan ingen")
    assert lena.reply.startswith("Så står det redan")
    assert adopted(conversation) == [date(2018, 5, 3)]
    lena.sends("plan.library")
    assert lena.reply.startswith(NASSJO)


def test_a_coordinator_reads_and_notes_any_librarys(conversation: Conversation) -> None:
    katarina = conversation.coordinator("Katarina")
    katarina.says("plan Vetlanda antagen 3 maj 2020")
    assert adopted(conversation, VETLANDA) == [THIRD]
    katarina.says("plan")
    assert "Handlingsplaner i Jönköpings län" in katarina.reply
    assert f"{VETLANDA} | antagen 3 maj 2020" in katarina.reply
    assert f"{NASSJO} | ingen handlingsplan" in katarina.reply
    katarina.says("plan utkast")
    assert "Vilket bibliotek gäller det?" in katarina.reply
    katarina.presses("Ny handlingsplan …")
    katarina.fills(library="Nässjö", status="Det finns ett utkast")
    assert noted(conversation).draft is not None
    katarina.says("plan Vetlanda")
    assert katarina.reply.startswith(VETLANDA)
    katarina.presses("Alla bibliotekens planer")
    assert f"{NASSJO} | utkast, inte antagen än" in katarina.reply


def test_who_works_at_two_libraries_reads_both_and_changes_the_one_they_lead(
    conversation: Conversation, lena: Person
) -> None:
    conversation.also_at(lena, VETLANDA)
    lena.says("plan Vetlanda")
    assert lena.reply.startswith(VETLANDA)
    assert "Ny handlingsplan …" not in lena.buttons
    lena.presses(NASSJO)
    assert lena.reply.startswith(NASSJO)
    lena.says("plan Vetlanda utkast")
    assert "Det här kan du inte se eller ändra själv." in lena.reply
    lena.says("plan utkast")
    assert noted(conversation).draft is not None


def test_a_plan_of_another_library_or_county_is_out_of_reach(
    conversation: Conversation, lena: Person
) -> None:
    elsewhere = conversation.elsewhere()
    theirs = next(row for row in conversation.rows(Library) if row.region_id == elsewhere.region_id)
    for row in (_library(conversation, VETLANDA), theirs):
        lena.sends("plan.library", value=str(row.id))
        assert "inte för andra bibliotek" in lena.reply
        lena.sends("plan.form", value=str(row.id))
        assert "Det här kan du inte se eller ändra själv." in lena.reply
        lena.sends("plan.save", state=f"{row.id}|draft", values={"status": "draft"})
        assert "Det här kan du inte se eller ändra själv." in lena.reply
    lena.says(ADOPTED)
    change = lena.button("Ångra").value
    vera, olof = conversation.manager("Vera", VETLANDA), elsewhere.manager("Olof")
    vera.sends("plan.undo", value=change)
    assert "Det här kan du inte se eller ändra själv." in vera.reply
    olof.sends("plan.undo", value=change)
    assert "Den knappen gäller inte längre." in olof.reply
    assert adopted(conversation) == [THIRD]


@pytest.mark.parametrize("value", ["1|i maj", "|draft", "|2020-05-03", "x"])
def test_a_form_of_a_plan_that_is_gone_is_out_of_date(lena: Person, value: str) -> None:
    lena.sends("plan.form", value=value)
    assert "Den knappen gäller inte längre." in lena.reply


def test_the_form_of_a_plan_that_was_taken_away(conversation: Conversation, lena: Person) -> None:
    library = _library(conversation, NASSJO).id
    for name in ("2020-05-03", "draft"):
        lena.sends("plan.form", value=f"{library}|{name}")
        assert "Den knappen gäller inte längre." in lena.reply


def test_in_english(conversation: Conversation) -> None:
    lena = conversation.staff("Lena", locale="en-GB")
    lena.says("plan")
    assert "⬜ Action plan: no action plan." in lena.reply
