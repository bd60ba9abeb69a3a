"""Coordinators decide on requests to be erased: in two steps, once, and not on their own."""

from zoneinfo import ZoneInfo

import pytest

from handlers.cards import Reply
from handlers.mydata.notices import compose_erasure
from handlers.texts import texts_in
from storage.personal.forgetting import carry_out_granted
from storage.personal.requests import GRACE
from storage.tables import AuditEvent, ErasureRequest, Member, Role
from tests.handlers.conversations import COORDINATOR, TODAY, WEDNESDAY, Conversation
from tests.handlers.reading import plain
from tests.handlers.talking import Person


def asking(conversation: Conversation, name: str = "Anna Ek") -> Person:
    """Somebody who has asked that everything be erased."""
    anna = conversation.staff(name)
    anna.sends("mydata.erase_all")
    return anna


def request_of(conversation: Conversation) -> ErasureRequest:
    """The one request."""
    (row,) = conversation.rows(ErasureRequest)
    return row


def named_coordinator(conversation: Conversation) -> Person:
    """The coordinator whom the settings name, and who has just come."""
    katarina = conversation.stranger("Katarina", email=COORDINATOR)
    katarina.runs("/progress")
    (row,) = [row for row in conversation.rows(Member) if row.email_key == COORDINATOR]
    katarina.member_id = row.id or 0
    return katarina


def told(conversation: Conversation, person: Person, *, language: str = "sv") -> str | None:
    """What somebody would be told of the one request now."""
    with conversation.database.reading() as session:
        card = compose_erasure(
            session,
            texts_in(language),
            conversation.region_id,
            ZoneInfo("Europe/Stockholm"),
            request_id=request_of(conversation).id or 0,
            to_member=person.member_id,
            today=TODAY,
        )
    return None if card is None else plain(Reply(card))


def test_a_request_is_granted_after_a_second_question(conversation: Conversation) -> None:
    anna, katarina = asking(conversation), conversation.coordinator("Katarina")
    katarina.says("mina uppgifter")
    katarina.presses("1 begäran att besluta om")
    assert "Anna Ek (Nässjö stadsbibliotek) bad den 27 maj 2020" in katarina.reply
    katarina.presses("Bevilja …")
    assert "Radera allt om Anna Ek?" in katarina.reply
    assert request_of(conversation).granted is None
    katarina.presses("Ja, radera allt")
    assert "Allt om Anna Ek raderas om 7 dagar." in katarina.reply
    assert request_of(conversation).granted
    anna.says("mina uppgifter")
    assert "Allt om dig raderas 3 juni 2020." in anna.reply
    katarina.presses("Till listan")
    assert "Ingen begäran väntar på beslut." in katarina.reply


def test_what_is_granted_is_not_asked_for_again(conversation: Conversation) -> None:
    anna, katarina = asking(conversation), conversation.coordinator("Katarina")
    katarina.sends("mydata.grant", value=str(request_of(conversation).id))
    anna.sends("mydata.erase_all")
    assert "Allt om dig raderas 3 juni 2020." in anna.reply
    anna.presses("Ta tillbaka min begäran")
    assert not conversation.rows(ErasureRequest)


def test_a_request_is_refused(conversation: Conversation) -> None:
    anna, katarina = asking(conversation), conversation.coordinator("Katarina")
    katarina.sends("mydata.requests")
    katarina.presses("Avslå …")
    katarina.presses("Ja, avslå")
    assert "Uppgifterna om Anna Ek behålls." in katarina.reply
    anna.says("mina uppgifter")
    assert "fick avslag 27 maj 2020" in anna.reply
    assert "Ta tillbaka min begäran" not in anna.buttons
    anna.sends("mydata.erase_all")
    assert "väntar på beslut" in anna.reply  # it may be asked again


def test_a_decision_can_be_taken_back(conversation: Conversation) -> None:
    asking(conversation)
    katarina, other = conversation.coordinator("Katarina"), conversation.coordinator("Otto")
    number = str(request_of(conversation).id)
    katarina.sends("mydata.grant", value=number)
    other.sends("mydata.reopen", value=number)
    assert "Den knappen gäller inte längre." in other.reply
    katarina.presses("Ångra")
    assert "Begäran från Anna Ek väntar igen." in katarina.reply
    assert request_of(conversation).granted is None
    katarina.sends("mydata.reopen", value=number)
    assert "Den knappen gäller inte längre." in katarina.reply


def test_what_is_decided_or_withdrawn_cannot_be_decided(conversation: Conversation) -> None:
    anna, katarina = asking(conversation), conversation.coordinator("Katarina")
    number = str(request_of(conversation).id)
    katarina.sends("mydata.refuse", value=number)
    for route in ("mydata.grant", "mydata.refuse"):
        katarina.sends(route, value=number)
        assert "Den knappen gäller inte längre." in katarina.reply
    katarina.sends("mydata.decide", value=f"grant,{number}")
    assert "Den knappen gäller inte längre." in katarina.reply
    anna.sends("mydata.erase_all")
    newer = str(max(row.id or 0 for row in conversation.rows(ErasureRequest)))
    anna.presses("Ta tillbaka min begäran")
    katarina.sends("mydata.grant", value=newer)
    assert "Den knappen gäller inte längre." in katarina.reply


