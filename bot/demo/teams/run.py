"""Running the demo on Teams: Microsoft's client, its part of the talk, and the real bot.

The bot differs from one in use by where Microsoft is, its clock, and how fast it may post.
"""

import asyncio
import secrets
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from aiohttp import ClientSession
from starlette.applications import Starlette
from starlette.middleware import Middleware

from bot.clock import Clock, system_clock
from bot.demo.chores import Chores
from bot.demo.county import TIMEZONE, places
from bot.demo.journey import Journey
from bot.demo.keeping import demo_database, kept_ahead
from bot.demo.people import made_up
from bot.demo.run import PACE
from bot.demo.seed import first_region, seed
from bot.demo.teams.absent import Absent
from bot.demo.teams.cast import TEAMS, Cast, cast_of, registration, settings
from bot.demo.teams.installing import installations
from bot.demo.teams.microsoft import Microsoft
from bot.demo.teams.moving import Moving
from bot.demo.teams.playground import HOST, find, playing, require_free
from bot.keys import Keys
from bot.readiness import CannotStartError
from bot.running import Running
from bot.sandbox import ControlError, MovableClock
from bot.sandbox.control.endpoint import refuse
from bot.sandbox.guard import Guard
from bot.start import running
from bot.teams.http import teams_routes
from bot.web_server import served
from handlers.texts import texts_in


@dataclass(frozen=True, slots=True)
class Address:
    """Where Microsoft's client is, and the page with the clock."""

    url: str
    clock_url: str


async def run_teams_demo(
    *,
    port: int,
    folder: Path,
    playground: Path,
    reset: bool,
    language: str,
    announce: Callable[[Address], None],
    name: str | None = None,
    now: Clock = system_clock,
) -> None:
    """Run until cancelled; `announce` is told the addresses when the bot can answer.

    The client gets the port, and the clock's page the next one (with 0 any). `name` is a first name
    among the cast. Raises CannotStartError for what is missing or taken, before anything is
    touched, and UnusableDatabaseError for a database of a newer version.
    """
    people = made_up(places())
    cast = cast_of(people, name)
    if cast is None:
        raise CannotStartError("start.nobody_called", name=name or "")
    found = find(playground)
    require_free(port)
    absent = Absent(people, cast.me)
    keys = registration(secrets.token_urlsafe(32))
    clock = MovableClock(now, timedelta() if reset else kept_ahead(folder))
    moving = Moving(clock, Journey(), ZoneInfo(TIMEZONE), texts_in(language))
    async with (
        ClientSession() as session,
        _microsoft(Microsoft(session, keys, cast.me.locale, absent), moving, port) as microsoft,
        demo_database(folder, reset=reset) as database,
    ):
        moment = clock()
        today = moment.astimezone(moving.zone).date()
        await asyncio.to_thread(seed, database, people, today, moment, language, site=TEAMS)
        where = microsoft.lines
        async with (
            running(
                database,
                Keys(teams=(keys,)),
                first_region(language),
                now=clock,
                rates=PACE,
                cloud=microsoft.cloud,
            ) as bot,
            _bot_served(bot) as where.bot,
            playing(
                found,
                folder,
                settings(cast),
                port=port,
                messages_to=f"{where.here}/api/messages",
                service_url=microsoft.service_url,
            ) as where.client,
            moving.journey.taking(Chores(bot, database, clock, folder)),
        ):
            await _install(microsoft, cast)
            announce(Address(where.client, where.here))
            await asyncio.Event().wait()


@asynccontextmanager
async def _microsoft(part: Microsoft, moving: Moving, port: int) -> AsyncIterator[Microsoft]:
    """Serve Microsoft's part, with the clock's page on it."""
    pages = Starlette(
        routes=[*moving.routes(), *part.routes()],
        middleware=[Middleware(Guard)],
        exception_handlers={ControlError: refuse},
    )
    async with served(pages, HOST, port and port + 1) as (host, real):
        part.lines.here = f"http://{host}:{real}"
        yield part


@asynccontextmanager
async def _bot_served(bot: Running) -> AsyncIterator[str]:
    """The bot behind its address, on any port."""
    pages = Starlette(routes=teams_routes(bot.on_teams.hearing, bot.on_teams.door))
    async with served(pages, HOST, 0) as (host, real):
        yield f"http://{host}:{real}"


async def _install(microsoft: Microsoft, cast: Cast) -> None:
    for activity in installations(cast.me):
        await microsoft.send(activity)
