"""The lanes of all tenants: they begin together, share what may be on its way, and end together."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable, Mapping
from contextlib import asynccontextmanager

from scheduler.outbox.delivering import Stopping
from scheduler.outbox.lane import Lane


class Closing:
    """Whether the outbox ends."""

    def __init__(self) -> None:
        self._event = asyncio.Event()

    def begin(self) -> None:
        """From now on nobody waits for a turn."""
        self._event.set()

    def cancel(self) -> None:
        """It runs again."""
        self._event.clear()

    async def sleep(self, seconds: float) -> None:
        """Sleep, but not longer than the outbox runs. Raises Stopping."""
        try:
            async with asyncio.timeout(seconds):
                await self._event.wait()
        except TimeoutError:
            return
        raise Stopping


class Lanes:
    """One for each tenant."""

    def __init__(self, lanes: Iterable[Lane], closing: Closing) -> None:
        self._lanes = tuple(lanes)
        self._closing = closing

    def wake(self) -> None:
        """Look whether something is owed."""
        for lane in self._lanes:
            lane.wake()

    async def idle(self) -> None:
        """Wait until nothing more can be sent at this moment."""
        for lane in self._lanes:
            await lane.idle()

    def stop(self) -> None:
        """Claim nothing more, and give back what is not on its way."""
        self._closing.begin()
        for lane in self._lanes:
            lane.stop()

    @asynccontextmanager
    async def running(self, left: Callable[[], float]) -> AsyncIterator[None]:
        """Send until the block ends; then finish what is on its way, and give the rest back.

        `left` says how many seconds there are for that.
        """
        self._closing.cancel()
        tasks = {asyncio.create_task(lane.run()): lane for lane in self._lanes}
        try:
            yield
        finally:
            self.stop()
            await _farewell(tasks, left())


async def _farewell(tasks: Mapping["asyncio.Task[None]", Lane], seconds: float) -> None:
    if not tasks:
        return
    _, late = await asyncio.wait(tasks, timeout=seconds)
    for task in late:
        tasks[task].let_go()
    await asyncio.gather(*tasks, return_exceptions=True)
