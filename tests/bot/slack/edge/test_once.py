"""However often an event is delivered and whatever breaks on the way: one answer, never none."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any

import pytest
from slack_bolt.async_app import AsyncApp

from bot.front import EVENT_LEASE, Front
from bot.running import Running
from bot.sandbox import Step, Timing
from bot.slack.keys import SlackKeys
from bot.slack.posting import post_answer
from bot.slack.render import messages
from bot.start import running_slack
from handlers.cards import Card, Heading
from storage.database import Database
from storage.journal import take_event
from tests.bot.sandbox.conftest import Stage, serve
from tests.bot.slack.edge.conftest import (
    ANNA,
    REGION,
    WORKSPACE,
    Signed,
    dm,
    over_http,
    over_sockets,
    patient,
    says,
)
from tests.bot.slack.edge.posting import SECRET, payload, post

AGAIN = {"x-slack-retry-num": "1", "x-slack-retry-reason": "http_timeout"}


async def deliver(app: AsyncApp, *, again: bool = False) -> int:
    """Anna's message is delivered; the status of the answer."""
    headers = AGAIN if again else None
    return (await post(app, payload("message_direct"), headers=headers)).status


async def answers(stage: Stage) -> int:
    """How many answers Anna has."""
    return len(await stage.seen(dm(ANNA), ANNA))


async def break_down(stage: Stage, kind: str, times: int = 1, **more: Any) -> None:
    """Let posting fail."""
    await stage.act("faults", method="chat.postMessage", kind=kind, times=times, **more)


async def test_one_after_the_other(signed: Signed) -> None:
    assert await deliver(signed.running.on_slack.app) == 200
    assert await deliver(signed.running.on_slack.app, again=True) == 200
    assert await answers(signed.stage) == 1


async def test_while_the_first_is_in_hand(signed: Signed) -> None:
    app = signed.running.on_slack.app
    statuses = await asyncio.gather(deliver(app), deliver(app, again=True), deliver(app))
    assert set(statuses) == {200}
    assert await answers(signed.stage) == 1


async def test_a_failure_is_everybodys_who_waits(signed: Signed) -> None:
    await break_down(signed.stage, "500", times=2)
    app = signed.running.on_slack.app
    assert set(await asyncio.gather(deliver(app), deliver(app, again=True))) == {500}
    assert await deliver(app, again=True) == 200
    assert await answers(signed.stage) == 1


async def restarted(signed: Signed, database: Database) -> int:
    """The event comes again to a bot that knows only what the database knows."""
    async with beside(signed, database) as another:
        return await deliver(another, again=True)


@asynccontextmanager
async def beside(signed: Signed, database: Database) -> AsyncIterator[AsyncApp]:
    """Another replica, over the same database."""
    stage = signed.stage
    known = SlackKeys(stage.sandbox.bot_token, None, SECRET, stage.api_url)
    async with running_slack(
        database, known, REGION, now=stage.clock, patience=patient()
    ) as another:
        yield another.on_slack.app


