"""Moving the demo's clock: whatever falls due on the way, the bot does at its time."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import datetime, time, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

from bot.sandbox import ControlError
from goals.waking_hours import QUIET_FROM, QUIET_UNTIL
from scheduler.due import Calendar
from scheduler.due.nightly import SNAPSHOT
from scheduler.due.people import DIGEST

LONGEST_STOP = 20.0  # seconds: whatever is not out then is late, as it would be any day
_HOURS = (time(hour) for hour in range(QUIET_UNTIL.hour, QUIET_FROM.hour))
_BY_DAY = tuple(sorted((*_HOURS, DIGEST)))  # channels choose whole hours
_DAY = timedelta(days=1)


class Busy(Protocol):
    """The part of the outbox that a journey waits for."""

    async def tick(self) -> None:
        """Owe what is due."""

    async def idle(self) -> None:
        """Wait until everything that can be sent is out."""


def stops(zone: ZoneInfo, since: datetime, until: datetime) -> Iterator[datetime]:
    """The moments between two others at which something may fall due, in UTC: one every night,
    and while people may be written to every hour."""
    calendar = Calendar(zone, july_pause=False)  # a region may choose to go on in July
    day, last = calendar.day(since), calendar.day(until)
    while day <= last:
        night = calendar.moment(day, SNAPSHOT)
        by_day = (calendar.moment(day, at) for at in _BY_DAY)
        for moment in (night, *filter(calendar.open_at, by_day)):
            if since < moment < until:
                yield moment
        day += _DAY


class Journey:
    """Lets the bot settle at each stop. Without a bot the clock is not moved."""

    def __init__(self) -> None:
        self._bot: Busy | None = None
        self._stopping = asyncio.Event()
        self._settling = asyncio.Lock()

    @asynccontextmanager
    async def taking(self, bot: Busy) -> AsyncIterator[None]:
        """Take the bot along until the block ends; a stop that has begun by then is finished."""
        self._bot = bot
        try:
            yield
        finally:
            self._bot = None
            self._stopping.set()
            async with self._settling:
                pass

    async def settle(self) -> None:
        """What falls due now is owed and sent. Raises ControlError where there is no bot."""
        async with self._settling:
            bot = self._bot
            if bot is None:
                raise ControlError("The bot is not running, so the clock stays where it is.", 503)
            await bot.tick()
            waits = {
                asyncio.ensure_future(bot.idle()),
                asyncio.ensure_future(self._stopping.wait()),
            }
            await asyncio.wait(waits, timeout=LONGEST_STOP, return_when=asyncio.FIRST_COMPLETED)
            for each in waits:
                each.cancel()
            await asyncio.gather(*waits, return_exceptions=True)
