"""One process and two on one PostgreSQL, over signed HTTP: nine reports to one `/progress`.

Beside them a process whose Bolt only acknowledges. All of them share the machine with the server
of the database and with whoever asks.
"""

import asyncio
import itertools
import os
import socket
import statistics
import sys
import time
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

from aiohttp import ClientSession
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox import Bot, Sandbox, Workspace
from bot.slack.http import serving
from storage.database import open_database
from storage.migrate import migrate
from tests.benchmarks.commands import SECRET, signed
from tests.benchmarks.population import Population, populate, title_of
from tests.benchmarks.timing import Line
from tests.databases import postgresql_server

COMPLETIONS = 100_000
REQUESTS = 600
AT_ONCE = 8
_WARMING = 60
_READY = 30.0  # seconds for a process to begin


@dataclass(frozen=True, slots=True)
class Pace:
    """What some processes managed: requests a second, and milliseconds that one took."""

    a_second: float
    median: float
    slow: float  # of a hundred, one took longer

    def __str__(self) -> str:
        return f"{self.a_second:.0f} a second, p50 {self.median:.0f} ms, p99 {self.slow:.0f} ms"


def measure() -> list[Line]:
    """The report's lines."""
    return asyncio.run(_measure())


async def _measure() -> list[Line]:
    with postgresql_server() as server:
        address = server.replace("postgresql://", "postgresql+psycopg://", 1)
        database = open_database(address)
        migrate(database)
        population = populate(database, COMPLETIONS, libraries_a_region=1_000)
        database.close()
        bot = Bot("U0BOT", "B0BOT", "A0BOT", "kompis")
        workspace = Workspace(population.tenant, "Bench", "bench", bot, (), (), ())
        sandbox = Sandbox(workspace, now=lambda: datetime.now(UTC))
        async with sandbox.serve() as slack:
            settings = {
                "DATABASE_URL": address,
                "SLACK_BOT_TOKEN": sandbox.bot_token,
                "SLACK_SIGNING_SECRET": SECRET,
                "SLACK_API_URL": slack.api_url,
            }
            requests = _requests(population)
            plain = await _paced([_THIS], settings, requests, 1)
            one = await _paced(_SERVE, settings, requests, 1)
            two = await _paced(_SERVE, settings, requests, 2)
    asked = f"nine reports to one /progress, {AT_ONCE} at a time, PostgreSQL"
    return [
        Line(f"no-op Bolt over HTTP, {AT_ONCE} at a time", str(plain), "", None, None),
        Line(f"one process: {asked}", str(one), "no-op Bolt", plain.a_second / one.a_second, None),
        Line(f"two processes: {asked}", str(two), "one process", one.a_second / two.a_second, None),
    ]


_THIS = "tests.benchmarks.replicas"
_SERVE = ("bot", "serve")


def _requests(population: Population) -> Iterator[tuple[str, ...]]:
    """Tenant, command, text and user: every member of a library reports each resource once."""
    told = itertools.product(population.resource_ids, population.user_ids)
    reports = (("/training", f"{title_of(id_)} igår", user) for id_, user in told)
    for number in itertools.count():
        if number % 10 == 9:
            yield population.tenant, "/progress", "", population.user_ids[number % 50]
        else:
            yield population.tenant, *next(reports)


async def _paced(
    module: Sequence[str], settings: dict[str, str], requests: Iterator[tuple[str, ...]], count: int
) -> Pace:
    async with AsyncExitStack() as stack:
        ports = [await stack.enter_async_context(_started(module, settings)) for _ in range(count)]
        session = await stack.enter_async_context(ClientSession())
        addresses = [f"http://127.0.0.1:{port}/slack/events" for port in ports]
        await _all_of(session, addresses, itertools.islice(requests, _WARMING))
        began = time.perf_counter()
        took = await _all_of(session, addresses, itertools.islice(requests, REQUESTS))
        seconds = time.perf_counter() - began
    return Pace(len(took) / seconds, statistics.median(took), statistics.quantiles(took, n=100)[98])


async def _all_of(
    session: ClientSession, addresses: Sequence[str], requests: Iterator[tuple[str, ...]]
) -> list[float]:
    """Milliseconds that each request took; those who ask take turns among the addresses."""
    took: list[float] = []

    async def ask(turn: Iterator[str]) -> None:
        for tenant, command, text, user in requests:
            request = signed(command, text, tenant, user)
            headers = {name: values[0] for name, values in request.headers.items()}
            began = time.perf_counter()
            async with session.post(next(turn), data=request.raw_body, headers=headers) as answer:
                said = await answer.text()
                assert answer.status == 200, answer.status
                assert "gick fel" not in said
            took.append(1000 * (time.perf_counter() - began))

    turns = [itertools.cycle((*addresses[first:], *addresses[:first])) for first in range(AT_ONCE)]
    await asyncio.gather(*map(ask, turns))
    return took


@asynccontextmanager
async def _started(module: Sequence[str], settings: dict[str, str]) -> AsyncIterator[int]:
    """A process that answers over HTTP; its port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        *module,
        env=os.environ | settings | {"PORT": str(port), "HOST": "127.0.0.1"},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
    )
    assert process.stdout is not None
    try:
        async with asyncio.timeout(_READY):
            assert await process.stdout.readline(), "it did not start"
        yield port
    finally:
        process.terminate()
        await process.wait()


async def _be_noop() -> None:
    client = AsyncWebClient(os.environ["SLACK_BOT_TOKEN"], os.environ["SLACK_API_URL"])
    app = AsyncApp(client=client, signing_secret=SECRET, process_before_response=True)

    async def noop(ack: AsyncAck) -> None:
        await ack("ok")

    for command in ("/training", "/progress"):
        app.command(command)(noop)
    async with serving(app, "127.0.0.1", int(os.environ["PORT"])):
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(_be_noop())
