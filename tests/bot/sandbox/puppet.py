"""A bot on one socket that does what the test says: keeps what it gets, acks as it is told."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from typing import Any

import websockets
from slack_sdk.web.async_client import AsyncWebClient
from websockets.asyncio.client import ClientConnection, connect

from tests.bot.sandbox.conftest import Stage

Envelope = dict[str, Any]

SILENT = object()
"""As an answer: no ack at all."""


def empty(_envelope: Envelope) -> Any:
    """An ack without a payload."""
    return None


class Puppet:
    """Reads its socket in the background."""

    def __init__(self, socket: ClientConnection) -> None:
        self.socket = socket
        self.got: list[Envelope] = []
        self.answer: Callable[[Envelope], Any] = empty
        self._news = asyncio.Event()

    async def run(self) -> None:
        """Keeps every envelope and acknowledges it."""
        with suppress(websockets.ConnectionClosed):
            async for text in self.socket:
                envelope = json.loads(text)
                self.got.append(envelope)
                if "envelope_id" in envelope:
                    await self.acknowledge(envelope, self.answer(envelope))
                self._news.set()

    async def acknowledge(self, envelope: Envelope, payload: Any) -> None:
        """Answers one envelope, unless it is to be silent."""
        if payload is SILENT:
            return
        answer = {"envelope_id": envelope["envelope_id"]}
        more = {} if payload is None else {"payload": payload}
        await self.socket.send(json.dumps(answer | more))

    async def until(self, enough: Callable[[list[Envelope]], bool]) -> list[Envelope]:
        """Waits until what it got is enough."""
        async with asyncio.timeout(5):
            while not enough(self.got):
                self._news.clear()
                await self._news.wait()
        return self.got

    async def take(self, count: int = 1) -> list[Envelope]:
        """The next envelopes, which are forgotten."""
        await self.until(lambda got: len(got) >= count)
        taken, self.got = self.got[:count], self.got[count:]
        return taken

    async def payload(self) -> Any:
        """What the next envelope carries."""
        [envelope] = await self.take()
        return envelope["payload"]


async def link(stage: Stage) -> str:
    """An address for one socket."""
    app = AsyncWebClient(stage.sandbox.app_token, stage.api_url, retry_handlers=[])
    opened = await app.apps_connections_open(app_token=stage.sandbox.app_token)
    return str(opened["url"])


@asynccontextmanager
async def puppet(stage: Stage) -> AsyncIterator[Puppet]:
    """A puppet that has read its hello."""
    async with connect(await link(stage), proxy=None) as socket:
        played = Puppet(socket)
        hello = json.loads(await socket.recv())
        assert hello["type"] == "hello"
        task = asyncio.create_task(played.run())
        yield played
        await socket.close()
        await task
