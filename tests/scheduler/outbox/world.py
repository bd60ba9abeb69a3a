"""Replicas of the bot over one database, and a platform that does what a test tells it to.

    world = World(database)
    world.replica()
    world.owe("C1")
    (request,) = world.platform.on_the_wire
    request.accept()
    assert world.states() == ["sent"]

Nothing happens between two lines but what they say: time is virtual, and posts lie on the wire
until they are accepted, refused or lost.
"""

import asyncio
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from sqlmodel import select

from handlers.cards import Card, Heading
from scheduler.outbox import (
    CannotLook,
    InDoubt,
    Occasion,
    Outbox,
    Rates,
    SendError,
    Target,
    Times,
)
from storage.database import Database
from storage.deliveries import ChannelAddress, Due, Tenant, owe_channel, owe_member
from storage.tables import Channel, Delivery, DeliveryKind, DeliveryState, Platform, Role
from tests import builders
from tests.builders import TENANT
from tests.scheduler.outbox.virtual import VirtualLoop, clock_of, forever

BEGIN = datetime(2020, 5, 25, 7, 0, tzinfo=UTC)  # Monday, 09:00 in Stockholm
SLACK = Tenant(Platform.SLACK, TENANT)
SUMMARY, INVITATION = DeliveryKind.WEEKLY_SUMMARY, DeliveryKind.INVITATION
TIMES = Times()


@dataclass(eq=False)
class Request:
    """A post on its way to the platform. Given up by who sent it, it can arrive a little longer."""

    platform: "FakePlatform"
    target: Target
    key: str
    answer: "asyncio.Future[str]"
    sent_at: float
    abandoned_at: float | None = None

    def accept(self, *, lost: bool = False, silent: bool = False) -> None:
        """It arrives, and is answered, or the answer is lost: by a broken line, or in silence."""
        self._leave()
        message_id = self.platform.keep(self.target, self.key)
        if silent:
            return
        self._answer(InDoubt("dropped") if lost else message_id)

    def refuse(self, error: SendError) -> None:
        """It does not arrive, and whoever sent it is told why."""
        self._leave()
        self._answer(error)

    def lose(self) -> None:
        """The line breaks; from now on it may or may not arrive."""
        self.abandoned_at = self.platform.loop.time()
        self._answer(InDoubt("dropped"))

    def _leave(self) -> None:
        self.platform.on_the_wire.remove(self)

    def _answer(self, answer: str | SendError) -> None:
        if self.answer.done():
            return
        if isinstance(answer, SendError):
            self.answer.set_exception(answer)
        else:
            self.answer.set_result(answer)
        self.platform.loop.settle()


class FakePlatform:
    """Channels and what was posted in them. `look` makes what looking fails with, if it does."""

    def __init__(self, loop: VirtualLoop) -> None:
        self.loop = loop
        self.posts: list[tuple[Target, str]] = []
        self.on_the_wire: list[Request] = []
        self.look: Callable[[], SendError] | None = None
        self.looks = 0
        self._ids = count(1)

    def keep(self, target: Target, key: str) -> str:
        """Something is posted; its id."""
        self.posts.append((target, key))
        return str(next(self._ids))

    def keys(self) -> Counter[str]:
        """How often each key was posted."""
        return Counter(key for _, key in self.posts)

    def in_reach(self, request: Request) -> bool:
        """Whether a post can still arrive: nothing is under way for longer than it is waited for,
        and for what it then takes to settle.
        """
        given_up = request.sent_at + TIMES.post
        if request.abandoned_at is not None:
            given_up = min(given_up, request.abandoned_at)
        return self.loop.time() < given_up + TIMES.settle

    def forget_lost(self) -> None:
        """Drop what cannot arrive any more."""
        self.on_the_wire = [each for each in self.on_the_wire if self.in_reach(each)]


@dataclass
class FakeSender:
    """What one replica sends through. A dead one sends nothing more, and hears nothing."""

    platform: FakePlatform
    dead: bool = False
    rates: Rates = field(default_factory=Rates)

    def parts(self, card: Card) -> Sequence[Any]:
        """A part of the card is a message."""
        return card.parts

    async def post(self, target: Target, part: Any, key: str) -> str:
        """Put it on the wire, and wait."""
        if self.dead:
            await forever()
        assert isinstance(part, Heading)
        loop = self.platform.loop
        request = Request(self.platform, target, key, loop.create_future(), loop.time())
        self.platform.on_the_wire.append(request)
        try:
            return await request.answer
        finally:
            if request.abandoned_at is None:
                request.abandoned_at = loop.time()

    async def find(self, target: Target, key: str, since: datetime) -> str | None:
        """Look, if looking works."""
        if self.dead:
            await forever()
        self.platform.looks += 1
        if self.platform.look is not None:
            raise self.platform.look()
        assert since <= BEGIN + timedelta(seconds=self.platform.loop.time())
        return "found" if (target, key) in self.platform.posts else None


@dataclass
class Threads:
    """Where a replica's storage works: it can fail, and be held up before and after each work."""

    before: asyncio.Event = field(default_factory=asyncio.Event)
    after: asyncio.Event = field(default_factory=asyncio.Event)
    fail: Exception | None = None

    def __post_init__(self) -> None:
        self.before.set()
        self.after.set()

    async def __call__(self, work: Callable[..., Any], *given: Any) -> Any:
        """Do it at once, unless it is held up."""
        await self.before.wait()
        if self.fail is not None:
            raise self.fail
        done = work(*given)
        await self.after.wait()
        return done


