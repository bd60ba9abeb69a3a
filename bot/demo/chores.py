"""What the demo's bot does at each stop, when the clock is moved."""

import asyncio
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.demo.county import TIMEZONE
from bot.demo.keeping import keep_ahead
from bot.running import Running
from bot.sandbox import MovableClock
from goals.waking_hours import QUIET_UNTIL
from scheduler.retention import forget_old
from storage.database import Database


@dataclass(frozen=True, slots=True)
class Chores:
    """What is done at each stop of a journey: all that the bot does by itself."""

    bot: Running
    database: Database
    clock: MovableClock
    folder: Path

    async def tick(self) -> None:
        """Owe what is due, forget what is old at night; from now on it is not earlier any more."""
        await asyncio.to_thread(keep_ahead, self.folder, self.clock.ahead)
        if self.clock().astimezone(ZoneInfo(TIMEZONE)).time() < QUIET_UNTIL:
            await asyncio.to_thread(forget_old, self.database, self.clock())
        await self.bot.outbox.tick()

    async def idle(self) -> None:
        """Wait until everything that can be sent is out."""
        await self.bot.outbox.idle()
