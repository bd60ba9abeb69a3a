"""The outbox against the sandbox: whatever Slack does, everything owed stands there once."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import pytest
from sqlmodel import select

from bot.slack.manifest import SCOPES
from storage.database import Database
from storage.deliveries import Due, break_channel
from storage.tables import Channel, DeliveryKind, DeliveryState
from tests.bot.sandbox.conftest import Stage, serve
from tests.bot.slack.edge.conftest import (
    BOT,
    CHANNEL,
    MIA,
    WORKSPACE,
    bot_in,
    buttons,
    dm,
    press,
    since,
)
from tests.bot.slack.edge.outboxes import LONG, TENANT, Owing, furnish, outbox_in, owe

SENT, FAILED, UNCERTAIN = DeliveryState.SENT, DeliveryState.FAILED, DeliveryState.UNCERTAIN
PENDING = DeliveryState.PENDING
POST, LOOK = "chat.postMessage", "conversations.history"


@pytest.fixture
async def stage() -> AsyncIterator[Stage]:
    """A sandbox without a bot."""
    async with serve(WORKSPACE) as served:
        yield served


@pytest.fixture
async def owing(stage: Stage, library: Database) -> AsyncIterator[Owing]:
    """An outbox that posts there."""
    furnish(library)
    async with outbox_in(stage, library) as running:
        yield running


async def test_a_channel_reads_what_it_is_owed(owing: Owing) -> None:
    owing.owe()
    await owing.until(SENT)
    (message,) = await owing.stage.seen(CHANNEL)
    assert message["text"] == "Rad 0"
    assert message["user"] == BOT
    (row,) = owing.rows()
    assert row.message_id == message["ts"]
    assert message["metadata"]["event_payload"] == {"key": f"{row.key}:0"}


async def test_a_person_reads_it_in_their_conversation(owing: Owing) -> None:
    owing.owe(DeliveryKind.REMINDER, to_mia=True)
    await owing.until(SENT)
    assert len(await owing.stage.seen(dm(MIA), MIA)) == 1


@pytest.mark.parametrize("kind", ["429", "500", "drop", "lost_answer"])
@pytest.mark.parametrize("to_mia", [False, True])
async def test_whatever_happens_to_the_post(owing: Owing, kind: str, to_mia: bool) -> None:
    await owing.break_down(POST, kind, retry_after=0)
    owing.owe(to_mia=to_mia)
    await owing.until(SENT)
    assert len(await owing.stage.seen(dm(MIA) if to_mia else CHANNEL, MIA)) == 1
    assert (await owing.stage.look("faults"))["faults"] == []


@pytest.mark.parametrize("kind", ["429", "500", "drop", "lost_answer"])
async def test_whatever_happens_to_the_look(owing: Owing, kind: str) -> None:
    await owing.break_down(POST, "lost_answer")
    await owing.break_down(LOOK, kind, times=2, retry_after=0)
    owing.owe()
    await owing.until(SENT)
    assert len(await owing.stage.seen(CHANNEL)) == 1


async def test_whatever_happens_again_and_again(owing: Owing) -> None:
    for kind in ("500", "lost_answer", "429", "drop"):
        await owing.break_down("*", kind, times=2, retry_after=0)
    for _ in range(5):
        owing.owe()
    await owing.until(*[SENT] * 5)
    assert len(await owing.stage.seen(CHANNEL)) == 5


@pytest.mark.parametrize("kind", ["429", "500", "drop", "lost_answer"])
@pytest.mark.parametrize("before", [0, 1])
async def test_a_card_of_two_messages(
    stage: Stage, library: Database, kind: str, before: int
) -> None:
    """The fault hits the first or the second."""
    furnish(library)
    async with outbox_in(stage, library, parts=LONG) as owing:
        if before:
            await owing.break_down(POST, "slow", seconds=0.01)
        await owing.break_down(POST, kind, retry_after=0)
        owing.owe()
        await owing.until(SENT)
    messages = await stage.seen(CHANNEL)
    assert [message["text"].splitlines()[0] for message in messages] == ["Rad 0", "Rad 50"]


async def test_where_looking_is_not_granted_it_stays_uncertain(library: Database) -> None:
    furnish(library)
    few = frozenset(SCOPES) - {"channels:history", "groups:history", "im:history"}
    workspace = replace(WORKSPACE, bot=replace(WORKSPACE.bot, scopes=few))
    async with serve(workspace) as stage, outbox_in(stage, library) as owing:
        await owing.break_down(POST, "lost_answer")
        owing.owe()
        await owing.until(UNCERTAIN)
        assert owing.rows()[0].error_code == "missing_scope"
        assert len(await stage.seen(CHANNEL)) == 1


@pytest.mark.parametrize("how", ["archive", "membership"])
async def test_a_channel_that_lets_nothing_in(owing: Owing, how: str) -> None:
    closed = {"archived": True} if how == "archive" else {"user": BOT, "member": False}
    await owing.stage.act(how, channel=CHANNEL, **closed)
    owing.owe()
    await owing.until(PENDING, SENT)
    (notice,) = await owing.stage.seen(dm(MIA), MIA)
    assert "channels.mend" in str(buttons(notice))
    with owing.database.reading() as session:
        channel = session.exec(select(Channel)).one()
        assert channel.broken_code in {"is_archived", "not_in_channel"}


async def test_the_bot_says_that_a_channel_is_broken_and_mends_it(library: Database) -> None:
    """The whole bot: what is owed goes out at a tick, and the button in it works."""
    furnish(library)
    async with serve(WORKSPACE) as stage:
        with library.writing() as session:
            _, broken = break_channel(session, TENANT, CHANNEL, "not_in_channel", stage.clock())
            assert broken is not None
        due = Due(DeliveryKind.CHANNEL_BROKEN, "once", stage.clock(), broken.row_id)
        owe(library, due, to_mia=True)
        async with bot_in(stage, library):
            (notice,) = await since(stage, dm(MIA), MIA, "0")
            assert "Nässjö stadsbibliotek" in notice["text"]
            (told,) = await press(stage, notice, "channels.mend", user=MIA)
        assert "trying to post" in told["text"]
    with library.reading() as session:
        assert session.exec(select(Channel)).one().broken_at is None


async def test_two_bots_send_everything_once(stage: Stage, library: Database) -> None:
    furnish(library)
    async with outbox_in(stage, library) as one, outbox_in(stage, library) as other:
        for _ in range(12):
            one.owe()
            other.outbox.wake()
        left, right = (asyncio.ensure_future(each.until(*[SENT] * 12)) for each in (one, other))
        await asyncio.wait({left, right}, return_when=asyncio.FIRST_COMPLETED)
        for waiting in (left, right):
            waiting.cancel()
    assert one.states() == [SENT] * 12
    assert len(await stage.seen(CHANNEL)) == 12


async def test_stopping_finishes_what_is_on_its_way(
    stage: Stage, library: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    furnish(library)
    begun, call = asyncio.Event(), stage.bot.api_call

    async def telling(method: str, **given: Any) -> Any:
        begun.set()
        return await call(method, **given)

    monkeypatch.setattr(stage.bot, "api_call", telling)
    async with outbox_in(stage, library) as owing:
        await owing.break_down(POST, "slow", seconds=0.2)
        owing.owe()
        await begun.wait()
    assert owing.states() == [SENT]
    assert len(await stage.seen(CHANNEL)) == 1
