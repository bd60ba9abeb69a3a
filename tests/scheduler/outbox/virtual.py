"""An event loop whose time passes when it is told to, and which never waits."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from datetime import datetime, timedelta
from typing import Any, TypeVar

T = TypeVar("T")
_QUIET = 3  # turns of the loop in which nothing happens


class VirtualLoop(asyncio.SelectorEventLoop):
    """Time stands still until `pass_by`."""

    def __init__(self) -> None:
        self._elapsed = 0.0
        super().__init__()

    def time(self) -> float:
        """Seconds since it was made."""
        return self._elapsed

    def pass_by(self, seconds: float, step: float | None = None) -> None:
        """Let time pass, in steps after each of which everything happens that can."""
        end = self._elapsed + seconds
        while self._elapsed < end:
            self._elapsed = min(end, self._elapsed + (step or seconds))
            self.settle()

    def settle(self) -> None:
        """Let everything happen that can happen now."""

        self.run_until_complete(self._until_quiet())

    async def _until_quiet(self) -> None:
        quiet = 0
        while quiet < _QUIET:
            await asyncio.sleep(0)
            quiet = 0 if self._has_work() else quiet + 1

    def _has_work(self) -> bool:
        timers = self._scheduled  # type: ignore[attr-defined]
        return bool(self._ready or (timers and timers[0].when() <= self.time()))  # type: ignore[attr-defined]

    def do(self, work: Coroutine[Any, Any, T]) -> T:
        """The result of something that needs no time."""
        return self.run_until_complete(work)

    def end(self) -> None:
        """Break everything off, farewells too."""
        while tasks := asyncio.all_tasks(self):
            for task in tasks:
                task.cancel()
            self.pass_by(60.0)
        self.close()


def clock_of(loop: VirtualLoop, begins: datetime) -> Callable[[], datetime]:
    """The moment by a loop's time."""
    return lambda: begins + timedelta(seconds=loop.time())


async def forever() -> Any:
    """Nothing ever comes of it."""
    waiting: Awaitable[Any] = asyncio.get_running_loop().create_future()
    return await waiting
