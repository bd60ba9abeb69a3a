"""Stories of addresses in a channel: one press for each who has finished the page."""

import pytest

from storage.tables import Completion, Resource
from tests.handlers.conversations import COURSE, TODAY, YESTERDAY, Conversation
from tests.handlers.talking import Person

ADDRESS = "https://digiteket.se/kurs/bygg-din-egen-teknikjakt/"
NEW = "https://digiteket.se/kurs/helt-ny-kurs/?utm_source=mejl"


@pytest.fixture
def karin(conversation: Conversation) -> Person:
    return conversation.staff("Karin", locale="en-GB")


def test_a_page_of_the_catalogue_is_shown_to_all_as_the_region_reads(
    conversation: Conversation, karin: Person
) -> None:
    karin.sends("link", text=ADDRESS)
    assert karin.reply.splitlines() == [
        "Har du gått Bygg din egen teknikjakt?",
        "[Jag har gjort den]",
        "Svaret ser bara du.",
    ]
    assert karin.answer.audience == "everyone"
    assert not conversation.rows(Completion)


def test_who_presses_is_recorded_today_and_answered_privately(
    conversation: Conversation, karin: Person
) -> None:
    bo = conversation.staff("Bo")
    karin.sends("link", text=ADDRESS)
    button = karin.button("Jag har gjort den")
    for person in (karin, bo):
        person.sends(button.action, value=button.value)
        assert person.answer.audience == "private"
        assert not person.answer.replaces
    assert {row.completed_on for row in conversation.rows(Completion)} == {TODAY}
    assert "är registrerad som gjord 27 maj 2020" in bo.reply
    bo.presses("En annan dag …")
    bo.fills(day=YESTERDAY)
    assert "26 maj 2020" in bo.reply
    karin.presses("Undo")
    assert [row.member_id for row in conversation.rows(Completion)] == [bo.member_id]


def test_pressed_twice_is_one(conversation: Conversation) -> None:
    bo = conversation.staff("Bo")
    resource = str(conversation.title().resource_id)
    bo.sends("link.done", value=resource)
    bo.sends("link.done", value=resource)
    assert f"{COURSE} finns redan på din lista" in bo.reply
    assert len(conversation.rows(Completion)) == 1


def test_a_page_that_the_catalogue_lacks_is_proposed_by_the_button(
    conversation: Conversation,
) -> None:
    bo, siv = conversation.staff("Bo"), conversation.staff("Siv")
    bo.sends("link", text=NEW)
    assert "Har du gått digiteket.se/kurs/helt-ny-kurs?" in bo.reply
    button = bo.button("Jag har gjort den")
    for person in (bo, siv):
        person.sends(button.action, value=button.value)
        assert "är registrerad som gjord 27 maj 2020" in person.reply
    (proposed,) = [row for row in conversation.rows(Resource) if row.proposed_by]
    assert proposed.url == "https://digiteket.se/kurs/helt-ny-kurs"
    assert len(conversation.rows(Completion)) == 2


def test_several_pages_and_each_once(conversation: Conversation, karin: Person) -> None:
    karin.sends("link", text=f"{ADDRESS}\n{ADDRESS}#steg-2\n{NEW}\nhttps://digiteket.se/")
    assert karin.buttons == ["Jag har gjort den"] * 2


@pytest.mark.parametrize("text", ["", "https://digiteket.se", "https://digiteket.se/kurs/", "x"])
def test_the_front_page_is_no_resource(karin: Person, text: str) -> None:
    karin.sends("link", text=text)
    assert karin.answer.audience == "private"


def test_a_stranger_is_told_how_to_begin(conversation: Conversation) -> None:
    ulla = conversation.stranger("Ulla")
    ulla.sends("link.done", value=str(conversation.title().resource_id))
    assert "Jag vet inte vilket bibliotek du arbetar på" in ulla.reply
    assert not conversation.rows(Completion)


@pytest.mark.parametrize(
    ("route", "value"),
    [
        *(("link.done", value) for value in ("", "x", "99999")),
        *(("link.propose", value) for value in ("", "https://digiteket.se/", "https://a.se/b")),
        *(("link.day", value) for value in ("", "x", "99999")),
    ],
)
def test_made_up_buttons_do_nothing(conversation: Conversation, route: str, value: str) -> None:
    bo = conversation.staff("Bo")
    bo.sends(route, value=value)
    assert "Den knappen gäller inte längre" in bo.reply
    assert not conversation.rows(Completion)


def test_the_day_of_somebody_elses_cannot_be_opened(conversation: Conversation) -> None:
    bo, siv = conversation.staff("Bo"), conversation.staff("Siv")
    bo.sends("link.done", value=str(conversation.title().resource_id))
    (row,) = conversation.rows(Completion)
    siv.sends("link.day", value=str(row.id))
    assert "Den knappen gäller inte längre" in siv.reply
