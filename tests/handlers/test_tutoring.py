"""Stories of tutoring sessions: logged by words and form, put right, put back and compared."""

from datetime import UTC, date, datetime

import pytest

from handlers.cards import ChoiceField
from storage.tables import Library, Role, TutoringCount
from tests import builders
from tests.handlers.conversations import NASSJO, VETLANDA, Conversation
from tests.handlers.talking import Person

SAVED = "✅ Sparat. Nässjö stadsbibliotek, "
SECOND_OF_JUNE = datetime(2020, 6, 2, 8, tzinfo=UTC)


def logged(conversation: Conversation) -> dict[str, tuple[int, int]]:
    """What is logged: adults and children, by library and month."""
    names = {row.id: row.name for row in conversation.rows(Library)}
    return {
        f"{names[row.library_id].split()[0]} {row.month:%Y-%m}": (row.adults, row.children)
        for row in conversation.rows(TutoringCount)
    }


def library(conversation: Conversation, name: str = NASSJO) -> Library:
    """A library's row."""
    return next(row for row in conversation.rows(Library) if row.name == name)


@pytest.fixture
def anna(conversation: Conversation) -> Person:
    return conversation.staff("Anna")


@pytest.mark.parametrize(
    ("words", "month"),
    [
        ("handledning 12 vuxna 3 barn", "2020-05"),
        ("handledning mars 12 3", "2020-03"),
        ("tutoring April adults 12 children 3", "2020-04"),
        ("Kompis, handledning förra månaden: 3 barn och 12 vuxna", "2020-04"),
    ],
)
def test_words_log_a_month_at_once(
    conversation: Conversation, anna: Person, words: str, month: str
) -> None:
    anna.says(words)
    assert anna.reply.startswith(SAVED)
    assert "12 för vuxna och 3 för barn." in anna.reply
    assert logged(conversation) == {f"Nässjö {month}": (12, 3)}


def test_logged_again_it_takes_the_place_of_what_stood_and_is_put_back(
    conversation: Conversation, anna: Person
) -> None:
    anna.says("handledning april 10 2")
    anna.says("handledning april 12 3")
    assert "april 2020: 12 för vuxna och 3 för barn." in anna.reply
    assert "Tidigare stod det 10 för vuxna och 2 för barn." in anna.reply
    anna.presses("Ångra")
    assert anna.answer.replaces
    assert "Tillbaka som det var. Nässjö stadsbibliotek, april 2020: 10 för vuxna" in anna.reply
    assert logged(conversation) == {"Nässjö 2020-04": (10, 2)}
    anna.presses("Gör om")
    assert logged(conversation) == {"Nässjö 2020-04": (12, 3)}
    assert "Tidigare stod det 10" in anna.reply


def test_the_first_log_of_a_month_is_undone_to_nothing(
    conversation: Conversation, anna: Person
) -> None:
    anna.says("handledning april 10 2")
    assert "Tidigare" not in anna.reply
    anna.presses("Ångra")
    assert "har inget inskrivet för april 2020" in anna.reply
    assert logged(conversation) == {}


def test_the_same_request_is_once_and_answers_as_the_first_time(
    conversation: Conversation, anna: Person
) -> None:
    anna.says("handledning april 10 2")
    anna.says("handledning april 12 3")
    first = anna.reply
    anna.again()
    assert anna.reply == first
    anna.presses("Ångra")
    assert logged(conversation) == {"Nässjö 2020-04": (10, 2)}


def test_what_stands_already_is_told_and_can_be_taken_away(
    conversation: Conversation, anna: Person
) -> None:
    for _ in range(2):
        anna.says("handledning april 12 3")
    assert anna.reply.startswith("Så står det redan.")
    assert anna.buttons == ["Ta bort", "Ändra …", "Årets månader"]
    anna.presses("Ta bort")
    assert "Borttaget." in anna.reply
    assert logged(conversation) == {}
    anna.presses("Ångra")
    assert logged(conversation) == {"Nässjö 2020-04": (12, 3)}
    anna.presses("Gör om")
    assert "där stod 12 för vuxna" in anna.reply
    assert logged(conversation) == {}


