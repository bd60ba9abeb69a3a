"""`kompis serve`: the bot on a real workspace until it is told to stop."""

import asyncio
import signal
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager

from slack_bolt.async_app import AsyncApp

from bot.readiness import CannotStartError
from bot.settings import Settings
from bot.slack.keys import SlackKeys
from bot.start import running_slack
from storage.database import open_database
from storage.regions import FirstRegion

Announce = Callable[..., None]


async def serve_slack(settings: Settings, keys: SlackKeys, announce: Announce) -> None:
    """Run until SIGINT or SIGTERM. Raises CannotStartError before anything starts."""
    database = open_database(settings.database_url)
    region = FirstRegion(settings.region, settings.language, settings.timezone)
    starting = running_slack(database, keys, region, coordinators=settings.coordinators)
    stop = asyncio.Event()
    try:
        with _stopping(stop):
            async with starting as running:
                if keys.app_token is not None:
                    announce("serve.socket", team=running.team)
                    await stop.wait()
                else:
                    host, port = settings.host, settings.port
                    async with _http(running.app, host, port):
                        announce("serve.http", team=running.team, host=host, port=str(port))
                        await stop.wait()
        announce("serve.stopped")
    finally:
        database.close()


@contextmanager
def _stopping(stop: asyncio.Event) -> Iterator[None]:
    """Turn the signals that ask a process to end into the event."""
    loop = asyncio.get_running_loop()
    signals = (signal.SIGINT, signal.SIGTERM)
    try:
        for each in signals:
            loop.add_signal_handler(each, stop.set)
    except NotImplementedError:  # Windows: Ctrl-C raises KeyboardInterrupt instead
        pass
    yield


@asynccontextmanager
async def _http(app: AsyncApp, host: str, port: int) -> AsyncIterator[None]:
    """Serve `/slack/events`; Bolt checks every signature."""
    from bot.slack.http import PortTakenError, serving  # noqa: PLC0415 (only where it is needed)

    try:
        async with serving(app, host, port):
            yield
    except PortTakenError as error:
        raise CannotStartError("start.port_taken", port=str(port)) from error
