"""Answering in time: inline when it is quick, and afterwards when it is not.

Slack gives an answer three seconds. What takes longer than `seconds` is acknowledged with a word,
and goes on behind it, shielded from whatever becomes of the request that began it.
"""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import suppress
from typing import Any, TypeVar

import structlog

T = TypeVar("T")
_LOG = structlog.get_logger()


class Patience:
    """Keeps hold of what goes on behind an acknowledgement, so that stopping can wait for it.

    `head_start` is the seconds that an acknowledgement gets to arrive before what follows it: one
    that came after would be drawn over the answer.
    """

    def __init__(self, seconds: float = 2.0, head_start: float = 0.3) -> None:
        self._seconds = seconds
        self._head_start = head_start
        self._behind: set[asyncio.Task[Any]] = set()

    async def inline(
        self,
        work: Coroutine[Any, Any, T],
        *,
        meanwhile: Callable[[], Awaitable[object]],
        afterwards: Callable[[T], Awaitable[object]],
    ) -> T | None:
        """The result if it comes in time; else None: `meanwhile` is done, `afterwards` follows.

        `afterwards` follows too where nobody waits for the result any more.
        """
        task = self.hold(asyncio.create_task(work))
        try:
            done, _ = await asyncio.wait({task}, timeout=self._seconds)
            if done:
                return task.result()
            await meanwhile()
        except asyncio.CancelledError:
            self.go_on(self._finish(task, afterwards))
            raise
        self.go_on(self._finish(task, afterwards))
        return None

    def go_on(self, work: Coroutine[Any, Any, None]) -> None:
        """Do something behind the acknowledgement; what goes wrong with it is logged."""
        self.hold(asyncio.create_task(self._later(work)))

    def hold(self, task: "asyncio.Task[T]") -> "asyncio.Task[T]":
        """Keep a task that stopping has to wait for."""
        self._behind.add(task)
        task.add_done_callback(self._behind.discard)
        return task

    async def drain(self, seconds: float | None = None) -> None:
        """Wait for everything in hand and what comes of it, at most so long; then let it go."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                while self._behind:
                    await asyncio.wait(set(self._behind))
        left = set(self._behind)
        if left:
            _LOG.warning("let_go", tasks=len(left))
        for task in left:
            task.cancel()
        await asyncio.gather(*left, return_exceptions=True)

    @staticmethod
    async def _finish(task: asyncio.Task[T], afterwards: Callable[[T], Awaitable[object]]) -> None:
        await afterwards(await task)

    async def _later(self, work: Coroutine[Any, Any, None]) -> None:
        try:
            await asyncio.sleep(self._head_start)
            await work
        except Exception:  # noqa: BLE001 (nobody awaits it: the log is where it is told)
            _LOG.exception("late_answer_failed")
        finally:
            work.close()  # where it was let go before it began
