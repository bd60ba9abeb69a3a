"""What became of a request, for whoever counts them: nothing of who asked, or what."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

UNKNOWN = "unknown"  # the command of a route that nobody has


class Became(StrEnum):
    """How a request ended."""

    ANSWERED = "answered"
    REFUSED = "refused"  # with what to do instead
    AWAY = "away"  # the database could not be reached
    FAILED = "failed"  # a fault of ours


@dataclass(frozen=True, slots=True)
class Handled:
    """A request that has its reply: the command's name, how it ended, and the seconds it took."""

    command: str
    became: Became
    seconds: float


Count = Callable[[Handled], None]  # called in the thread of the request


def uncounted(_: Handled) -> None:
    """Nobody counts."""
