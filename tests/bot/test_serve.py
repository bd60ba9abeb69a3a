"""`python -m bot serve` as a process of its own: what it loads, what it says, how it stops."""

import asyncio
import os
import signal
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.keys import Keys
from bot.serve import serve as serve_bot
from bot.settings import Settings
from bot.slack.keys import SlackKeys
from storage.database import Database
from tests.bot.sandbox.conftest import Stage, browser, serve
from tests.bot.slack.edge.conftest import WORKSPACE, command, free_port
from tests.databases import SqliteDatabases, opened

PATIENCE = 60  # seconds for a slow machine to start and to stop
NEVER_LOADED = (
    *("pandas", "matplotlib", "openpyxl", "alembic", "bot.sandbox", "starlette", "uvicorn"),
    *("psycopg", "typer.rich_utils", "bot.cli.data", "storage.imports", "httpx", "websockets"),
    *("holidays", "prometheus_client", "bot.health.pages", "bot.web_server"),
    *("microsoft_teams", "jwt", "msal", "bot.teams.start"),
)
SPY = f"""
import sys
from bot.cli import running
import typer
def say(text):
    print(text, *[name for name in {NEVER_LOADED!r} if name in sys.modules], flush=True)
typer.echo = say
from bot.cli import main
main()
"""


@pytest.fixture
def address(sqlite_databases: SqliteDatabases) -> str:
    """A migrated database of nobody else."""
    return sqlite_databases.migrated()


@dataclass(frozen=True, slots=True)
class Process:
    """A bot that has said its first line."""

    process: asyncio.subprocess.Process
    said: str

    async def stopped_by(self, number: signal.Signals) -> tuple[int | None, str, str]:
        """The code that it ends with, and what it says."""
        self.process.send_signal(number)
        out, err = await asyncio.wait_for(self.process.communicate(), PATIENCE)
        return self.process.returncode, out.decode(), err.decode()


@asynccontextmanager
async def started(*words: str, **settings: str) -> AsyncIterator[Process]:
    """A process with these settings, in an environment without any others of ours."""
    inherited = {name: value for name, value in os.environ.items() if name in {"PATH", "HOME"}}
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *(words or ("-m", "bot", "serve")),
        env={**inherited, "PYTHONUTF8": "1", "PYTHONPATH": str(Path.cwd()), **settings},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    assert process.stdout is not None
    try:
        said = await asyncio.wait_for(process.stdout.readline(), PATIENCE)
        yield Process(process, said.decode())
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


def over_sockets(stage: Stage, address: str) -> dict[str, str]:
    """The settings for Socket Mode."""
    return {
        "DATABASE_URL": address,
        "SLACK_BOT_TOKEN": stage.sandbox.bot_token,
        "SLACK_APP_TOKEN": stage.sandbox.app_token,
        "SLACK_API_URL": stage.api_url,
    }


def over_http(stage: Stage, address: str, port: int) -> dict[str, str]:
    """The settings for signed HTTP."""
    settings = over_sockets(stage, address)
    del settings["SLACK_APP_TOKEN"]
    return settings | {"SLACK_SIGNING_SECRET": stage.sandbox.signing_secret, "PORT": str(port)}


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
async def test_it_stops_when_told_over_sockets(address: str, number: signal.Signals) -> None:
    async with (
        serve(WORKSPACE) as stage,
        started(**over_sockets(stage, address)) as bot,
    ):
        assert bot.said.startswith("Kompis är igång i Biblioteken, över Socket Mode.")
        assert (await command(stage, "/kompis")).messages
        assert await bot.stopped_by(number) == (0, "Kompis har stannat.\n", "")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
async def test_it_stops_when_told_over_http(address: str, number: signal.Signals) -> None:
    port = free_port()
    request_url = f"http://127.0.0.1:{port}/slack/events"
    async with (
        serve(WORKSPACE, request_url=request_url) as stage,
        started(**over_http(stage, address, port)) as bot,
    ):
        assert request_url in bot.said
        assert (await command(stage, "/kompis")).messages
        async with browser(f"http://127.0.0.1:{port}") as http:
            pages = ("/healthz", "/readyz", "/metrics")
            assert [(await http.get(page)).status_code for page in pages] == [200, 200, 404]
        assert await bot.stopped_by(number) == (0, "Kompis har stannat.\n", "")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
