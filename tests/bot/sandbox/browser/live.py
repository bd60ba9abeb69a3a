"""A real sandbox with a real Bolt app, in a thread of its own beside the synchronous browser."""

import asyncio
import threading
from concurrent.futures import Future
from contextlib import AsyncExitStack
from datetime import UTC, datetime

from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox import Bot, Channel, Sandbox, SlashCommand, Timing, User, Workspace
from tests.bot.sandbox.browser.helper_bot import build

PATIENCE = 20

ANNA = User(
    id="U0ANNA",
    name="anna",
    real_name="Anna Karlsson",
    email="anna@example.org",
    locale="sv-SE",
    title="Bibliotekarie",
)
EVE = User(
    id="U0EVE",
    name="eve",
    real_name="Eve Smith",
    email="eve@example.org",
    locale="en-GB",
    title="Coordinator",
)
GENERAL = Channel(
    id="C0GENERAL", name="general", topic="All of us", members=("U0ANNA", "U0EVE", "U0BOT")
)
QUIET = Channel(id="C0QUIET", name="quiet", topic="", members=("U0ANNA",))

WORKSPACE = Workspace(
    team_name="Playground",
    bot=Bot(name="helper", real_name="Helper"),
    users=(ANNA, EVE),
    channels=(GENERAL, QUIET),
    commands=(
        SlashCommand("/hello", "Says hello", "[name]"),
        SlashCommand("/form", "Opens a form"),
        SlashCommand("/release", "Lets go of what is held"),
        SlashCommand("/silent", "Never answers"),
    ),
)


class LiveSandbox:
    """Starts, stops and starts again on the same port."""

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        self._stack = AsyncExitStack()
        self._port = 0
        self.url = ""
        self.start()

    def start(self) -> None:
        """Serve, and connect the bot."""
        self._wait(asyncio.run_coroutine_threadsafe(self._start(), self._loop))

    def stop(self) -> None:
        """Disconnect the bot and stop serving."""
        self._wait(asyncio.run_coroutine_threadsafe(self._stack.aclose(), self._loop))

    def close(self) -> None:
        """Stop for good."""
        self.stop()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(PATIENCE)
        self._loop.close()

    def _wait(self, future: "Future[None]") -> None:
        future.result(PATIENCE)

    async def _start(self) -> None:
        sandbox = Sandbox(WORKSPACE, now=lambda: datetime.now(UTC), timing=Timing(ack=2.0))
        address = await self._stack.enter_async_context(sandbox.serve(port=self._port))
        self.url = address.url
        self._port = int(address.url.rsplit(":", 1)[1])
        client = AsyncWebClient(token=sandbox.bot_token, base_url=address.api_url)
        handler = AsyncSocketModeHandler(
            build(client), app_token=sandbox.app_token, web_client=client
        )
        await handler.connect_async()  # type: ignore[no-untyped-call]
        self._stack.push_async_callback(handler.close_async)
