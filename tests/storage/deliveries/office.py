"""A region with channels and people, and what is owed to them, at a moment of the test's choosing.

office = Office(database)
summary = office.owe(office.channel())
(claim,) = office.claims()
office.mark(mark_sent, claim, Out(1, "ts"), NOW)
assert office.row(claim).state == DeliveryState.SENT
"""

from collections.abc import Callable, Collection
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from sqlmodel import select

from storage.database import Database
from storage.deliveries import (
    ChannelAddress,
    Claim,
    Due,
    Tenant,
    claim,
    next_try,
    owe_channel,
    owe_member,
)
from storage.tables import Delivery, DeliveryKind, Library, Platform, Role
from tests import builders
from tests.builders import TENANT

NOW = datetime(2020, 5, 25, 7, 0, tzinfo=UTC)  # Monday, 09:00 in Stockholm
LEASE = timedelta(seconds=150)
SLACK = Tenant(Platform.SLACK, TENANT)
SUMMARY, REMINDER = DeliveryKind.WEEKLY_SUMMARY, DeliveryKind.REMINDER


def after(seconds: float = 0, **more: float) -> datetime:
    """A moment so long after the story begins."""
    return NOW + timedelta(seconds=seconds, **more)


class Office:
    """One region in a database."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self._periods = count(1)
        with database.writing() as session:
            self.county = builders.region(session)
            self.library = builders.library(session, self.county, "Nässjö stadsbibliotek")

    def channel(
        self, channel_id: str | None = None, *, tenant: str = TENANT, of_library: bool = True
    ) -> ChannelAddress:
        """A new channel of the library, or of the region."""
        at = self.library if of_library else None
        with self.database.writing() as session:
            row = builders.channel(session, self.county, at, channel_id, tenant=tenant)
            return builders.address(row)

    def member(
        self,
        *,
        role: Role = Role.STAFF,
        at: Library | None = None,
        account: str | None = "",
        tenant: str = TENANT,
    ) -> int:
        """A new member's id; `account` None for one without."""
        with self.database.writing() as session:
            person = builders.member(session, self.county, role=role)
            if at is not None:
                builders.employed(session, person, at)
            if account is not None:
                builders.identity(session, person, account or None, tenant=tenant)
            return builders.key(person)

    def owe(
        self,
        to: ChannelAddress | int,
        *,
        due_at: datetime = NOW,
        kind: DeliveryKind = SUMMARY,
        period: str | None = None,
        **more: Any,
    ) -> bool:
        """Owe a channel or a member something new; whether it is new."""
        due = Due(kind, period or f"period {next(self._periods)}", due_at, **more)
        with self.database.writing() as session:
            if isinstance(to, int):
                return owe_member(session, due, to, NOW)
            return owe_channel(session, due, to, NOW)

    def claims(
        self,
        now: datetime = NOW,
        *,
        most: int = 100,
        tenant: Tenant = SLACK,
        owner: str = "a replica",
        in_hand: Collection[int] = (),
        lease: timedelta = LEASE,
    ) -> tuple[Claim, ...]:
        """Claim what is due."""
        with self.database.writing() as session:
            return claim(session, tenant, owner, now, lease=lease, most=most, in_hand=in_hand)

    def next_try(self, now: datetime = NOW, tenant: Tenant = SLACK) -> datetime | None:
        """When there is something to claim."""
        with self.database.reading() as session:
            return next_try(session, tenant, now)

    def do(self, work: Callable[..., Any], *given: Any, **more: Any) -> Any:
        """Something in a writing transaction of its own."""
        with self.database.writing() as session:
            return work(session, *given, **more)

    def rows(self) -> list[Delivery]:
        """Everything that is or was owed."""
        with self.database.reading() as session:
            return list(session.exec(select(Delivery).order_by(Delivery.id)))  # type: ignore[arg-type]

    def row(self, of: Claim) -> Delivery:
        """A claim's row as it stands now."""
        with self.database.reading() as session:
            return session.get_one(Delivery, of.delivery_id)
