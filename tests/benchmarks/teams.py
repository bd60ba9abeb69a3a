"""`progress` on Teams over HTTP, with a signed token, beside the SDK's echo in the same run.

Both check the token, look at the message and post one answer to the same connector. The echo posts
the words back and asks no database; ours asks for the library's goals and draws a card.
"""

import asyncio
import itertools
import tempfile
import threading
import warnings
from collections.abc import AsyncIterator, Awaitable, Callable
from concurrent.futures import Future
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
from sqlmodel import Session, select
from starlette.applications import Starlette

from bot.keys import Keys
from bot.start import running
from bot.teams.http import ADDRESS, teams_routes
from bot.web_server import served
from storage.database import Database, open_database
from storage.migrate import migrate
from storage.regions import FirstRegion
from storage.tables import Identity, Platform
from tests.benchmarks.commands import NOW
from tests.benchmarks.population import Population, populate
from tests.benchmarks.timing import Line, async_medians
from tests.bot.teams.fake import KEYS, FakeTeams, fake_teams

SIZE = 10_000
_NUMBERS = itertools.count(1)
Send = Callable[[], Awaitable[None]]


def measure(size: int = SIZE) -> list[Line]:
    """The report's lines."""
    with tempfile.TemporaryDirectory() as folder:
        database = open_database(f"sqlite:///{Path(folder) / 'bench.db'}")
        migrate(database)
        population = populate(database, size)
        with database.writing() as session:
            _on_teams(session, population)
        took = asyncio.run(_measured(database))
        database.close()
    return [
        Line("the SDK's echo on Teams, over HTTP", f"{took['echo']:.2f} ms", "", None, None),
        Line(
            "progress on Teams, over HTTP",
            f"{took['progress']:.2f} ms",
            f"the SDK's echo {took['echo']:.2f} ms",
            took["progress"] / took["echo"],
            3.0,
        ),
    ]


def _on_teams(session: Session, population: Population) -> None:
    """The one who asks has an account on Teams too."""
    here = Identity.user_id == population.user_ids[0]
    member = session.exec(select(Identity).where(here)).one().member_id
    session.add(
        Identity(
            member_id=member,
            platform=Platform.TEAMS,
            tenant=KEYS.tenant,
            user_id="oid-anna",
            locale="sv-SE",
        )
    )


async def _measured(database: Database) -> dict[str, float]:
    async with (
        _elsewhere() as fake,
        _bot(database, fake) as ours,
        _echo(fake) as theirs,
        httpx.AsyncClient(trust_env=False) as http,
    ):
        return await async_medians(
            {
                "echo": _sending(http, fake, theirs, "hej"),
                "progress": _sending(http, fake, ours, "progress"),
            }
        )


def _sending(http: httpx.AsyncClient, fake: FakeTeams, base: str, words: str) -> Send:
    """Sends a message and waits until it is answered, at the connector and over HTTP."""
    headers = {"Authorization": f"Bearer {fake.token()}"}

    async def send() -> None:
        before = len(fake.posts)
        answer = await http.post(base + ADDRESS, json=_message(fake, words), headers=headers)
        assert answer.status_code == 200, answer.text
        assert len(fake.posts) == before + 1
        assert words == "hej" or "gick fel" not in str(fake.posts[-1].body)

    return send


def _message(fake: FakeTeams, words: str) -> dict[str, Any]:
    tenant = {"id": KEYS.tenant}
    return {
        "type": "message",
        "id": f"17{next(_NUMBERS):08}",
        "text": words,
        "channelId": "msteams",
        "serviceUrl": fake.service_url,
        "locale": "sv-SE",
        "from": {"id": "29:anna", "name": "Anna", "aadObjectId": "oid-anna"},
        "recipient": {"id": f"28:{KEYS.client_id}", "name": "Kompis"},
        "conversation": {"conversationType": "personal", "id": "a:anna", "tenantId": KEYS.tenant},
        "channelData": {"tenant": tenant},
    }


@asynccontextmanager
async def _elsewhere() -> AsyncIterator[FakeTeams]:
    """Microsoft's services in a thread of their own: the SDK waits for keys in the bot's loop."""
    made: Future[FakeTeams] = Future()
    done = threading.Event()

    async def serve() -> None:
        async with fake_teams() as fake:
            made.set_result(fake)
            await asyncio.to_thread(done.wait)

    thread = threading.Thread(target=asyncio.run, args=(serve(),))
    thread.start()
    try:
        yield await asyncio.wrap_future(made)
    finally:
        done.set()
        await asyncio.to_thread(thread.join)


@asynccontextmanager
async def _bot(database: Database, fake: FakeTeams) -> AsyncIterator[str]:
    keys, region = Keys(teams=(KEYS,)), FirstRegion("Bench")
    async with running(database, keys, region, now=lambda: NOW, cloud=fake.cloud) as bot:
        teams = bot.on_teams
        pages = Starlette(routes=teams_routes(teams.hearing, teams.door))
        async with served(pages, "127.0.0.1", 0) as (host, port):
            yield f"http://{host}:{port}"


@asynccontextmanager
async def _echo(fake: FakeTeams) -> AsyncIterator[str]:
    """The SDK's own app, with its own door and client."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from microsoft_teams.api.activities import MessageActivity  # noqa: PLC0415
        from microsoft_teams.api.auth.cloud_environment import PUBLIC  # noqa: PLC0415
        from microsoft_teams.apps import ActivityContext, App, FastAPIAdapter  # noqa: PLC0415

    token = fake.token()  # the SDK wants to read when it ends
    fake.other_tokens.add(token)
    cloud = replace(PUBLIC, openid_metadata_url=fake.cloud.metadata)
    adapter = FastAPIAdapter()
    app = App(
        client_id=KEYS.client_id,
        tenant_id=KEYS.tenant,
        token=lambda *_: token,
        cloud=cloud,
        http_server_adapter=adapter,
    )

    @app.on_message
    async def echo(context: ActivityContext[MessageActivity]) -> None:
        await context.send(context.activity.text or "")

    await app.initialize()
    async with served(adapter.app, "127.0.0.1", 0) as (host, port):
        yield f"http://{host}:{port}"
