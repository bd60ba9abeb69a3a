"""The one place where the outbox crosses over to storage, each time in a thread."""

import asyncio
from collections.abc import Awaitable, Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import structlog

from handlers.cards import Card
from scheduler.outbox.composing import Composer, Shared, UnknownKindError, compose
from scheduler.outbox.outcomes import Outcome
from scheduler.outbox.recording import record
from storage.database import Database
from storage.deliveries import Claim, Tenant, claim, expire, next_try

_THREADS = 2  # that the outbox uses at once: the others are for those who wait for an answer
_LOG = structlog.get_logger()

InThread = Callable[..., Awaitable[Any]]


def some_threads() -> InThread:
    """Runs a function in a thread, a few at a time."""
    free = asyncio.Semaphore(_THREADS)

    async def run(work: Callable[..., Any], *given: Any) -> Any:
        async with free:
            return await asyncio.to_thread(work, *given)

    return run


@dataclass(frozen=True, slots=True)
class Ledger:
    """What is owed, as one process sees it; `owner` is its name on leases."""

    database: Database
    composers: Mapping[Any, Composer]
    owner: str
    lease: timedelta
    coordinators: Collection[str]
    now: Callable[[], datetime]
    in_thread: InThread
    shared: Shared = field(default_factory=Shared)

    async def claim(self, tenant: Tenant, most: int, in_hand: Collection[int]) -> tuple[Claim, ...]:
        """Take a lease on what is due."""
        claimed: tuple[Claim, ...] = await self.in_thread(self._claim, tenant, most, in_hand)
        return claimed

    def _claim(self, tenant: Tenant, most: int, in_hand: Collection[int]) -> tuple[Claim, ...]:
        with self.database.writing() as session:
            return claim(
                session,
                tenant,
                self.owner,
                self.now(),
                lease=self.lease,
                most=most,
                in_hand=in_hand,
            )

    async def compose(self, claimed: Claim) -> Card | None:
        """What there is to say. Raises UnknownKindError for a kind that nobody here knows."""
        composer = self.composers.get(claimed.kind)
        if composer is None:
            raise UnknownKindError
        card: Card | None = await self.in_thread(
            compose, self.database, composer, claimed, self.now(), self.shared
        )
        return card

    async def record(self, claimed: Claim, outcome: Outcome) -> bool:
        """Write down what became of a claim; False where it was overtaken. True: see `owes`."""
        held: bool = await self.in_thread(self._record, claimed, outcome)
        if not held:
            _LOG.warning("claim_overtaken", id=claimed.delivery_id, attempt=claimed.attempt)
        return held

    def _record(self, claimed: Claim, outcome: Outcome) -> bool:
        with self.database.writing() as session:
            return record(session, claimed, outcome, self.now(), self.coordinators)

    async def next_try(self, tenant: Tenant) -> datetime | None:
        """When there is something to claim."""
        moment: datetime | None = await self.in_thread(self._next_try, tenant)
        return moment

    def _next_try(self, tenant: Tenant) -> datetime | None:
        with self.database.reading() as session:
            return next_try(session, tenant, self.now())

    async def expire(self) -> None:
        """Give up what is too late."""
        await self.in_thread(self._expire)

    def _expire(self) -> None:
        with self.database.writing() as session:
            failed, uncertain = expire(session, self.now())
        for state, ids in (("failed", failed), ("uncertain", uncertain)):
            if ids:
                _LOG.warning("deliveries_expired", state=state, ids=list(ids))
