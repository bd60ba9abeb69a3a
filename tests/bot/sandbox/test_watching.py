"""Whoever runs the sandbox is told of what happens in it, and says how redeliveries are waited."""

import asyncio

import pytest
from aiohttp import ServerDisconnectedError

from bot.sandbox import Step, Timing
from tests.bot.sandbox.conftest import Serve
from tests.bot.sandbox.puppet import SILENT, Envelope, puppet

Told = list[tuple[Step, str]]
POST = "chat.postMessage"


async def test_a_call(serve: Serve) -> None:
    told: Told = []
    async with serve(watch=lambda *each: told.append(each)) as stage:
        await stage.bot.chat_postMessage(channel="C0GENERAL", text="Hi")
    assert told[:2] == [(Step.CALLED, POST), (Step.CARRIED_OUT, POST)]


async def test_a_call_that_is_carried_out_though_its_answer_is_lost(serve: Serve) -> None:
    told: Told = []
    async with serve(watch=lambda *each: told.append(each)) as stage:
        await stage.act("faults", method=POST, kind="lost_answer")
        with pytest.raises(ServerDisconnectedError):
            await stage.bot.chat_postMessage(channel="C0GENERAL", text="Hi")
        assert len(await stage.seen("C0GENERAL")) == 1
    assert told[:3] == [(Step.CALLED, POST), (Step.BROKEN, "lost_answer"), (Step.CARRIED_OUT, POST)]


async def test_a_call_that_is_cut_before_it_is_carried_out(serve: Serve) -> None:
    told: Told = []
    async with serve(watch=lambda *each: told.append(each)) as stage:
        await stage.act("faults", method=POST, kind="drop")
        with pytest.raises(ServerDisconnectedError):
            await stage.bot.chat_postMessage(channel="C0GENERAL", text="Hi")
    assert told == [(Step.CALLED, POST), (Step.BROKEN, "drop")]


async def test_a_command(serve: Serve) -> None:
    told: Told = []
    async with serve(watch=lambda *each: told.append(each)) as stage, puppet(stage):
        told.clear()
        await stage.act("command", user="U0ANNA", channel="C0GENERAL", command="/hello")
    assert told == [(Step.DELIVERED, "slash_commands"), (Step.CAME_BACK, "slash_commands")]


async def test_redeliveries_wait_as_they_are_told(serve: Serve) -> None:
    told: Told = []
    asked: asyncio.Queue[float] = asyncio.Queue()
    go_on, over = asyncio.Semaphore(0), asyncio.Event()

    async def rest(seconds: float) -> None:
        asked.put_nowait(seconds)
        await go_on.acquire()

    def watch(step: Step, name: str) -> None:
        told.append((step, name))
        if step is Step.GIVEN_UP:
            over.set()

    def silent(_envelope: Envelope) -> object:
        return SILENT

    hurried = Timing(ack=0.05, retries=(0.0, 60.0))
    async with serve(timing=hurried, watch=watch, rest=rest) as stage, puppet(stage) as bot:
        told.clear()
        bot.answer = silent
        await stage.act("message", user="U0ANNA", channel="D0ANNA", text="hello")
        for seconds in hurried.retries:
            assert await asyncio.wait_for(asked.get(), 5) == seconds
            go_on.release()
        await asyncio.wait_for(over.wait(), 5)
    again = [(Step.DELIVERED_AGAIN, "events_api"), (Step.CAME_BACK, "events_api")]
    first = [(Step.DELIVERED, "events_api"), (Step.CAME_BACK, "events_api")]
    assert told == [*first, *again, *again, (Step.GIVEN_UP, "events_api")]
