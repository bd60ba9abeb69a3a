"""Teams' REST API for bots, as far as Kompis speaks it: posting, changing and looking people up.

Nothing is posted twice by itself: what is in doubt raises `Unreachable`, and the caller decides.
Source: https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-api-reference
and https://learn.microsoft.com/microsoftteams/platform/agents-in-teams/targeted-messages.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from aiohttp import ClientSession, ClientTimeout
from yarl import URL

from bot.teams.answers import Json, told
from bot.teams.errors import (
    NotReached,
    TokenRefused,
    Unexpected,
    Unreachable,
    refusal,
    speaking_teams,
)
from bot.teams.tokens import BotToken

LONGEST_ANSWER = 30.0  # seconds that Teams gets for one; a delivery's lease outlives it
_TIMEOUT = ClientTimeout(total=LONGEST_ANSWER)
Activity = Mapping[str, Any]  # what is posted, as JSON


@dataclass(frozen=True, slots=True)
class Spot:
    """A conversation, or a thread in it (`…;messageid=…`), and the service it is reached by."""

    service_url: str
    conversation_id: str


class Connector:
    """One tenant's bot. All calls share a session and a token."""

    def __init__(self, session: ClientSession, token: BotToken) -> None:
        self._session = session
        self._token = token

    async def ready(self) -> None:
        """Have a token, so that what is asked next need not wait for one. Raises a TeamsError."""
        await self._value()

    async def post(self, spot: Spot, activity: Activity) -> str:
        """Post an activity; its id, empty where Teams tells none. Raises a TeamsError."""
        return _id(await self._call("POST", spot.service_url, _activities(spot), activity))

    async def update(self, spot: Spot, activity_id: str, activity: Activity) -> None:
        """Put an activity in the place of one that the bot has posted. Raises a TeamsError."""
        await self._call("PUT", spot.service_url, _activities(spot, activity_id), activity)

    async def delete(self, spot: Spot, activity_id: str) -> None:
        """Take back an activity that the bot has posted. Raises a TeamsError."""
        await self._call("DELETE", spot.service_url, _activities(spot, activity_id))

    async def post_targeted(self, spot: Spot, account_id: str, activity: Activity) -> str:
        """Post an activity in a channel or group chat that one person sees, for a day; its id.

        A preview of Teams', which not every tenant has: it is refused there. Raises a TeamsError.
        """
        whom = {"recipient": {"id": account_id, "isTargeted": True}}
        path = f"{_activities(spot)}?isTargetedActivity=true"
        return _id(await self._call("POST", spot.service_url, path, {**activity, **whom}))

    async def open_personal(self, service_url: str, tenant: str, bot_id: str, user: str) -> str:
        """The id of the conversation with a person, by their account or Entra id.

        The bot needs to be installed for them. Raises a TeamsError.
        """
        asked = {
            "bot": {"id": bot_id},
            "members": [{"id": user}],
            "isGroup": False,
            "tenantId": tenant,
            "channelData": {"tenant": {"id": tenant}},
        }
        opened = _id(await self._call("POST", service_url, "v3/conversations", asked))
        if not opened:
            raise Unexpected("no_conversation", 200)
        return opened

    async def post_in_channel(
        self, service_url: str, tenant: str, channel_id: str, activity: Activity
    ) -> str:
        """Begin a thread in a channel with an activity; the activity's id. Raises a TeamsError."""
        asked = {
            "isGroup": True,
            "tenantId": tenant,
            "channelData": {"channel": {"id": channel_id}, "tenant": {"id": tenant}},
            "activity": activity,
        }
        answer = await self._call("POST", service_url, "v3/conversations", asked)
        return str(answer.get("activityId") or answer.get("id") or "")

    async def member(self, spot: Spot, account_id: str) -> Json:
        """What Teams tells of a person in a conversation. Raises a TeamsError."""
        conversation = spot.conversation_id.partition(";messageid=")[0]
        path = f"v3/conversations/{_safe(conversation)}/members/{_safe(account_id)}"
        return await self._call("GET", spot.service_url, path)

    async def channels_of(self, service_url: str, team_id: str) -> frozenset[str]:
        """The ids of a team's channels that the bot may see. Raises a TeamsError."""
        path = f"v3/teams/{_safe(team_id)}/conversations"
        answer = await self._call("GET", service_url, path)
        listed = answer.get("conversations")
        found = listed if isinstance(listed, list) else []
        return frozenset(_id(each) for each in found if isinstance(each, dict)) - {""}

    async def upload(self, address: str, content: bytes) -> None:
        """Put a file where Teams has said that it goes: an address that opens by itself, once.

        Raises a TeamsError.
        """
        size = len(content)
        headers = {
            "Content-Type": "application/octet-stream",
            "Content-Range": f"bytes 0-{size - 1}/{size}",
        }
        with speaking_teams():
            async with self._session.put(
                URL(address, encoded=True),
                data=content,
                headers=headers,
                timeout=_TIMEOUT,
                allow_redirects=False,
            ) as answer:
                found = await told(answer)
        if not 200 <= answer.status < 300:
            raise refusal(answer.status, answer.headers, found)

    async def _call(
        self, method: str, service_url: str, path: str, body: Activity | None = None
    ) -> Json:
        """Ask once; and once more with a new token, where the old one is refused at the door."""
        token = await self._value()
        try:
            return await self._ask(method, service_url, path, body, token)
        except TokenRefused:
            self._token.drop(token)
            return await self._ask(method, service_url, path, body, await self._value())

    async def _value(self) -> str:
        """A token. Without one Teams has not been asked for anything, whatever kept it away."""
        try:
            return await self._token.value()
        except Unreachable as error:
            raise NotReached(error.code, error.status) from None

    async def _ask(
        self, method: str, service_url: str, path: str, body: Activity | None, token: str
    ) -> Json:
        with speaking_teams():
            async with self._session.request(
                method,
                URL(f"{service_url.rstrip('/')}/{path}", encoded=True),
                json=body,
                headers={"Authorization": f"Bearer {token}"},
                timeout=_TIMEOUT,
                allow_redirects=False,  # the token is for this service alone
            ) as answer:
                found = await told(answer)
        if 200 <= answer.status < 300:
            return found
        raise refusal(answer.status, answer.headers, found)


def _activities(spot: Spot, activity_id: str = "") -> str:
    path = f"v3/conversations/{_safe(spot.conversation_id)}/activities"
    return f"{path}/{_safe(activity_id)}" if activity_id else path


def _safe(part: str) -> str:
    """A part of a path, whatever stands in it."""
    return quote(part, safe="")


def _id(answer: Json) -> str:
    return str(answer.get("id") or "")
