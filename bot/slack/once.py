"""An event's answer goes out once, however often the event is delivered."""

import asyncio
from collections.abc import Awaitable, Callable

from bot.front import Front
from bot.patience import Patience


class Once:
    """Remembers what is in hand; what has been answered is remembered by the database."""

    def __init__(self, front: Front, patience: Patience) -> None:
        self._front = front
        self._patience = patience
        self._in_hand: dict[str, asyncio.Task[None]] = {}

    async def do(self, event_id: str, work: Callable[[], Awaitable[None]]) -> None:
        """Do the work of an event unless it is done; wait for it if it is in hand.

        The work is shielded from the delivery that began it. What it raises, every delivery that
        waits for it gets: none is acknowledged, so the event is delivered again.
        """
        task = self._in_hand.get(event_id)
        if task is None:
            task = asyncio.create_task(self._work(event_id, work))
            self._patience.hold(task)
            self._in_hand[event_id] = task
            task.add_done_callback(lambda _: self._in_hand.pop(event_id, None))
        await asyncio.shield(task)

    async def _work(self, event_id: str, work: Callable[[], Awaitable[None]]) -> None:
        if await self._front.was_answered(event_id):
            return
        await work()
        await self._front.mark_answered(event_id)
