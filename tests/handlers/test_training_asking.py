"""Stories of reports that are not certain: asked about, proposed, or refused."""

import pytest

from handlers.understanding import Intent, Problem, Title, Understanding
from storage.catalogue import LONGEST_TITLE
from storage.tables import Completion, Resource, ResourceStatus
from tests.handlers.conversations import COURSE, TODAY, YESTERDAY, Conversation
from tests.handlers.talking import Person

LONG_NAME = "Att möta användaren digitalt " * 20  # 580 characters


def training(*resources: Title, certain: bool = False, **more: object) -> Understanding:
    """A report as it is understood."""
    return Understanding(Intent.TRAINING, certain, resources, **more)  # type: ignore[arg-type]


@pytest.fixture
def anna(conversation: Conversation) -> Person:
    """Staff."""
    return conversation.staff("Anna")


@pytest.fixture
def courses(conversation: Conversation) -> tuple[Title, ...]:
    """Four of the catalogue."""
    return tuple(conversation.resource(f"Bildhantering {part}") for part in "ABCD")


def stored(conversation: Conversation) -> int:
    """How many completions there are."""
    return len(conversation.rows(Completion))


def test_several_courses_in_one_message_are_recorded_and_undone_together(
    conversation: Conversation, anna: Person, courses: tuple[Title, ...]
) -> None:
    conversation.understood(anna, training(*courses[:2], certain=True, on=YESTERDAY))
    assert "✅ Klart! 2 lärresurser är registrerade:" in anna.reply
    assert "Bildhantering B, 26 maj 2020" in anna.reply
    assert stored(conversation) == 2

    conversation.understood(anna, training(*courses[1:3], certain=True, on=YESTERDAY))
    assert "Bildhantering C är registrerad som gjord 26 maj 2020" in anna.reply
    assert "Bildhantering B finns redan på din lista" in anna.reply
    anna.presses("Ångra")
    assert stored(conversation) == 2

    conversation.understood(anna, training(*courses[:2], certain=True, on=YESTERDAY))
    assert "2 lärresurser finns redan på din lista och räknas en gång:" in anna.reply
    anna.presses("Ta bort från listan")
    assert stored(conversation) == 0
    anna.presses("Lägg tillbaka")
    assert stored(conversation) == 2


def test_a_course_that_is_named_twice_is_told_once(
    conversation: Conversation, anna: Person, courses: tuple[Title, ...]
) -> None:
    conversation.understood(anna, training(courses[0], courses[0], certain=True, on=TODAY))
    assert anna.reply.count("Bildhantering A") == 1


def test_an_uncertain_report_is_asked_about_with_at_most_three_buttons(
    conversation: Conversation, anna: Person, courses: tuple[Title, ...]
) -> None:
    conversation.understood(anna, training(*courses, on=YESTERDAY))
    assert "Vilken menar du? Jag registrerar den som gjord 26 maj 2020." in anna.reply
    assert anna.buttons == ["Bildhantering A", "Bildhantering B", "Bildhantering C"]
    assert stored(conversation) == 0

    anna.presses("Bildhantering B")
    assert anna.answer.replaces
    assert "Bildhantering B är registrerad som gjord 26 maj 2020" in anna.reply


def test_one_that_is_uncertain_leaves_a_way_out(
    conversation: Conversation, anna: Person, courses: tuple[Title, ...]
) -> None:
    conversation.understood(anna, training(courses[0], on=YESTERDAY))
    assert anna.buttons == ["Bildhantering A", "Något annat …"]
    anna.presses("Något annat …")
    anna.fills(resource="Hängslen")
    assert f"{COURSE} är registrerad som gjord 26 maj 2020" in anna.reply


def test_an_unclear_day_is_asked_for(
    conversation: Conversation, anna: Person, courses: tuple[Title, ...]
) -> None:
    conversation.understood(anna, training(courses[0], problem=Problem.UNCLEAR_DATE))
    assert "Vilken dag blev du klar med Bildhantering A?" in anna.reply
    assert anna.buttons == ["Idag", "Igår", "En annan dag …"]
    assert stored(conversation) == 0
    anna.presses("Igår")
    assert "Bildhantering A är registrerad som gjord 26 maj 2020" in anna.reply


def test_another_day_is_picked_in_the_form(
    conversation: Conversation, anna: Person, courses: tuple[Title, ...]
) -> None:
    conversation.understood(anna, training(courses[0], problem=Problem.UNCLEAR_DATE))
    anna.presses("En annan dag …")
    anna.fills(day="2020-05-04")
    assert "Bildhantering A är registrerad som gjord 4 maj 2020" in anna.reply


