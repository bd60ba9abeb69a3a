"""The one place where the outbox crosses over to storage, in a thread, for many at a time."""

from datetime import datetime

import structlog

from handlers.cards import Card
from scheduler.outbox.books import Books, Room
from scheduler.outbox.composing import UnknownKindError
from scheduler.outbox.gathering import Gathering
from scheduler.outbox.outcomes import Outcome
from scheduler.outbox.threads import InThread
from storage.deliveries import Claim, Tenant

_LOG = structlog.get_logger()


class Ledger:
    """The books, as lanes and deliveries ask for them, each for itself."""

    def __init__(self, books: Books, in_thread: InThread) -> None:
        self._books = books
        self._in_thread = in_thread
        self._claims = Gathering(in_thread, books.claim)
        self._moments = Gathering(in_thread, books.next_try)
        self._cards = Gathering(in_thread, books.compose)
        self._records = Gathering(in_thread, books.record)

    async def claim(self, room: Room) -> tuple[Claim, ...]:
        """Take a lease on what is due."""
        return await self._claims.ask(room)

    async def compose(self, claimed: Claim) -> Card | None:
        """What there is to say. Raises UnknownKindError for a kind that nobody here knows."""
        if claimed.kind not in self._books.composers:
            raise UnknownKindError
        return await self._cards.ask(claimed)

    async def record(self, claimed: Claim, outcome: Outcome) -> bool:
        """Write down what became of a claim; False where it was overtaken. True: see `owes`."""
        held = await self._records.ask((claimed, outcome))
        if not held:
            _LOG.warning("claim_overtaken", id=claimed.delivery_id, attempt=claimed.attempt)
        return held

    async def next_try(self, tenant: Tenant) -> datetime | None:
        """When there is something to claim."""
        return await self._moments.ask(tenant)

    async def expire(self) -> None:
        """Give up what is too late."""
        await self._in_thread(self._books.expire)
