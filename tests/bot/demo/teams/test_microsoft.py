"""Microsoft's part between client and bot: what is signed, what is let through."""

from collections.abc import AsyncIterator

import httpx
import pytest
from aiohttp import ClientSession
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.demo.county import places
from bot.demo.people import made_up
from bot.demo.teams.absent import Absent
from bot.demo.teams.cast import TENANT, chat_id, registration
from bot.demo.teams.microsoft import Microsoft
from bot.teams.door import Door, NotLetInError
from bot.teams.tokens import BotToken
from bot.web_server import served

PEOPLE = made_up(places())
KEYS = registration("a secret of nobody's")


class Ends:
    """The bot and the client, which say what they were sent."""

    def __init__(self) -> None:
        self.sent: list[tuple[str, str, dict[str, object]]] = []

    async def take(self, request: Request) -> Response:
        """Keep what comes."""
        path = request.scope["raw_path"].decode()
        sent = await request.json() if await request.body() else {}
        self.sent.append((path, request.headers.get("authorization", ""), sent))
        return JSONResponse({"id": "1"}, 201)


@pytest.fixture
def ends() -> Ends:
    return Ends()


@pytest.fixture
async def session() -> AsyncIterator[ClientSession]:
    async with ClientSession() as opened:
        yield opened


@pytest.fixture
async def microsoft(ends: Ends, session: ClientSession) -> AsyncIterator[Microsoft]:
    part = Microsoft(session, KEYS, "sv-SE", Absent(PEOPLE, PEOPLE[0]))
    both = Starlette(routes=[Route("/{path:path}", ends.take, methods=["POST", "PUT", "GET"])])
    async with (
        served(Starlette(routes=[*part.routes()]), "127.0.0.1", 0) as here,
        served(both, "127.0.0.1", 0) as there,
    ):
        part.lines.here = f"http://{here[0]}:{here[1]}"
        part.lines.bot = part.lines.client = f"http://{there[0]}:{there[1]}"
        yield part


async def test_what_the_client_sends_is_let_in_at_the_bots_door(
    microsoft: Microsoft, ends: Ends
) -> None:
    activity = {"channelId": "msteams", "conversation": {"tenantId": TENANT}, "locale": "en-US"}
    async with httpx.AsyncClient() as client:
        answer = await client.post(f"{microsoft.lines.here}/api/messages", json=activity)
    assert answer.status_code == 201
    [(_, authorization, sent)] = ends.sent
    assert sent["locale"] == "sv-SE"
    door = Door([KEYS], microsoft.cloud)
    assert await door.let_in(authorization, sent) is KEYS
    with pytest.raises(NotLetInError):
        await door.let_in(authorization, sent | {"serviceUrl": "http://127.0.0.1:9/other"})


async def test_the_bot_reaches_the_client_with_its_token_alone(
    microsoft: Microsoft, ends: Ends, session: ClientSession
) -> None:
    token = await BotToken(session, KEYS, microsoft.cloud).value()
    address = f"{microsoft.service_url}/v3/conversations/19%3Aa%3Bmessageid=1/activities"
    async with httpx.AsyncClient() as client:
        refused = await client.post(address, json={})
        taken = await client.post(address, json={}, headers={"Authorization": f"Bearer {token}"})
    assert (refused.status_code, taken.status_code) == (401, 201)
    [(path, _, _)] = ends.sent
    assert path == "/_connector/v3/conversations/19%3Aa%3Bmessageid=1/activities"


async def test_a_wrong_secret_gets_no_token(microsoft: Microsoft) -> None:
    async with httpx.AsyncClient() as client:
        answer = await client.post(
            f"{microsoft.lines.here}/{TENANT}/oauth2/v2.0/token", data={"client_secret": "guess"}
        )
    assert answer.status_code == 401


async def test_what_is_for_somebody_else_does_not_reach_the_client(
    microsoft: Microsoft, ends: Ends, session: ClientSession
) -> None:
    token = await BotToken(session, KEYS, microsoft.cloud).value()
    address = f"{microsoft.service_url}/v3/conversations/{chat_id(PEOPLE[1])}/activities"
    async with httpx.AsyncClient() as client:
        taken = await client.post(address, json={}, headers={"Authorization": f"Bearer {token}"})
    assert taken.status_code == 201
    assert ends.sent == []


async def test_an_end_that_is_away_is_a_bad_gateway(microsoft: Microsoft) -> None:
    microsoft.lines.bot = "http://127.0.0.1:9"
    assert (await microsoft.send({})).status_code == 502
