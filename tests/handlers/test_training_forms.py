"""Stories of the form for a finished resource, and of the own list."""

from datetime import date, timedelta

import pytest

from storage.tables import Completion, Resource
from tests.handlers.conversations import COURSE, TODAY, YESTERDAY, Conversation


def test_without_words_there_is_a_form(conversation: Conversation) -> None:
    anna = conversation.staff("Anna")
    anna.runs("/training")
    assert anna.form.title == "Rapportera lärresurs"
    anna.fills(resource="Hängslen och livrem", day=YESTERDAY)
    assert f"{COURSE} är registrerad som gjord 26 maj 2020" in anna.reply


def test_the_search_finds_by_words(conversation: Conversation) -> None:
    anna = conversation.staff("Anna")
    assert [option.label for option in anna.finds("hängslen")] == [COURSE]
    assert len(anna.finds("")) == 25


def test_a_name_that_the_list_lacks_is_proposed(conversation: Conversation) -> None:
    anna = conversation.staff("Anna", locale="en-GB")
    anna.runs("/training")
    anna.fills(title="  Podda\ni biblioteket ")
    assert "Podda i biblioteket is recorded as finished on 27 May 2020" in anna.reply
    assert "It counts once the regional coordinator has approved it." in anna.reply


def test_a_name_that_the_catalogue_has_is_that_resource(conversation: Conversation) -> None:
    anna = conversation.staff("Anna")
    before = len(conversation.rows(Resource))
    anna.runs("/training")
    anna.fills(title=COURSE.upper())
    assert f"{COURSE} är registrerad" in anna.reply
    assert len(conversation.rows(Resource)) == before


@pytest.mark.parametrize(
    ("values", "field", "told"),
    [
        ({}, "resource", "Välj något i listan, eller skriv ett namn."),
        ({"title": "   "}, "resource", "Välj något i listan, eller skriv ett namn."),
        ({"title": "🎉"}, "title", "Välj något i listan, eller skriv ett namn."),
        ({"title": "https://digiteket.se/"}, "title", "Välj något i listan"),
        ({"title": "Kurs", "day": "2020-05-28"}, "day", "28 maj 2020 har inte varit än"),
        ({"title": "Kurs", "day": "2017-12-31"}, "day", "31 december 2017 är för länge sedan"),
        ({"title": "Kurs", "day": "igår"}, "day", "Jag förstår inte vilken dag du menar"),
    ],
)
def test_what_is_wrong_is_told_at_its_field(
    conversation: Conversation, values: dict[str, str], field: str, told: str
) -> None:
    anna = conversation.staff("Anna")
    anna.runs("/training")
    anna.fills(**values)
    assert told in anna.errors[field]
    assert not conversation.rows(Completion)


def test_an_empty_list_says_how_to_fill_it(conversation: Conversation) -> None:
    anna = conversation.staff("Anna")
    anna.runs("/training", "lista")
    assert "Du har inte registrerat någon lärresurs än." in anna.reply
    anna.sends("training.change")
    assert "Den knappen gäller inte längre" in anna.reply


@pytest.mark.parametrize("words", ["list", "Lista", "mina", "min lista", " MY LIST "])
def test_the_list_has_the_latest_first(conversation: Conversation, words: str) -> None:
    anna = conversation.staff("Anna")
    anna.finishes(conversation.resource("Äldre"), YESTERDAY)
    anna.finishes(conversation.resource("Nyare"), TODAY)
    anna.runs("/training", words)
    assert anna.reply.splitlines() == [
        "Min lista",
        "Nyare, 27 maj 2020",
        "Äldre, 26 maj 2020",
        "[Rapportera en lärresurs] [Ändra eller ta bort …] [Mina framsteg]",
    ]


def test_a_long_list_says_how_much_more_there_is(conversation: Conversation) -> None:
    anna = conversation.staff("Anna")
    for number in range(52):
        anna.finishes(conversation.resource(f"Kurs {number:02}"), TODAY - timedelta(days=number))
    anna.runs("/training", "list")
    assert "Kurs 49, " in anna.reply
    assert "Kurs 50, " not in anna.reply
    assert "Och 2 till." in anna.reply


def test_one_of_the_list_is_moved_to_another_day(conversation: Conversation) -> None:
    anna = conversation.staff("Anna")
    anna.finishes(conversation.title(), TODAY)
    anna.sends("training.change")
    anna.fills(completion=COURSE, day="2020-05-04")
    assert "är nu registrerad som gjord 4 maj 2020" in anna.reply
    assert conversation.rows(Completion)[0].completed_on == date(2020, 5, 4)


def test_one_of_the_list_is_removed(conversation: Conversation) -> None:
    anna = conversation.staff("Anna")
    anna.finishes(conversation.title(), TODAY)
    anna.sends("training.change")
    anna.fills(completion=COURSE, deed="Ta bort den från listan")
    assert "Borttaget från din lista" in anna.reply
    assert not conversation.rows(Completion)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"deed": "move", "day": "2020-05-04"}, "completion"),
        ({"completion": "{own}", "day": "2020-05-04"}, "deed"),
        ({"completion": "{own}", "deed": "burn", "day": "2020-05-04"}, "deed"),
        ({"completion": "{own}", "deed": "move", "day": "2020-06-04"}, "day"),
        ({"completion": "{own}", "deed": "move"}, "day"),
    ],
)
def test_a_change_that_is_not_whole_changes_nothing(
    conversation: Conversation, values: dict[str, str], field: str
) -> None:
    anna = conversation.staff("Anna")
    anna.finishes(conversation.title(), TODAY)
    own = str(conversation.rows(Completion)[0].id)
    given = {name: own if value == "{own}" else value for name, value in values.items()}
    anna.sends("training.changed", values=given)
    assert list(anna.errors) == [field]
    assert conversation.rows(Completion)[0].completed_on == TODAY