async def test_both_ways_in_this_process(
    address: str, number: signal.Signals, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The signal is heard wherever the bot is; the next one does what it always does."""
    monkeypatch.delenv("SLACK_SIGNING_SECRET", raising=False)
    async with serve(WORKSPACE) as stage:
        known, secret = stage.sandbox, stage.sandbox.signing_secret
        for keys in (
            SlackKeys(known.bot_token, known.app_token, api_url=stage.api_url),
            SlackKeys(known.bot_token, None, secret, stage.api_url),
        ):
            said: list[str] = []

            def announce(key: str, said: list[str] = said, **_: str) -> None:
                said.append(key)
                if key != "serve.stopped":
                    signal.raise_signal(number)

            settings = Settings(database_url=address, port=free_port())
            await serve_bot(settings, Keys(keys), announce)
            assert said[1:] == ["serve.stopped"]
    assert signal.getsignal(number) in {signal.SIG_DFL, signal.default_int_handler}


async def test_a_health_port_that_is_taken_is_one_plain_sentence(address: str) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        async with (
            serve(WORKSPACE) as stage,
            started(**over_sockets(stage, address), HEALTH_PORT=port) as bot,
        ):
            _, err = await bot.process.communicate()
    assert bot.process.returncode == 1
    assert err.decode().startswith(f"Port {port} används av ett annat program.")


async def test_somebody_elses_cancelling_is_not_taken_for_a_signal(address: str) -> None:
    async with serve(WORKSPACE) as stage:
        known = stage.sandbox
        keys = SlackKeys(known.bot_token, known.app_token, api_url=stage.api_url)
        ready = asyncio.Event()
        settings = Settings(database_url=address)
        serving = asyncio.create_task(serve_bot(settings, Keys(keys), lambda *_, **__: ready.set()))
        await ready.wait()
        serving.cancel()
        with pytest.raises(asyncio.CancelledError):
            await serving


async def test_it_stops_while_it_starts(address: str) -> None:
    """Slack takes its time, and the one who starts it changes their mind."""
    asked = asyncio.Event()

    async def silent(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        asked.set()
        await stopped.wait()
        writer.close()

    stopped = asyncio.Event()
    server = await asyncio.start_server(silent, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    async with serve(WORKSPACE) as stage:
        settings = over_sockets(stage, address)
        settings["SLACK_API_URL"] = f"http://127.0.0.1:{port}/api/"

        async def stop(process: asyncio.subprocess.Process) -> None:
            await asked.wait()
            process.terminate()

        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot", "serve"),
            env={**os.environ, **settings},
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        stopping = asyncio.create_task(stop(process))
        out, err = await asyncio.wait_for(process.communicate(), PATIENCE)
        await stopping
    stopped.set()
    server.close()
    await server.wait_closed()
    assert (process.returncode, out.decode(), err.decode()) == (0, "Kompis har stannat.\n", "")


async def test_a_taken_port_is_one_plain_sentence(address: str) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        async with (
            serve(WORKSPACE) as stage,
            started(**over_http(stage, address, port)) as bot,
        ):
            _, err = await bot.process.communicate()
    assert bot.said == ""
    assert bot.process.returncode == 1
    assert err.decode().startswith(f"Port {port} används av ett annat program.")
    assert err.count(b"\n") == 1


async def test_a_bot_that_is_ready_has_loaded_no_more_than_it_needs(address: str) -> None:
    async with (
        serve(WORKSPACE) as stage,
        started("-c", SPY, "serve", **over_sockets(stage, address)) as bot,
    ):
        assert bot.said.strip().endswith("Avsluta med Ctrl-C.")
        assert (await bot.stopped_by(signal.SIGTERM))[0] == 0


async def test_the_workspace_is_remembered(address: str) -> None:
    async with (
        serve(WORKSPACE) as stage,
        started(**over_sockets(stage, address)) as bot,
    ):
        await bot.stopped_by(signal.SIGTERM)
    with opened(address) as database:
        assert _installed(database) == [("slack", "T0KOMPIS", "Biblioteken")]


def _installed(database: Database) -> list[tuple[str, str, str]]:
    with database.engine.connect() as connection:
        rows = connection.exec_driver_sql("SELECT platform, tenant, name FROM installation")
        return [(row[0], row[1], row[2]) for row in rows]
