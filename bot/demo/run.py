"""Running the demo: the workspace, the database in a folder, and the real bot between them.

The bot differs from one in use by its address of Slack, its clock, and how fast it may post.
"""

import asyncio
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.clock import Clock, system_clock
from bot.demo.chores import Chores
from bot.demo.county import TIMEZONE, places
from bot.demo.journey import Journey, stops
from bot.demo.keeping import demo_database, kept_ahead
from bot.demo.people import made_up
from bot.demo.seed import first_region, seed
from bot.demo.workspace import county_workspace
from bot.sandbox import Sandbox, Travel
from bot.slack.keys import SlackKeys
from bot.start import running_slack
from handlers.texts import texts_in
from scheduler.outbox import Rates

PACE = Rates(tenant=1000, place=100)  # the sandbox takes it: a year of weeks is not waited for


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
    async with sandbox.serve(host, port) as address, demo_database(folder, reset=reset) as database:
        moment = sandbox.clock()
        today = moment.astimezone(zone).date()
        await asyncio.to_thread(seed, database, people, today, moment, language)
        keys = SlackKeys(sandbox.bot_token, sandbox.app_token, api_url=address.api_url)
        async with (
            running_slack(
                database, keys, first_region(language), now=sandbox.clock, rates=PACE
            ) as running,
            journey.taking(Chores(running, database, sandbox.clock, folder)),
        ):
            announce(address.url)
            await asyncio.Event().wait()
