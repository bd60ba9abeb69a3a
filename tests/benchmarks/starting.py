"""From starting the process to being ready to answer, and the memory that it holds then."""

import asyncio
import os
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from bot.sandbox import Bot, Sandbox, Workspace
from storage.database import open_database
from storage.migrate import migrate
from tests.benchmarks.timing import Line, megabytes

STARTS = 5
READY_SECONDS = 0.6
READY_MEGABYTES = 80.0
# What the design keeps and no bot can answer without: the least that starting can cost here.
KEPT = """
import gc
gc.disable()
import sqlmodel
import slack_bolt.async_app
import slack_bolt.adapter.socket_mode.aiohttp
"""


def measure() -> list[Line]:
    """Start `kompis serve` against a sandbox a few times; the best of them."""
    return asyncio.run(_measure())


async def _measure() -> list[Line]:
    sandbox = Sandbox(
        Workspace(
            "T0BENCH", "Bench", "bench", Bot("U0BOT", "B0BOT", "A0BOT", "kompis"), (), (), ()
        ),
        now=lambda: datetime.now(UTC),
    )
    with tempfile.TemporaryDirectory() as folder:
        address = f"sqlite:///{Path(folder) / 'bench.db'}"
        database = open_database(address)
        migrate(database)
        database.close()
        async with sandbox.serve(host="127.0.0.1", port=0) as served:
            settings = {
                "DATABASE_URL": address,
                "SLACK_BOT_TOKEN": sandbox.bot_token,
                "SLACK_APP_TOKEN": sandbox.app_token,
                "SLACK_API_URL": served.api_url,
            }
            starts = [await _start(settings) for _ in range(STARTS + 1)][1:]
        bare = [await _alone("") for _ in range(STARTS)]
        kept = [await _alone(KEPT) for _ in range(STARTS)]
    seconds, memory = _seconds(starts), _memory(starts)
    return [
        Line(
            "start to ready",
            f"{seconds:.2f} s",
            f"budget {READY_SECONDS} s (bare Python {_seconds(bare):.2f} s)",
            seconds / READY_SECONDS,
            1.0,
        ),
        Line(
            "resident memory when ready",
            f"{memory:.0f} MB",
            f"budget {READY_MEGABYTES:.0f} MB",
            memory / READY_MEGABYTES,
            1.0,
        ),
        Line(
            "importing SQLModel and Slack's libraries alone",
            f"{_seconds(kept):.2f} s",
            f"of the {seconds:.2f} s above",
            _seconds(kept) / READY_SECONDS,
            None,
        ),
        Line(
            "memory with these alone",
            f"{_memory(kept):.0f} MB",
            f"of the {memory:.0f} MB above",
            _memory(kept) / READY_MEGABYTES,
            None,
        ),
    ]


def _seconds(starts: Sequence[tuple[float, float]]) -> float:
    return min(took for took, _ in starts)


def _memory(starts: Sequence[tuple[float, float]]) -> float:
    return max(resident for _, resident in starts)


async def _start(settings: dict[str, str]) -> tuple[float, float]:
    """Seconds until the process says that it is ready, and megabytes resident then."""
    began = time.perf_counter()
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot",
        "serve",
        env=_environment() | settings,
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdout is not None
    line = await process.stdout.readline()
    took = time.perf_counter() - began
    assert line, "it did not start"
    resident = megabytes(process.pid, "VmRSS")
    process.terminate()
    await process.wait()
    return took, resident


def _environment() -> dict[str, str]:
    """As on a machine where Kompis has run before: Python keeps what it compiled."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


async def _alone(code: str) -> tuple[float, float]:
    """Seconds until Python has run some code, and megabytes resident then."""
    began = time.perf_counter()
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", f"{code}\nprint(flush=True)\ninput()"),
        env=_environment(),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdout is not None
    await process.stdout.readline()
    took = time.perf_counter() - began
    resident = megabytes(process.pid, "VmRSS")
    await process.communicate(b"\n")
    return took, resident
