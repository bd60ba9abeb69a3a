"""Who joined by themselves is told of, once, to whoever can confirm it."""

import pytest

from storage.database import Database
from storage.tables import DeliveryKind, Employment
from tests.handlers.conversations import NASSJO, VETLANDA, Conversation
from tests.handlers.talking import Person
from tests.scheduler.mail import Mail


@pytest.fixture
def conversation(database: Database) -> Conversation:
    return Conversation(database)


@pytest.fixture
def mail(conversation: Conversation) -> Mail:
    return Mail(conversation)


def joins(person: Person, library: str) -> None:
    """Somebody chooses a library."""
    person.runs("/kompis", "start")
    person.fills(library=library)


def test_the_manager_is_told_with_what_can_be_answered(
    conversation: Conversation, mail: Mail
) -> None:
    mia, lotta = conversation.manager("Mia"), conversation.coordinator("Lotta")
    joins(conversation.stranger("Jonna Sjögren"), NASSJO)
    assert mail.deliver(mia, lotta) == 1
    assert f"Jonna Sjögren har angett att hen arbetar på {NASSJO} sedan 27 maj 2020." in mia.reply
    assert mia.buttons == ["Ja, bekräfta", "Nej", "Visa personalen"]
    (waiting,) = [row for row in conversation.rows(Employment) if row.confirmed_at is None]
    who = f"{waiting.library_id}|{waiting.member_id}"
    confirm, decline, team = (mia.button(label) for label in mia.buttons)
    assert (confirm.action, confirm.value) == ("team.confirm", who)
    assert (decline.action, decline.value) == ("team.decline", who)
    assert (team.action, team.value) == ("team.library", str(waiting.library_id))


def test_the_coordinator_is_told_where_nobody_leads(conversation: Conversation, mail: Mail) -> None:
    lotta = conversation.coordinator("Lotta")
    conversation.manager("Mia", VETLANDA)
    joins(conversation.stranger("Jonna"), NASSJO)
    assert mail.deliver(lotta) == 1


def test_nobody_is_told_twice_and_the_other_library_is(
    conversation: Conversation, mail: Mail
) -> None:
    mia, vera = conversation.manager("Mia"), conversation.manager("Vera", VETLANDA)
    jonna = conversation.stranger("Jonna")
    joins(jonna, NASSJO)
    joins(jonna, NASSJO)
    joins(jonna, VETLANDA)
    assert mail.deliver(mia, vera) == 1
    assert not mia.answers  # gone on to the other library
    assert "Jonna" in vera.reply
    assert mail.states(DeliveryKind.JOINED) == ["cancelled", "sent"]


def test_who_is_confirmed_meanwhile_is_no_news(conversation: Conversation, mail: Mail) -> None:
    mia = conversation.manager("Mia")
    joins(conversation.stranger("Jonna"), NASSJO)
    with conversation.database.writing() as session:
        for row in conversation.rows(Employment):
            if row.confirmed_at is None:
                session.get_one(Employment, row.id).confirmed_at = conversation.clock.now
    assert mail.deliver(mia) == 0


def test_where_nobody_can_be_told_joining_works_all_the_same(
    conversation: Conversation, mail: Mail
) -> None:
    jonna = conversation.stranger("Jonna")
    joins(jonna, NASSJO)
    assert NASSJO in jonna.reply
    assert mail.states(DeliveryKind.JOINED) == []
