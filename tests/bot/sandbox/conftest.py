"""A small workspace, a clock that stands still until it is moved, and clients of the sandbox."""

import ssl
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox import Bot, Channel, Sandbox, SlashCommand, Timing, User, Workspace

# A Friday on which nothing falls due by itself: what a test waits for is what it asked for
NOON = datetime(2026, 5, 22, 12, 0, tzinfo=UTC)

WORKSPACE = Workspace(
    team_id="T0TEAM",
    team_name="Team",
    domain="team",
    bot=Bot(user_id="U0BOT", bot_id="B0BOT", app_id="A0BOT", name="helper"),
    users=(
        User("U0ANNA", "anna", "Anna A", "anna@example.org", locale="sv-SE", title="Librarian"),
        User("U0BO", "bo", "Bo B", "bo@example.org", locale="en-GB", is_admin=True),
    ),
    channels=(
        Channel("C0GENERAL", "general", "Everything", members=("U0ANNA", "U0BO", "U0BOT")),
        Channel("C0LONELY", "lonely", members=("U0ANNA",)),
        Channel("C0OLD", "old", members=("U0ANNA", "U0BOT"), is_archived=True),
        Channel("G0SECRET", "secret", members=("U0BO",), is_private=True),
        Channel("G0OURS", "ours", members=("U0BO", "U0BOT"), is_private=True),
    ),
    commands=(SlashCommand("/hello", "Says hello", "[name]"), SlashCommand("/form")),
)


@dataclass
class Clock:
    """Stands still, and is moved by hand."""

    at: datetime = NOON

    def __call__(self) -> datetime:
        return self.at

    def pass_by(self, seconds: float) -> None:
        self.at += timedelta(seconds=seconds)


@dataclass
class Stage:
    """A sandbox being served, with what a test needs to talk to it."""

    sandbox: Sandbox
    url: str
    api_url: str
    clock: Clock
    http: httpx.AsyncClient
    bot: AsyncWebClient
    latest: dict[str, str] = field(default_factory=dict)

    async def act(self, what: str, *, status: int = 200, **body: Any) -> Any:
        """Does something through the control API."""
        answer = await self.http.post(f"/sandbox/{what}", json=body)
        assert answer.status_code == status, answer.text
        return answer.json()

    async def look(self, what: str, *, status: int = 200, **query: Any) -> Any:
        """Looks at something through the control API."""
        answer = await self.http.get(f"/sandbox/{what}", params=query)
        assert answer.status_code == status, answer.text
        return answer.json()

    async def seen(self, channel: str, user: str | None = None) -> list[dict[str, Any]]:
        """The messages of a channel, as everybody or one user sees them."""
        who: dict[str, Any] = {"user": user} if user else {}
        return list((await self.look("messages", channel=channel, **who))["messages"])

    async def news(self, channel: str, user: str = "U0ANNA") -> list[dict[str, Any]]:
        """What is new since the last call, waiting until there is something."""
        after = self.latest.get(channel, "0")
        found = await self.look("messages", channel=channel, user=user, after=after, wait=5)
        self.latest[channel] = found["latest"]
        return list(found["messages"])

    async def refused(self, method: str, **arguments: Any) -> dict[str, Any]:
        """Calls a method with JSON and returns the refusal."""
        headers = {"Authorization": f"Bearer {self.sandbox.bot_token}"}
        answer = await self.http.post(f"/api/{method}", json=arguments, headers=headers)
        body: dict[str, Any] = answer.json()
        assert body["ok"] is False
        return body


Serve = Callable[..., AbstractAsyncContextManager[Stage]]


# Certificates are not needed here, and reading them takes longer than most tests.
NO_CERTIFICATES = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


def browser(url: str, **headers: str) -> httpx.AsyncClient:
    """An HTTP client of the control API."""
    return httpx.AsyncClient(
        base_url=url, verify=NO_CERTIFICATES, trust_env=False, timeout=20, headers=headers
    )


@asynccontextmanager
async def serve(
    workspace: Workspace = WORKSPACE, timing: Timing | None = None, **options: Any
) -> AsyncIterator[Stage]:
    clock = Clock()
    sandbox = Sandbox(workspace, clock, timing=timing, **options)
    async with sandbox.serve() as address, browser(address.url) as http:
        bot = AsyncWebClient(sandbox.bot_token, address.api_url, retry_handlers=[])
        yield Stage(sandbox, address.url, address.api_url, clock, http, bot)


@pytest.fixture(name="serve")
def _serve() -> Serve:
    """Serves a sandbox with settings of the test's own."""
    return serve


@pytest.fixture
async def stage() -> AsyncIterator[Stage]:
    """A sandbox being served, with Slack's own timing."""
    async with serve() as served:
        yield served


def with_bot(**changes: Any) -> Workspace:
    """The workspace with another bot."""
    return replace(WORKSPACE, bot=replace(WORKSPACE.bot, **changes))
