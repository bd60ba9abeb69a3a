"""Where an outbox's storage works in tests that wait for what came of it."""

import asyncio
from collections.abc import Callable
from typing import Any

_PATIENCE = 20.0  # seconds for a slow machine


class Threads:
    """Does storage's work in threads, and lets tests wait for what came of it."""

    def __init__(self) -> None:
        self._done = asyncio.Condition()

    async def __call__(self, work: Callable[..., Any], *given: Any) -> Any:
        """Do it, and tell those who wait."""
        result = await asyncio.to_thread(work, *given)
        async with self._done:
            self._done.notify_all()
        return result

    async def until(self, reached: Callable[[], bool]) -> None:
        """Wait for something to be true."""
        async with asyncio.timeout(_PATIENCE), self._done:
            await self._done.wait_for(reached)
