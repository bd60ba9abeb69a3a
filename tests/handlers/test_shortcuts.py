"""A few sentences are answered straight: thanks, who is done, a download, certifying."""

import pytest

from handlers.shortcuts import shortcut
from tests.handlers.conversations import Conversation
from tests.handlers.talking import Person

VETLANDA = "Vetlanda bibliotek"
NOT_UNDERSTOOD = "Det där förstod jag inte"


@pytest.mark.parametrize(
    "thanks",
    [
        "tack",
        "Tack!",
        "tack så jättemycket :)",
        "hej, tusen tack för hjälpen",
        "Tackar",
        "tack kompis",
    ],
)
def test_thanks_are_answered_kindly_and_shortly(conversation: Conversation, thanks: str) -> None:
    anna = conversation.staff("Anna")
    anna.says(thanks)
    assert anna.reply == "Varsågod! Skriv igen när du är klar med något mer."


def test_thanks_in_english(conversation: Conversation) -> None:
    anna = conversation.staff("Anna", locale="en-GB")
    anna.says("Thank you so much!")
    assert anna.reply.startswith("You are welcome!")


@pytest.mark.parametrize("question", ["vilka är klara?", "Vem har gjort självskattningen?"])
def test_a_manager_is_shown_who_is_done(conversation: Conversation, question: str) -> None:
    lena = conversation.manager("Lena")
    anna = conversation.staff("Anna")
    anna.runs("/assessment", "igår")
    lena.says(question)
    assert "Anna | medarbetare | Ja" in lena.reply
    assert "Lena | bibliotekschef" in lena.reply


@pytest.mark.parametrize("question", ["vilka är inte klara?", "vilka är kvar", "who is left?"])
def test_a_manager_is_shown_who_is_left(conversation: Conversation, question: str) -> None:
    lena = conversation.manager("Lena")
    lena.says(question)
    assert lena.reply.splitlines()[-1].count("[Visa alla]") == 1


def test_nobody_else_is_told_names(conversation: Conversation) -> None:
    anna, katarina = conversation.staff("Anna"), conversation.coordinator("Katarina")
    conversation.staff("Bo")
    for person in (anna, katarina):
        person.says("vilka är klara?")
        assert "Mål 3" in person.reply
        assert "Bo" not in person.reply.replace("Bokade", "")


def test_a_stranger_is_asked_for_the_library_first(conversation: Conversation) -> None:
    stranger = conversation.stranger("Sam")
    for question in ("vilka är klara?", "ladda ner", "intyga"):
        stranger.says(question)
        assert stranger.reply.startswith("Jag vet inte vilket bibliotek du arbetar på.")


def test_the_own_report_is_downloaded_by_word(conversation: Conversation) -> None:
    anna, katarina = conversation.staff("Anna"), conversation.coordinator("Katarina")
    anna.says("ladda ner")
    assert anna.reply.startswith("Rapporten för Nässjö stadsbibliotek")
    anna.runs("/progress", "ladda ner")
    assert anna.reply.startswith("Rapporten för Nässjö stadsbibliotek")
    katarina.says("download")
    assert katarina.reply.startswith("Rapporten för Jönköpings län")


def test_a_manager_certifies_by_word_and_nobody_else(conversation: Conversation) -> None:
    lena, anna = conversation.manager("Lena"), conversation.staff("Anna")
    lena.says("intyga")
    assert lena.reply.startswith("Intyga på Nässjö stadsbibliotek")
    anna.says("intyga")
    assert anna.reply.startswith("Det här kan du inte se eller ändra själv.")


@pytest.mark.parametrize(
    "text",
    [
        "tack, men klar med hängslen och livrem igår",
        "vilka kurser finns?",
        "vem är du?",
        "ladda ner appen på telefonen",
        "jag kan intyga att hon var där",
        "klar med hängslen",
        "",
    ],
)
def test_what_says_more_is_no_such_sentence(text: str) -> None:
    assert shortcut(text) is None


@pytest.mark.parametrize("words", ["klar", "Klar med", "jag är klar!", "done with"])
def test_what_is_done_is_asked_for(conversation: Conversation, words: str) -> None:
    anna: Person = conversation.staff("Anna")
    anna.says(words)
    assert anna.form.title == "Rapportera lärresurs"
    assert NOT_UNDERSTOOD not in anna.reply
