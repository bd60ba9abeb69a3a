"""Stories of plain messages and of the words after `/kompis`."""

import pytest

from handlers.cards import Form
from storage.tables import Completion
from tests.handlers.conversations import COURSE, NASSJO, Conversation

GREETING = "Hej! Jag heter Kompis"
NOT_UNDERSTOOD = "Det där förstod jag inte, så jag har inte sparat något."


@pytest.mark.parametrize("route", ["message", "kompis"])
def test_a_message_and_the_words_after_kompis_are_the_same(
    conversation: Conversation, route: str
) -> None:
    anna = conversation.staff("Anna")
    for text, begins in {
        "": "Det här kan jag hjälpa till med",
        "  ": "Det här kan jag hjälpa till med",
        "klar med hängslen och livrem igår": f"✅ Klart! {COURSE}",
        "Hej Kompis, klar med hängslen och livrem igår!": f"{COURSE} finns redan på din lista",
        "/training lista": "Min lista",
        "utbildning\nlista": "Min lista",
        "min lista": "Min lista",
        "registrerade mig på Digiteket idag": "✅ Klart! Du är registrerad på Digiteket",
        "vad har jag gjort?": "Mina framsteg",
        "Training list": "Min lista",
        "progress county": "Jönköpings län",
        "framsteg  länet": "Jönköpings län",
        "Progress": NASSJO,
        "hur går det för oss?": NASSJO,
        "hur går det för mig?": "Mina framsteg",
        "självskattning igår": "✅ Klart! Självskattningen",
        "start": "Det gick inte",
    }.items():
        anna.sends(route, text=text)
        shown = anna.card.title if text == "start" else anna.reply
        assert shown.startswith(begins), text


def test_a_command_without_words_gives_its_form(conversation: Conversation) -> None:
    anna = conversation.staff("Anna")
    for word in ("training", "utbildning", "assessment", "Självskattning"):
        anna.says(word)
        assert isinstance(anna.answer.body, Form)


@pytest.mark.parametrize("command", ["/training", "/assessment", "/progress", "/kompis"])
def test_every_command_answers_help_and_empty_input(
    conversation: Conversation, command: str
) -> None:
    for person in (
        conversation.staff("Anna"),
        conversation.stranger("Nina"),
        conversation.leaver("Olof"),
    ):
        for words in ("help", "Hjälp", "hjalp", "?", "hjälp!"):
            person.runs(command, words)
            assert GREETING in person.reply
            person.says(f"{command} {words}")
            assert GREETING in person.reply
        person.runs(command)
        assert person.reply


@pytest.mark.parametrize("text", ["hej", "Hej!", "hello", "kompis", "Hej Kompis!", "hjälp", "?"])
def test_a_greeting_is_greeted(conversation: Conversation, text: str) -> None:
    anna = conversation.staff("Anna")
    anna.says(text)
    assert GREETING in anna.reply
    assert "Du arbetar på Nässjö stadsbibliotek." in anna.reply


def test_what_is_not_understood_gets_help(conversation: Conversation) -> None:
    anna, nina = conversation.staff("Anna"), conversation.stranger("Nina")
    for text in ("vad blir det för mat?", "🎉", "asdf"):
        anna.says(text)
        assert NOT_UNDERSTOOD in anna.reply
        assert "Svara på svenska" not in anna.buttons
        assert "Answer in English" in anna.buttons
        nina.says(text)
        assert NOT_UNDERSTOOD in nina.reply
        assert nina.buttons == ["Kom igång"]
    assert not conversation.rows(Completion)


def test_a_question_for_help_in_words(conversation: Conversation) -> None:
    anna = conversation.staff("Anna")
    anna.says("vad kan du hjälpa mig med?")
    assert GREETING in anna.reply


def test_who_waits_is_helped_like_everybody(conversation: Conversation) -> None:
    vilma = conversation.staff("Vilma", confirmed=False)
    vilma.says("hej")
    assert "Rapportera en lärresurs" in vilma.buttons


def test_only_known_people_choose_a_language(conversation: Conversation) -> None:
    nina = conversation.stranger("Nina")
    nina.says("english")
    assert "Jag vet inte vilket bibliotek du arbetar på." in nina.reply


def test_home_shows_the_person_and_the_library(conversation: Conversation) -> None:
    anna = conversation.staff("Anna Andersson")
    anna.opens_home()
    lines = anna.reply.splitlines()
    assert lines[0] == "Hej Anna Andersson!"
    assert NASSJO in lines
    assert anna.card.title == "Min sida"


def test_home_of_others(conversation: Conversation) -> None:
    katarina = conversation.coordinator("Katarina")
    katarina.opens_home()
    assert "Jönköpings län" in katarina.reply.splitlines()
    vilma = conversation.staff("Vilma", confirmed=False)
    vilma.opens_home()
    assert "Din chef på Nässjö stadsbibliotek har inte bekräftat dig än." in vilma.reply
    assert "Mål 3" not in vilma.reply
    for person, why in (
        (conversation.stranger("Nina"), "Jag vet inte vilket bibliotek du arbetar på."),
        (conversation.leaver("Olof"), "Du står inte som anställd på något bibliotek idag."),
    ):
        person.opens_home()
        assert why in person.reply
        assert person.buttons == ["Kom igång"]


def test_home_offers_what_is_left_and_nothing_that_it_shows(conversation: Conversation) -> None:
    anna = conversation.staff("Anna")
    anna.opens_home()
    assert "Jag är registrerad på Digiteket" in anna.buttons
    assert not {"Mina framsteg", "Visa målen"} & set(anna.buttons)
    anna.says("registrerade mig på Digiteket igår")
    anna.opens_home()
    assert "Jag är registrerad på Digiteket" not in anna.buttons
