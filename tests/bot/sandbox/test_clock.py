"""Moving the workspace's clock: forward only, stop by stop, and seen by everybody."""

import asyncio
import json
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

import pytest

from bot.sandbox import ControlError, MovableClock, Travel
from tests.bot.sandbox.conftest import NOON, Clock, Serve, Stage
from tests.bot.sandbox.puppet import puppet

HOUR = timedelta(hours=1)
TOMORROW = NOON + timedelta(days=1)


def test_a_moved_clock_goes_on_as_the_other_does() -> None:
    real = Clock()
    clock = MovableClock(real)
    clock.move(TOMORROW)
    assert clock() == TOMORROW

    real.pass_by(5)

    assert clock() == TOMORROW + timedelta(seconds=5)
    assert clock.ahead == timedelta(days=1)


def test_a_clock_never_goes_back() -> None:
    clock = MovableClock(Clock(), ahead=HOUR)
    clock.move(NOON)
    assert clock() == NOON + HOUR


async def test_the_clock_is_moved_and_told(stage: Stage) -> None:
    moved = await stage.act("clock", at="2026-05-23T14:00:00+02:00")
    assert moved == {"ok": True, "now": TOMORROW.isoformat(), "moving_to": None}

    seen = await stage.look("workspace")
    assert (seen["now"], seen["moving_to"]) == (TOMORROW.isoformat(), None)


async def test_messages_are_of_the_time_that_it_is(stage: Stage) -> None:
    posts = [await stage.bot.chat_postMessage(channel="C0GENERAL", text="now")]
    await stage.act("clock", at=TOMORROW.isoformat())
    posts += [await stage.bot.chat_postMessage(channel="C0GENERAL", text="then") for _ in "ab"]

    stamps = [str(post["ts"]) for post in posts]
    assert float(stamps[1]) - float(stamps[0]) == pytest.approx(86_400, abs=1)
    assert sorted(set(stamps), key=float) == stamps


BAD: dict[str, tuple[dict[str, Any], str]] = {
    "nothing": ({}, '"at" is missing.'),
    "a number": ({"at": 1777878000}, '"at" must be a text.'),
    "nonsense": (
        {"at": "next monday"},
        '"at" must be a moment, such as 2026-05-04T09:00:00+02:00.',
    ),
    "a day that is none": (
        {"at": "2026-02-30T09:00:00Z"},
        '"at" must be a moment, such as 2026-05-04T09:00:00+02:00.',
    ),
    "no zone": (
        {"at": "2026-05-23T09:00:00"},
        '"at" needs a time zone, such as 2026-05-04T09:00:00+02:00.',
    ),
    "a day alone": (
        {"at": "2026-05-23"},
        '"at" needs a time zone, such as 2026-05-04T09:00:00+02:00.',
    ),
    "backwards": (
        {"at": "2026-05-22T11:59:59+00:00"},
        "The clock only moves forward: it is 2026-05-22T12:00:00+00:00 already.",
    ),
    "the beginning of time": (
        {"at": "0001-01-01T00:00:00+23:59"},
        "The clock only moves forward: it is 2026-05-22T12:00:00+00:00 already.",
    ),
    "the end of time": (
        {"at": "9999-12-31T23:59:59-23:59"},
        "The clock moves at most 3660 days at a time.",
    ),
}


@pytest.mark.parametrize(("body", "sentence"), BAD.values(), ids=BAD)
async def test_what_is_no_move(stage: Stage, body: dict[str, Any], sentence: str) -> None:
    assert await stage.act("clock", status=400, **body) == {"ok": False, "error": sentence}
    assert (await stage.look("workspace"))["now"] == NOON.isoformat()


async def test_it_stops_on_the_way(serve: Serve) -> None:
    """Whoever lives by the clock settles before it sets out, at each stop and at the goal."""
    seen: list[datetime] = []

    def stops(since: datetime, until: datetime) -> Iterable[datetime]:
        assert (since, until) == (NOON, NOON + 3 * HOUR)
        return (NOON + HOUR, NOON + 2 * HOUR)

    async def settle() -> None:
        seen.append(stage.sandbox.clock())

    async with serve(travel=Travel(stops, settle)) as stage:
        await stage.act("clock", at=(NOON + 3 * HOUR).isoformat())

    assert seen == [NOON + hours * HOUR for hours in range(4)]


async def test_one_move_at_a_time(serve: Serve) -> None:
    begun, enough = asyncio.Event(), asyncio.Event()

    async def settle() -> None:
        begun.set()
        await enough.wait()

    async with serve(travel=Travel(settle=settle)) as stage:
        move = asyncio.create_task(stage.act("clock", at=TOMORROW.isoformat()))
        await begun.wait()
        assert (await stage.look("workspace"))["moving_to"] == TOMORROW.isoformat()
        refused = await stage.act("clock", status=409, at=TOMORROW.isoformat())
        assert refused["error"] == "The clock is being moved already. Wait until it is there."
        enough.set()
        assert (await move)["now"] == TOMORROW.isoformat()


async def test_a_move_that_cannot_go_on_ends_where_it_is(serve: Serve) -> None:
    async def settle() -> None:
        if stage.sandbox.clock() > NOON:
            raise ControlError("The bot is away.", 503)

    hours = [NOON + HOUR, NOON + 2 * HOUR]
    async with serve(travel=Travel(lambda _since, _until: hours, settle)) as stage:
        refused = await stage.act("clock", status=503, at=TOMORROW.isoformat())
        assert refused["error"] == "The bot is away."
        seen = await stage.look("workspace")
        assert (seen["now"], seen["moving_to"]) == ((NOON + HOUR).isoformat(), None)


async def test_everybody_sees_the_clock_move(stage: Stage) -> None:
    told: list[tuple[str, str | None]] = []
    async with stage.http.stream("GET", "/sandbox/stream", params={"user": "U0BO"}) as stream:
        lines = stream.aiter_lines()
        assert "connected" in await anext(lines)
        await stage.act("clock", at=TOMORROW.isoformat())
        async for line in lines:
            event = json.loads(line.removeprefix("data: ") or "{}")
            if event.get("type") == "clock":
                told.append((event["now"], event["moving_to"]))
            if told and told[-1][1] is None:
                break

    now, then = NOON.isoformat(), TOMORROW.isoformat()
    assert told == [(now, then), (then, then), (then, None)]


async def test_what_is_under_way_does_not_grow_old_by_a_move(stage: Stage) -> None:
    """A form can still be opened, and a command answered, that was asked for before the move."""
    async with puppet(stage) as bot:
        await stage.act("command", user="U0ANNA", channel="C0GENERAL", command="/hello")
        asked = await bot.payload()
        await stage.act("clock", at=(NOON + timedelta(days=365)).isoformat())
        view = {"type": "modal", "title": {"type": "plain_text", "text": "A"}, "blocks": []}
        opened = await stage.bot.views_open(trigger_id=asked["trigger_id"], view=view)
        assert opened["ok"]
        answered = await stage.http.post(asked["response_url"], json={"text": "late"})
        assert answered.status_code == 200


async def test_a_socket_survives_a_jump(stage: Stage) -> None:
    async with puppet(stage) as bot:
        await stage.act("clock", at=(NOON + timedelta(days=365)).isoformat())
        result = await stage.act("command", user="U0ANNA", channel="C0GENERAL", command="/hello")
        assert result["failed"] is None
        assert (await bot.payload())["command"] == "/hello"