def test_an_undo_that_somebody_has_changed_since_does_nothing(
    conversation: Conversation, anna: Person
) -> None:
    bo = conversation.staff("Bo")
    anna.says("handledning april 10 2")
    undo = anna.button("Ångra")
    bo.says("handledning april 11 2")
    anna.sends(undo.action, value=undo.value)
    assert "Den knappen gäller inte längre." in anna.reply
    assert logged(conversation) == {"Nässjö 2020-04": (11, 2)}


def test_in_the_first_week_of_a_month_it_is_asked_which_one(conversation: Conversation) -> None:
    conversation.clock.now = SECOND_OF_JUNE
    anna = conversation.staff("Anna")
    anna.says("handledning 12 vuxna 3 barn")
    assert "Vilken månad gäller det?" in anna.reply
    assert anna.buttons == ["maj 2020", "juni 2020", "Något annat …"]
    assert logged(conversation) == {}
    anna.presses("maj 2020")
    assert logged(conversation) == {"Nässjö 2020-05": (12, 3)}
    anna.says("handledning")
    anna.presses("Skriv in handledning")
    assert anna.prefilled["month"] == "2020-05"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("handledning juni 12 3", "Månaden juni 2020 har inte börjat än."),
        ("handledning 2021-01 12 3", "Månaden januari 2021 har inte börjat än."),
        ("handledning 2013-12 12 3", "december 2013 är för länge sedan."),
        ("handledning april 100000 3", "Skriv ett helt tal från 0 till 99 999."),
        ("handledning april 12", "Jag är inte säker på hur många tillfällen du menar."),
        ("handledning april 12 vuxna", "Jag behöver antalet för både vuxna och barn."),
        ("handledning Atlantis 12 3", "Jag hittar inget bibliotek med det namnet"),
        ("handledning Vetlanda 12 3", "inte för andra bibliotek"),
    ],
)
def test_what_cannot_be_logged_says_what_to_do(
    conversation: Conversation, anna: Person, words: str, told: str
) -> None:
    anna.says(words)
    assert told in anna.reply
    assert logged(conversation) == {}


def test_the_form_begins_with_what_was_understood(conversation: Conversation, anna: Person) -> None:
    anna.says("handledning april 12 vuxna")
    anna.presses("Skriv in handledning")
    assert "Så här skriver KB: personal har medverkat till" in anna.reply
    assert anna.prefilled == {"month": "2020-04", "adults": "12", "children": ""}
    anna.fills(children="3")
    assert logged(conversation) == {"Nässjö 2020-04": (12, 3)}


@pytest.mark.parametrize(
    ("values", "field", "told"),
    [
        ({"month": ""}, "month", "Välj något i listan"),
        ({"month": "2020-13"}, "month", "Välj något i listan"),
        ({"month": "2020-06"}, "month", "juni 2020 har inte börjat än"),
        ({"month": "2010-01"}, "month", "för länge sedan"),
        ({"adults": ""}, "adults", "Skriv ett helt tal"),
        ({"adults": "-1"}, "adults", "Skriv ett helt tal"),
        ({"children": "100000"}, "children", "från 0 till 99 999"),
        ({"children": "1,5"}, "children", "Skriv ett helt tal"),
    ],
)
def test_what_is_wrong_with_the_form_is_told_at_its_field(
    conversation: Conversation, anna: Person, values: dict[str, str], field: str, told: str
) -> None:
    right = {"month": "2020-04", "adults": "12", "children": "3"}
    anna.sends("tutoring.save", values=right | values)
    assert told in anna.errors[field].replace("\N{NO-BREAK SPACE}", " ")
    assert logged(conversation) == {}


