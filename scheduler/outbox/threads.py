"""Where the outbox's work on the database is done: in a few threads beside the event loop."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

_THREADS = 2  # that the outbox uses at once: the others are for those who wait for an answer

InThread = Callable[..., Awaitable[Any]]


def some_threads() -> InThread:
    """Runs a function in a thread, a few at a time."""
    free = asyncio.Semaphore(_THREADS)

    async def run(work: Callable[..., Any], *given: Any) -> Any:
        async with free:
            return await asyncio.to_thread(work, *given)

    return run
