"""The sandbox itself: builds the world of a workspace, and serves it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta

from bot.sandbox.clock import MovableClock, Travel
from bot.sandbox.delivery.courier import Courier
from bot.sandbox.delivery.signed import SignedTransport
from bot.sandbox.delivery.sockets import SocketTransport
from bot.sandbox.delivery.transport import Transport
from bot.sandbox.directory import Directory
from bot.sandbox.faults import Fault, FaultBox
from bot.sandbox.files import FileBox
from bot.sandbox.hub import Hub
from bot.sandbox.keys import Secrets
from bot.sandbox.lines import Lines
from bot.sandbox.messages import MessageLog
from bot.sandbox.pace import Gate, Pace
from bot.sandbox.responses import ResponseUrls
from bot.sandbox.server import application, listening, serving
from bot.sandbox.surfaces import Surfaces
from bot.sandbox.timestamps import Clock, Timestamps
from bot.sandbox.timing import Timing
from bot.sandbox.triggers import Triggers
from bot.sandbox.watching import Rest, Step, Watch, unwatched
from bot.sandbox.workspace import Workspace
from bot.sandbox.world import World


@dataclass(frozen=True, slots=True)
class Address:
    """Where the sandbox is served."""

    url: str

    @property
    def api_url(self) -> str:
        """What `SLACK_API_URL` has to be."""
        return f"{self.url}/api/"


class Sandbox:
    """A Slack-compatible workspace on this machine.

    `now` gives an aware time and only moves forward; the workspace's own `clock` begins `ahead` of
    it and can be moved, as `travel` says. With `request_url` the bot is reached by signed HTTP
    there, else over Socket Mode. `watch` is told of what happens; `rest` waits the seconds before
    an event is delivered again.
    """

    def __init__(
        self,
        workspace: Workspace,
        now: Clock,
        *,
        timing: Timing | None = None,
        request_url: str | None = None,
        ahead: timedelta = timedelta(),
        travel: Travel | None = None,
        pace: Pace | None = None,
        watch: Watch = unwatched,
        rest: Rest = asyncio.sleep,
    ) -> None:
        self.workspace = workspace
        self.clock = MovableClock(now, ahead)
        self._travel = travel or Travel()
        self._pace = pace
        self._now = now
        self._timing = timing or Timing()
        self._request_url = request_url
        self._watch = watch
        self._rest = rest
        self._secrets = Secrets()

    @property
    def bot_token(self) -> str:
        """The bot's token, xoxb-…"""
        return self._secrets.bot_token

    @property
    def app_token(self) -> str:
        """The token that opens sockets, xapp-…"""
        return self._secrets.app_token

    @property
    def signing_secret(self) -> str:
        """What HTTP deliveries are signed with."""
        return self._secrets.signing_secret

    @asynccontextmanager
    async def serve(self, host: str = "127.0.0.1", port: int = 0) -> AsyncIterator[Address]:
        """Serves a fresh workspace until the block is left; port 0 takes any that is free.

        Raises NotLoopbackError, PortTakenError.
        """
        async with listening(host, port) as bound:
            name = f"[{host}]" if ":" in host else host
            address = Address(f"http://{name}:{bound.getsockname()[1]}")
            world = self._world(address)
            lines = Lines()
            async with serving(application(world, lines), bound, lines):
                try:
                    yield address
                finally:
                    world.hub.close()
                    await world.courier.close()

    def _world(self, address: Address) -> World:
        hub, faults = Hub(), FaultBox(self._broken)
        directory = Directory(self.workspace)
        return World(
            workspace=self.workspace,
            clock=self.clock,
            travel=self._travel,
            timing=self._timing,
            secrets=self._secrets,
            directory=directory,
            hub=hub,
            timestamps=Timestamps(self.clock),
            messages=MessageLog(directory, hub),
            surfaces=Surfaces(self.workspace, hub),
            # What is under way does not grow old by a move: these keep to the time that passes.
            triggers=Triggers(self._now, self._timing.trigger),
            responses=ResponseUrls(self._now, self._timing.response_url),
            faults=faults,
            files=FileBox(),
            courier=Courier(self._transport(hub, faults), self._timing, self._rest, self._watch),
            gate=Gate(self._pace, self._now),
            base_url=address.url,
            watch=self._watch,
        )

    def _broken(self, fault: Fault) -> None:
        self._watch(Step.BROKEN, fault.kind)

    def _transport(self, hub: Hub, faults: FaultBox) -> Transport:
        if self._request_url is None:
            return SocketTransport(self.workspace.bot.app_id, self._timing, hub, faults)
        return SignedTransport(self._request_url, self._secrets, self._timing, hub, faults)
