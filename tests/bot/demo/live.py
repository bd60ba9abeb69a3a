"""The whole demo in a thread of its own, on a day of the test's choosing, beside a browser."""

import asyncio
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from queue import Queue

from bot.demo.run import run_demo

WEDNESDAY = datetime(2020, 5, 27, 8, 0, tzinfo=UTC)
PATIENCE = 30  # seconds for starting and for stopping


@contextmanager
def live_demo(folder: Path, begins: datetime = WEDNESDAY) -> Iterator[str]:
    """The page's address. The clock goes on from `begins`."""
    started = time.monotonic()
    announced: Queue[str | BaseException] = Queue()
    loop = asyncio.new_event_loop()

    async def run() -> None:
        try:
            await run_demo(
                host="127.0.0.1",
                port=0,
                folder=folder,
                reset=False,
                language="sv",
                announce=announced.put,
                now=lambda: begins + timedelta(seconds=time.monotonic() - started),
            )
        except Exception as error:
            announced.put(error)
            raise

    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    running = asyncio.run_coroutine_threadsafe(run(), loop)
    address = announced.get(timeout=PATIENCE)
    if isinstance(address, BaseException):
        raise address
    try:
        yield address
    finally:
        running.cancel()
        loop.call_soon_threadsafe(lambda: asyncio.ensure_future(_last(loop)))
        thread.join(PATIENCE)
        loop.close()


async def _last(loop: asyncio.AbstractEventLoop) -> None:
    """Let everything else end, then the loop."""
    others = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
    await asyncio.gather(*others, return_exceptions=True)
    loop.stop()
