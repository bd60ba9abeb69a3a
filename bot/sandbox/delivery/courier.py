"""Delivers to the bot; what is an event and fails is delivered again, as Slack does."""

import asyncio
import logging
from typing import Any

from bot.sandbox.delivery.transport import Ack, Kind, Retry, Transport
from bot.sandbox.timing import Timing
from bot.sandbox.watching import Rest, Step, Watch, unwatched

logger = logging.getLogger(__name__)


class Courier:
    """Knows when to try again; how something is sent is the transport's affair."""

    def __init__(
        self,
        transport: Transport,
        timing: Timing,
        rest: Rest = asyncio.sleep,
        watch: Watch = unwatched,
    ) -> None:
        self.transport = transport
        self._timing = timing
        self._rest = rest
        self._watch = watch
        self._tasks: set[asyncio.Task[None]] = set()

    async def interact(self, kind: Kind, payload: dict[str, Any]) -> Ack:
        """Delivers a command or an interaction: once, since the user is waiting."""
        return await self._send(Step.DELIVERED, kind, payload, None)

    async def event(self, payload: dict[str, Any]) -> Ack:
        """Delivers an event; answers with the first attempt, the others go on behind."""
        ack = await self._send(Step.DELIVERED, Kind.EVENT, payload, None)
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
            await self._rest(delay)
            retry = Retry(number, reason)
            ack = await self._send(Step.DELIVERED_AGAIN, Kind.EVENT, payload, retry)
            if not ack.failure or ack.no_retry:
                return
            reason = ack.failure
        self._watch(Step.GIVEN_UP, Kind.EVENT)
        logger.info("event %s was never acknowledged", payload.get("event_id"))

    async def _send(
        self, step: Step, kind: Kind, payload: dict[str, Any], retry: Retry | None
    ) -> Ack:
        self._watch(step, kind)
        try:
            return await self.transport.send(kind, payload, retry)
        finally:
            self._watch(Step.CAME_BACK, kind)

    def _later(self, work: Any) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
