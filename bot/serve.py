"""`kompis serve`: the bot on Slack, on Teams or on both until it is told to stop."""

import asyncio
import signal
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import TYPE_CHECKING

from bot.health.readiness import Readiness
from bot.health.watch import UNWATCHED, Watch
from bot.keys import Keys
from bot.running import Running
from bot.settings import Settings
from bot.start import running
from storage.database import Database, open_database
from storage.regions import FirstRegion

if TYPE_CHECKING:
    from starlette.routing import BaseRoute

    from bot.teams.keys import Cloud

Announce = Callable[..., None]
_SIGNALS = (signal.SIGINT, signal.SIGTERM)


async def serve(
    settings: Settings, keys: Keys, announce: Announce, cloud: "Cloud | None" = None
) -> None:
    """Run until SIGINT or SIGTERM. `cloud` is Microsoft's own where none is given.

    Raises CannotStartError before anything starts.
    """
    database = open_database(settings.database_url)
    region = FirstRegion(settings.region, settings.language, settings.timezone)
    readiness = Readiness(database)
    try:
        with _until_told():
            async with (
                _watched(database, readiness, settings) as watch,
                running(
                    database,
                    keys,
                    region,
                    coordinators=settings.coordinators,
                    retention=settings.retention,
                    watch=watch,
                    cloud=cloud,
                ) as bot,
                _heard(bot, readiness, settings, announce),
            ):
                readiness.has_started(bot)
                try:
                    await asyncio.Event().wait()
                finally:
                    bot.stop()  # before the web server waits for what is in hand
        announce("serve.stopped")
    finally:
        database.close()


@contextmanager
def _until_told() -> Iterator[None]:
    """Leave the block, wherever it is, at a signal that asks a process to end.

    A second signal while it is being left does what it always does.
    """
    loop, task = asyncio.get_running_loop(), asyncio.current_task()
    assert task is not None  # noqa: S101 (a coroutine runs in a task)
    told = False

    def leave() -> None:
        nonlocal told
        told = True
        _let_go(loop)
        task.cancel()

    try:
        for each in _SIGNALS:
            loop.add_signal_handler(each, leave)
    except NotImplementedError:  # Windows: Ctrl-C raises KeyboardInterrupt instead
        pass
    try:
        yield
    except asyncio.CancelledError:
        if not told or task.uncancel():
            raise
    finally:
        _let_go(loop)


def _let_go(loop: asyncio.AbstractEventLoop) -> None:
    try:
        for each in _SIGNALS:
            loop.remove_signal_handler(each)
    except NotImplementedError:  # Windows
        pass


@asynccontextmanager
async def _watched(
    database: Database, readiness: Readiness, settings: Settings
) -> AsyncIterator[Watch]:
    """Serve health and metrics around all that the bot does, where the settings want it."""
    if settings.health_port is None:
        yield UNWATCHED
        return
    from bot.health.serving import health_pages  # noqa: PLC0415 (only where it is wanted)

    where = (settings.health_host, settings.health_port)
    async with health_pages(database, readiness, *where) as watch:
        yield watch


@asynccontextmanager
async def _heard(
    bot: Running, readiness: Readiness, settings: Settings, announce: Announce
) -> AsyncIterator[None]:
    """Say that the bot can answer; over HTTP, once its addresses are served, side by side."""
    where = {"host": settings.host, "port": str(settings.port)}
    said: list[tuple[str, dict[str, str]]] = []
    routes: list[BaseRoute] = []
    if bot.slack is not None and bot.slack.line is not None:
        said.append(("serve.socket", {"team": bot.slack.team}))
    elif bot.slack is not None:
        from bot.slack.http import slack_routes  # noqa: PLC0415 (only where it is needed)

        routes += slack_routes(bot.slack.app)
        said.append(("serve.http", {"team": bot.slack.team, **where}))
    if bot.teams is not None:
        from bot.teams.http import teams_routes  # noqa: PLC0415

        routes += teams_routes(bot.teams.hearing, bot.teams.door)
        said.append(("serve.teams", where))
    async with _served(routes, readiness, settings):
        for key, values in said:
            announce(key, **values)
        yield


@asynccontextmanager
async def _served(
    routes: "list[BaseRoute]", readiness: Readiness, settings: Settings
) -> AsyncIterator[None]:
    """Serve addresses, with health beside them; nothing where there are none."""
    if not routes:
        yield
        return
    from starlette.applications import Starlette  # noqa: PLC0415 (only where it is needed)

    from bot.health.pages import health_routes  # noqa: PLC0415
    from bot.web_server import served  # noqa: PLC0415

    pages = Starlette(routes=[*routes, *health_routes(readiness)])
    async with served(pages, settings.host, settings.port):
        yield