def test_this_years_months_and_their_ways_to_change(
    conversation: Conversation, anna: Person
) -> None:
    for words in ("april 12 3", "mars 1 0", "december 2019 9 9"):
        anna.says(f"handledning {words}")
    anna.says("handledning")
    assert anna.reply.splitlines()[0] == NASSJO
    assert "mars 2020 | 1 | 0\napril 2020 | 12 | 3\nHela året hittills | 13 | 3" in anna.reply
    assert anna.buttons == ["Ändra mars …", "Ändra april …", "Skriv in handledning"]
    anna.presses("Ändra april …")
    assert anna.prefilled == {"month": "2020-04", "adults": "12", "children": "3", "deed": "keep"}
    anna.fills(adults="14")
    assert "Tidigare stod det 12" in anna.reply
    anna.presses("Ändra …")
    anna.fills(deed="Ta bort månaden")
    assert "Borttaget." in anna.reply
    assert logged(conversation) == {"Nässjö 2020-03": (1, 0), "Nässjö 2019-12": (9, 9)}


def test_a_month_of_the_baseline_year_can_be_chosen_and_others_kept(anna: Person) -> None:
    anna.sends("tutoring.form")
    month = next(each for each in anna.form.fields if each.name == "month")
    assert isinstance(month, ChoiceField)
    values = [option.value for option in month.options]
    assert values[0] == "2020-05"
    assert {"2019-01", "2017-01", "2017-12"} <= set(values)
    assert "2018-06" not in values
    anna.sends("tutoring.form", value="|2018-06||")
    assert anna.prefilled["month"] == "2018-06"


def test_nothing_is_logged_yet(anna: Person) -> None:
    anna.says("handledning")
    assert "Inget är inskrivet för 2020 än. Skriv till exempel" in anna.reply
    assert anna.buttons == ["Skriv in handledning"]


def test_the_answer_shows_the_log_beside_the_official_figure(
    conversation: Conversation, anna: Person
) -> None:
    with conversation.database.writing() as session:
        nassjo = session.get_one(Library, library(conversation).id)
        for year, (total, children) in {2017: (178, 40), 2018: (170, 45)}.items():
            builders.official(session, nassjo, year, "Publ111", total)
            builders.official(session, nassjo, year, "Publ211", children)
        builders.tutored(session, nassjo, date(2017, 4, 1), adults=10, children=1)
    anna.says("handledning april 12 3")
    log = "Egen logg (självrapporterad), april: vuxna 12 (2020) mot 10 (2017), "
    official = (
        "Officiell statistik: vuxna 125 (2018) mot 138 (2017) och barn 45 (2018) mot 40 (2017). "
    )
    assert anna.reply.splitlines()[1:-1] == [
        f"{log}barn 3 (2020) mot 1 (2017).",
        f"{official}14 tillfällen till för vuxna behövs.",
        (
            "KB publicerar siffrorna för 2019 i maj, senast 31 maj 2020. "
            "KB publicerar siffrorna för 2020 i maj, senast 31 maj 2021."
        ),
    ]


def test_without_anything_to_compare_with_that_is_told(anna: Person) -> None:
    anna.says("handledning april 12 3")
    assert "Egen logg: det finns inga månader att jämföra med 2017 än." in anna.reply
    assert "Officiell statistik: Det finns ingen officiell uppgift för 2017" in anna.reply


def test_who_works_at_several_libraries_says_which(conversation: Conversation) -> None:
    anna = conversation.staff("Anna")
    conversation.also_at(anna, VETLANDA)
    anna.says("handledning 12 vuxna 3 barn")
    assert "Vilket bibliotek gäller det?" in anna.reply
    assert sorted(anna.buttons) == sorted([NASSJO, VETLANDA])
    anna.presses(VETLANDA)
    anna.says("handledning Nässjö april 1 2")
    assert logged(conversation) == {"Vetlanda 2020-05": (12, 3), "Nässjö 2020-04": (1, 2)}
    anna.sends("tutoring.form")
    assert "Vilket bibliotek?" in anna.reply
    anna.sends("tutoring.save", values={"month": "2020-04", "adults": "1", "children": "1"})
    assert "library" in anna.errors
    anna.says("handledning Vetlanda")
    assert anna.reply.startswith(VETLANDA)
    anna.presses(NASSJO)
    assert anna.reply.startswith(NASSJO)


