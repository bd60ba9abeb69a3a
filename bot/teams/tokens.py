"""The bot's own token, which every call to Teams carries: asked for once an hour.

Source: https://learn.microsoft.com/entra/identity-platform/v2-oauth2-client-creds-grant-flow.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic

from aiohttp import ClientSession

from bot.teams.answers import Json, told
from bot.teams.errors import TokenRefused, Unexpected, refusal, speaking_teams
from bot.teams.keys import PUBLIC, Cloud, TeamsKeys

_EARLY = 300.0  # seconds before a token's end at which a new one is asked for
_LONGEST = 3_600.0  # seconds that a token is kept at most, whatever it says


@dataclass(frozen=True, slots=True, repr=False)
class _Token:
    value: str
    until: float  # on the clock that counts seconds


class BotToken:
    """Asks Entra for a token, and keeps it for as long as it holds. Safe within one loop."""

    def __init__(
        self,
        session: ClientSession,
        keys: TeamsKeys,
        cloud: Cloud = PUBLIC,
        seconds: Callable[[], float] = monotonic,
    ) -> None:
        self._session = session
        self._keys = keys
        self._cloud = cloud
        self._seconds = seconds
        self._held: _Token | None = None
        self._asking = asyncio.Lock()

    async def value(self) -> str:
        """A token that holds. Raises TokenRefused for a wrong secret, and other TeamsErrors."""
        async with self._asking:
            if self._held is None or self._seconds() >= self._held.until:
                self._held = await self._ask()
            return self._held.value

    def drop(self, value: str) -> None:
        """Let go of a token that was refused: the next call asks for a new one."""
        if self._held is not None and self._held.value == value:
            self._held = None

    async def _ask(self) -> _Token:
        asked = {
            "grant_type": "client_credentials",
            "client_id": self._keys.client_id,
            "client_secret": self._keys.client_secret,
            "scope": self._cloud.scope,
        }
        address = f"{self._cloud.login}/{self._keys.tenant}/oauth2/v2.0/token"
        with speaking_teams():
            async with self._session.post(address, data=asked, allow_redirects=False) as answer:
                status, headers = answer.status, answer.headers
                found = await told(answer)
        if status in {400, 401}:
            raise TokenRefused(_code(found), status)
        if status != 200:
            raise refusal(status, headers, found)
        return self._read(found)

    def _read(self, found: Json) -> _Token:
        value, seconds = found.get("access_token"), found.get("expires_in")
        if not isinstance(value, str) or not value:
            raise Unexpected("no_token", 200)
        lasts = min(float(seconds), _LONGEST) if isinstance(seconds, int | float) else _LONGEST
        return _Token(value, self._seconds() + max(0.0, lasts - _EARLY))


def _code(found: Json) -> str:
    """Entra's number for what is wrong, such as AADSTS7000215 for a wrong secret."""
    numbers = found.get("error_codes")
    if isinstance(numbers, list) and numbers and isinstance(numbers[0], int):
        return f"AADSTS{numbers[0]}"
    return "refused"
