"""A workspace that takes no more than its pace: a second's worth at once, then one by one."""

from collections.abc import AsyncIterator

import pytest
from slack_sdk.errors import SlackApiError

from bot.sandbox import Pace
from tests.bot.sandbox.conftest import WORKSPACE, Stage, serve


@pytest.fixture
async def stage() -> AsyncIterator[Stage]:
    async with serve(WORKSPACE, pace=Pace(workspace=3, conversation=1)) as served:
        yield served


async def test_a_channel_takes_one_a_second(stage: Stage) -> None:
    await stage.bot.chat_postMessage(channel="C0GENERAL", text="1")
    with pytest.raises(SlackApiError) as refused:
        await stage.bot.chat_postMessage(channel="C0GENERAL", text="2")
    assert refused.value.response.status_code == 429
    assert refused.value.response["error"] == "ratelimited"
    assert refused.value.response.headers["Retry-After"] == "1"
    stage.clock.pass_by(1)
    await stage.bot.chat_postMessage(channel="C0GENERAL", text="2")
    assert len(await stage.seen("C0GENERAL")) == 2


async def test_a_workspace_takes_a_second_worth_at_once(stage: Stage) -> None:
    for channel in ("C0GENERAL", "G0OURS", "U0ANNA"):
        await stage.bot.chat_postMessage(channel=channel, text="x")
    with pytest.raises(SlackApiError):
        await stage.bot.chat_postMessage(channel="U0BO", text="x")
    stage.clock.pass_by(0.34)
    await stage.bot.chat_postMessage(channel="U0BO", text="x")


async def test_who_is_refused_loses_no_turn(stage: Stage) -> None:
    await stage.bot.chat_postMessage(channel="C0GENERAL", text="x")
    for _ in range(5):
        with pytest.raises(SlackApiError):
            await stage.bot.chat_postMessage(channel="C0GENERAL", text="x")
    await stage.bot.chat_postMessage(channel="G0OURS", text="x")


async def test_what_is_not_a_message_has_no_pace(stage: Stage) -> None:
    for _ in range(20):
        await stage.bot.auth_test()
