"""Stories of finished resources: recorded, undone, put back, and told once."""

import pytest

from goals.record import ResourceKind
from storage.tables import Completion
from tests.handlers.conversations import COURSE, TODAY, YESTERDAY, Conversation


@pytest.mark.parametrize("command", ["/training", "/utbildning"])
def test_a_course_that_is_named_is_recorded_at_once(
    conversation: Conversation, command: str
) -> None:
    anna = conversation.staff("Anna")
    anna.runs(command, "hängslen och livrem igår")
    assert anna.reply.splitlines() == [
        f"✅ Klart! {COURSE} är registrerad som gjord 26 maj 2020.",
        "Kvar till målet för Digiteket: 1 lärresurs till, och att du registrerar dig där.",
        "[Ångra] [Min lista] [Mina framsteg]",
    ]
    (row,) = conversation.rows(Completion)
    assert (row.member_id, row.completed_on) == (anna.member_id, YESTERDAY)


def test_a_message_does_the_same_in_english(conversation: Conversation) -> None:
    anna = conversation.staff("Anna", locale="en-GB")
    anna.says("done with hängslen och livrem")
    assert f"✅ Done. {COURSE} is recorded as finished on 27 May 2020." in anna.reply
    assert anna.buttons == ["Undo", "My list", "My progress"]


def test_undone_put_back_and_undone_again(conversation: Conversation) -> None:
    anna = conversation.staff("Anna")
    anna.says("klar med hängslen och livrem igår")
    anna.presses("Ångra")
    assert anna.answer.replaces
    assert anna.reply.splitlines()[:2] == ["Borttaget från din lista:", f"{COURSE}, 26 maj 2020"]
    assert not conversation.rows(Completion)

    anna.presses("Lägg tillbaka")
    assert f"{COURSE} är registrerad som gjord 26 maj 2020" in anna.reply
    anna.presses("Ångra")
    assert not conversation.rows(Completion)


def test_a_button_that_was_pressed_twice_is_answered_kindly(conversation: Conversation) -> None:
    anna = conversation.staff("Anna")
    anna.says("klar med hängslen och livrem igår")
    anna.presses("Ångra")
    anna.again()
    assert "Den knappen gäller inte längre" in anna.reply
    assert anna.buttons == ["Mina framsteg", "Visa hjälp"]


def test_twice_the_same_report_is_one_and_says_so(conversation: Conversation) -> None:
    anna = conversation.staff("Anna")
    anna.says("klar med hängslen och livrem igår")
    anna.says("klar med hängslen och livrem igår")
    assert (
        f"{COURSE} finns redan på din lista, gjord 26 maj 2020. Den räknas en gång." in anna.reply
    )
    assert anna.buttons[0] == "Ta bort från listan"
    assert len(conversation.rows(Completion)) == 1


def test_a_known_course_can_be_moved_to_the_day_that_was_said(conversation: Conversation) -> None:
    anna = conversation.staff("Anna")
    anna.says("klar med hängslen och livrem igår")
    anna.says("klar med hängslen och livrem idag")
    anna.presses("Ändra till 27 maj 2020")
    assert f"Ändrat. {COURSE} är nu registrerad som gjord 27 maj 2020." in anna.reply
    assert conversation.rows(Completion)[0].completed_on == TODAY


def test_a_known_course_can_be_taken_away(conversation: Conversation) -> None:
    anna = conversation.staff("Anna")
    anna.says("klar med hängslen och livrem igår")
    anna.says("klar med hängslen och livrem igår")
    anna.presses("Ta bort från listan")
    assert not conversation.rows(Completion)


def test_a_request_that_comes_again_is_answered_as_the_first_time(
    conversation: Conversation,
) -> None:
    anna = conversation.staff("Anna")
    anna.says("klar med hängslen och livrem igår")
    anna.again()
    first, again = anna.answers
    assert first == again
    assert len(conversation.rows(Completion)) == 1


def test_the_second_course_leaves_the_registration(conversation: Conversation) -> None:
    anna = conversation.staff("Anna")
    anna.finishes(conversation.title(), TODAY)
    anna.finishes(conversation.resource("Läsa högt"), TODAY)
    assert "Bara en sak kvar till målet" in anna.reply


def test_what_does_not_count_says_what_does(conversation: Conversation) -> None:
    anna = conversation.staff("Anna", locale="en-GB")
    anna.finishes(conversation.resource("Läsa högt", kind=ResourceKind.ARTICLE), TODAY)
    assert "What counts towards the goal: courses and course packages." in anna.reply


def test_a_button_carries_what_it_names_and_nothing_else(conversation: Conversation) -> None:
    anna = conversation.staff("Anna")
    course = conversation.title().resource_id
    for value in ("", "x", f"{course}", f"{course}@", f"{course}@x", "99999999999@2020-05-26"):
        anna.sends("training.record", value=value)
        assert "Den knappen gäller inte längre" in anna.reply
        anna.sends("training.move", value=value)
        assert "Den knappen gäller inte längre" in anna.reply
    assert not conversation.rows(Completion)


@pytest.mark.parametrize("day", ["2020-05-28", "1999-01-01"])
def test_a_button_cannot_carry_an_impossible_day(conversation: Conversation, day: str) -> None:
    anna = conversation.staff("Anna")
    value = f"{conversation.title().resource_id}@{day}"
    anna.sends("training.record", value=value)
    assert "har inte varit än" in anna.reply or "är för länge sedan" in anna.reply
    anna.says("klar med hängslen och livrem")
    anna.sends("training.move", value=f"{conversation.rows(Completion)[0].id}@{day}")
    assert conversation.rows(Completion)[0].completed_on == TODAY
