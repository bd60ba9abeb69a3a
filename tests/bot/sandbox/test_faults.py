"""Faults on demand: what the real client sees of each."""

import asyncio
from typing import Any

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.webhook.async_client import AsyncWebhookClient

from tests.bot.sandbox.conftest import Stage
from tests.bot.sandbox.puppet import puppet


async def post(stage: Stage) -> Any:
    return await stage.bot.chat_postMessage(channel="C0GENERAL", text="x")


async def test_too_many_requests(stage: Stage) -> None:
    await stage.act("faults", method="chat.postMessage", kind="429", times=2, retry_after=7)
    for _ in range(2):
        with pytest.raises(SlackApiError) as refused:
            await post(stage)
        assert refused.value.response["error"] == "ratelimited"
        assert refused.value.response.status_code == 429
        assert refused.value.response.headers["Retry-After"] == "7"
    await post(stage)
    assert len(await stage.seen("C0GENERAL")) == 1


async def test_a_server_error(stage: Stage) -> None:
    await stage.act("faults", method="*", kind="500")
    with pytest.raises(SlackApiError) as refused:
        await post(stage)
    assert refused.value.response.status_code == 500
    assert await stage.seen("C0GENERAL") == []


@pytest.mark.parametrize(("kind", "accepted"), [("drop", 0), ("lost_answer", 1)])
async def test_a_line_cut_before_or_after_it_was_done(
    stage: Stage, kind: str, accepted: int
) -> None:
    await stage.act("faults", method="chat.postMessage", kind=kind)
    with pytest.raises(aiohttp.ServerDisconnectedError):
        await post(stage)
    assert len(await stage.seen("C0GENERAL")) == accepted
    await post(stage)


async def test_a_slow_answer(stage: Stage) -> None:
    await stage.act("faults", method="chat.postMessage", kind="slow", seconds=0.05)
    slow = asyncio.create_task(post(stage))
    await stage.bot.chat_postMessage(channel="D0ANNA", text="meanwhile")
    await slow
    assert len(await stage.seen("C0GENERAL")) == 1


async def test_faults_at_a_response_url(stage: Stage) -> None:
    async with puppet(stage) as bot:
        await stage.act("command", user="U0ANNA", channel="C0GENERAL", command="/hello")
        url = AsyncWebhookClient((await bot.payload())["response_url"], retry_handlers=[])
        await stage.act("faults", method="response_url", kind="429")
        assert (await url.send(text="x")).status_code == 429
        await stage.act("faults", method="response_url", kind="lost_answer")
        with pytest.raises(aiohttp.ServerDisconnectedError):
            await url.send(text="x")
        assert (await url.send(text="y")).status_code == 200
    assert [m["text"] for m in await stage.seen("C0GENERAL", "U0ANNA")] == ["x", "y"]


async def test_a_fault_concerns_its_method_alone(stage: Stage) -> None:
    await stage.act("faults", method="chat.update", kind="500")
    await post(stage)
    assert (await stage.look("faults"))["faults"] == [
        {"method": "chat.update", "kind": "500", "times": 1, "retry_after": 1, "seconds": 1.0}
    ]
    cleared = await stage.http.delete("/sandbox/faults")
    assert cleared.json() == {"ok": True, "faults": []}
    assert (await stage.look("faults"))["faults"] == []


WRONG: dict[str, tuple[dict[str, Any], str]] = {
    "no kind": ({"method": "*"}, '"kind" is missing'),
    "an unknown kind": ({"method": "*", "kind": "fire"}, "There is no fault fire"),
    "an unknown method": ({"method": "chat.sing", "kind": "500"}, "does not happen to chat.sing"),
    "an ack of a method": ({"method": "auth.test", "kind": "lost_ack"}, "does not happen to"),
    "never": ({"method": "*", "kind": "500", "times": 0}, '"times" must be'),
    "many a time": ({"method": "*", "kind": "500", "times": "many"}, '"times" must be'),
    "before now": ({"method": "*", "kind": "429", "retry_after": -1}, '"retry_after" must be'),
    "for ever": ({"method": "*", "kind": "slow", "seconds": 601}, '"seconds" must be'),
}


@pytest.mark.parametrize("name", WRONG)
async def test_a_fault_that_cannot_be(stage: Stage, name: str) -> None:
    body, words = WRONG[name]
    assert words in (await stage.act("faults", **body, status=400))["error"]
