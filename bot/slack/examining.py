"""Looking at a Slack workspace as it is now: what the app may do, and where it is let in."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from aiohttp import ClientSession, ClientTimeout
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.app import open_client
from bot.slack.errors import SlackError, speaking_slack
from bot.slack.keys import SlackKeys
from bot.slack.manifest import SCOPES
from bot.slack.tokens import check_tokens

_LONGEST_ANSWER = 15.0  # seconds
_HEADER = "x-oauth-scopes"


@dataclass(frozen=True, slots=True)
class Examined:
    """A workspace; `missing_scopes` is None where Slack does not tell which the app has.

    `closed` are the channels that let the app in no more, by their ids, with Slack's word for why.
    """

    team_id: str
    team: str
    missing_scopes: tuple[str, ...] | None
    closed: Mapping[str, str]


ChannelsOf = Callable[[str], Collection[str]]  # the ids of a workspace's channels, by its id


async def examine(keys: SlackKeys, channels_of: ChannelsOf) -> Examined:
    """Try the tokens, the scopes and each channel of the workspace that they are at home in.

    Other workspaces' channels are none of theirs. Raises CannotStartError for a wrong token.
    """
    async with ClientSession(timeout=ClientTimeout(total=_LONGEST_ANSWER)) as session:
        client = open_client(keys.bot_token, keys.api_url, session)
        workspace, _ = await check_tokens(client, keys)
        return Examined(
            workspace.team_id,
            workspace.name,
            await _missing_scopes(client),
            {
                channel: code
                for channel in channels_of(workspace.team_id)
                if (code := await _shut(client, channel))
            },
        )


async def _missing_scopes(client: AsyncWebClient) -> tuple[str, ...] | None:
    """Slack tells the app's scopes in a header of every answer."""
    with speaking_slack():
        headers = (await client.auth_test()).headers
    told = {name.lower(): value for name, value in headers.items()}.get(_HEADER)
    if told is None:
        return None
    granted = {scope.strip() for scope in str(told).split(",")}
    return tuple(sorted(SCOPES.keys() - granted))


async def _shut(client: AsyncWebClient, channel: str) -> str | None:
    """Why a channel is closed to the app. Its latest message is asked for, and not looked at."""
    try:
        with speaking_slack():
            await client.conversations_history(channel=channel, limit=1)
    except SlackError as error:
        return error.code or type(error).__name__
    return None