async def test_while_another_replica_answers(
    signed: Signed, library: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It takes its time, so the event comes again, to another one: it is not answered twice.

    Nor is it acknowledged there, since the first may still die.
    """
    begun, go_on, mark = asyncio.Event(), asyncio.Event(), Front.mark_answered

    async def slowly(front: Front, event_id: str) -> None:
        begun.set()
        await go_on.wait()
        await mark(front, event_id)

    monkeypatch.setattr(Front, "mark_answered", slowly)
    async with beside(signed, library) as another:
        first = asyncio.create_task(deliver(signed.running.on_slack.app))
        await begun.wait()
        assert await deliver(another, again=True) == 503
        go_on.set()
        assert await first == 200
        assert await deliver(another, again=True) == 200
    assert await answers(signed.stage) == 1


async def test_an_answer_that_takes_too_long_is_broken_off(
    signed: Signed, library: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its claim runs out: by then another replica answers, and the first must not any more."""
    await break_down(signed.stage, "slow", seconds=30)
    async with beside(signed, library) as another:
        with monkeypatch.context() as short:
            short.setattr("bot.once.LONGEST_WORK", 0.2)
            assert await deliver(signed.running.on_slack.app) == 500
        assert await answers(signed.stage) == 0
        await signed.stage.http.delete("/sandbox/faults")
        assert await deliver(another, again=True) == 200
    assert await answers(signed.stage) == 1


async def test_a_post_that_slack_takes_in_after_nobody_waits_any_more(
    library: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It may come yet, so nothing is posted beside it; the next delivery looks for it."""
    late = asyncio.Event()

    def watch(step: Step, name: str) -> None:
        if step is Step.CARRIED_OUT and name == "chat.postMessage":
            late.set()

    async with serve(WORKSPACE, watch=watch) as stage:
        known = SlackKeys(stage.sandbox.bot_token, None, SECRET, stage.api_url)

        def replica() -> AbstractAsyncContextManager[Running]:
            return running_slack(library, known, REGION, now=stage.clock, patience=patient())

        with monkeypatch.context() as short:
            short.setattr("bot.calling.LONGEST_ANSWER", 1)
            async with replica() as running:
                await break_down(stage, "slow", seconds=2)
                assert await deliver(running.on_slack.app) == 500
                await asyncio.wait_for(late.wait(), 20)
        async with replica() as running:
            assert await deliver(running.on_slack.app, again=True) == 200
        assert await answers(stage) == 1


async def test_after_another_replica_has_died(signed: Signed, library: Database) -> None:
    with library.writing() as session:
        event = payload("message_direct")["event_id"]
        take_event(session, event, "the dead", signed.stage.clock(), EVENT_LEASE)
    assert await deliver(signed.running.on_slack.app) == 503
    signed.stage.clock.pass_by(EVENT_LEASE.total_seconds())
    assert await deliver(signed.running.on_slack.app, again=True) == 200
    assert await answers(signed.stage) == 1


async def test_after_a_restart(signed: Signed, library: Database) -> None:
    await deliver(signed.running.on_slack.app)
    assert await restarted(signed, library) == 200
    assert await answers(signed.stage) == 1


async def test_after_a_crash_between_the_answer_and_its_mark(
    signed: Signed, library: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def crash(_self: Front, _event_id: str) -> None:
        raise ConnectionError

    with monkeypatch.context() as patched:
        patched.setattr(Front, "mark_answered", crash)
        assert await deliver(signed.running.on_slack.app) == 500
    assert await answers(signed.stage) == 1
    assert await restarted(signed, library) == 200
    assert await answers(signed.stage) == 1


@pytest.mark.parametrize("kind", ["500", "drop"])
async def test_a_post_that_fails_once_is_made_again(signed: Signed, kind: str) -> None:
    await break_down(signed.stage, kind)
    assert await deliver(signed.running.on_slack.app) == 200
    assert await answers(signed.stage) == 1


@pytest.mark.parametrize("kind", ["500", "drop"])
async def test_a_post_that_goes_on_failing_is_no_acknowledgement(signed: Signed, kind: str) -> None:
    await break_down(signed.stage, kind, times=2)
    assert await deliver(signed.running.on_slack.app) == 500
    assert await answers(signed.stage) == 0
    assert await deliver(signed.running.on_slack.app, again=True) == 200
    assert await answers(signed.stage) == 1


async def test_an_answer_that_was_taken_though_nobody_heard(signed: Signed) -> None:
    await break_down(signed.stage, "lost_answer")
    assert await deliver(signed.running.on_slack.app) == 200
    assert await answers(signed.stage) == 1


async def test_the_same_in_a_thread(signed: Signed) -> None:
    first = await signed.stage.bot.chat_postMessage(channel=dm(ANNA), text="Hej")
    body = payload("message_thread_broadcast")
    body["event"]["thread_ts"] = body["event"]["root"]["ts"] = first["ts"]
    await break_down(signed.stage, "lost_answer")
    assert (await post(signed.running.on_slack.app, body)).status == 200
    assert (await post(signed.running.on_slack.app, body, headers=AGAIN)).status == 200
    assert await answers(signed.stage) == 2


async def test_in_doubt_and_unable_to_look(signed: Signed) -> None:
    await break_down(signed.stage, "lost_answer")
    await signed.stage.act("faults", method="conversations.history", kind="500")
    assert await deliver(signed.running.on_slack.app) == 500
    assert await deliver(signed.running.on_slack.app, again=True) == 200
    assert await answers(signed.stage) == 1


async def test_too_many_posts_are_waited_for(signed: Signed) -> None:
    await break_down(signed.stage, "429", retry_after=0)
    assert await deliver(signed.running.on_slack.app) == 200
    assert await answers(signed.stage) == 1


@pytest.mark.parametrize(("times", "seconds"), [(1, 31), (2, 0)])
async def test_too_many_posts_for_too_long(signed: Signed, times: int, seconds: int) -> None:
    await break_down(signed.stage, "429", times=times, retry_after=seconds)
    assert await deliver(signed.running.on_slack.app) == 500
    assert await deliver(signed.running.on_slack.app, again=True) == 200
    assert await answers(signed.stage) == 1


async def test_the_first_delivery_does_not_look_back(signed: Signed) -> None:
    await signed.stage.act("faults", method="conversations.history", kind="500")
    assert await deliver(signed.running.on_slack.app) == 200


async def test_only_what_is_missing_of_a_long_answer_is_posted(signed: Signed) -> None:
    card = Card("Lång", tuple(Heading(str(number)) for number in range(60)))
    assert len(messages(card)) == 2
    client, body = signed.running.on_slack.edge.client, payload("message_direct")
    await break_down(signed.stage, "429", retry_after=31)
    with pytest.raises(Exception, match="ratelimited"):
        await post_answer(client, body, card)
    for _ in range(2):
        await post_answer(client, body, card, again=True)
    assert await answers(signed.stage) == 2


@pytest.mark.parametrize("open_bot", [over_sockets, over_http])
async def test_an_acknowledgement_that_got_lost(library: Database, open_bot: Any) -> None:
    """Slack delivers again, over either way, and the bot does not answer again."""
    async with open_bot(library, timing=Timing(retries=(0.0, 0.0))) as stage:
        await stage.act("faults", method="events_api", kind="lost_ack", times=2)
        place = {"user": ANNA, "channel": dm(ANNA)}
        await stage.act("message", **place, text="gjorde självskattningen idag")
        assert (await says(stage, "hjälp")).messages
        assert len([m for m in await stage.seen(dm(ANNA), ANNA) if m["user"] != ANNA]) == 2


async def test_the_first_envelope_does_not_look_back(stage: Stage) -> None:
    """Socket Mode counts a first delivery as the attempt 0."""
    await stage.act("faults", method="conversations.history", kind="500")
    assert len((await says(stage, "hjälp")).messages) == 1
    assert len((await stage.look("faults"))["faults"]) == 1
