"""Delivers to the bot; what is an event and fails is delivered again, as Slack does."""

import asyncio
import logging
from typing import Any

from bot.sandbox.delivery.transport import Ack, Kind, Retry, Transport
from bot.sandbox.timing import Timing

logger = logging.getLogger(__name__)


class Courier:
    """Knows when to try again; how something is sent is the transport's affair."""

    def __init__(self, transport: Transport, timing: Timing) -> None:
        self.transport = transport
        self._timing = timing
        self._tasks: set[asyncio.Task[None]] = set()

    async def interact(self, kind: Kind, payload: dict[str, Any]) -> Ack:
        """Delivers a command or an interaction: once, since the user is waiting."""
        return await self.transport.send(kind, payload, None)

    async def event(self, payload: dict[str, Any]) -> Ack:
        """Delivers an event; answers with the first attempt, the others go on behind."""
        ack = await self.transport.send(Kind.EVENT, payload, None)
        if ack.failure and not ack.no_retry:
            self._later(self._again(payload, ack.failure))
        return ack

    def event_soon(self, payload: dict[str, Any]) -> None:
        """Delivers an event without waiting for it."""
        self._later(self._first(payload))

    async def close(self) -> None:
        """Stops trying."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self.transport.close()

    async def _first(self, payload: dict[str, Any]) -> None:
        await self.event(payload)

    async def _again(self, payload: dict[str, Any], reason: str) -> None:
        for number, delay in enumerate(self._timing.retries, start=1):
            await asyncio.sleep(delay)
            ack = await self.transport.send(Kind.EVENT, payload, Retry(number, reason))
            if not ack.failure or ack.no_retry:
                return
            reason = ack.failure
        logger.info("event %s was never acknowledged", payload.get("event_id"))

    def _later(self, work: Any) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
