"""From a request to be erased to what is told of it: over the desk, the outbox's rows and texts."""

from datetime import timedelta

import pytest

from handlers.cards import Reply
from scheduler.composers import COMPOSERS
from scheduler.erasure import compose_erasure_news
from scheduler.outbox.composing import compose
from storage.database import Database
from storage.deliveries import Claim, Due, Tenant, claim, owe_member
from storage.tables import DeliveryKind, ErasureRequest, Platform
from tests.builders import TENANT
from tests.handlers.conversations import WEDNESDAY, Conversation
from tests.handlers.reading import plain
from tests.handlers.talking import Person

MINUTE = timedelta(minutes=1)


@pytest.fixture
def conversation(database: Database) -> Conversation:
    """A county where somebody can ask and somebody can decide."""
    return Conversation(database)


def claims(conversation: Conversation) -> list[Claim]:
    """What is due, taken to be sent."""
    tenant = Tenant(Platform.SLACK, TENANT)
    with conversation.database.writing() as session:
        return list(claim(session, tenant, "me", WEDNESDAY, lease=MINUTE, most=10))


def said(conversation: Conversation, owed: Claim) -> str | None:
    """What a delivery says now."""
    card = compose(conversation.database, COMPOSERS[DeliveryKind(owed.kind)], owed, WEDNESDAY)
    return None if card is None else plain(Reply(card))


def request_of(conversation: Conversation) -> str:
    """The id of the one request, as buttons carry it."""
    (row,) = conversation.rows(ErasureRequest)
    return str(row.id)


def asking(conversation: Conversation) -> tuple[Person, Person]:
    """Somebody who has asked, and a coordinator who reads English."""
    anna = conversation.staff("Anna Ek")
    katarina = conversation.coordinator("Katarina", locale="en-GB")
    anna.sends("mydata.erase_all")
    return anna, katarina


def test_the_coordinator_is_told_and_then_the_person(conversation: Conversation) -> None:
    anna, katarina = asking(conversation)
    (came,) = claims(conversation)
    assert came.member_id == katarina.member_id
    assert "A member of staff has asked" in (said(conversation, came) or "")
    katarina.sends("mydata.grant", value=request_of(conversation))
    (went,) = claims(conversation)
    assert went.member_id == anna.member_id
    assert "Allt som är sparat om dig raderas 3 juni 2020." in (said(conversation, went) or "")
    assert said(conversation, came) is None  # it is decided: there is nothing to do any more


def test_asking_again_and_an_old_button_tell_nobody_anew(conversation: Conversation) -> None:
    anna, katarina = asking(conversation)
    anna.sends("mydata.erase_all")
    katarina.sends("mydata.refuse", value=request_of(conversation))
    katarina.sends("mydata.refuse", value=request_of(conversation))
    assert [owed.member_id for owed in claims(conversation)] == [
        katarina.member_id,
        anna.member_id,
    ]


def test_what_was_withdrawn_is_told_to_nobody(conversation: Conversation) -> None:
    anna, _ = asking(conversation)
    (came,) = claims(conversation)
    anna.presses("Ta tillbaka min begäran")
    assert said(conversation, came) is None


def test_a_delivery_about_nothing_says_nothing(conversation: Conversation) -> None:
    anna = conversation.staff("Anna")
    with conversation.database.writing() as session:
        owe_member(session, Due(DeliveryKind.ERASURE, "x", WEDNESDAY), anna.member_id, WEDNESDAY)
    (owed,) = claims(conversation)
    assert compose(conversation.database, compose_erasure_news, owed, WEDNESDAY) is None
