"""What the outbox reads and writes, many at a time: each function is one session.

All or nothing: what raises has changed nothing, and can be done again for each alone.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import structlog

from handlers.cards import Card
from scheduler.outbox.composing import Composer, Shared, compose_all
from scheduler.outbox.outcomes import Outcome
from scheduler.outbox.recording import record
from storage.database import Database
from storage.deliveries import Claim, Tenant, claim, expire, next_try
from storage.tables import DeliveryKind

_LOG = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Room:
    """How many deliveries of a tenant there is room for, beside those that are in hand."""

    tenant: Tenant
    most: int
    in_hand: Collection[int]


@dataclass(frozen=True, slots=True)
class Books:
    """What is owed, as one process sees it; `owner` is its name on leases."""

    database: Database
    composers: Mapping[DeliveryKind, Composer]
    owner: str
    lease: timedelta
    coordinators: Collection[str]
    now: Callable[[], datetime]
    shared: Shared = field(default_factory=Shared)

    def claim(self, rooms: Sequence[Room]) -> list[tuple[Claim, ...]]:
        """Take a lease on what is due in some tenants."""
        with self.database.writing() as session:
            return [
                claim(
                    session,
                    room.tenant,
                    self.owner,
                    self.now(),
                    lease=self.lease,
                    most=room.most,
                    in_hand=room.in_hand,
                )
                for room in rooms
            ]

    def next_try(self, tenants: Sequence[Tenant]) -> list[datetime | None]:
        """When there is something to claim in some tenants."""
        with self.database.reading() as session:
            return [next_try(session, tenant, self.now()) for tenant in tenants]

    def compose(self, claims: Sequence[Claim]) -> list[Card | None]:
        """What there is to say; of kinds that there is a composer for."""
        return compose_all(self.database, self.composers, claims, self.now(), self.shared)

    def record(self, ended: Sequence[tuple[Claim, Outcome]]) -> list[bool]:
        """Write down what became of some claims; False for one that was overtaken."""
        with self.database.writing() as session:
            return [
                record(session, claimed, outcome, self.now(), self.coordinators)
                for claimed, outcome in ended
            ]

    def expire(self) -> None:
        """Give up what is too late."""
        with self.database.writing() as session:
            failed, uncertain = expire(session, self.now())
        for state, ids in (("failed", failed), ("uncertain", uncertain)):
            if ids:
                _LOG.warning("deliveries_expired", state=state, ids=list(ids))
