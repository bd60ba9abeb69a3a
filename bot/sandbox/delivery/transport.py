"""What every way to the bot has in common."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol


class Kind(StrEnum):
    """What is delivered; the values are Socket Mode's envelope types."""

    EVENT = "events_api"
    COMMAND = "slash_commands"
    INTERACTIVE = "interactive"


@dataclass(frozen=True, slots=True)
class Retry:
    """That something is delivered again: the how-manieth time, and why."""

    number: int
    reason: str


@dataclass(frozen=True, slots=True)
class Ack:
    """What came of one delivery.

    `payload` is what the bot acknowledged with. `failure` is None, or why there was no ack:
    "timeout", "connection_failed" (nobody there, or gone meanwhile) or "http_error".
    """

    payload: Any = None
    failure: str | None = None
    no_retry: bool = False


class Transport(Protocol):
    """A way to the bot."""

    @property
    def connected(self) -> int:
        """How many ends of the bot are there."""

    async def send(self, kind: Kind, payload: dict[str, Any], retry: Retry | None) -> Ack:
        """Delivers once and waits, within the time that Slack gives, for the ack."""

    async def close(self) -> None:
        """Lets go of everything."""
