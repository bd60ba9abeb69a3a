"""A channel that was broken is mended by who looks after it."""

from collections.abc import Callable

import pytest
from sqlmodel import select

from storage.deliveries import Tenant, break_channel, broken_channels
from storage.tables import Library, Platform, Region
from tests import builders
from tests.builders import TENANT
from tests.handlers.conversations import NASSJO, VETLANDA, WEDNESDAY, Conversation
from tests.handlers.talking import Person


def break_one(conversation: Conversation, at: str | None = NASSJO) -> str:
    """A channel of a library, or of the region, has broken; what its button carries."""
    with conversation.database.writing() as session:
        region = session.get_one(Region, conversation.region_id)
        named = select(Library).where(Library.name == at, Library.region_id == region.id)
        library = session.exec(named).one() if at else None
        builders.channel(session, region, library, f"C {at}")
        tenant = Tenant(Platform.SLACK, TENANT)
        _, news = break_channel(session, tenant, f"C {at}", "is_archived", WEDNESDAY)
        assert news is not None
        return str(news.row_id)


def broken(conversation: Conversation) -> int:
    """How many channels are broken."""
    with conversation.database.reading() as session:
        return len(broken_channels(session, conversation.region_id))


def test_the_librarys_manager_mends_it(conversation: Conversation) -> None:
    channel = break_one(conversation)
    boss = conversation.manager("Lena")
    boss.sends("channels.mend", value=channel)
    assert "försöker jag skriva i kanalen igen" in boss.reply
    assert broken(conversation) == 0


def test_twice_is_once(conversation: Conversation) -> None:
    channel = break_one(conversation)
    boss = conversation.manager("Lena")
    for _ in range(2):
        boss.sends("channels.mend", value=channel)
        assert "försöker jag skriva i kanalen igen" in boss.reply


@pytest.mark.parametrize("at", [NASSJO, None])
def test_the_coordinator_mends_any_of_the_region(
    conversation: Conversation, at: str | None
) -> None:
    channel = break_one(conversation, at)
    conversation.coordinator("Katarina").sends("channels.mend", value=channel)
    assert broken(conversation) == 0


def somebody(conversation: Conversation) -> Person:
    """One of the library's staff."""
    return conversation.staff("Anna")


def a_neighbour(conversation: Conversation) -> Person:
    """The manager of another library."""
    return conversation.manager("Bo", VETLANDA)


@pytest.mark.parametrize("who", [somebody, a_neighbour])
@pytest.mark.parametrize("at", [NASSJO, None])
def test_nobody_else_mends_it(
    conversation: Conversation, who: Callable[[Conversation], Person], at: str | None
) -> None:
    channel = break_one(conversation, at)
    person = who(conversation)
    person.sends("channels.mend", value=channel)
    assert "Det här kan du inte se eller ändra" in person.reply
    assert broken(conversation) == 1


def test_a_coordinator_of_another_region_does_not(conversation: Conversation) -> None:
    channel = break_one(conversation)
    stranger = conversation.elsewhere().coordinator("Katarina")
    stranger.sends("channels.mend", value=channel)
    assert "Det här kan du inte se eller ändra" in stranger.reply
    assert broken(conversation) == 1


@pytest.mark.parametrize("value", ["", "x", "-1", "9" * 30])
def test_a_button_that_says_nothing(conversation: Conversation, value: str) -> None:
    boss = conversation.manager("Lena")
    boss.sends("channels.mend", value=value)
    assert "Den knappen gäller inte längre" in boss.reply
