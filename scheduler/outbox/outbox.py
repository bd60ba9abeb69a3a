"""The outbox of one process: a lane for each tenant that it serves, woken by ticks and commits."""

import asyncio
import random as standard
import secrets
from collections.abc import AsyncIterator, Callable, Collection, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from datetime import datetime, timedelta

from scheduler.outbox.books import Books
from scheduler.outbox.composing import Composers
from scheduler.outbox.delivering import Delivering
from scheduler.outbox.lane import Lane
from scheduler.outbox.lanes import Closing, Lanes
from scheduler.outbox.ledger import Ledger
from scheduler.outbox.pacing import Pacer, Rates
from scheduler.outbox.sender import Sender
from scheduler.outbox.telling import Count, tell_fault, uncounted
from scheduler.outbox.threads import InThread, one_thread
from scheduler.outbox.times import Random, Times
from storage.database import Database
from storage.deliveries import Tenant

AT_ONCE = 64  # posts and look-ups on their way, in all tenants together

# Says what is due: owes it in transactions of its own. Called in a thread at every tick.
Enqueue = Callable[[Database, datetime], object]


class Outbox:
    """Sends what is owed in the tenants that there are senders for.

    Other replicas do the same beside it: the database decides who sends what.
    """

    def __init__(
        self,
        database: Database,
        senders: Mapping[Tenant, Sender],
        composers: Composers,
        now: Callable[[], datetime],
        *,
        enqueue: Sequence[Enqueue] = (),
        coordinators: Collection[str] = (),
        times: Times | None = None,
        rates: Rates | None = None,
        random: Random = standard.random,
        in_thread: InThread | None = None,
        count: Count = uncounted,
    ) -> None:
        """`coordinators` are the e-mail keys of those who are, whatever the roster says.

        `count` is told what became of each attempt; without `rates` each sender tells its own.
        """
        self._database, self._now, self._enqueue = database, now, tuple(enqueue)
        self._times, self._in_thread = times or Times(), in_thread or one_thread()
        lease = timedelta(seconds=self._times.lease)
        books = Books(database, composers, secrets.token_hex(8), lease, coordinators, now)
        self._ledger, closing = Ledger(books, self._in_thread), Closing()
        slots = asyncio.Semaphore(AT_ONCE)

        def delivering(sender: Sender) -> Delivering:
            pacer = Pacer(_seconds, closing.sleep, rates or sender.rates)
            compose = self._ledger.compose
            return Delivering(sender, compose, pacer, slots, self._times, now, random)

        lanes = (Lane(to, self._ledger, delivering(by), count) for to, by in senders.items())
        self._lanes = Lanes(lanes, closing)
        self._loop: asyncio.AbstractEventLoop | None = None

    def wake(self) -> None:
        """Look at once whether something is owed. From any thread, at any time."""
        loop = self._loop
        if loop is not None:
            with suppress(RuntimeError):  # the loop has ended meanwhile
                loop.call_soon_threadsafe(self._lanes.wake)

    async def tick(self) -> bool:
        """Owe what is due, give up what is too late, and look at everything that is owed.

        Whether all of it could be done; what could not is done at the next tick.
        """
        owed = [await self._owed(enqueue) for enqueue in self._enqueue]
        try:
            await self._ledger.expire()
        except Exception as fault:  # noqa: BLE001 (logged; the next tick does it)
            tell_fault("expire_failed", fault)
            owed.append(False)
        self._lanes.wake()
        return all(owed)

    async def _owed(self, enqueue: Enqueue) -> bool:
        try:
            await self._in_thread(enqueue, self._database, self._now())
        except Exception as fault:  # noqa: BLE001 (logged; the rest goes out all the same)
            tell_fault("enqueue_failed", fault)
            return False
        return True

    async def idle(self) -> None:
        """Wait, while it runs, until nothing more can be sent at this moment."""
        await self._lanes.idle()

    def stop(self) -> None:
        """Claim nothing more, and give back what is not on its way; `running` waits for the end."""
        self._loop = None
        self._lanes.stop()

    @asynccontextmanager
    async def running(self, left: Callable[[], float] | None = None) -> AsyncIterator[None]:
        """Send until the block ends; then finish what is on its way, and give the rest back.

        `left` says how many seconds there are for that, where it is not the outbox's own time.
        """
        self._loop = asyncio.get_running_loop()
        async with self._lanes.running(left or (lambda: self._times.farewell)):
            try:
                yield
            finally:
                self.stop()


def _seconds() -> float:
    return asyncio.get_running_loop().time()
