"""Waiting until a round is over: nothing on its way, nothing owed, nothing to come again.

The workspace's clock is moved from one moment to the next at which something is tried again. It is
moved only while no process has anything in hand, as no lease runs out under a living process.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from storage.database import Database
from tests.soak.replicas import Replica
from tests.soak.stage import Stage
from tests.soak.stored import open_deliveries
from tests.soak.tally import Tally

MOST_SOCKETS = 10  # that Slack opens for an app
LONGEST = 900.0  # seconds for a round to become quiet; it only fails
_A_LITTLE = timedelta(milliseconds=1)


class NeverQuietError(Exception):
    """Something goes on and on."""


@dataclass(frozen=True, slots=True)
class Quiet:
    """Brings a round to its end."""

    stage: Stage
    replicas: Sequence[Replica]
    database: Database
    tally: Tally

    async def come(self) -> None:
        """Wait for the end of everything. Raises NeverQuietError."""
        try:
            async with asyncio.timeout(LONGEST):
                while not await self._is_quiet():
                    pass
        except TimeoutError:
            left = await asyncio.to_thread(open_deliveries, self.database)
            waiting = len(self.stage.rests.waiting)
            raise NeverQuietError(f"{len(left)} deliveries, {waiting} redeliveries") from None

    async def _is_quiet(self) -> bool:
        """Whether nothing is left to do; else time goes on to the next thing."""
        await self.stage.happenings.nothing_on_its_way()
        settled = await asyncio.gather(*(replica.settle() for replica in self.replicas))
        if not all(settled) or self.stage.happenings.on_their_way:
            return False
        if not await self._all_connected():
            return False
        left = await asyncio.to_thread(open_deliveries, self.database)
        for one in left:
            if one.in_doubt:
                self.tally.doubts.setdefault(one.delivery_id, one.at)
        moments = [*(one.at for one in left), *self.stage.rests.waiting.values()]
        if moments:
            await self.stage.move(min(moments) + _A_LITTLE)
            self.stage.rests.wake()
        return not moments

    async def _all_connected(self) -> bool:
        """Whether every process has its socket, of ten at most; over HTTP there are none."""
        if not self.stage.over_sockets:
            return True
        workspace = await self.stage.look("workspace")
        return bool(workspace["connected"] >= min(len(self.replicas), MOST_SOCKETS))