@pytest.mark.parametrize("value", ["", "burn,1", "grant", "grant,", "grant,x", "1,grant"])
def test_a_question_that_makes_no_sense(conversation: Conversation, value: str) -> None:
    katarina = conversation.coordinator("Katarina")
    katarina.sends("mydata.decide", value=value)
    assert "Den knappen gäller inte längre." in katarina.reply


def test_another_regions_coordinator_decides_nothing(conversation: Conversation) -> None:
    asking(conversation)
    kerstin = conversation.elsewhere().coordinator("Kerstin")
    kerstin.sends("mydata.requests")
    assert "Ingen begäran väntar på beslut." in kerstin.reply
    kerstin.sends("mydata.grant", value=str(request_of(conversation).id))
    assert "Den knappen gäller inte längre." in kerstin.reply
    assert request_of(conversation).granted is None


@pytest.mark.parametrize("role", [Role.STAFF, Role.MANAGER])
def test_nobody_else_sees_or_decides(conversation: Conversation, role: Role) -> None:
    asking(conversation)
    person = conversation.staff("Bo", role=role)
    for route in ("requests", "decide", "grant", "refuse", "reopen"):
        person.sends(f"mydata.{route}", value=str(request_of(conversation).id))
        assert "Det här kan du inte se eller ändra själv." in person.reply
    assert request_of(conversation).granted is None


def test_a_coordinator_does_not_decide_on_the_own_request(conversation: Conversation) -> None:
    katarina = conversation.coordinator("Katarina")  # beside the one whom the settings name
    katarina.sends("mydata.erase_all")
    number = str(request_of(conversation).id)
    for route, value in (("decide", f"grant,{number}"), ("grant", number), ("refuse", number)):
        katarina.sends(f"mydata.{route}", value=value)
        assert "Det är din egen begäran." in katarina.reply
    assert request_of(conversation).granted is None
    other = named_coordinator(conversation)
    other.sends("mydata.grant", value=number)
    assert request_of(conversation).granted


def test_the_only_coordinator_decides_on_the_own_request_too(conversation: Conversation) -> None:
    katarina = named_coordinator(conversation)
    katarina.sends("mydata.erase_all")
    number = str(request_of(conversation).id)
    katarina.sends("mydata.grant", value=number)
    assert "Allt om Katarina raderas om 7 dagar." in katarina.reply
    katarina.presses("Ångra")
    conversation.coordinator("Karin")
    katarina.sends("mydata.grant", value=number)
    assert "Det är din egen begäran." in katarina.reply


def test_all_that_coordinators_see_and_do_is_written_down(conversation: Conversation) -> None:
    anna, katarina = asking(conversation), conversation.coordinator("Katarina")
    katarina.sends("mydata.requests")
    katarina.presses("Bevilja …")
    katarina.presses("Ja, radera allt")
    katarina.presses("Ångra")
    events = [row for row in conversation.rows(AuditEvent) if row.actor_id == katarina.member_id]
    assert [row.action for row in events] == [
        "mydata.requests",
        "mydata.requests",
        "mydata.grant",
        "mydata.reopen",
    ]
    assert {(row.subject_id, row.object_id) for row in events} == {
        (anna.member_id, request_of(conversation).id)
    }


def test_after_a_week_nobody_knows_the_person(conversation: Conversation) -> None:
    anna, katarina = asking(conversation), conversation.coordinator("Katarina")
    number = str(request_of(conversation).id)
    katarina.sends("mydata.grant", value=number)
    with conversation.database.writing() as session:
        assert carry_out_granted(session, WEDNESDAY + GRACE) == 1
    katarina.sends("mydata.reopen", value=number)
    assert "Den knappen gäller inte längre." in katarina.reply
    anna.says("mina uppgifter")
    assert "Jag har inte sparat något om dig." in anna.reply
    anna.runs("/progress")
    assert "Jag vet inte vilket bibliotek du arbetar på." in anna.reply


# What is told


def test_coordinators_are_told_without_a_name_and_the_person_how_it_went(
    conversation: Conversation,
) -> None:
    anna, katarina = asking(conversation), conversation.coordinator("Katarina")
    assert told(conversation, anna) is None  # there is nothing new to the person
    came = told(conversation, katarina) or ""
    assert "En medarbetare har bett om" in came
    assert "Anna" not in came
    number = str(request_of(conversation).id)
    katarina.sends("mydata.grant", value=number)
    assert told(conversation, katarina) is None
    assert "Allt som är sparat om dig raderas 3 juni 2020." in (told(conversation, anna) or "")
    katarina.sends("mydata.reopen", value=number)
    katarina.sends("mydata.refuse", value=number)
    assert "har fått avslag" in (told(conversation, anna) or "")
    assert "is refused" in (told(conversation, anna, language="en") or "")


def test_of_what_is_withdrawn_or_carried_out_nothing_is_told(conversation: Conversation) -> None:
    anna, katarina = asking(conversation), conversation.coordinator("Katarina")
    katarina.sends("mydata.grant", value=str(request_of(conversation).id))
    with conversation.database.writing() as session:
        carry_out_granted(session, WEDNESDAY + GRACE)
    assert told(conversation, anna) is None
    with conversation.database.reading() as session:
        gone = compose_erasure(
            session,
            texts_in("sv"),
            conversation.region_id,
            ZoneInfo("Europe/Stockholm"),
            request_id=4711,
            to_member=katarina.member_id,
            today=TODAY,
        )
    assert gone is None
