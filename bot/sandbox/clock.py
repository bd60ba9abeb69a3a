"""The workspace's clock: it goes as the machine's does, and can be moved ahead, never back."""

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.sandbox.timestamps import Clock


class MovableClock:
    """Another clock, `ahead` of it by as much as this one has been moved in all."""

    def __init__(self, now: Clock, ahead: timedelta = timedelta()) -> None:
        self._now = now
        self.ahead = ahead

    def __call__(self) -> datetime:
        """The moment that it is in the workspace."""
        return self._now() + self.ahead

    def move(self, to: datetime) -> None:
        """Let it be that moment now, which is aware; it never goes back to one that is past."""
        self.ahead += max(timedelta(), to - self())


def _at_once(_since: datetime, _until: datetime) -> Iterable[datetime]:
    return ()


async def _nothing() -> None:
    """Nobody has anything to do."""


@dataclass(frozen=True, slots=True)
class Travel:
    """How the clock is moved over a long time, so that whoever lives by it can keep up.

    `stops` gives the moments between two others at which it pauses, the earliest first. `settle`
    is awaited before it sets out, at each stop and at the goal: what falls due is done meanwhile.
    It may raise ControlError, which ends the move where it is.
    """

    stops: Callable[[datetime, datetime], Iterable[datetime]] = _at_once
    settle: Callable[[], Awaitable[None]] = _nothing
