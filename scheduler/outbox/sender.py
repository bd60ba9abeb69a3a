"""What the outbox wants of a platform, and what a platform can say to it."""

# ruff: noqa: N818  (errors are named for what happened)

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from handlers.cards import Card
from scheduler.outbox.pacing import Rates


@dataclass(frozen=True, slots=True)
class Target:
    """A channel, or a person whose conversation with the bot is opened; the platform's id."""

    id: str
    is_person: bool = False


class Sender(Protocol):
    """One tenant of a platform, as the outbox posts to it. It never posts again by itself."""

    @property
    def rates(self) -> Rates:
        """How fast the platform takes messages."""
        ...

    def parts(self, card: Card) -> Sequence[Any]:
        """A card as the messages that it takes. Raises Refused for one that does not fit."""
        ...

    async def post(self, target: Target, part: Any, key: str) -> str:
        """Post one message that can be found by its key; its id on the platform.

        Raises TryLater, Gone or Refused where it is certainly not out, else InDoubt.
        """
        ...

    async def find(self, target: Target, key: str, since: datetime) -> str | None:
        """The id of the message with a key, if it was posted at a moment or later.

        Raises CannotLook where nobody can tell, TryLater or InDoubt where nobody can right now.
        """
        ...


class SendError(Exception):
    """A platform did not do what it was asked; `code` is its own word for why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class TryLater(SendError):
    """Not now. With `after`, nothing is taken in the whole tenant for so many seconds."""

    def __init__(self, code: str, after: float | None = None) -> None:
        super().__init__(code)
        self.after = after


class Gone(SendError):
    """The channel or person cannot be written to, now or later."""


class Refused(SendError):
    """This message is never taken: a fault of ours."""


class InDoubt(SendError):
    """No certain answer came: it may be out."""


class CannotLook(SendError):
    """Nobody can tell whether it is out."""
