"""Microsoft's part, played on this machine between its client and the bot.

The client sends no tokens and gives none, and the bot lets nobody in without: so each request of
the client's is signed here, with keys that the bot is told of as it is told of Microsoft's own; and
the bot gets a token here, which its calls have to carry. Neither of the two is any different.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qs

from aiohttp import ClientError, ClientSession
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route
from yarl import URL

from bot.demo.teams.absent import Absent
from bot.demo.teams.signet import LIFETIME, Signet
from bot.teams.address import MESSAGES
from bot.teams.keys import PUBLIC, Cloud, TeamsKeys

_CONNECTOR = "/connector"
_METADATA, _KEYS = "/v1/.well-known/openidconfiguration", "/v1/.well-known/keys"
_ALL = ["GET", "POST", "PUT", "DELETE"]
Json = Mapping[str, Any]


@dataclass(slots=True)
class Lines:
    """Addresses of this part, of the bot and of the client, known as each is started."""

    here: str = ""
    bot: str = ""
    client: str = ""


class Microsoft:
    """Stands between; `locale` is the language that whoever sits there has chosen in Teams."""

    def __init__(
        self, session: ClientSession, keys: TeamsKeys, locale: str, absent: Absent
    ) -> None:
        """Raises CannotStartError where Microsoft's SDK is not installed."""
        self.lines = Lines()
        self._session = session
        self._keys = keys
        self._locale = locale
        self._absent = absent
        self._signet = Signet(PUBLIC.issuer)

    @property
    def cloud(self) -> Cloud:
        """Where it is, for the bot."""
        return Cloud(login=self.lines.here, metadata=f"{self.lines.here}{_METADATA}")

    @property
    def service_url(self) -> str:
        """Where the bot answers to."""
        return f"{self.lines.here}{_CONNECTOR}"

    def routes(self) -> Sequence[BaseRoute]:
        """What the client and the bot ask."""
        return (
            Route(MESSAGES, self._to_bot, methods=["POST"]),
            Route(f"{_CONNECTOR}/{{path:path}}", self._to_client, methods=_ALL),
            Route(_KEYS, self._key_set),
            Route("/{tenant}/oauth2/v2.0/token", self._token, methods=["POST"]),
        )

    async def send(self, activity: Json) -> Response:
        """Send the bot an activity as Teams does, signed; its answer."""
        token = self._signet.token(self._keys.client_id, self.service_url)
        said = {**activity, "locale": self._locale, "serviceUrl": self.service_url}
        headers = {"Authorization": f"Bearer {token}"}
        return await self._pass_on("POST", f"{self.lines.bot}{MESSAGES}", headers, json=said)

    async def _to_bot(self, request: Request) -> Response:
        return await self.send(await request.json())

    async def _to_client(self, request: Request) -> Response:
        if request.headers.get("authorization") != f"Bearer {self._signet.bot_token}":
            return Response(status_code=HTTPStatus.UNAUTHORIZED)
        raw = request.scope["raw_path"].decode("ascii").removeprefix(_CONNECTOR)
        answer = await self._without_client(request, raw)
        if answer is not None:
            return JSONResponse(answer, HTTPStatus.CREATED)
        query = f"?{request.url.query}" if request.url.query else ""
        kept = {"Content-Type": request.headers.get("content-type", "application/json")}
        address = f"{self.lines.client}/_connector{raw}{query}"
        return await self._pass_on(request.method, address, kept, data=await request.body())

    async def _without_client(self, request: Request, path: str) -> Json | None:
        if request.method != "POST":
            return None
        return self._absent.taken(path) or self._absent.opened(path, await request.json())

    async def _pass_on(
        self, method: str, address: str, headers: Mapping[str, str], **body: Any
    ) -> Response:
        try:
            async with self._session.request(
                method, URL(address, encoded=True), headers=headers, **body
            ) as answer:
                content, kind = await answer.read(), answer.content_type
                return Response(content, answer.status, media_type=kind)
        except ClientError:
            return Response(status_code=HTTPStatus.BAD_GATEWAY)

    async def _key_set(self, _: Request) -> Response:
        return JSONResponse(self._signet.key_set())

    async def _token(self, request: Request) -> Response:
        asked = parse_qs((await request.body()).decode())
        if asked.get("client_secret") != [self._keys.client_secret]:
            return JSONResponse({"error": "invalid_client", "error_codes": [7000215]}, 401)
        given = {"access_token": self._signet.bot_token, "expires_in": LIFETIME}
        return JSONResponse(given | {"token_type": "Bearer"})
