"""What a process sends to the platforms, as it comes over the line."""

import json

from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.calling import calling


async def test_json_goes_out_as_utf_8() -> None:
    came: list[tuple[str, bytes]] = []

    async def take(request: web.Request) -> web.Response:
        came.append((request.content_type, await request.read()))
        return web.Response()

    pages = web.Application()
    pages.router.add_post("/", take)
    said = {"text": "Läslov på Ödeshögs bibliotek \N{WHITE HEAVY CHECK MARK}", "n": 3, "is": None}
    async with TestServer(pages, host="127.0.0.1") as server, calling() as session:
        await session.post(server.make_url("/"), json=said)
    [(kind, body)] = came
    assert kind == "application/json"
    assert "Läslov på Ödeshögs".encode() in body
    assert json.loads(body) == said