class Replica:
    """One process: an outbox, and the ways in which it ends."""

    def __init__(self, world: "World") -> None:
        self._world = world
        self.sender = FakeSender(world.platform)
        self.senders = {SLACK: self.sender} | {
            tenant: FakeSender(platform, rates=rates)
            for tenant, (platform, rates) in world.others.items()
        }
        self.threads = Threads()
        self.outbox = Outbox(
            world.database,
            self.senders,
            world.composers,
            world.now,
            enqueue=world.enqueue,
            random=lambda: 1.0,
            in_thread=self.threads,
        )
        self._stop = asyncio.Event()
        self._task = world.loop.create_task(self._run())
        world.loop.settle()

    async def _run(self) -> None:
        async with self.outbox.running():
            await self._stop.wait()

    @property
    def has_ended(self) -> bool:
        """Whether it has said farewell."""
        return self._task.done()

    def stop(self) -> None:
        """It is asked to end."""
        self._stop.set()
        self._world.loop.settle()

    def kill(self) -> None:
        """It is gone from one moment to the next: nothing of it is done any more."""
        self.threads.before.clear()
        self.threads.after.clear()
        for sender in self.senders.values():
            sender.dead = True
            for request in sender.platform.on_the_wire:
                request.abandoned_at = request.abandoned_at or self._world.loop.time()

    def wake(self) -> None:
        """Somebody owes something, and says so."""
        self.outbox.wake()
        self._world.loop.settle()

    def tick(self) -> None:
        """A minute is over."""
        self._world.loop.do(self.outbox.tick())
        self._world.loop.settle()


class World:
    """A region with a library, its manager and its channels."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.loop = VirtualLoop()
        self.now = clock_of(self.loop, BEGIN)
        self.platform = FakePlatform(self.loop)
        self.others: dict[Tenant, tuple[FakePlatform, Rates]] = {}  # beside the workspace
        self.replicas: list[Replica] = []  # a loop itself keeps nothing alive
        self.enqueue: list[Callable[[Database, datetime], object]] = []
        self.silent: set[int] = set()  # subjects of which there is nothing to say any longer
        self.faulty = False  # whether composers fail
        self.composers = dict.fromkeys(
            (SUMMARY, INVITATION, DeliveryKind.CHANNEL_BROKEN), self._compose
        )
        self._numbers = count(1)
        with database.writing() as session:
            county = builders.region(session)
            library = builders.library(session, county)
            boss = builders.staff(session, library, role=Role.MANAGER)
            builders.identity(session, boss, "U0BOSS")
            self.region_id, self.boss = builders.key(county), builders.key(boss)
            for name in ("C1", "C2", "C3"):
                builders.channel(session, county, library, name)

    def _compose(self, occasion: Occasion) -> Card | None:
        """As many messages as the subject says, at least one."""
        if self.faulty:
            raise LookupError("words of somebody")
        subject = occasion.owed.subject_id
        if subject in self.silent:
            return None
        several = occasion.owed.kind == SUMMARY
        return Card("…", (Heading("part"),) * (1 + (subject or 0) % 3 if several else 1))

    def replica(self) -> Replica:
        """One more process begins."""
        self.replicas.append(Replica(self))
        return self.replicas[-1]

    def beside(self, tenant: Tenant, rates: Rates | None = None) -> FakePlatform:
        """A platform more, with a tenant that the processes to come serve too."""
        made = FakePlatform(self.loop)
        self.others[tenant] = made, rates or Rates()
        return made

    def owe(
        self,
        to: str = "",
        *,
        kind: DeliveryKind = SUMMARY,
        subject: int | None = None,
        tenant: Tenant = SLACK,
    ) -> int:
        """Owe a channel, or the manager, something new; the row's id."""
        due = Due(kind, f"number {next(self._numbers)}", self.now(), subject)
        with self.database.writing() as session:
            if to:
                address = ChannelAddress(self.region_id, tenant.platform, tenant.id, to)
                assert owe_channel(session, due, address, self.now())
            else:
                assert owe_member(session, due, self.boss, self.now())
        return max(row.id or 0 for row in self.rows())

    def rows(self) -> list[Delivery]:
        """Everything that is or was owed."""
        with self.database.reading() as session:
            return list(session.exec(select(Delivery).order_by(Delivery.id)))  # type: ignore[arg-type]

    def states(self) -> list[DeliveryState]:
        """How far everything has come."""
        return [row.state for row in self.rows()]

    def broken(self) -> list[str]:
        """The channels that nothing can be posted in."""
        with self.database.reading() as session:
            rows = session.exec(select(Channel.channel_id).where(Channel.broken_at.is_not(None)))  # type: ignore[union-attr]
            return sorted(rows)

    def pass_by(self, seconds: float, step: float | None = None) -> None:
        """Let time pass."""
        self.loop.pass_by(seconds, step)
        self.platform.forget_lost()
        for platform, _ in self.others.values():
            platform.forget_lost()

    def accept_all(self) -> None:
        """The platform answers everything, as it should."""
        while self.platform.on_the_wire:
            self.platform.on_the_wire[0].accept()

    def end(self) -> None:
        """The story is over."""
        self.loop.end()


def no_search() -> SendError:
    """What a platform without a search says."""
    return CannotLook("no_search")
