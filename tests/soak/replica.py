"""One replica of the real bot as a process: `python -m tests.soak.replica CLOCKFILE`.

It is put together as `kompis serve` does it, with the workspace's clock and pace. It says `ready`;
then each line that it is told means: owe what is due, and say the line again once nothing is in
hand. It ends when nobody tells it anything any more.
"""

import asyncio
import gc
import sys
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path

import structlog

from bot.cli import GARBAGE_THRESHOLD
from bot.cli.keys import slack_keys
from bot.logs import configure_logs
from bot.readiness import CannotStartError
from bot.running import Running
from bot.settings import read_settings
from bot.start import running_slack
from scheduler.outbox import Rates
from storage.database import open_database
from storage.regions import FirstRegion
from tests.soak.shared_clock import shared_clock

PACE = Rates(tenant=1000, place=100)  # the sandbox takes it
TRY_AGAIN = 0.5  # seconds between looks at the line


async def run(clock_file: Path) -> None:
    """Serve until the standard input ends."""
    settings = read_settings()
    configure_logs(settings.log_level)
    keys = slack_keys(settings)
    database = open_database(settings.database_url)
    region = FirstRegion(settings.region, settings.language, settings.timezone)
    try:
        async with AsyncExitStack() as stack:
            running = await stack.enter_async_context(
                running_slack(
                    database,
                    keys,
                    region,
                    now=shared_clock(clock_file),
                    rates=PACE,
                    try_again=TRY_AGAIN,
                )
            )
            if keys.app_token is None:
                from bot.slack.http import serving  # noqa: PLC0415 (as in bot.serve)

                await stack.enter_async_context(
                    serving(running.on_slack.app, settings.host, settings.port)
                )
            say("ready")
            settling = [
                asyncio.create_task(_settle(running, word)) async for word in _told_over_stdin()
            ]
            for task in settling:
                task.cancel()
            await asyncio.gather(*settling, return_exceptions=True)
    finally:
        database.close()


def say(word: str) -> None:
    """One line, at once."""
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


async def _settle(running: Running, word: str) -> None:
    await running.outbox.tick()
    await running.on_slack.edge.patience.drain()
    await running.outbox.idle()
    say(word)


async def _told_over_stdin() -> AsyncIterator[str]:
    reader = asyncio.StreamReader()
    loop = asyncio.get_running_loop()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    async for line in reader:
        yield line.decode().strip()


def main() -> None:
    """Run; exit code 1 where Slack or the database does not let it in."""
    gc.set_threshold(GARBAGE_THRESHOLD)
    try:
        asyncio.run(run(Path(sys.argv[1])))
    except CannotStartError as error:
        structlog.get_logger().warning("cannot_start", key=error.key)
        sys.exit(1)


if __name__ == "__main__":
    main()
