"""Trying the tokens before anything starts, and what to put right where Slack refuses them."""

import asyncio

from slack_sdk.web.async_client import AsyncWebClient

from bot.readiness import CannotStartError
from bot.slack.errors import ScopeMissing, SlackError, TokenRefused, Unreachable, speaking_slack
from bot.slack.keys import SlackKeys
from bot.slack.workspace import Workspace


async def check_tokens(client: AsyncWebClient, keys: SlackKeys) -> tuple[Workspace, str]:
    """Try both tokens at once: the workspace, and the address of a socket where there is to be one.

    Raises CannotStartError.
    """
    try:
        async with asyncio.TaskGroup() as tries:
            workspace = tries.create_task(_workspace(client, keys))
            socket = tries.create_task(_socket(client, keys))
    except ExceptionGroup as wrong:
        raise wrong.exceptions[0] from None
    return workspace.result(), socket.result()


async def _workspace(client: AsyncWebClient, keys: SlackKeys) -> Workspace:
    try:
        with speaking_slack():
            return Workspace.of((await client.auth_test()).data)  # type: ignore[arg-type]
    except SlackError as error:
        raise _cannot_start(error, "start.bot_token_refused", keys) from error


async def _socket(client: AsyncWebClient, keys: SlackKeys) -> str:
    if keys.app_token is None:
        return ""
    try:
        with speaking_slack():
            opened = await client.apps_connections_open(app_token=keys.app_token)
            return str(opened["url"])
    except SlackError as error:
        raise _cannot_start(error, "start.app_token_refused", keys) from error


def _cannot_start(error: SlackError, refused: str, keys: SlackKeys) -> CannotStartError:
    """What to put right, for what Slack says of a token."""
    match error:
        case TokenRefused() | ScopeMissing():
            return CannotStartError(refused)
        case Unreachable():
            return CannotStartError("start.unreachable", address=keys.api_url)
        case _:
            return CannotStartError("start.slack_refuses", code=error.code)
