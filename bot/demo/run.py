"""Running the demo: the workspace, the database in a folder, and the real bot between them.

The bot differs from one in use by its address of Slack, its clock, and how fast it may post.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.clock import Clock, system_clock
from bot.demo.county import TIMEZONE, places
from bot.demo.journey import Journey, stops
from bot.demo.keeping import CLOCK, keep_ahead, kept_ahead
from bot.demo.people import made_up
from bot.demo.seed import first_region, seed
from bot.demo.workspace import county_workspace
from bot.running import Running
from bot.sandbox import MovableClock, Sandbox, Travel
from bot.slack.keys import SlackKeys
from bot.start import running_slack
from goals.waking_hours import QUIET_UNTIL
from handlers.texts import texts_in
from scheduler.outbox import Rates
from scheduler.retention import forget_old
from storage.database import Database, open_database
from storage.migrate import migrate

FILE = "demo.db"
PACE = Rates(tenant=1000, place=100)  # the sandbox takes it: a year of weeks is not waited for
_BESIDE = ("", "-wal", "-shm", "-journal")  # what SQLite keeps beside a database


async def run_demo(
    *,
    host: str,
    port: int,
    folder: Path,
    reset: bool,
    language: str,
    announce: Callable[[str], None],
    now: Clock = system_clock,
) -> None:
    """Run until cancelled; `announce` is told the page's address when the bot can answer.

    `reset` starts over with a new database. Raises PortTakenError before anything is touched,
    and UnusableDatabaseError for a database of a newer version.
    """
    people = made_up(places())
    workspace = county_workspace(places(), people, texts_in(language))
    journey, zone = Journey(), ZoneInfo(TIMEZONE)
    ahead = timedelta() if reset else kept_ahead(folder)
    travel = Travel(partial(stops, zone), journey.settle)
    sandbox = Sandbox(workspace, now, ahead=ahead, travel=travel)
    async with sandbox.serve(host, port) as address, _database(folder, reset=reset) as database:
        moment = sandbox.clock()
        today = moment.astimezone(zone).date()
        await asyncio.to_thread(seed, database, people, today, moment, language)
        keys = SlackKeys(sandbox.bot_token, sandbox.app_token, api_url=address.api_url)
        async with (
            running_slack(
                database, keys, first_region(language), now=sandbox.clock, rates=PACE
            ) as running,
            journey.taking(_Chores(running, database, sandbox.clock, folder)),
        ):
            announce(address.url)
            await asyncio.Event().wait()


@dataclass(frozen=True, slots=True)
class _Chores:
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


@asynccontextmanager
async def _database(folder: Path, *, reset: bool) -> AsyncIterator[Database]:
    """The migrated database of the demo; a new one where there is none, or at a reset."""
    if reset:
        for name in (CLOCK, *(f"{FILE}{ending}" for ending in _BESIDE)):
            (folder / name).unlink(missing_ok=True)
    database = open_database(f"sqlite:///{folder / FILE}")
    try:
        await asyncio.to_thread(migrate, database)
        yield database
    finally:
        database.close()
