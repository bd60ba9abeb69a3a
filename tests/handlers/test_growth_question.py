"""Stories of growth: asked in passing, answered by a press or in words, the person's own."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goals.record import ResourceKind
from goals.rules import GrowthMeasure, Rules
from handlers.growth import said
from storage.database import Database
from storage.tables import GrowthReport, Member
from tests.handlers.conversations import TODAY, YESTERDAY, Conversation
from tests.handlers.talking import Person

QUESTION = "Har din digitala kompetens utvecklats?"
BEGINNINGS = ("Hängslen", "Wikipedia", "115 idéer")


@pytest.fixture
def anna(conversation: Conversation) -> Person:
    return conversation.staff("Anna")


def answers(conversation: Conversation) -> list[tuple[date, bool]]:
    return [(row.reported_on, row.developed) for row in conversation.rows(GrowthReport)]


def finishes_two(conversation: Conversation, person: Person) -> None:
    for beginning in BEGINNINGS[:2]:
        person.finishes(conversation.title(beginning), YESTERDAY)


def test_the_second_resource_that_counts_brings_the_question(
    conversation: Conversation, anna: Person
) -> None:
    anna.finishes(conversation.title(BEGINNINGS[0]), YESTERDAY)
    assert QUESTION not in anna.reply
    anna.finishes(conversation.resource("En essä", kind=ResourceKind.ESSAY), YESTERDAY)
    assert QUESTION not in anna.reply
    anna.finishes(conversation.title(BEGINNINGS[1]), YESTERDAY)
    assert anna.reply.splitlines()[-3:] == [
        QUESTION,
        "[Ja] [Nej] [Inte nu]",
        "Bara du ser ditt svar. Det räknas med i grupper på fem eller fler.",
    ]
    assert "Ångra" in anna.buttons
    (member,) = [row for row in conversation.rows(Member) if row.id == anna.member_id]
    assert member.growth_asked_on == TODAY


def test_the_second_self_assessment_brings_the_question(anna: Person) -> None:
    anna.runs("/assessment", "2019-05-06")
    assert QUESTION not in anna.reply
    anna.runs("/assessment", "igår")
    assert QUESTION in anna.reply
    anna.runs("/assessment", "igår")
    assert QUESTION not in anna.reply


def test_the_same_request_asks_again_and_no_other_for_three_months(
    conversation: Conversation, anna: Person
) -> None:
    finishes_two(conversation, anna)
    first = anna.reply
    anna.again()
    assert anna.reply == first
    anna.finishes(conversation.title(BEGINNINGS[2]), YESTERDAY)
    assert QUESTION not in anna.reply
    conversation.clock.now += timedelta(days=91)  # 26 August
    anna.runs("/assessment", "2019-05-06")
    anna.runs("/assessment", "idag")
    assert QUESTION not in anna.reply
    conversation.clock.now += timedelta(days=1)
    anna.finishes(conversation.resource("En kurs till"), TODAY)
    assert QUESTION in anna.reply


def test_nobody_is_asked_where_results_alone_are_measured(database: Database) -> None:
    conversation = Conversation(database, rules=Rules(growth_measure=GrowthMeasure.PAIRED))
    anna = conversation.staff("Anna")
    finishes_two(conversation, anna)
    assert QUESTION not in anna.reply


def test_an_answer_is_kept_and_taken_back(conversation: Conversation, anna: Person) -> None:
    finishes_two(conversation, anna)
    anna.presses("Ja")
    assert "Noterat: din digitala kompetens har utvecklats." in anna.reply
    assert "Bara du ser ditt svar." in anna.reply
    assert not anna.answer.replaces
    assert answers(conversation) == [(TODAY, True)]
    undo = anna.button("Ångra")
    anna.runs("/progress", "mig")
    assert "✅ Din digitala kompetens har utvecklats (det ser bara du)" in anna.reply
    anna.sends(undo.action, value=undo.value)
    assert "Borttaget." in anna.reply
    assert answers(conversation) == []
    anna.presses("Nej")
    assert "har inte utvecklats än" in anna.reply
    assert answers(conversation) == [(TODAY, False)]


def test_not_now_keeps_nothing(conversation: Conversation, anna: Person) -> None:
    finishes_two(conversation, anna)
    anna.presses("Inte nu")
    assert "Jag frågar inte igen på minst tre månader." in anna.reply
    assert answers(conversation) == []


def test_the_same_answer_is_once_and_the_last_of_a_day_stands(
    conversation: Conversation, anna: Person
) -> None:
    anna.says("min digitala kompetens har utvecklats")
    anna.again()
    assert answers(conversation) == [(TODAY, True)]
    anna.says("My digital skills have not improved.")
    assert answers(conversation) == [(TODAY, False)]


@pytest.mark.parametrize("value", ["", "maybe", "YES"])
def test_an_answer_that_there_is_not(conversation: Conversation, anna: Person, value: str) -> None:
    anna.sends("growth.answer", value=value)
    assert "Den knappen gäller inte längre." in anna.reply
    assert answers(conversation) == []


def test_an_answer_is_undone_by_its_own_person_alone(
    conversation: Conversation, anna: Person
) -> None:
    lena = conversation.manager("Lena")
    anna.says("min digitala kompetens har utvecklats")
    undo = anna.button("Ångra")
    lena.sends(undo.action, value=undo.value)
    assert "Den knappen gäller inte längre." in lena.reply
    lena.sends(undo.action, value="2020-02-30")
    assert "Den knappen gäller inte längre." in lena.reply
    assert answers(conversation) == [(TODAY, True)]


def test_no_manager_sees_an_answer(conversation: Conversation, anna: Person) -> None:
    lena = conversation.manager("Lena")
    anna.says("min digitala kompetens har utvecklats")
    lena.says("mål 5")
    assert "Siffran skulle kunna avslöja enskilda" in lena.reply


def test_a_stranger_says_it_in_vain(conversation: Conversation) -> None:
    nina = conversation.stranger("Nina")
    nina.says("min digitala kompetens har utvecklats")
    assert "Jag vet inte vilket bibliotek du arbetar på." in nina.reply


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("Min digitala kompetens har utvecklats!", True),
        ("min digitala kompetens har inte utvecklats", False),
        ("Jag har utvecklat min digitala kompetens", True),
        ("jag har inte utvecklat min digitala kompetens", False),
        ("my digital competence has developed", True),
        ("My digital skills haven't improved", False),
        ("I have improved my digital skills", True),
        ("I have not developed my digital competence", False),
        ("min digitala kompetens har utvecklats?", None),
        ("har min digitala kompetens utvecklats?", None),
        ("Annas digitala kompetens har utvecklats", None),
        ("min digitala kompetens har utvecklats av Hängslen och livrem", None),
        ("", None),
    ],
)
def test_what_words_say_of_growth(words: str, meant: bool | None) -> None:
    assert said(words) is meant


@given(st.text(max_size=60))
def test_any_words_say_something_or_nothing(words: str) -> None:
    assert said(words) in {True, False, None}


# "klar" and nothing else


@pytest.mark.parametrize(
    "words", ["klar", "Klart!", "complete", "Done.", "färdig", "/training klar"]
)
def test_finished_and_nothing_else_opens_the_form(anna: Person, words: str) -> None:
    if words.startswith("/"):
        anna.runs(*words.split())
    else:
        anna.says(words)
    assert anna.form.submit == "training.save"


def test_finished_with_something_is_recorded(anna: Person) -> None:
    anna.says("klar Hängslen och livrem igår")
    assert "✅ Klart!" in anna.reply
    anna.says("complete Hängslen och livrem")
    assert "finns redan på din lista" in anna.reply
