"""The whole bot on Teams says by itself what it owes, and a broken channel is mended from there."""

import pytest
from sqlmodel import select

from storage.database import Database
from storage.deliveries import Due, owe_channel
from storage.tables import Channel, Delivery, DeliveryKind, DeliveryState, Library, Region
from tests import builders
from tests.bot.teams.conftest import CHANNEL, MIA, NOW, Stage, actions, words
from tests.bot.teams.fake import Call, Fault
from tests.bot.teams.outboxes import HERE

SENT, PENDING = DeliveryState.SENT, DeliveryState.PENDING


@pytest.fixture
def linked(stage: Stage) -> Stage:
    """The library is linked to the channel of a team."""
    with stage.database.writing() as session:
        county = session.exec(select(Region)).one()
        library = session.exec(select(Library)).one()
        builders.channel(session, county, library, CHANNEL, platform=HERE.platform, tenant=HERE.id)
    return stage


def owe(database: Database) -> None:
    """The library's week is due."""
    with database.writing() as session:
        channel = session.exec(select(Channel)).one()
        due = Due(DeliveryKind.WEEKLY_SUMMARY, "2026-W19", NOW)
        assert owe_channel(session, due, builders.address(channel), NOW)


async def ticks(stage: Stage) -> list[Call]:
    """A minute is over; what was posted since."""
    before = len(stage.teams.calls)
    await stage.bot.outbox.tick()
    await stage.bot.outbox.idle()
    return stage.teams.calls[before:]


def states(stage: Stage) -> dict[str, DeliveryState]:
    """How far each kind has come."""
    with stage.database.reading() as session:
        return {row.kind: row.state for row in session.exec(select(Delivery))}


async def test_a_summary_begins_a_thread_in_the_channel(linked: Stage) -> None:
    await ticks(linked)  # the bot begins
    owe(linked.database)
    [call] = await ticks(linked)
    assert call.body["channelData"]["channel"]["id"] == CHANNEL
    assert "Nässjö" in words(call.card)
    assert states(linked)["weekly_summary"] is SENT


async def test_a_channel_that_is_shut_is_mended_with_the_button(linked: Stage) -> None:
    await linked.says("hej", MIA)
    await ticks(linked)
    owe(linked.database)
    linked.teams.fail(Fault(403, "BotNotInConversationRoster"))
    calls = await ticks(linked)
    calls += await ticks(linked)
    [notice] = [call for call in calls if call.conversation == MIA.chat]
    assert "Add me again" in words(notice.card)
    found = states(linked)
    assert (found["weekly_summary"], found["channel_broken"]) == (PENDING, SENT)
    before = len(linked.teams.calls)
    await linked.presses(actions(notice.card)["channels.mend"], MIA)
    await linked.bot.outbox.idle()
    posts = [call for call in linked.teams.calls[before:] if "channel" in str(call.body)]
    assert any(CHANNEL in str(call.body.get("channelData")) for call in posts)
    assert states(linked)["weekly_summary"] is SENT


async def test_a_channel_is_mended_by_itself_when_the_app_is_added_again(linked: Stage) -> None:
    def of_team(action: str) -> dict[str, object]:
        return linked.activity("installationUpdate", MIA, CHANNEL) | {"action": action}

    await linked.does(of_team("add"))
    await linked.does(of_team("remove"))
    owe(linked.database)
    await ticks(linked)
    assert states(linked)["weekly_summary"] is PENDING
    await linked.does(of_team("add"))
    await linked.bot.outbox.tick()
    await linked.bot.outbox.idle()
    assert states(linked)["weekly_summary"] is SENT
