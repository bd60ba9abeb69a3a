"""`kompis serve`: the bot on a real workspace until it is told to stop."""

import asyncio
import signal
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager

from bot.collecting import collect_seldom
from bot.health.readiness import Readiness
from bot.health.watch import UNWATCHED, Watch
from bot.settings import Settings
from bot.slack.keys import SlackKeys
from bot.start import Running, running_slack
from storage.database import Database, open_database
from storage.regions import FirstRegion

Announce = Callable[..., None]
_SIGNALS = (signal.SIGINT, signal.SIGTERM)


async def serve_slack(settings: Settings, keys: SlackKeys, announce: Announce) -> None:
    """Run until SIGINT or SIGTERM. Raises CannotStartError before anything starts."""
    database = open_database(settings.database_url)
    region = FirstRegion(settings.region, settings.language, settings.timezone)
    readiness = Readiness(database)
    try:
        with _until_told():
            async with (
                _watched(database, readiness, settings) as watch,
                running_slack(
                    database,
                    keys,
                    region,
                    coordinators=settings.coordinators,
                    retention=settings.retention,
                    watch=watch,
                ) as running,
                _heard(running, readiness, settings, keys, announce),
            ):
                readiness.has_started(running)
                collect_seldom()
                try:
                    await asyncio.Event().wait()
                finally:
                    running.stop()  # before the web server waits for what is in hand
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
    running: Running,
    readiness: Readiness,
    settings: Settings,
    keys: SlackKeys,
    announce: Announce,
) -> AsyncIterator[None]:
    """Say that the bot can answer; over HTTP, once its address is served."""
    if keys.app_token is not None:
        announce("serve.socket", team=running.team)
        yield
        return
    from bot.health.pages import health_routes  # noqa: PLC0415 (only where they are needed)
    from bot.slack.http import serving  # noqa: PLC0415

    host, port = settings.host, settings.port
    async with serving(running.app, host, port, health_routes(readiness)):
        announce("serve.http", team=running.team, host=host, port=str(port))
        yield
