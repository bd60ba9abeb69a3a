"""Slash commands through the real Bolt, in this process and signed, beside a no-op command."""

import asyncio
import itertools
import json
import sqlite3
import tempfile
import time
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlencode

from aiohttp import ClientSession
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_sdk.signature import SignatureVerifier

from bot.front import Front
from bot.patience import Patience
from bot.sandbox import Bot, Sandbox, Workspace
from bot.slack.app import build_app, open_client
from bot.slack.edge import Edge
from bot.slack.workspace import Workspace as SlackWorkspace
from handlers.commands import COMMANDS
from handlers.dispatch import Desk
from handlers.texts import texts_in
from storage.database import Database, open_database
from storage.figures import library_group
from storage.migrate import migrate
from storage.regions import the_region
from tests.benchmarks.population import TODAY, Population, populate, title_of
from tests.benchmarks.raw import library_question, whole_question
from tests.benchmarks.timing import Line, async_medians

SECRET = "a signing secret of no workspace"
NOW = datetime(TODAY.year, TODAY.month, TODAY.day, 9, 0, tzinfo=UTC)
SIZES = (10_000, 1_000_000)
_TRIGGERS = itertools.count(1)


def measure(sizes: tuple[int, ...] = SIZES) -> list[Line]:
    """The report's lines for each size of population."""
    lines: list[Line] = []
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "bench.db"
            database = open_database(f"sqlite:///{path}")
            migrate(database)
            population = populate(database, size)
            lines += asyncio.run(_commands(database, population, path))
            database.close()
    return lines


async def _commands(database: Database, population: Population, path: Path) -> list[Line]:
    sandbox = Sandbox(
        Workspace(
            "T0BENCH", "Bench", "bench", Bot("U0BOT", "B0BOT", "A0BOT", "kompis"), (), (), ()
        ),
        now=lambda: NOW,
    )
    async with sandbox.serve(host="127.0.0.1", port=0) as address, ClientSession() as session:
        client = open_client(sandbox.bot_token, address.api_url, session)
        desk = Desk(database)
        edge = Edge(Front(desk, database, lambda: NOW), client, Patience(), texts_in("sv"))
        app = build_app(edge, COMMANDS, SECRET, SlackWorkspace("T0BENCH", "Bench", "U0BOT"))
        user = population.user_ids[0]
        titles = itertools.cycle(f"{title_of(id_)} igår" for id_ in population.resource_ids)
        noop = _sending(_noop(client), "/noop", "", population.tenant, user)
        asking = {"noop": noop, "progress": _sending(app, "/progress", "", population.tenant, user)}
        # Reads beside each other; writes apart, since each empties the other connections' caches.
        took = await async_medians(asking | _questions(database, population, path, user))
        telling = {
            "plain": noop,
            "training": _sending(app, "/training", titles, population.tenant, user),
        }
        took |= await async_medians(telling)
    return _lines(population.completions, took)


def _questions(
    database: Database, population: Population, path: Path, user: str
) -> dict[str, Callable[[], Awaitable[None]]]:
    """The questions of `/progress` at the raw driver, and ours."""
    raw = sqlite3.connect(path)

    async def goals() -> None:
        library_question(raw, population.library_id, TODAY)

    async def whole() -> None:
        whole_question(raw, population.tenant, user, TODAY)

    async def ours() -> None:
        with database.reading() as session:
            region = the_region(session)
            assert region is not None
            library_group(session, region, population.library_id, TODAY)

    return {"goals": goals, "whole": whole, "ours": ours}


def _lines(completions: int, took: dict[str, float]) -> list[Line]:
    at = f"at {completions:,} completions"
    floor, goals = took["noop"] + took["whole"], took["noop"] + took["goals"]
    return [
        Line(f"no-op Bolt command, {at}", f"{took['noop']:.2f} ms", "", None, None),
        Line(
            f"one library's goals in SQL, {at}",
            f"{took['ours']:.2f} ms",
            f"raw driver {took['goals']:.2f} ms",
            took["ours"] / took["goals"],
            2.0,
        ),
        Line(
            f"/progress, {at}",
            f"{took['progress']:.2f} ms",
            f"no-op + raw SQL of who asks, goals and what may be shown {floor:.2f} ms",
            took["progress"] / floor,
            3.0,
        ),
        Line(
            f"the same, {at}",
            f"{took['progress']:.2f} ms",
            f"no-op + raw SQL of the goals alone {goals:.2f} ms",
            took["progress"] / goals,
            None,
        ),
        Line(
            f"/training, {at}",
            f"{took['training']:.2f} ms",
            f"no-op {took['plain']:.2f} ms",
            took["training"] / took["plain"],
            None,
        ),
    ]


def _noop(client: object) -> AsyncApp:
    app = AsyncApp(client=client, signing_secret=SECRET, process_before_response=True)  # type: ignore[arg-type]

    async def noop(ack: AsyncAck) -> None:
        await ack("ok")

    app.command("/noop")(noop)
    return app


def _sending(
    app: AsyncApp, command: str, text: object, tenant: str, user: str
) -> Callable[[], Awaitable[None]]:
    async def send() -> None:
        words = text if isinstance(text, str) else next(text)  # type: ignore[call-overload]
        response = await app.async_dispatch(signed(command, words, tenant, user))
        assert response.status == 200, response.status
        assert "gick fel" not in json.dumps(response.body, ensure_ascii=False)

    return send


def signed(command: str, text: str, tenant: str, user: str) -> AsyncBoltRequest:
    """A slash command as Slack posts it."""
    body = urlencode(
        {
            "command": command,
            "text": text,
            "team_id": tenant,
            "user_id": user,
            "user_name": "somebody",
            "channel_id": "C0BENCH",
            "channel_name": "bench",
            "api_app_id": "A0BOT",
            "trigger_id": f"{next(_TRIGGERS)}.1.bench",
            "response_url": "http://127.0.0.1:9/never",
        }
    )
    stamp = str(int(time.time()))
    signature = SignatureVerifier(SECRET).generate_signature(timestamp=stamp, body=body)
    assert signature is not None
    headers: dict[str, str | Sequence[str]] = {
        "content-type": "application/x-www-form-urlencoded",
        "x-slack-signature": signature,
        "x-slack-request-timestamp": stamp,
    }
    return AsyncBoltRequest(body=body, headers=headers)