def test_a_coordinator_logs_for_any_library(conversation: Conversation) -> None:
    katarina = conversation.coordinator("Katarina")
    katarina.says("handledning april 12 3")
    assert "Vilket bibliotek gäller det?" in katarina.reply
    katarina.presses("Något annat …")
    katarina.fills(library="Vetlanda")
    katarina.says("tutoring Nässjö March 1 0")
    assert logged(conversation) == {"Vetlanda 2020-04": (12, 3), "Nässjö 2020-03": (1, 0)}
    katarina.says("handledning")
    assert "Handledning i Jönköpings län 2020" in katarina.reply
    assert f"{VETLANDA} | 1 | 12 | 3" in katarina.reply
    assert f"{NASSJO} | 1 | 1 | 0" in katarina.reply
    katarina.says("handledning nässjö")
    katarina.presses("Hela länets handledning")
    assert "Handledning i Jönköpings län 2020" in katarina.reply


def test_a_coordinator_who_works_at_a_library_sees_that_first(conversation: Conversation) -> None:
    katarina = conversation.staff("Katarina", role=Role.COORDINATOR)
    katarina.says("handledning")
    assert katarina.reply.startswith(NASSJO)


def test_who_waits_logs_nothing(conversation: Conversation) -> None:
    vilma = conversation.staff("Vilma", confirmed=False)
    vilma.says("handledning 12 vuxna 3 barn")
    assert "Din chef har inte bekräftat din anställning" in vilma.reply
    assert logged(conversation) == {}


def test_nobody_logs_for_a_library_that_is_not_theirs(conversation: Conversation) -> None:
    anna, elsewhere = conversation.staff("Anna"), conversation.elsewhere()
    theirs = next(row for row in conversation.rows(Library) if row.region_id == elsewhere.region_id)
    for row in (library(conversation, VETLANDA), theirs):
        for route in ("tutoring.record", "tutoring.remove", "tutoring.form"):
            anna.sends(route, value=f"{row.id}|2020-04|12|3")
            assert "inte för andra bibliotek" in anna.reply
        anna.sends("tutoring.library", value=str(row.id))
        assert "inte för andra bibliotek" in anna.reply
    anna.says("handledning april 12 3")
    change = anna.button("Ångra").value
    vera, olof = conversation.staff("Vera", VETLANDA), elsewhere.staff("Olof")
    vera.sends("tutoring.undo", value=change)
    assert "inte för andra bibliotek" in vera.reply
    olof.sends("tutoring.undo", value=change)
    assert "Den knappen gäller inte längre." in olof.reply
    assert logged(conversation) == {"Nässjö 2020-04": (12, 3)}


def test_a_coordinator_who_works_at_a_library_has_it_once(conversation: Conversation) -> None:
    karin = conversation.staff("Karin", role=Role.COORDINATOR)
    karin.says(f"handledning {NASSJO} april 12 3")
    assert logged(conversation) == {"Nässjö 2020-04": (12, 3)}
    karin.sends("tutoring.county")
    assert karin.reply.count(NASSJO) == 1


@pytest.mark.parametrize("value", ["1", "|||", "1|2020-04||3", "x|2020-04|1|1", "1|april|1|1"])
def test_a_button_that_nobody_made_does_nothing(
    conversation: Conversation, anna: Person, value: str
) -> None:
    anna.sends("tutoring.record", value=value)
    assert "Den knappen gäller inte längre." in anna.reply
    assert logged(conversation) == {}


def test_buttons_without_a_library_or_a_month(conversation: Conversation, anna: Person) -> None:
    anna.sends("tutoring.library")
    assert anna.reply.startswith(NASSJO)
    for value in ("", "|2020-04||", f"{library(conversation).id}|2020-04||"):
        anna.sends("tutoring.remove", value=value)
        assert "Den knappen gäller inte längre." in anna.reply


def test_in_english(conversation: Conversation) -> None:
    anna = conversation.staff("Anna", locale="en-GB")
    anna.says("tutoring April 1200 adults 3 children")
    assert "Saved. Nässjö stadsbibliotek, April 2020: 1,200 for adults and 3" in anna.reply
    anna.says("tutoring")
    assert "April 2020 | 1,200 | 3" in anna.reply
