"""`progress` on Teams over HTTP, with a valid token, beside an echo of Microsoft's SDK.

Both check the token and post one answer to the same connector, in the same process and run.
"""

import asyncio
import itertools
import tempfile
import threading
from collections.abc import Awaitable, Callable, Iterator
from contextlib import AsyncExitStack, contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
from starlette.applications import Starlette

from bot.demo.county import places
from bot.demo.people import Person, made_up
from bot.demo.seed import first_region, seed
from bot.demo.teams.cast import BOT_ID, CLIENT, TEAMS, TENANT, account_id, chat_id, entra_id
from bot.demo.teams.cast import registration as keys_with
from bot.keys import Keys
from bot.start import running
from bot.teams.http import ADDRESS, teams_routes
from bot.teams.sdk import token_validator
from bot.web_server import served
from storage.database import Database, open_database
from storage.migrate import migrate
from tests.benchmarks.timing import Line, async_medians
from tests.bot.teams.fake import FakeTeams, fake_teams

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
KEYS = keys_with("the secret of no app")
Send = Callable[[], Awaitable[None]]
_NUMBERS = itertools.count(1)


def measure(rounds: int = 60) -> list[Line]:
    """The report's line."""
    with tempfile.TemporaryDirectory() as folder:
        database = open_database(f"sqlite:///{Path(folder) / 'bench.db'}")
        migrate(database)
        people = made_up(places())
        seed(database, people, NOW.date(), NOW, "sv", site=TEAMS)
        with _apart() as fake:
            took = asyncio.run(_took(database, fake, people[0], rounds))
        database.close()
    return [
        Line(
            "progress on Teams over HTTP",
            f"{took['progress']:.2f} ms",
            f"the SDK's echo {took['echo']:.2f} ms",
            took["progress"] / took["echo"],
            3.0,
        )
    ]


@contextmanager
def _apart() -> Iterator[FakeTeams]:
    """Microsoft's services in a thread of their own: the SDK waits for keys as it stands."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    services = fake_teams(keys=[KEYS])
    fake = asyncio.run_coroutine_threadsafe(services.__aenter__(), loop).result()
    try:
        yield fake
    finally:
        asyncio.run_coroutine_threadsafe(services.__aexit__(None, None, None), loop).result()
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


async def _took(
    database: Database, fake: FakeTeams, karin: Person, rounds: int
) -> dict[str, float]:
    async with AsyncExitStack() as stack:
        fake.members[account_id(karin)] = _member(karin)
        bot = await stack.enter_async_context(
            running(
                database,
                Keys(teams=(KEYS,)),
                first_region("sv"),
                now=lambda: NOW,
                cloud=fake.cloud,
            )
        )
        ours = Starlette(routes=teams_routes(bot.on_teams.hearing, bot.on_teams.door))
        works = {
            name: await _sending(stack, pages, fake, karin)
            for name, pages in (("progress", ours), ("echo", await _echo(fake)))
        }
        return await async_medians(works, rounds)


async def _echo(fake: FakeTeams) -> Starlette:
    """An app of the SDK's that says what it is told."""
    token_validator(CLIENT, fake.cloud)  # the SDK is imported without its `.env`
    from microsoft_teams.api.auth.cloud_environment import PUBLIC  # noqa: PLC0415
    from microsoft_teams.apps import App, FastAPIAdapter  # noqa: PLC0415

    adapter = FastAPIAdapter()
    own = fake.token(aud=fake.cloud.scope)  # it looks into the token that it calls with
    fake.more_tokens.add(own)
    app = App(
        client_id=CLIENT,
        tenant_id=TENANT,
        token=lambda *_: own,
        cloud=replace(
            PUBLIC, openid_metadata_url=fake.cloud.metadata, token_issuer=fake.cloud.issuer
        ),
        http_server_adapter=adapter,
    )

    async def echo(ctx: Any) -> None:
        await ctx.send(ctx.activity.text)

    app.on_message(echo)
    await app.initialize()
    return adapter.app


async def _sending(stack: AsyncExitStack, pages: Starlette, fake: FakeTeams, karin: Person) -> Send:
    """One request after the other, over one line; each is answered by one post."""
    host, port = await stack.enter_async_context(served(pages, "127.0.0.1", 0))
    client = await stack.enter_async_context(httpx.AsyncClient(base_url=f"http://{host}:{port}"))
    headers = {"Authorization": f"Bearer {fake.token(aud=CLIENT)}"}

    async def send() -> None:
        before = len(fake.posts)
        said = _message(karin, fake.service_url)
        answer = await client.post(ADDRESS, json=said, headers=headers)
        assert answer.status_code == 200, answer.status_code
        assert len(fake.posts) == before + 1

    return send


def _message(karin: Person, service_url: str) -> dict[str, Any]:
    return {
        "type": "message",
        "id": str(next(_NUMBERS)),
        "text": "progress",
        "channelId": "msteams",
        "serviceUrl": service_url,
        "locale": karin.locale,
        "from": {"id": account_id(karin), "name": karin.name, "aadObjectId": entra_id(karin)},
        "recipient": {"id": BOT_ID, "name": "Kompis"},
        "conversation": {
            "id": chat_id(karin), "conversationType": "personal", "tenantId": TENANT
        },
        "channelData": {"tenant": {"id": TENANT}},
    }  # fmt: skip


def _member(karin: Person) -> dict[str, Any]:
    return {
        "id": account_id(karin),
        "aadObjectId": entra_id(karin),
        "name": karin.name,
        "email": karin.email,
        "userPrincipalName": karin.email,
        "tenantId": TENANT,
        "userRole": "user",
    }
