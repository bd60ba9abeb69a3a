"""The whole demo in a thread of its own, on a day of the test's choosing, beside a browser."""

import asyncio
import os
import threading
import time
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from queue import Queue
from typing import Any

from bot.clock import Clock
from bot.demo.run import run_demo
from bot.demo.teams.playground import fetched
from bot.demo.teams.run import Address, run_teams_demo

WEDNESDAY = datetime(2020, 5, 27, 8, 0, tzinfo=UTC)
PATIENCE = 60  # seconds for starting and for stopping
Announce = Callable[[Any], None]
Running = Coroutine[Any, Any, None]


@contextmanager
def live_demo(folder: Path, begins: datetime = WEDNESDAY) -> Iterator[str]:
    """The page's address. The clock goes on from `begins`."""

    def run(announce: Announce) -> Running:
        return run_demo(
            host="127.0.0.1",
            port=0,
            folder=folder,
            reset=False,
            language="sv",
            announce=announce,
            now=_clock(begins),
        )

    with _live(run) as address:
        yield address


@contextmanager
def live_teams_demo(
    folder: Path, begins: datetime = WEDNESDAY, name: str | None = None
) -> Iterator[Address]:
    """The same in Microsoft's client, before which somebody of a first name sits."""

    def run(announce: Announce) -> Running:
        return run_teams_demo(
            port=0,
            folder=folder,
            playground=playground(),
            reset=False,
            language="sv",
            announce=announce,
            name=name,
            now=_clock(begins),
        )

    with _live(run) as address:
        yield address


def playground() -> Path:
    """Where Microsoft's client is: PLAYGROUND, else beside this Python. A missing one is an error,
    not a skip.
    """
    named = os.environ.get("PLAYGROUND")
    return Path(named) if named else fetched()


def _clock(begins: datetime) -> Clock:
    started = time.monotonic()
    return lambda: begins + timedelta(seconds=time.monotonic() - started)


@contextmanager
def _live(run: Callable[[Announce], Running]) -> Iterator[Any]:
    """What a demo announces, while it runs."""
    announced: Queue[Any] = Queue()
    loop = asyncio.new_event_loop()

    async def running() -> None:
        try:
            await run(announced.put)
        except Exception as error:
            announced.put(error)
            raise

    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    task = asyncio.run_coroutine_threadsafe(running(), loop)
    address = announced.get(timeout=PATIENCE)
    if isinstance(address, BaseException):
        raise address
    try:
        yield address
    finally:
        task.cancel()
        loop.call_soon_threadsafe(lambda: asyncio.ensure_future(_last(loop)))
        thread.join(PATIENCE)
        loop.close()


async def _last(loop: asyncio.AbstractEventLoop) -> None:
    """Let everything else end, then the loop."""
    others = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
    await asyncio.gather(*others, return_exceptions=True)
    loop.stop()
