"""What one tenant is owed, sent by one task that sleeps until there is something to do."""

import asyncio
from collections.abc import Callable
from datetime import datetime

from scheduler.outbox.delivering import Delivering
from scheduler.outbox.ledger import Ledger
from scheduler.outbox.outcomes import Untouched
from scheduler.outbox.telling import Count, tell, tell_fault
from storage.deliveries import Claim, Tenant

IN_HAND = 12  # deliveries of a tenant that are claimed at the same time: about two seconds' worth
_SHORTEST_REST = 0.5  # seconds
_AFTER_FAULT = 10.0


class Lane:
    """Fills its hands with claims, and claims more when some are done.

    It looks again when it is woken, and when it knows of something to try at a moment.
    """

    def __init__(
        self,
        tenant: Tenant,
        ledger: Ledger,
        delivering: Delivering,
        now: Callable[[], datetime],
        count: Count,
    ) -> None:
        self._tenant = tenant
        self._ledger = ledger
        self._delivering = delivering
        self._now = now
        self._count = count
        self._changed = asyncio.Event()
        self._stopping = False
        self._more = True  # whether there may be something to claim
        self._idle = asyncio.Event()
        self._in_hand: dict[int, asyncio.Task[None]] = {}

    def wake(self) -> None:
        """Look whether something is owed."""
        self._look_again()
        self._changed.set()

    def stop(self) -> None:
        """Claim nothing more; `run` ends when what is in hand is done."""
        self._stopping = True
        self._changed.set()

    def let_go(self) -> None:
        """Give up what is in hand: it is in doubt until its lease is over."""
        for task in self._in_hand.values():
            task.cancel()

    async def idle(self) -> None:
        """Wait until nothing is in hand, and nothing can be sent at this moment.

        What is tried again later does not count. It waits for ever where nobody runs.
        """
        await self._idle.wait()

    async def run(self) -> None:
        """Send what is owed until told to stop."""
        while not self._stopping:
            self._changed.clear()
            try:
                rest = await self._fill_hands()
            except Exception as fault:  # noqa: BLE001 (logged; the database may come back)
                tell_fault("lane_failed", fault, tenant=self._tenant.id)
                rest = _AFTER_FAULT
            self._note_idleness(rest)
            await self._until_changed(rest)
        while self._in_hand:
            await asyncio.wait(set(self._in_hand.values()))
        self._idle.set()

    async def _fill_hands(self) -> float | None:
        """Claim what there is room for; the seconds to rest, None until something changes."""
        held = self._delivering.pacer.held(self._tenant)
        if held:
            return held
        room = IN_HAND - len(self._in_hand)
        if self._more:
            if room < IN_HAND // 2:
                return None
            claims = await self._ledger.claim(self._tenant, room, tuple(self._in_hand))
            self._more = len(claims) == room
            for claim in claims:
                self._take(claim)
        return None if self._more else await self._rest()

    async def _rest(self) -> float | None:
        moment = await self._ledger.next_try(self._tenant)
        if moment is None:
            return None
        return max(_SHORTEST_REST, (moment - self._now()).total_seconds())

    async def _until_changed(self, seconds: float | None) -> None:
        try:
            async with asyncio.timeout(seconds):
                await self._changed.wait()
        except TimeoutError:
            self._look_again()

    def _note_idleness(self, rest: float | None) -> None:
        """`rest` is how long there is nothing to try, None for ever."""
        looking = self._more and not self._delivering.pacer.held(self._tenant)
        busy = looking or self._in_hand or self._changed.is_set()
        if not busy and (rest is None or rest > _SHORTEST_REST):
            self._idle.set()

    def _look_again(self) -> None:
        self._more = True
        self._idle.clear()

    def _take(self, claim: Claim) -> None:
        task = asyncio.create_task(self._deliver(claim))
        self._in_hand[claim.delivery_id] = task
        task.add_done_callback(lambda _: self._done(claim.delivery_id))

    def _done(self, delivery_id: int) -> None:
        del self._in_hand[delivery_id]
        self._changed.set()

    async def _deliver(self, claim: Claim) -> None:
        """Send and mark; what fails here leaves the delivery to its lease, and then in doubt."""
        try:
            outcome = Untouched() if self._stopping else await self._delivering.attempt(claim)
            if await self._ledger.record(claim, outcome):
                tell(claim, outcome)
                self._count(claim, outcome)
        except Exception as fault:  # noqa: BLE001 (logged; the lease ends, and somebody looks)
            tell_fault("delivery_fault", fault, id=claim.delivery_id, kind=claim.kind)
