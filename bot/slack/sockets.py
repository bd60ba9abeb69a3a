"""Slack over Socket Mode: Bolt behind one socket, which comes back by itself."""

import asyncio
import logging
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import structlog
from slack_bolt.adapter.socket_mode.async_internals import run_async_bolt_app, send_async_response
from slack_bolt.async_app import AsyncApp
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.async_client import AsyncBaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest

from bot.patience import Patience

_LOG = structlog.get_logger()
_CROWDED = 6  # looks at the line until one beyond Slack's ten sockets knocks again: a minute
_ADDRESS = re.compile(r"wss?://[^\s'\"]+")


@asynccontextmanager
async def listening(
    app: AsyncApp, app_token: str, address: str, patience: Patience, try_again: float
) -> AsyncIterator["Line"]:
    """Take in what Slack sends until the block ends. `address` is from `apps.connections.open`.

    `try_again` is the seconds between looks at the line.
    """
    client = _Client(app_token, _quiet_log(), app.client, ping_interval=try_again)
    client.wss_uri = address
    line = Line(client)

    async def on_request(_: AsyncBaseSocketModeClient, request: SocketModeRequest) -> None:
        if not line.is_closing:  # what is not acknowledged Slack sends elsewhere, or tells
            await line.held(patience.hold(asyncio.create_task(_answer(app, client, request))))

    client.socket_mode_request_listeners.append(on_request)
    try:
        await client.connect()
        yield line
    finally:
        await line.close(0)


class Line:
    """The socket, and what came over it that is not acknowledged yet."""

    def __init__(self, client: SocketModeClient) -> None:
        self._client = client
        self._in_hand: set[asyncio.Task[None]] = set()
        self.is_closing = False

    async def is_connected(self) -> bool:
        """Whether Slack can reach the bot over it."""
        return not self.is_closing and await self._client.is_connected()

    async def held(self, task: "asyncio.Task[None]") -> None:
        """Wait for an answer, and let closing wait for it."""
        self._in_hand.add(task)
        task.add_done_callback(self._in_hand.discard)
        await task

    async def close(self, seconds: float) -> None:
        """Take nothing more in; close when all is acknowledged, or after so many seconds."""
        self.is_closing = True
        if self._in_hand:
            await asyncio.wait(set(self._in_hand), timeout=seconds)
        if not self._client.closed:
            await self._client.close()  # type: ignore[no-untyped-call]


class _Client(SocketModeClient):
    """The SDK's client, which would knock for ever: at an address that works once and soon, and at
    a workspace that has its ten sockets.

    Who is one too many sends what is owed all the same, and takes the place of one that goes.
    """

    _not_before = 0.0  # on the loop's clock

    async def connect(self) -> None:
        """Connect, with a new address for each time that it does not work at once."""
        while not self.closed:
            try:
                async with asyncio.timeout(self.ping_interval * 0.9):
                    await super().connect()  # type: ignore[no-untyped-call]
            except TimeoutError:
                self.wss_uri = None
            else:
                return

    async def issue_new_wss_url(self) -> str:
        """Ask for an address, but not before it makes sense."""
        left = self._not_before - asyncio.get_running_loop().time()
        await asyncio.sleep(max(0.0, left))
        return await super().issue_new_wss_url()

    async def run_message_listeners(self, message: dict[str, Any], raw_message: str) -> None:
        """Take a message in; being one too many, hang up, and come back after a while."""
        if message.get("reason") != "too_many_websockets":
            await super().run_message_listeners(message, raw_message)
            return
        rest = _CROWDED * self.ping_interval
        _LOG.warning("too_many_sockets", seconds=rest)
        self._not_before = asyncio.get_running_loop().time() + rest
        if self.current_session is not None:
            await self.current_session.close()


async def _answer(app: AsyncApp, client: SocketModeClient, request: SocketModeRequest) -> None:
    """Hand it to Bolt, and its answer to Slack."""
    response = await run_async_bolt_app(app, request)
    await send_async_response(client, request, response, 0.0)


def _quiet_log() -> logging.Logger:
    """The SDK's log, without addresses that open a socket."""
    log = logging.getLogger("kompis.socket")
    log.setLevel(logging.WARNING)
    log.addFilter(_without_addresses)
    return log


def _without_addresses(record: logging.LogRecord) -> bool:
    record.msg, record.args = _ADDRESS.sub("wss://…", record.getMessage()), ()
    record.exc_info = None  # its text holds the address again
    return True
