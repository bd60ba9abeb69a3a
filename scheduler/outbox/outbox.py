"""The outbox of one process: a lane for each tenant that it serves, woken by ticks and commits."""

import asyncio
import random as standard
import secrets
from collections.abc import AsyncIterator, Callable, Collection, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from datetime import datetime, timedelta

from scheduler.outbox.composing import Composers
from scheduler.outbox.delivering import Delivering, Stopping
from scheduler.outbox.lane import Lane
from scheduler.outbox.ledger import InThread, Ledger, some_threads
from scheduler.outbox.pacing import Pacer, Rates
from scheduler.outbox.sender import Sender
from scheduler.outbox.telling import Count, tell_fault, uncounted
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
        self._times = times or Times()
        self._database, self._now, self._enqueue = database, now, tuple(enqueue)
        self._in_thread = in_thread or some_threads()
        self._ledger = Ledger(
            database,
            composers,
            secrets.token_hex(8),
            timedelta(seconds=self._times.lease),
            coordinators,
            now,
            self._in_thread,
        )
        self._stopping = asyncio.Event()
        self._loop: asyncio.AbstractEventLoop | None = None
        slots = asyncio.Semaphore(AT_ONCE)

        def delivering(sender: Sender) -> Delivering:
            pacer = Pacer(_seconds, self._sleep, rates or sender.rates)
            compose = self._ledger.compose
            return Delivering(sender, compose, pacer, slots, self._times, now, random)

        self._lanes = tuple(
            Lane(tenant, self._ledger, delivering(sender), now, count)
            for tenant, sender in senders.items()
        )

    def wake(self) -> None:
        """Look at once whether something is owed. From any thread, at any time."""
        loop = self._loop
        if loop is not None:
            with suppress(RuntimeError):  # the loop has ended meanwhile
                loop.call_soon_threadsafe(self._wake)

    def _wake(self) -> None:
        for lane in self._lanes:
            lane.wake()

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
        self._wake()
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
        for lane in self._lanes:
            await lane.idle()

    def stop(self) -> None:
        """Claim nothing more, and give back what is not on its way; `running` waits for the end."""
        self._loop = None
        self._stopping.set()
        for lane in self._lanes:
            lane.stop()

    @asynccontextmanager
    async def running(self, left: Callable[[], float] | None = None) -> AsyncIterator[None]:
        """Send until the block ends; then finish what is on its way, and give the rest back.

        `left` says how many seconds there are for that, where it is not the outbox's own time.
        """
        self._loop = asyncio.get_running_loop()
        self._stopping.clear()
        tasks = {asyncio.create_task(lane.run()): lane for lane in self._lanes}
        try:
            yield
        finally:
            self.stop()
            await self._farewell(tasks, self._times.farewell if left is None else left())

    @staticmethod
    async def _farewell(tasks: Mapping["asyncio.Task[None]", Lane], seconds: float) -> None:
        if not tasks:
            return
        _, late = await asyncio.wait(tasks, timeout=seconds)
        for task in late:
            tasks[task].let_go()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _sleep(self, seconds: float) -> None:
        """Sleep, but not longer than the outbox runs. Raises Stopping."""
        try:
            async with asyncio.timeout(seconds):
                await self._stopping.wait()
        except TimeoutError:
            return
        raise Stopping


def _seconds() -> float:
    return asyncio.get_running_loop().time()
