"""An outbox that posts to Teams of our own, quicker than a real one, on either database."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count

from aiohttp import ClientSession, ClientTimeout
from sqlmodel import col, select

from bot.teams.connector import Connector
from bot.teams.reaching import Reaching
from bot.teams.sender import TeamsSender
from bot.teams.tokens import BotToken
from handlers.cards import Card, Heading
from scheduler.composers import COMPOSERS
from scheduler.outbox import Composer, Outbox, Rates, Times
from storage.conversations import Reference, remember_conversation
from storage.database import Database
from storage.deliveries import Due, Tenant, owe_channel, owe_member
from storage.tables import (
    Channel,
    ConversationKind,
    Delivery,
    DeliveryKind,
    DeliveryState,
    Member,
    Platform,
    Role,
)
from tests import builders
from tests.bot.teams.fake import KEYS, FakeTeams
from tests.bot.threads import Threads

HERE = Tenant(Platform.TEAMS, KEYS.tenant)
CHANNEL, BOSS, CHAT = "19:nassjo@thread.tacv2", "oid-boss", "a:boss"
BEGIN = datetime(2026, 5, 4, 9, 0, tzinfo=UTC)
QUICK = Times(lease=70, post=5, settle=0.05, first_backoff=0.05)
UNPACED = Rates(tenant=10_000, place=10_000)
_numbers = count(1)


def say(parts: int) -> Composer:
    """A composer of a card that takes about so many messages."""
    lines = tuple(Heading(f"Rad {number} " + "x" * 80) for number in range(120 * (parts - 1) + 1))
    return lambda _: Card("Hej", lines)


@dataclass(frozen=True)
class Owing:
    """A library's channel and its manager on Teams, and what they are owed."""

    teams: FakeTeams
    database: Database
    threads: Threads
    outbox: Outbox

    def owe(
        self, kind: DeliveryKind = DeliveryKind.WEEKLY_SUMMARY, *, to_boss: bool = False
    ) -> None:
        """Owe the channel, or the manager, something new, now."""
        due = Due(kind, str(next(_numbers)), BEGIN)
        with self.database.writing() as session:
            if to_boss:
                boss = session.exec(select(Member)).one()
                assert owe_member(session, due, builders.key(boss), BEGIN)
            else:
                channel = session.exec(select(Channel)).one()
                assert owe_channel(session, due, builders.address(channel), BEGIN)
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


def furnish(database: Database, teams: FakeTeams, *, chat: bool = True) -> None:
    """A library with a channel, and a manager, whose chat with the bot is known or not."""
    with database.writing() as session:
        county = builders.region(session)
        library = builders.library(session, county, "Nässjö stadsbibliotek")
        boss = builders.staff(session, library, "Mia", role=Role.MANAGER)
        on, tenant = HERE.platform, HERE.id
        builders.installation(session, county, platform=on, tenant=tenant)
        builders.identity(session, boss, BOSS, platform=on, tenant=tenant)
        builders.channel(session, county, library, CHANNEL, platform=on, tenant=tenant)
    if chat:
        with database.writing() as session:
            known = Reference(HERE, ConversationKind.PERSONAL, CHAT, teams.service_url, BOSS)
            remember_conversation(session, known, BEGIN)


@asynccontextmanager
async def outbox_on(
    teams: FakeTeams, database: Database, *, parts: int = 1, rates: Rates | None = UNPACED
) -> AsyncIterator[Owing]:
    """An outbox that runs against Teams of our own, with a clock that goes on from `BEGIN`."""
    loop, threads = asyncio.get_running_loop(), Threads()
    began = loop.time()

    def now() -> datetime:
        return BEGIN + timedelta(seconds=loop.time() - began)

    composers = dict.fromkeys(DeliveryKind, say(parts))
    composers[DeliveryKind.CHANNEL_BROKEN] = COMPOSERS[DeliveryKind.CHANNEL_BROKEN]
    async with ClientSession(timeout=ClientTimeout(total=30)) as session:
        connector = Connector(session, BotToken(session, KEYS, teams.cloud))
        sender = TeamsSender(connector, Reaching(database, connector, KEYS, now, teams.cloud))
        outbox = Outbox(
            database,
            {HERE: sender},
            composers,
            now,
            times=QUICK,
            rates=rates,
            random=lambda: 1.0,
            in_thread=threads,
        )
        async with outbox.running():
            yield Owing(teams, database, threads, outbox)
