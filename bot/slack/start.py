"""Starting the bot on Slack: its tokens are tried, and the edge is put together here.

Over Socket Mode with an app token (no inbound port is needed), over signed HTTP with only a
signing secret.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass

from aiohttp import ClientSession
from slack_sdk.web.async_client import AsyncWebClient

from bot.front import Front
from bot.patience import Patience
from bot.readiness import CannotStartError
from bot.slack.app import SlackApp, build_app, open_client
from bot.slack.edge import Edge
from bot.slack.keys import SlackKeys
from bot.slack.sockets import Line, listening
from bot.slack.tokens import check_tokens
from bot.slack.workspace import Workspace
from handlers.commands import COMMANDS
from handlers.texts import Texts

TRY_AGAIN = 10.0  # seconds between looks at the line
_LONGEST_WELCOME = 30.0  # seconds for the first socket to open


@dataclass(frozen=True, slots=True)
class Prepared:
    """A workspace whose tokens have been tried; `socket` is an address, empty over HTTP."""

    keys: SlackKeys
    client: AsyncWebClient
    workspace: Workspace
    socket: str


@dataclass(frozen=True, slots=True)
class OnSlack:
    """The bot on Slack; `app` is Bolt's, `line` its socket where it has one."""

    app: SlackApp
    edge: Edge
    team: str
    line: Line | None


async def prepare(session: ClientSession, keys: SlackKeys) -> Prepared:
    """Try the tokens. Raises CannotStartError for a wrong one, or a Slack that is away."""
    client = open_client(keys.bot_token, keys.api_url, session)
    workspace, socket = await check_tokens(client, keys)
    return Prepared(keys, client, workspace, socket)


@asynccontextmanager
async def on_slack(
    prepared: Prepared,
    front: Front,
    patience: Patience,
    texts: Texts,
    try_again: float | None = None,
) -> AsyncIterator[OnSlack]:
    """Take in what Slack sends, over Socket Mode here; over HTTP the caller serves the app.

    `try_again` is the seconds between looks at the line. Raises CannotStartError for a socket that
    does not open.
    """
    edge = Edge(front, prepared.client, patience, texts)
    app = build_app(edge, COMMANDS, prepared.keys.signing_secret, prepared.workspace)
    async with AsyncExitStack() as stack:
        line: Line | None = None
        if prepared.keys.app_token is not None:
            coming = listening(
                app, prepared.keys.app_token, prepared.socket, patience, try_again or TRY_AGAIN
            )
            try:
                async with asyncio.timeout(_LONGEST_WELCOME):
                    line = await stack.enter_async_context(coming)
            except TimeoutError as error:
                address = prepared.keys.api_url
                raise CannotStartError("start.unreachable", address=address) from error
        yield OnSlack(app, edge, prepared.workspace.name, line)
