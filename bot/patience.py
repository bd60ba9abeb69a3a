"""Answering in time: inline when it is quick, and afterwards when it is not.

Slack gives an answer three seconds. What takes longer than `seconds` is acknowledged with a word,
and goes on behind it, shielded from whatever becomes of the request that began it.
"""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any, TypeVar

import structlog

T = TypeVar("T")
_LOG = structlog.get_logger()


class Patience:
    """Keeps hold of what goes on behind an acknowledgement, so that stopping can wait for it."""

    def __init__(self, seconds: float = 2.0) -> None:
        self._seconds = seconds
        self._behind: set[asyncio.Task[Any]] = set()

    async def inline(
        self,
        work: Coroutine[Any, Any, T],
        *,
        meanwhile: Callable[[], Awaitable[object]],
        afterwards: Callable[[T], Awaitable[object]],
    ) -> T | None:
        """The result if it comes in time; else None: `meanwhile` is done, `afterwards` follows."""
        task = asyncio.create_task(work)
        self.hold(task)
        done, _ = await asyncio.wait({task}, timeout=self._seconds)
        if done:
            return task.result()
        self.go_on(self._finish(task, afterwards))
        await meanwhile()
        return None

    def go_on(self, work: Coroutine[Any, Any, None]) -> None:
        """Do something behind the answer; what goes wrong with it is logged."""
        self.hold(asyncio.create_task(self._logged(work)))

    def hold(self, task: "asyncio.Task[Any]") -> None:
        """Keep a task that stopping has to wait for."""
        self._behind.add(task)
        task.add_done_callback(self._behind.discard)

    async def drain(self, seconds: float | None = None) -> None:
        """Wait for everything that goes on behind answers, at most so long; then let it go."""
        if not self._behind:
            return
        _, left = await asyncio.wait(set(self._behind), timeout=seconds)
        for task in left:
            task.cancel()

    @staticmethod
    async def _finish(task: asyncio.Task[T], afterwards: Callable[[T], Awaitable[object]]) -> None:
        await afterwards(await task)

    @staticmethod
    async def _logged(work: Coroutine[Any, Any, None]) -> None:
        try:
            await work
        except Exception:  # noqa: BLE001 (nobody awaits it: the log is where it is told)
            _LOG.exception("late_answer_failed")
