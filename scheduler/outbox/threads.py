"""Where the outbox's work on the database is done: in a thread beside the event loop."""

import asyncio
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from typing import Any

InThread = Callable[..., Awaitable[Any]]


def one_thread() -> InThread:
    """Runs functions in a thread of its own, one after the other, in the order they came.

    A second at the same time would be slower for both: only one can run Python. What waits stands
    in the thread's own line, so that it goes on at once, however much the event loop has to do. The
    thread ends when nobody holds what is returned.
    """
    thread = ThreadPoolExecutor(1, thread_name_prefix="outbox")

    async def run(work: Callable[..., Any], *given: Any) -> Any:
        loop, context = asyncio.get_running_loop(), copy_context()
        return await loop.run_in_executor(thread, context.run, work, *given)

    return run
