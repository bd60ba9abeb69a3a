"""An outbox that posts into a sandbox, quicker than a real one, over a library's database."""

import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import count
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient
from sqlmodel import col, select

from bot.slack.sender import SlackSender
from handlers.cards import Card, Heading
from scheduler.composers import COMPOSERS
from scheduler.outbox import Composer, Outbox, Rates, Times
from storage.database import Database
from storage.deliveries import Due, Tenant, owe_channel, owe_member
from storage.tables import (
    Channel,
    Delivery,
    DeliveryKind,
    DeliveryState,
    Library,
    Member,
    Platform,
    Region,
)
from tests import builders
from tests.bot.sandbox.conftest import Stage
from tests.bot.slack.edge.conftest import CHANNEL, MIA
from tests.bot.threads import Threads

TENANT = Tenant(Platform.SLACK, builders.TENANT)
QUICK = Times(lease=70, post=5, settle=0.05, first_backoff=0.05)
UNPACED = Rates(tenant=10_000, place=10_000)
LONG = 60  # headings: Slack takes 50 blocks a message
_numbers = count(1)


def say(parts: int) -> Composer:
    """A composer of a card with so many headings."""
    return lambda _: Card("Hej", tuple(Heading(f"Rad {number}") for number in range(parts)))


@dataclass(frozen=True)
class Owing:
    """A library's channel and its manager, and what they are owed."""

    stage: Stage
    database: Database
    threads: Threads
    outbox: Outbox

    def owe(
        self, kind: DeliveryKind = DeliveryKind.WEEKLY_SUMMARY, *, to_mia: bool = False
    ) -> None:
        """Owe the channel, or the manager, something new, now."""
        owe(self.database, Due(kind, str(next(_numbers)), self.stage.clock()), to_mia=to_mia)
        self.outbox.wake()

    def rows(self) -> list[Delivery]:
        """Everything that is or was owed."""
        with self.database.reading() as session:
            return list(session.exec(select(Delivery).order_by(col(Delivery.id))))

    def states(self) -> list[DeliveryState]:
        """How far everything has come."""
        return [row.state for row in self.rows()]

    async def until(self, *states: DeliveryState) -> None:
        """Wait until it stands like this."""
        await self.threads.until(lambda: self.states() == list(states))

    async def break_down(self, method: str, kind: str, times: int = 1, **more: Any) -> None:
        """Let a method fail."""
        await self.stage.act("faults", method=method, kind=kind, times=times, **more)


def owe(database: Database, due: Due, *, to_mia: bool = False) -> None:
    """Owe the library's channel, or its manager, something."""
    with database.writing() as session:
        if to_mia:
            mia = session.exec(select(Member).where(Member.name == "Mia")).one()
            assert owe_member(session, due, builders.key(mia), due.due_at)
        else:
            channel = session.exec(select(Channel)).one()
            assert owe_channel(session, due, builders.address(channel), due.due_at)


def furnish(database: Database, channel_id: str = CHANNEL) -> None:
    """A channel for the library, and an account for its manager."""
    with database.writing() as session:
        region = session.exec(select(Region)).one()
        library = session.exec(select(Library)).one()
        builders.channel(session, region, library, channel_id)
        mia = session.exec(select(Member).where(Member.name == "Mia")).one()
        builders.identity(session, mia, MIA)


@asynccontextmanager
async def outbox_in(
    stage: Stage,
    database: Database,
    *,
    parts: int = 1,
    client: AsyncWebClient | None = None,
    times: Times = QUICK,
) -> AsyncIterator[Owing]:
    """An outbox that runs against a sandbox, with a clock that goes on from the sandbox's."""
    began, threads = time.monotonic(), Threads()

    def now() -> datetime:
        return stage.clock() + timedelta(seconds=time.monotonic() - began)

    composers = dict.fromkeys(DeliveryKind, say(parts))
    composers[DeliveryKind.CHANNEL_BROKEN] = COMPOSERS[DeliveryKind.CHANNEL_BROKEN]
    outbox = Outbox(
        database,
        {TENANT: SlackSender(client or stage.bot)},
        composers,
        now,
        times=times,
        rates=UNPACED,
        in_thread=threads,
    )
    async with outbox.running():
        yield Owing(stage, database, threads, outbox)
