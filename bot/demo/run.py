"""Running the demo: the workspace, the database in a folder, and the real bot between them."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.clock import Clock, system_clock
from bot.demo.county import TIMEZONE, places
from bot.demo.people import made_up
from bot.demo.seed import first_region, seed
from bot.demo.workspace import county_workspace
from bot.sandbox import Sandbox
from bot.slack.keys import SlackKeys
from bot.start import running_slack
from handlers.texts import texts_in
from storage.database import Database, open_database
from storage.migrate import migrate

FILE = "demo.db"
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
    sandbox = Sandbox(workspace, now)
    async with sandbox.serve(host, port) as address, _database(folder, reset=reset) as database:
        moment = now()
        today = moment.astimezone(ZoneInfo(TIMEZONE)).date()
        await asyncio.to_thread(seed, database, people, today, moment, language)
        keys = SlackKeys(sandbox.bot_token, sandbox.app_token, api_url=address.api_url)
        async with running_slack(database, keys, first_region(language), now=now):
            announce(address.url)
            await asyncio.Event().wait()


@asynccontextmanager
async def _database(folder: Path, *, reset: bool) -> AsyncIterator[Database]:
    """The migrated database of the demo; a new one where there is none, or at a reset."""
    if reset:
        for ending in _BESIDE:
            (folder / f"{FILE}{ending}").unlink(missing_ok=True)
    database = open_database(f"sqlite:///{folder / FILE}")
    try:
        await asyncio.to_thread(migrate, database)
        yield database
    finally:
        database.close()