def test_several_courses_and_an_unclear_day_are_two_questions(
    conversation: Conversation, anna: Person, courses: tuple[Title, ...]
) -> None:
    conversation.understood(anna, training(*courses[:2], problem=Problem.UNCLEAR_DATE))
    assert "Vilken menar du? Dagen frågar jag om sedan." in anna.reply
    anna.presses("Bildhantering A")
    assert "Vilken dag blev du klar med Bildhantering A?" in anna.reply
    assert anna.answer.replaces
    assert stored(conversation) == 0
    anna.presses("Idag")
    assert stored(conversation) == 1


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"problem": Problem.FUTURE_DATE, "on": TODAY.replace(day=28)}, "28 maj 2020 har inte"),
        ({"problem": Problem.FUTURE_DATE}, "Den dagen har inte varit än"),
        ({"problem": Problem.NO_SUCH_DATE}, "Den dagen finns inte i kalendern"),
        ({"on": TODAY.replace(year=2017)}, "27 maj 2017 är för länge sedan"),
        ({"on": TODAY.replace(year=2021)}, "27 maj 2021 har inte varit än"),
    ],
)
def test_an_impossible_day_is_refused(
    conversation: Conversation, anna: Person, said: dict[str, object], told: str
) -> None:
    for certain in {False, "problem" not in said}:
        conversation.understood(anna, training(conversation.title(), certain=certain, **said))
        assert told in anna.reply
    assert stored(conversation) == 0


def test_what_the_catalogue_lacks_can_be_proposed_and_taken_back(
    conversation: Conversation, anna: Person
) -> None:
    before = len(conversation.rows(Resource))
    conversation.understood(anna, training(proposal="Podda i biblioteket", on=YESTERDAY))
    assert "Jag hittar inte Podda i biblioteket i katalogen." in anna.reply
    assert anna.buttons == ["Föreslå och registrera", "Sök i katalogen"]

    anna.presses("Föreslå och registrera")
    assert "Podda i biblioteket är registrerad som gjord 26 maj 2020" in anna.reply
    assert "räknas när den regionala utvecklaren har godkänt den" in anna.reply
    (proposed,) = (
        row for row in conversation.rows(Resource) if row.status == ResourceStatus.PROPOSED
    )
    assert (proposed.title, proposed.proposed_by) == ("Podda i biblioteket", anna.member_id)

    anna.presses("Ångra")
    assert "Podda i biblioteket, 26 maj 2020 (väntar på godkännande)" in anna.reply
    assert len(conversation.rows(Resource)) == before
    anna.presses("Lägg tillbaka")
    assert len(conversation.rows(Resource)) == before + 1
    assert stored(conversation) == 1


def test_a_proposal_that_others_have_finished_stays(
    conversation: Conversation, anna: Person
) -> None:
    bo = conversation.staff("Bo")
    for person in (anna, bo):
        conversation.understood(person, training(proposal="Podda i biblioteket", on=TODAY))
        person.presses("Föreslå och registrera")
    anna.presses("Ångra")
    assert stored(conversation) == 1
    bo.runs("/training", "lista")
    assert "Podda i biblioteket, 27 maj 2020 (väntar på godkännande)" in bo.reply


def test_what_one_proposed_and_took_back_is_no_longer_found_by_others(
    conversation: Conversation, anna: Person
) -> None:
    bo = conversation.staff("Bo")
    conversation.understood(anna, training(proposal="Podda i biblioteket", on=TODAY))
    anna.presses("Föreslå och registrera")
    bo.sends("training.propose", value="2020-05-27|Zooma ut")
    assert [option.label for option in bo.finds("podda")] == ["Podda i biblioteket"]
    anna.presses("Ångra")
    assert not bo.finds("podda")


def test_a_proposal_with_an_unclear_day_is_made_in_the_form(
    conversation: Conversation, anna: Person
) -> None:
    conversation.understood(
        anna, training(proposal="Podda i biblioteket", problem=Problem.UNCLEAR_DATE)
    )
    anna.presses("Föreslå och välj dag …")
    anna.fills(day="2020-05-04")
    assert "Podda i biblioteket är registrerad som gjord 4 maj 2020" in anna.reply


def test_a_very_long_name_is_cut(conversation: Conversation, anna: Person) -> None:
    conversation.understood(anna, training(proposal=LONG_NAME, on=TODAY))
    assert len(anna.button("Föreslå och registrera").value) < 400
    anna.presses("Föreslå och registrera")
    (proposed,) = (
        row for row in conversation.rows(Resource) if row.status == ResourceStatus.PROPOSED
    )
    assert proposed.title == LONG_NAME[:LONGEST_TITLE].strip()


@pytest.mark.parametrize("proposal", [None, "", "   "])
def test_what_names_nothing_leads_to_the_search(
    conversation: Conversation, anna: Person, proposal: str | None
) -> None:
    conversation.understood(anna, training(proposal=proposal, on=TODAY))
    assert "Jag hittar ingen lärresurs som heter så." in anna.reply
    anna.presses("Sök i katalogen")
    assert anna.form.submit == "training.save"
