"""Stories of being registered on Digiteket."""

from datetime import date

from handlers.understanding import Intent, Problem, Understanding
from storage.tables import Registration
from tests.handlers.conversations import TODAY, YESTERDAY, Conversation

ON_MONDAY = Understanding(Intent.REGISTRATION, certain=True, on=date(2020, 5, 25))


def test_it_is_recorded_undone_and_put_back(conversation: Conversation) -> None:
    anna = conversation.staff("Anna")
    conversation.understood(anna, ON_MONDAY)
    assert anna.reply.splitlines() == [
        "✅ Klart! Du är registrerad på Digiteket sedan 25 maj 2020.",
        "Kvar till målet för Digiteket: 2 lärresurser till.",
        "[Ångra] [Rapportera en lärresurs]",
    ]
    anna.presses("Ångra")
    assert "Jag räknar dig inte längre som registrerad" in anna.reply
    assert not conversation.rows(Registration)
    anna.presses("Lägg tillbaka")
    assert conversation.rows(Registration)[0].registered_on == date(2020, 5, 25)
    anna.presses("Ångra")
    anna.again()
    assert "Den knappen gäller inte längre" in anna.reply


def test_what_was_known_says_so_and_can_be_removed(conversation: Conversation) -> None:
    anna = conversation.staff("Anna", locale="en-GB")
    conversation.understood(anna, ON_MONDAY)
    anna.again()
    assert anna.answers[0] == anna.answers[1]
    conversation.understood(anna, Understanding(Intent.REGISTRATION, certain=True, on=TODAY))
    assert "I knew that already" in anna.reply
    assert "25 May 2020" in anna.reply
    anna.presses("Remove this")
    assert not conversation.rows(Registration)


def test_an_unclear_day_is_asked_for(conversation: Conversation) -> None:
    anna = conversation.staff("Anna")
    unclear = Understanding(Intent.REGISTRATION, certain=False, problem=Problem.UNCLEAR_DATE)
    conversation.understood(anna, unclear)
    assert "Vilken dag registrerade du dig på Digiteket?" in anna.reply
    anna.presses("En annan dag …")
    anna.fills(day=YESTERDAY)
    assert "sedan 26 maj 2020" in anna.reply


def test_a_button_without_a_day_means_today(conversation: Conversation) -> None:
    anna = conversation.staff("Anna")
    anna.sends("registration.record")
    assert conversation.rows(Registration)[0].registered_on == TODAY


def test_an_impossible_day_is_refused(conversation: Conversation) -> None:
    anna = conversation.staff("Anna")
    for said in (
        Understanding(Intent.REGISTRATION, certain=False, problem=Problem.NO_SUCH_DATE),
        Understanding(Intent.REGISTRATION, certain=True, on=date(2020, 5, 28)),
        Understanding(Intent.REGISTRATION, certain=True, on=date(2010, 1, 1)),
    ):
        conversation.understood(anna, said)
        assert not anna.buttons
    anna.sends("registration.save", values={"day": "2020-05-28"})
    assert "28 maj 2020 har inte varit än" in anna.errors["day"]
    assert not conversation.rows(Registration)


def test_the_goal_is_reached_by_two_resources_and_the_registration(
    conversation: Conversation,
) -> None:
    anna = conversation.staff("Anna")
    for title in ("Kurs ett", "Kurs två"):
        anna.finishes(conversation.resource(title), TODAY)
    conversation.understood(anna, ON_MONDAY)
    assert "Målet för Digiteket är nått. Nu återstår bara självskattningen." in anna.reply
    anna.runs("/assessment", "idag")
    anna.finishes(conversation.resource("Kurs tre"), TODAY)
    assert "Du har nått dina mål" in anna.reply
