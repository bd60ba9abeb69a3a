"""Where the outbox's work on the database is done: in a thread beside the event loop."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

InThread = Callable[..., Awaitable[Any]]


def one_thread() -> InThread:
    """Runs functions in a thread, one after the other: whoever waits for an answer has the others.

    A second at the same time would be slower for both: only one can run Python.
    """
    free = asyncio.Semaphore(1)

    async def run(work: Callable[..., Any], *given: Any) -> Any:
        async with free:
            return await asyncio.to_thread(work, *given)

    return run
