"""The workspace of a run: the sandbox, its control API, and what is known of what happens in it."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import httpx

from bot.clock import system_clock
from bot.sandbox import Sandbox, Step, Travel, Workspace
from tests.bot.sandbox.conftest import browser
from tests.soak.shared_clock import put

PATIENCE = 300.0  # seconds for what has to happen
_ON_ITS_WAY = (Step.DELIVERED, Step.DELIVERED_AGAIN)


@dataclass(slots=True)
class Happenings:
    """What the sandbox tells: counted, and told on to whoever listens at the moment."""

    steps: Counter[str] = field(default_factory=Counter)
    calls: Counter[str] = field(default_factory=Counter)
    faults: Counter[str] = field(default_factory=Counter)
    listeners: list[Callable[[Step, str], None]] = field(default_factory=list)
    changed: asyncio.Event = field(default_factory=asyncio.Event)
    on_their_way: int = 0

    def watch(self, step: Step, name: str) -> None:
        """Something has happened."""
        self.steps[step] += 1
        if step is Step.CALLED:
            self.calls[name] += 1
        elif step is Step.BROKEN:
            self.faults[name] += 1
        elif step in _ON_ITS_WAY:
            self.on_their_way += 1
        elif step is Step.CAME_BACK:
            self.on_their_way -= 1
        for listener in tuple(self.listeners):
            listener(step, name)
        self.changed.set()

    async def nothing_on_its_way(self) -> None:
        """Wait until every delivery to the bot has ended. Raises TimeoutError."""
        async with asyncio.timeout(PATIENCE):
            while self.on_their_way:
                self.changed.clear()
                await self.changed.wait()


@dataclass(slots=True)
class Rests:
    """Redeliveries wait in the workspace's time, which is moved."""

    now: Callable[[], datetime] = system_clock
    waiting: dict[asyncio.Event, datetime] = field(default_factory=dict)

    async def rest(self, seconds: float) -> None:
        """Wait until the workspace's clock has gone on by so much."""
        if seconds > 0:
            over = asyncio.Event()
            self.waiting[over] = self.now() + timedelta(seconds=seconds)
            try:
                await over.wait()
            finally:
                self.waiting.pop(over, None)

    def wake(self) -> None:
        """Let go on whose time has come."""
        for over, until in tuple(self.waiting.items()):
            if until <= self.now():
                del self.waiting[over]
                over.set()


@dataclass(frozen=True, slots=True)
class Stage:
    """The sandbox as users and the harness reach it."""

    sandbox: Sandbox
    url: str
    http: httpx.AsyncClient
    happenings: Happenings
    rests: Rests
    over_sockets: bool

    @property
    def now(self) -> datetime:
        """The moment that it is in the workspace."""
        return self.sandbox.clock()

    async def act(self, what: str, **body: Any) -> dict[str, Any]:
        """Do something through the control API; what came of it.

        A line that is cut for a dead process may have become this one's: then nobody knows.
        """
        try:
            answer = await self.http.post(f"/sandbox/{what}", json=body)
        except httpx.TransportError:
            return {"ok": False, "failed": "line_cut"}
        if what == "action" and answer.status_code == httpx.codes.BAD_REQUEST:
            return {"ok": False, "failed": "button_gone"}  # a late answer took its place
        assert answer.status_code == httpx.codes.OK, answer.text
        found: dict[str, Any] = answer.json()
        return found

    async def look(self, what: str, **query: Any) -> dict[str, Any]:
        """Look at something through the control API."""
        try:
            answer = await self.http.get(f"/sandbox/{what}", params=query)
        except httpx.TransportError:
            answer = await self.http.get(f"/sandbox/{what}", params=query)
        assert answer.status_code == httpx.codes.OK, answer.text
        found: dict[str, Any] = answer.json()
        return found

    async def move(self, to: datetime) -> None:
        """Move the clock, if the moment is still to come."""
        if to > self.now:
            told = {"at": to.isoformat()}
            try:
                answer = await self.http.post("/sandbox/clock", json=told)
            except httpx.TransportError:
                answer = await self.http.post("/sandbox/clock", json=told)
            assert answer.is_success or to <= self.now, answer.text


@asynccontextmanager
async def serving_stage(
    workspace: Workspace, begins: datetime, clock_file: Path, request_url: str | None
) -> AsyncIterator[Stage]:
    """The workspace, at a moment; every process that reads the file lives in its time."""
    happenings, rests = Happenings(), Rests()

    async def share() -> None:
        put(clock_file, sandbox.clock.ahead)
        rests.wake()

    sandbox = Sandbox(
        workspace,
        system_clock,
        ahead=begins - system_clock(),
        travel=Travel(settle=share),
        request_url=request_url,
        watch=happenings.watch,
        rest=rests.rest,
    )
    rests.now = sandbox.clock
    await share()
    async with sandbox.serve() as address, browser(address.url) as http:
        yield Stage(sandbox, address.url, http, happenings, rests, request_url is None)
