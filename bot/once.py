"""An event's answer goes out once, however often and to however many replicas it is delivered.

Who answers has claimed the event in the database. A claim ends when the answer is out, when it
failed, and, where its process has died, by itself. An answer that takes nearly as long as a claim
is broken off, and given when the event comes again: by then another replica may be at it.
"""

import asyncio
from collections.abc import Awaitable, Callable

from bot.front import LONGEST_WORK, Front
from bot.patience import Patience
from storage.journal import Taken


class ElsewhereError(Exception):
    """Another replica answers the event right now.

    It is not acknowledged here: should the other one die, it has to come again.
    """


class Once:
    """Remembers what is in hand here; who answers what is remembered by the database."""

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
        taken = await self._front.take_event(event_id)
        if taken is Taken.ANSWERED:
            return
        if taken is Taken.ELSEWHERE:
            raise ElsewhereError
        try:
            async with asyncio.timeout(LONGEST_WORK):
                await work()
            await self._front.mark_answered(event_id)
        except BaseException:
            await self._front.let_go_of_event(event_id)
            raise
