"""The whole way: the demo as `kompis demo` runs it, used as its page uses it."""

import asyncio
import json
import logging
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest

from bot.demo.county import places
from bot.demo.keeping import FILE
from bot.demo.people import Part, Person, made_up
from bot.demo.run import run_demo
from bot.sandbox import PortTakenError

A_WEDNESDAY = datetime(2026, 11, 25, 8, 0, tzinfo=UTC)
PEOPLE = made_up(places())
KARIN, HER_MANAGER, COORDINATOR = PEOPLE[:3]
PATIENCE = 20


def only(part: Part) -> Person:
    return next(one for one in PEOPLE if one.part is part)


@dataclass
class Visitor:
    """Somebody at the page."""

    http: httpx.AsyncClient

    async def workspace(self) -> dict[str, Any]:
        answer: dict[str, Any] = (await self.http.get("/sandbox/workspace")).json()
        return answer

    async def command(self, person: Person, command: str, text: str = "") -> str:
        """The answer to a slash command in the direct message, with its blocks."""
        return await self._do("command", person, command=command, text=text)

    async def says(self, person: Person, text: str) -> str:
        """The answer to a direct message, with its blocks."""
        return await self._do("message", person, text=text)

    async def _do(self, what: str, person: Person, **body: str) -> str:
        place = {"user": person.user_id, "channel": f"D{person.user_id[1:]}"}
        before = (await self.http.get("/sandbox/messages", params=place)).json()["latest"]
        done = (await self.http.post(f"/sandbox/{what}", json=place | body)).json()
        assert done["failed"] is None, done
        seen = {**place, "after": before, "wait": str(PATIENCE)}
        messages = (await self.http.get("/sandbox/messages", params=seen)).json()["messages"]
        return json.dumps(messages, ensure_ascii=False)


@asynccontextmanager
async def demo(
    folder: Path, *, reset: bool = False, begins: datetime = A_WEDNESDAY
) -> AsyncIterator[Visitor]:
    """The demo, from its start to the Ctrl-C."""
    address: asyncio.Future[str] = asyncio.get_running_loop().create_future()
    running = asyncio.create_task(
        run_demo(
            host="127.0.0.1",
            port=0,
            folder=folder,
            reset=reset,
            language="sv",
            announce=address.set_result,
            now=lambda: begins,
        )
    )
    started: set[asyncio.Future[Any]] = {running, address}
    await asyncio.wait(started, return_when=asyncio.FIRST_COMPLETED)
    if running.done():
        running.result()
    try:
        async with httpx.AsyncClient(base_url=await address, timeout=PATIENCE) as http:
            yield Visitor(http)
    finally:
        running.cancel()
        with suppress(asyncio.CancelledError):
            await running


async def test_the_bot_is_there_when_the_address_is_told(tmp_path: Path) -> None:
    async with demo(tmp_path) as visitor:
        workspace = await visitor.workspace()

    assert workspace["connected"] == 1
    assert workspace["users"][0]["real_name"] == KARIN.name


async def test_the_whole_walk(tmp_path: Path) -> None:
    async with demo(tmp_path) as visitor:
        assert "9 av 13" in await visitor.command(HER_MANAGER, "/progress")

        recorded = await visitor.command(KARIN, "/training", "hängslen och livrem igår")
        assert "Hängslen och livrem – grundläggande säkerhet på internet" in recorded
        assert "24 november 2026" in recorded
        assert "Ångra" in recorded
        assert '"ephemeral": true' in recorded

        taken = await visitor.says(KARIN, "gjorde självskattningen i måndags")
        assert "Ångra" in taken

        assert "10 av 13" in await visitor.command(HER_MANAGER, "/progress")


async def test_a_day_in_words(tmp_path: Path) -> None:
    async with demo(tmp_path) as visitor:
        taken = await visitor.says(KARIN, "gjorde självskattningen i måndags")

    assert "23 november 2026" in taken


async def test_whom_the_bot_meets(tmp_path: Path) -> None:
    english = next(one for one in PEOPLE if one.locale == "en-GB")
    habo = next(
        one
        for one in PEOPLE
        if one.has_account and one.place and one.place.name == "Habo bibliotek"
    )
    async with demo(tmp_path) as visitor:
        assert "Kom igång" in await visitor.command(only(Part.NEWCOMER), "/training", "list")
        assert "Goal 3" in await visitor.command(english, "/progress", "library")
        assert "Habo" in await visitor.command(COORDINATOR, "/progress", "county")
        assert "3 personer" in await visitor.command(habo, "/progress", "library")


async def test_starting_again_keeps_what_was_done_until_a_reset(tmp_path: Path) -> None:
    async with demo(tmp_path) as visitor:
        await visitor.says(KARIN, "gjorde självskattningen i måndags")
    async with demo(tmp_path) as visitor:
        assert "10 av 13" in await visitor.command(HER_MANAGER, "/progress")
    (tmp_path / "other.db").write_text("somebody else's")
    async with demo(tmp_path, reset=True) as visitor:
        assert "9 av 13" in await visitor.command(HER_MANAGER, "/progress")
    assert (tmp_path / "other.db").read_text() == "somebody else's"


async def test_stopping_says_nothing(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        async with demo(tmp_path) as visitor:
            await visitor.command(KARIN, "/kompis")

    assert caplog.records == []


async def test_a_taken_port_is_told_before_anything_is_lost(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text("what was done")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(PortTakenError):
            await run_demo(
                host="127.0.0.1",
                port=taken.getsockname()[1],
                folder=tmp_path,
                reset=True,
                language="sv",
                announce=pytest.fail,
            )

    assert (tmp_path / FILE).read_text() == "what was done"
