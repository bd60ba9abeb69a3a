"""Slack as the outbox sees it: posts with keys, looks for them, and errors of no platform."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack import keyed
from bot.slack.render import Message
from bot.slack.sender import LOCKED_OUT, SlackSender
from handlers.cards import Button, Buttons, Card, Heading
from scheduler.outbox import (
    CannotLook,
    Gone,
    InDoubt,
    Refused,
    SendError,
    Target,
    TryLater,
)
from tests.bot.sandbox.conftest import NOON, Stage, serve, with_bot

CHANNEL, ANNA = Target("C0GENERAL"), Target("U0ANNA", is_person=True)
HELLO = Message([{"type": "divider"}], "Hej")
LONG_AGO = NOON - timedelta(days=1)


@pytest.fixture
async def stage() -> AsyncIterator[Stage]:
    """A sandbox being served."""
    async with serve() as served:
        yield served


@pytest.fixture
def sender(stage: Stage) -> SlackSender:
    """What posts into the sandbox."""
    return SlackSender(stage.bot)


async def refused(sender: SlackSender, target: Target = CHANNEL) -> SendError:
    """What is said of a post that fails."""
    with pytest.raises(SendError) as error:
        await sender.post(target, HELLO, "k")
    return error.value


@pytest.mark.parametrize("target", [CHANNEL, ANNA])
async def test_what_was_posted_is_found_by_its_key(sender: SlackSender, target: Target) -> None:
    first = await sender.post(target, HELLO, "one:0")
    second = await sender.post(target, HELLO, "one:1")
    assert await sender.find(target, "one:0", LONG_AGO) == first
    assert await sender.find(target, "one:1", LONG_AGO) == second
    assert await sender.find(target, "one:2", LONG_AGO) is None


async def test_the_conversation_with_somebody_is_opened_to_look_in_it(
    stage: Stage, sender: SlackSender
) -> None:
    ts = await sender.post(ANNA, HELLO, "k")
    another = SlackSender(stage.bot)  # a process that has not written to her
    assert await another.find(ANNA, "k", LONG_AGO) == ts
    await stage.act("faults", method="conversations.open", kind="500")
    assert await another.find(ANNA, "k", LONG_AGO) == ts
    assert len((await stage.look("faults"))["faults"]) == 1


async def test_what_is_older_is_not_looked_at(stage: Stage, sender: SlackSender) -> None:
    await sender.post(CHANNEL, HELLO, "k")
    stage.clock.pass_by(60)
    assert await sender.find(CHANNEL, "k", stage.clock()) is None


async def test_the_same_key_of_an_answer_is_another_message(
    stage: Stage, sender: SlackSender
) -> None:
    metadata = {"event_type": "kompis_answer", "event_payload": {"key": "k"}}
    await stage.bot.chat_postMessage(channel=CHANNEL.id, text="Hej", metadata=metadata)
    await stage.bot.chat_postMessage(channel=CHANNEL.id, text="Hej")
    assert await sender.find(CHANNEL, "k", LONG_AGO) is None


async def test_a_long_history_is_read_page_by_page(
    stage: Stage, sender: SlackSender, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keyed, "_PAGE", 3)
    ts = await sender.post(CHANNEL, HELLO, "k")
    for _ in range(10):
        await stage.bot.chat_postMessage(channel=CHANNEL.id, text="Hej")
    assert await sender.find(CHANNEL, "k", LONG_AGO) == ts
    assert await sender.find(CHANNEL, "another", LONG_AGO) is None
    monkeypatch.setattr(keyed, "MOST_PAGES", 2)
    with pytest.raises(CannotLook, match="history_too_long"):
        await sender.find(CHANNEL, "k", LONG_AGO)


async def test_conversations_are_remembered_up_to_a_number(
    stage: Stage, sender: SlackSender, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.slack.sender._REMEMBERED", 1)
    for user in ("U0ANNA", "U0BO", "U0ANNA"):
        await sender.post(Target(user, is_person=True), HELLO, user)
    assert await sender.find(ANNA, "U0BO", LONG_AGO) is None
    assert await sender.find(Target("U0BO", is_person=True), "U0BO", LONG_AGO)


class TestErrors:
    """Each of Slack's errors as one of the outbox's."""

    async def test_too_much_at_once(self, stage: Stage, sender: SlackSender) -> None:
        await stage.act("faults", method="chat.postMessage", kind="429", retry_after=7)
        error = await refused(sender)
        assert isinstance(error, TryLater)
        assert (error.after, error.code) == (7, "ratelimited")

    @pytest.mark.parametrize("kind", ["500", "drop", "lost_answer"])
    async def test_no_certain_answer(self, stage: Stage, sender: SlackSender, kind: str) -> None:
        await stage.act("faults", method="chat.postMessage", kind=kind)
        assert isinstance(await refused(sender), InDoubt)

    async def test_a_slack_that_was_not_reached(self) -> None:
        """Nothing was sent, so nothing is in doubt."""
        error = await refused(SlackSender(AsyncWebClient("xoxb-1", "http://127.0.0.1:9/api/")))
        assert isinstance(error, TryLater)
        assert error.after is None

    @pytest.mark.parametrize(
        ("target", "code"),
        [
            (Target("C0LONELY"), "not_in_channel"),
            (Target("C0OLD"), "is_archived"),
            (Target("C0NOWHERE"), "channel_not_found"),
        ],
    )
    async def test_nowhere_to_post(self, sender: SlackSender, target: Target, code: str) -> None:
        error = await refused(sender, target)
        assert isinstance(error, Gone)
        assert error.code == code

    async def test_nowhere_to_look(self, sender: SlackSender) -> None:
        with pytest.raises(CannotLook, match="not_in_channel"):
            await sender.find(Target("C0LONELY"), "k", LONG_AGO)
        with pytest.raises(CannotLook, match="user_not_found"):
            await sender.find(Target("U0NOBODY", is_person=True), "k", LONG_AGO)

    async def test_blocks_that_are_refused(self, sender: SlackSender) -> None:
        with pytest.raises(Refused, match="invalid_blocks"):
            await sender.post(CHANNEL, Message([{"type": "nonsense"}], "Hej"), "k")

    def test_a_card_that_does_not_fit(self, sender: SlackSender) -> None:
        wide = Buttons((Button("Hej", "route", "x" * 3_000),))
        with pytest.raises(Refused, match="does_not_fit"):
            sender.parts(Card("Hej", (wide,)))
        assert len(sender.parts(Card("Hej", (Heading("Hej"),)))) == 1

    async def test_a_token_that_is_refused(self, stage: Stage) -> None:
        """Everything waits: somebody has to set another one."""
        sender = SlackSender(AsyncWebClient("xoxb-old", stage.api_url, retry_handlers=[]))
        with pytest.raises(TryLater, match="invalid_auth") as error:
            await sender.post(CHANNEL, HELLO, "k")
        assert error.value.after == LOCKED_OUT
        with pytest.raises(TryLater, match="invalid_auth") as error:
            await sender.find(CHANNEL, "k", LONG_AGO)
        assert error.value.after == LOCKED_OUT

    async def test_a_scope_that_is_missing(self) -> None:
        """Posting waits for it; looking cannot wait."""
        async with serve(with_bot(scopes=frozenset({"commands"}))) as stage:
            sender = SlackSender(stage.bot)
            error = await refused(sender)
            assert isinstance(error, TryLater)
            assert error.after == LOCKED_OUT
            with pytest.raises(CannotLook, match="missing_scope"):
                await sender.find(CHANNEL, "k", LONG_AGO)
            with pytest.raises(CannotLook, match="missing_scope"):
                await sender.find(ANNA, "k", LONG_AGO)

    @pytest.mark.parametrize("kind", ["500", "drop"])
    async def test_looking_without_an_answer(
        self, stage: Stage, sender: SlackSender, kind: str
    ) -> None:
        await stage.act("faults", method="conversations.history", kind=kind, times=2)
        with pytest.raises(InDoubt):
            await sender.find(CHANNEL, "k", LONG_AGO)

    async def test_an_error_that_nobody_knows(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """It is certainly not out: it is tried again."""

        async def answer(*_: object, **__: object) -> None:
            answer = {"ok": False, "error": "brand_new"}
            raise SlackApiError("…", answer)  # type: ignore[no-untyped-call]

        monkeypatch.setattr(AsyncWebClient, "api_call", answer)
        error = await refused(SlackSender(AsyncWebClient("xoxb-1")))
        assert isinstance(error, TryLater)
        assert (error.code, error.after) == ("brand_new", None)
