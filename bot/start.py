"""Starting the bot on Slack: everything is checked and put together here, and nowhere else.

Over Socket Mode with an app token (no inbound port is needed), over signed HTTP with only a
signing secret.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from aiohttp import ClientSession
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.clock import Clock, system_clock
from bot.front import Front
from bot.patience import Patience
from bot.readiness import CannotStartError, check_schema
from bot.slack.app import build_app, open_client
from bot.slack.edge import Edge
from bot.slack.errors import SlackError, TokenRefused, Unreachable, speaking_slack
from bot.slack.keys import SlackKeys
from handlers.commands import COMMANDS
from handlers.dispatch import Desk
from handlers.texts import texts_in
from scheduler.ticking import ticking
from storage.database import Database
from storage.regions import FirstRegion, RegionSettings, ensure_installation, ensure_region
from storage.tables import Platform

_LONGEST_FAREWELL = 10.0  # seconds for what is in hand when the bot stops


@dataclass(frozen=True, slots=True)
class Running:
    """A bot that is ready to answer; `app` is Bolt's."""

    app: AsyncApp
    edge: Edge
    team: str


@asynccontextmanager
async def running_slack(
    database: Database,
    keys: SlackKeys,
    first_region: FirstRegion,
    *,
    coordinators: frozenset[str] = frozenset(),
    now: Clock = system_clock,
) -> AsyncIterator[Running]:
    """The bot, answering until the block ends; what is in hand then is finished.

    `coordinators` are e-mail keys. Raises CannotStartError for a wrong token, a workspace that
    cannot be reached, or a database that is not migrated.
    """
    await asyncio.to_thread(check_schema, database)
    async with ClientSession() as session:
        client = open_client(keys.bot_token, keys.api_url, session)
        team = await _check_tokens(client, keys)
        region = await asyncio.to_thread(_settle, database, first_region, team)
        desk = Desk(database, coordinators=coordinators, language=first_region.language)
        edge = Edge(Front(desk, database, now), client, Patience(), texts_in(first_region.language))
        app = build_app(edge, COMMANDS, keys.signing_secret)
        try:
            async with ticking(database, region.zone, now), _listening(app, keys):
                yield Running(app, edge, team.name)
        finally:
            await edge.patience.drain(_LONGEST_FAREWELL)


@dataclass(frozen=True, slots=True)
class _Team:
    team_id: str
    name: str


async def _check_tokens(client: AsyncWebClient, keys: SlackKeys) -> _Team:
    """Try the tokens before anything starts."""
    try:
        with speaking_slack():
            answer = await client.auth_test()
    except TokenRefused as error:
        raise CannotStartError("start.bot_token_refused") from error
    except Unreachable as error:
        raise CannotStartError("start.unreachable", address=keys.api_url) from error
    if keys.app_token is not None:
        await _check_app_token(client, keys.app_token)
    return _Team(str(answer["team_id"]), str(answer.get("team") or answer["team_id"]))


async def _check_app_token(client: AsyncWebClient, app_token: str) -> None:
    try:
        with speaking_slack():
            await client.apps_connections_open(app_token=app_token)
    except SlackError as error:
        raise CannotStartError("start.app_token_refused") from error


def _settle(database: Database, first_region: FirstRegion, team: _Team) -> RegionSettings:
    """Remember the workspace, for the first region."""
    with database.writing() as session:
        region = ensure_region(session, first_region)
        ensure_installation(session, region.region_id, Platform.SLACK, team.team_id, team.name)
        return region


@asynccontextmanager
async def _listening(app: AsyncApp, keys: SlackKeys) -> AsyncIterator[None]:
    """Take in what Slack sends: over Socket Mode here; over HTTP the caller serves the app."""
    if keys.app_token is None:
        yield
        return
    handler = AsyncSocketModeHandler(app, keys.app_token)
    try:
        await handler.connect_async()  # type: ignore[no-untyped-call]
        yield
    finally:
        await handler.close_async()  # type: ignore[no-untyped-call]
