"""Starting on Teams: what is wrong is one plain sentence, before anything starts."""

import asyncio
import signal
from collections.abc import AsyncIterator

import httpx
import pytest
from sqlmodel import select
from starlette.applications import Starlette

from bot.keys import Keys
from bot.readiness import CannotStartError
from bot.serve import serve as serve_bot
from bot.settings import Settings
from bot.slack.http import slack_routes
from bot.slack.keys import SlackKeys
from bot.start import running
from bot.teams.http import ADDRESS, teams_routes
from bot.teams.keys import Cloud, TeamsKeys
from bot.web_server import served
from handlers.texts import texts_in
from storage.database import Database
from storage.tables import Installation, Platform
from tests.bot.sandbox.conftest import serve
from tests.bot.slack.edge.conftest import WORKSPACE, free_port
from tests.bot.teams.conftest import NOW, REGION
from tests.bot.teams.fake import KEYS, FakeTeams, fake_teams


@pytest.fixture
async def microsoft() -> AsyncIterator[FakeTeams]:
    async with fake_teams() as fake:
        yield fake


@pytest.mark.parametrize(
    ("keys", "told"),
    [
        (TeamsKeys(KEYS.client_id, "wrong", KEYS.tenant), "TEAMS_CLIENT_SECRET"),
        (TeamsKeys("another", KEYS.client_secret, KEYS.tenant), "TEAMS_CLIENT_ID"),
        (TeamsKeys(KEYS.client_id, KEYS.client_secret, "nowhere"), "TEAMS_TENANT_ID"),
    ],
)
async def test_what_microsoft_refuses_names_the_setting(
    microsoft: FakeTeams, database: Database, keys: TeamsKeys, told: str
) -> None:
    with pytest.raises(CannotStartError) as refused:
        async with running(database, Keys(teams=(keys,)), REGION, cloud=microsoft.cloud):
            pytest.fail("it has started")
    sentence = texts_in("sv").say(refused.value.key, **refused.value.values)
    assert told in sentence
    assert keys.client_secret not in sentence


async def test_a_microsoft_that_is_away_is_said(database: Database) -> None:
    gone = Cloud(login="http://127.0.0.1:1")
    with pytest.raises(CannotStartError) as refused:
        async with running(database, Keys(teams=(KEYS,)), REGION, cloud=gone):
            pytest.fail("it has started")
    assert refused.value.key == "start.teams_unreachable"


async def test_the_tenant_is_remembered_for_the_first_region(
    microsoft: FakeTeams, database: Database
) -> None:
    async with running(database, Keys(teams=(KEYS,)), REGION, cloud=microsoft.cloud) as bot:
        assert bot.slack is None
        assert bot.on_teams.tenants == (KEYS.tenant,)
    with database.reading() as session:
        [known] = session.exec(select(Installation)).all()
    assert (known.platform, known.tenant) == (Platform.TEAMS, KEYS.tenant)


async def test_both_platforms_side_by_side_on_one_address(
    microsoft: FakeTeams, database: Database
) -> None:
    async with serve(WORKSPACE) as stage:
        secret = stage.sandbox.signing_secret
        slack = SlackKeys(stage.sandbox.bot_token, None, secret, stage.api_url)
        keys = Keys(slack, (KEYS,))
        async with running(database, keys, REGION, now=lambda: NOW, cloud=microsoft.cloud) as bot:
            on_teams = teams_routes(bot.on_teams.hearing, bot.on_teams.door)
            pages = Starlette(routes=[*slack_routes(bot.on_slack.app), *on_teams])
            async with (
                served(pages, "127.0.0.1", 0) as (host, port),
                httpx.AsyncClient(base_url=f"http://{host}:{port}", trust_env=False) as http,
            ):
                assert (await http.post("/slack/events", json={})).status_code == 401
                assert (await http.post(ADDRESS, json={})).status_code == 401
                assert (await http.get(ADDRESS)).status_code == 405
    with database.reading() as session:
        platforms = {row.platform for row in session.exec(select(Installation))}
    assert platforms == {Platform.SLACK, Platform.TEAMS}


async def test_it_is_served_where_the_settings_say_until_it_is_told_to_stop(
    microsoft: FakeTeams, database: Database
) -> None:
    port, said, answers = free_port(), [], []

    async def ask() -> None:
        async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", trust_env=False) as http:
            answers.append((await http.post(ADDRESS, json={})).status_code)
            answers.append((await http.get("/readyz")).status_code)
        signal.raise_signal(signal.SIGTERM)

    asking: list[asyncio.Task[None]] = []

    def announce(key: str, **values: str) -> None:
        said.append((key, values))
        if key == "serve.teams":
            asking.append(asyncio.create_task(ask()))

    address = database.engine.url.render_as_string(hide_password=False)
    settings = Settings(database_url=address, port=port)
    await serve_bot(settings, Keys(teams=(KEYS,)), announce, microsoft.cloud)
    assert said == [
        ("serve.teams", {"host": "127.0.0.1", "port": str(port)}),
        ("serve.stopped", {}),
    ]
    assert answers == [401, 200]
