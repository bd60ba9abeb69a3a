"""Microsoft's client as a process of its own: found, told of the demo, started and ended."""

import asyncio
import json
import os
import shutil
import socket
import sys
from asyncio.subprocess import PIPE, STDOUT, Process
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.readiness import CannotStartError

HOST = "127.0.0.1"
PACKAGE = "@microsoft/m365agentsplayground"
_LONGEST_START = 60.0  # seconds
_LONGEST_END = 5.0  # seconds before it is ended the hard way
_PRELOAD = Path(__file__).parent / "loopback.cjs"
_NEEDED = ("PATH", "HOME", "SYSTEMROOT", "TEMP", "TMPDIR")  # of our environment; no proxy, no keys


@dataclass(frozen=True, slots=True)
class Found:
    """Node, and the client that it runs."""

    node: str
    script: Path


def fetched() -> Path:
    """Where `make demo-teams` puts what it fetches: beside the Python that runs this."""
    return Path(sys.prefix) / "playground"


def find(folder: Path) -> Found:
    """The client in a folder of npm's. Raises CannotStartError, saying what is missing."""
    node = shutil.which("node")
    if node is None:
        raise CannotStartError("start.node_missing")
    script = folder / "node_modules" / PACKAGE / "cli.js"
    if not script.is_file():
        raise CannotStartError("start.playground_missing", folder=str(folder))
    return Found(node, script)


def require_free(port: int) -> None:
    """Raise CannotStartError where the client could not have a port: it would take another."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            raise CannotStartError("start.port_taken", port=str(port)) from error


@asynccontextmanager
async def playing(
    found: Found,
    folder: Path,
    settings: Mapping[str, Any],
    *,
    port: int,
    messages_to: str,
    service_url: str,
) -> AsyncIterator[str]:
    """Run the client until the block ends; its address. Raises CannotStartError.

    `settings` are its own; the rest is where it sends messages and where it is answered.
    """
    file = folder / "playground.yml"  # JSON is YAML, too
    file.write_text(json.dumps(settings, ensure_ascii=False, indent=2), encoding="utf-8")
    process = await asyncio.create_subprocess_exec(
        *(found.node, "--require", str(_PRELOAD), str(found.script), "start"),
        *("--app-endpoint", messages_to, "--service-url", service_url),
        *("--channel-id", "msteams", "--port", str(port), "--disable-telemetry"),
        cwd=folder,
        env=_environment(folder, file),
        stdin=PIPE,  # closed when we end, however we end: then it ends, too
        stdout=PIPE,
        stderr=STDOUT,
        start_new_session=True,  # Ctrl-C is for us
    )
    try:
        real = await asyncio.wait_for(_listening(process), _LONGEST_START)
        draining = asyncio.create_task(_drain(process))
        try:
            yield f"http://{HOST}:{real}"
        finally:
            draining.cancel()
    except TimeoutError as error:
        raise CannotStartError("start.playground_failed", cause="?") from error
    finally:
        await _end(process)


def _environment(folder: Path, file: Path) -> dict[str, str]:
    kept = {name: os.environ[name] for name in _NEEDED if name in os.environ}
    return kept | {
        "M365_AGENTS_PLAYGROUND_CONFIG_PATH": str(file),
        "M365_AGENTS_PLAYGROUND_LOGFILE": str(folder / "playground.log"),
        "TEAMSAPPTESTER_BROWSER": "none",
    }


async def _listening(process: Process) -> int:
    """The port that it says it listens on. Raises CannotStartError where it ends instead."""
    assert process.stdout is not None  # noqa: S101 (it is a pipe)
    last = ""
    async for line in process.stdout:
        said = line.decode(errors="replace").strip()
        if said.startswith("Listening on "):
            return int(said.rpartition(" ")[2])
        last = said or last
    raise CannotStartError("start.playground_failed", cause=last)


async def _drain(process: Process) -> None:
    """Take what it says, which it would wait for else."""
    assert process.stdout is not None  # noqa: S101 (it is a pipe)
    while await process.stdout.read(65_536):
        pass


async def _end(process: Process) -> None:
    with suppress(ProcessLookupError):
        process.terminate()
    try:
        await asyncio.wait_for(process.wait(), _LONGEST_END)
    except TimeoutError:
        process.kill()
        await process.wait()
