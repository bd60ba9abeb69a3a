"""Stories of the self-assessment: when it was taken, and results that are the person's own."""

from decimal import Decimal

import pytest

from goals.record import Area
from handlers.understanding import Intent, Problem, Understanding
from storage.tables import SelfAssessment
from tests.handlers.conversations import TODAY, YESTERDAY, Conversation

RESULTS = {
    "information": "4,5",
    "communication": "4.25",
    "content": " 7 ",
    "safety": "1",
    "problem_solving": "3,333",
}


def taken(conversation: Conversation) -> list[SelfAssessment]:
    """The self-assessments that are stored, by day."""
    return sorted(conversation.rows(SelfAssessment), key=lambda row: row.taken_on)


@pytest.mark.parametrize("command", ["/assessment", "/sjalvskattning", "/självskattning"])
def test_a_day_that_is_said_is_recorded(conversation: Conversation, command: str) -> None:
    anna = conversation.staff("Anna")
    anna.runs(command, "igår")
    assert anna.reply.splitlines() == [
        "✅ Klart! Självskattningen är registrerad som gjord 26 maj 2020.",
        "Din chef ser att du har gjort den, men aldrig dina resultat.",
        "[Ångra] [Mina resultat …] [Mina framsteg]",
    ]
    assert taken(conversation)[0].taken_on == YESTERDAY


def test_undone_and_put_back(conversation: Conversation) -> None:
    anna = conversation.staff("Anna", locale="en")
    anna.runs("/assessment", "yesterday")
    anna.presses("Undo")
    assert "Removed. The self-assessment of 26 May 2020 no longer counts" in anna.reply
    assert not taken(conversation)
    anna.presses("Put it back")
    assert "✅ Done. The self-assessment is recorded as taken on 26 May 2020." in anna.reply
    anna.presses("Undo")
    anna.again()
    assert "That button is out of date." in anna.reply
    assert not taken(conversation)


def test_twice_on_a_day_is_once_and_says_so(conversation: Conversation) -> None:
    anna = conversation.staff("Anna")
    anna.runs("/assessment", "igår")
    anna.again()
    assert anna.answers[0] == anna.answers[1]
    anna.runs("/assessment", "igår")
    assert "Självskattningen från 26 maj 2020 är redan registrerad. Den räknas" in anna.reply
    assert anna.buttons[0] == "Ta bort"
    assert len(taken(conversation)) == 1
    anna.runs("/assessment", "idag")
    assert len(taken(conversation)) == 2


def test_without_words_there_is_a_form_with_results(conversation: Conversation) -> None:
    anna = conversation.staff("Anna")
    anna.runs("/assessment", "  ")
    assert "Bara du ser dem." in anna.reply
    assert "Söka, filtrera och bläddra i data" in anna.reply
    anna.fills(**RESULTS)
    (row,) = taken(conversation)
    assert row.taken_on == TODAY
    assert [getattr(row, area) for area in Area] == [
        Decimal("4.5"),
        Decimal("4.25"),
        Decimal(7),
        Decimal(1),
        Decimal("3.33"),
    ]


def test_the_form_needs_no_results(conversation: Conversation) -> None:
    anna = conversation.staff("Anna", locale="en-GB")
    anna.runs("/assessment")
    assert "Browsing, searching, filtering data" in anna.reply
    anna.fills(day=YESTERDAY)
    assert "recorded as taken on 26 May 2020" in anna.reply
    assert taken(conversation)[0].information is None


def test_results_of_a_second_report_are_added_to_the_first(conversation: Conversation) -> None:
    anna = conversation.staff("Anna")
    anna.runs("/assessment")
    anna.fills(information="4")
    anna.runs("/assessment")
    anna.fills(safety="5")
    assert "är redan registrerad" in anna.reply
    (row,) = taken(conversation)
    assert (row.information, row.safety) == (Decimal(4), Decimal(5))


def test_results_are_seen_and_changed_by_their_own_person_alone(
    conversation: Conversation,
) -> None:
    anna, bo = conversation.staff("Anna"), conversation.staff("Bo")
    boss = conversation.manager("Lena")
    anna.runs("/assessment", "idag")
    anna.presses("Mina resultat …")
    assert "Du behöver inte fylla i alla" in anna.reply
    anna.fills(information="4,5", safety="2")
    assert "Dina resultat från 27 maj 2020 är sparade." in anna.reply
    own = str(taken(conversation)[0].id)

    anna.sends("assessment.results", value=own)
    assert anna.prefilled["information"] == "4,5"
    anna.fills(information="")
    row = taken(conversation)[0]
    assert (row.information, row.safety) == (None, Decimal(2))

    for other in (bo, boss):
        other.sends("assessment.results", value=own)
        assert "Den knappen gäller inte längre" in other.reply
        other.sends("assessment.keep", values={"information": "1"}, state=own)
        assert "Den knappen gäller inte längre" in other.reply
        other.sends("assessment.undo", value=own)
        assert "Den knappen gäller inte längre" in other.reply
    assert taken(conversation)[0].information is None


@pytest.mark.parametrize("typed", ["0,99", "7,01", "8", "-4", "fyra", "NaN", "1e999999", "4,5,5"])
def test_a_result_that_is_none_is_told_at_its_field(conversation: Conversation, typed: str) -> None:
    anna = conversation.staff("Anna")
    anna.runs("/assessment")
    anna.fills(safety=typed)
    assert anna.errors == {"safety": "Skriv ett tal från 1 till 7, till exempel 4,5."}
    anna.sends("assessment.save", values={"day": str(TODAY), "content": typed})
    assert list(anna.errors) == ["content"]
    assert not taken(conversation)


def test_a_day_that_cannot_be_is_refused(conversation: Conversation) -> None:
    anna = conversation.staff("Anna")
    for words, told in {
        "31 februari": "Den dagen finns inte i kalendern",
        "3 juni": "Den dagen har inte varit än",
        "häromdagen": "Jag förstår inte vilken dag du menar",
        "bananer": "Jag förstår inte vilken dag du menar",
    }.items():
        anna.runs("/assessment", words)
        assert told in anna.reply
    anna.sends("assessment.save", values={"day": "2020-05-28"})
    assert "28 maj 2020 har inte varit än" in anna.errors["day"]
    anna.sends("assessment.record", value="2020-05-28")
    assert "28 maj 2020 har inte varit än" in anna.reply
    anna.sends("assessment.record", value="nyss")
    assert "Den knappen gäller inte längre" in anna.reply
    assert not taken(conversation)


def test_a_message_records_it(conversation: Conversation) -> None:
    anna = conversation.staff("Anna")
    anna.says("gjorde självskattningen igår")
    assert "registrerad som gjord 26 maj 2020" in anna.reply


def test_an_unclear_day_in_a_message_is_asked_for(conversation: Conversation) -> None:
    anna = conversation.staff("Anna")
    conversation.understood(
        anna, Understanding(Intent.ASSESSMENT, certain=False, problem=Problem.UNCLEAR_DATE)
    )
    assert anna.reply.splitlines() == [
        "Vilken dag gjorde du självskattningen?",
        "[Idag] [Igår] [En annan dag …]",
    ]
    anna.presses("Igår")
    assert anna.answer.replaces
    assert taken(conversation)[0].taken_on == YESTERDAY


def test_an_impossible_day_in_a_message_is_refused(conversation: Conversation) -> None:
    anna = conversation.staff("Anna")
    said = Understanding(Intent.ASSESSMENT, certain=False, problem=Problem.NO_SUCH_DATE)
    conversation.understood(anna, said)
    assert "Den dagen finns inte i kalendern" in anna.reply
