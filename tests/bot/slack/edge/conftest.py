"""The real bot in a sandbox: a library with Anna, her manager Mia and somebody nobody knows."""

import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest
from aiohttp import web

from bot.patience import Patience
from bot.running import Running
from bot.sandbox import Bot, Channel, SlashCommand, Timing, User, Workspace
from bot.slack.http import serving
from bot.slack.keys import SlackKeys
from bot.slack.listeners.commands import slash_routes
from bot.slack.manifest import DOMAINS, EVENTS, SCOPES
from bot.start import running_slack
from handlers.commands import COMMANDS
from storage.database import Database
from storage.regions import FirstRegion
from storage.tables import Role
from tests import builders
from tests.bot.sandbox.conftest import Stage, serve
from tests.bot.slack.edge.posting import SECRET
from tests.databases import SqliteDatabases

ANNA, MIA, NOBODY, BOT = "U0ANNA", "U0MIA", "U0NOBODY", "U0KOMPIS"
CHANNEL = "C0LIBRARY"
COURSE = "Hängslen och livrem"
REGION = FirstRegion("Region Jönköpings län", "sv", "Europe/Stockholm")
COUNTED = 20.0  # seconds that a slow machine gets

WORKSPACE = Workspace(
    team_id=builders.TENANT,
    team_name="Biblioteken",
    domain="biblioteken",
    bot=Bot(
        BOT,
        "B0KOMPIS",
        "A0KOMPIS",
        "kompis",
        "Kompis",
        frozenset(EVENTS),
        frozenset(SCOPES),
        DOMAINS,
    ),
    users=(
        User(ANNA, "anna", "Anna Ek", "anna@example.se", locale="sv-SE"),
        User(MIA, "mia", "Mia Lind", "mia@example.se", locale="en-GB"),
        User(NOBODY, "nobody", "Nisse Nyman", "nisse@example.se", locale="sv-SE"),
    ),
    channels=(Channel(CHANNEL, "nassjo", members=(ANNA, MIA, BOT)),),
    commands=(
        *(SlashCommand(f"/{name}", should_escape=True) for name in slash_routes(COMMANDS)),
        SlashCommand("/unheard-of"),
    ),
)


@dataclass(frozen=True)
class Signed:
    """The bot, and the sandbox that it answers into."""

    running: Running
    stage: Stage

    async def posted(self, user: str = ANNA) -> list[dict[str, Any]]:
        """Everything that somebody can read, in both places."""
        return [
            message
            for channel in (dm(user), CHANNEL)
            for message in await self.stage.seen(channel, user)
        ]


@dataclass
class Responses:
    """What was posted to a response URL; `statuses` are answered one by one, then 200."""

    url: str = ""
    got: list[dict[str, Any]] = field(default_factory=list)
    statuses: list[web.Response] = field(default_factory=list)

    async def receive(self, request: web.Request) -> web.Response:
        """Take one in."""
        if self.statuses:
            return self.statuses.pop(0)
        self.got.append(await request.json())
        return web.Response(text="ok")


@pytest.fixture
def databases(sqlite_databases: SqliteDatabases) -> SqliteDatabases:
    """Edges are the same over either database: these tests run on one."""
    return sqlite_databases


@pytest.fixture
def library(database: Database) -> Database:
    """The database with the library, its people and a course."""
    with database.writing() as session:
        county = builders.region(session, REGION.name)
        nassjo = builders.library(session, county, "Nässjö stadsbibliotek")
        for name, role in (("Anna", Role.STAFF), ("Mia", Role.MANAGER)):
            person = builders.staff(session, nassjo, name, role=role)
            person.email = person.email_key = f"{name.lower()}@example.se"
            session.add(person)
        builders.resource(session, county, COURSE)
    return database


def keys(stage: Stage) -> SlackKeys:
    """What the bot reaches the sandbox with, over Socket Mode."""
    return SlackKeys(stage.sandbox.bot_token, stage.sandbox.app_token, api_url=stage.api_url)


def patient(seconds: float = COUNTED) -> Patience:
    """Answers inline, also on a slow machine; 0 makes everything late."""
    return Patience(seconds, head_start=0.05)


@asynccontextmanager
async def bot_in(
    stage: Stage, database: Database, patience: Patience | None = None
) -> AsyncIterator[Running]:
    """The bot on one socket of a sandbox."""
    async with running_slack(
        database, keys(stage), REGION, now=stage.clock, patience=patience or patient()
    ) as running:
        yield running


@asynccontextmanager
async def over_sockets(
    database: Database, patience: Patience | None = None, timing: Timing | None = None
) -> AsyncIterator[Stage]:
    """A sandbox with the bot in it."""
    async with serve(WORKSPACE, timing) as stage, bot_in(stage, database, patience):
        yield stage


@asynccontextmanager
async def over_http(
    database: Database, patience: Patience | None = None, timing: Timing | None = None
) -> AsyncIterator[Stage]:
    """A sandbox that reaches the bot over signed HTTP."""
    port = free_port()
    address = f"http://127.0.0.1:{port}/slack/events"
    async with serve(WORKSPACE, timing, request_url=address) as stage:
        secret = stage.sandbox.signing_secret
        known = SlackKeys(stage.sandbox.bot_token, None, secret, stage.api_url)
        async with (
            running_slack(
                database, known, REGION, now=stage.clock, patience=patience or patient()
            ) as running,
            serving(running.on_slack.app, "127.0.0.1", port),
        ):
            yield stage


WAYS = {"sockets": over_sockets, "http": over_http}


@pytest.fixture(params=WAYS)
async def way(request: pytest.FixtureRequest, library: Database) -> AsyncIterator[Stage]:
    """The bot in its sandbox, over either way."""
    async with WAYS[request.param](library) as stage:
        yield stage


@pytest.fixture
async def stage(library: Database) -> AsyncIterator[Stage]:
    """The bot in its sandbox, over Socket Mode."""
    async with over_sockets(library) as served:
        yield served


@pytest.fixture
async def late(library: Database) -> AsyncIterator[Stage]:
    """The same with a bot that is always late."""
    async with over_sockets(library, patient(0)) as served:
        yield served


def free_port() -> int:
    """A port that nothing listens on."""
    with socket.socket() as tried:
        tried.bind(("127.0.0.1", 0))
        port: int = tried.getsockname()[1]
        return port


def dm(user: str) -> str:
    """A user's direct message with the bot."""
    return f"D{user[1:]}"


@dataclass
class Told:
    """What came of an act: the ack, and what the person sees since."""

    ack: Any
    messages: list[dict[str, Any]]

    @property
    def text(self) -> str:
        """Everything that is to be read."""
        return "\n".join(message["text"] for message in self.messages)


async def command(
    stage: Stage, name: str, text: str = "", *, user: str = ANNA, channel: str | None = None
) -> Told:
    """Somebody types a slash command; waits for what is new."""
    place = channel or dm(user)
    before = await latest(stage, place, user)
    done = await stage.act("command", user=user, channel=place, command=name, text=text)
    assert done["failed"] is None, done
    return Told(done["ack"], await since(stage, place, user, before))


async def says(
    stage: Stage, text: str, *, user: str = ANNA, channel: str | None = None, **more: Any
) -> Told:
    """Somebody writes; waits for the answer."""
    place = channel or dm(user)
    done = await stage.act("message", user=user, channel=place, text=text, **more)
    assert done["failed"] is None, done
    return Told(done["ack"], await since(stage, place, user, done["ts"]))


async def press(
    stage: Stage, message: dict[str, Any], route: str, *, user: str = ANNA, channel: str = ""
) -> list[dict[str, Any]]:
    """Somebody presses the first button that leads to a route; what is new or changed after."""
    place = channel or dm(user)
    before = await latest(stage, place, user)
    button = next(each for each in buttons(message) if each["action_id"].startswith(route))
    where = {"channel": place, "ts": message["ts"], "block_id": button["block_id"]}
    done = await stage.act("action", user=user, action_id=button["action_id"], **where)
    assert done["failed"] is None, done
    return await since(stage, place, user, before)


def buttons(shown: dict[str, Any]) -> list[dict[str, Any]]:
    """Every button of a message or a view, with its block's id."""
    return [
        {**element, "block_id": block["block_id"]}
        for block in shown["blocks"]
        for element in (*block.get("elements", ()), block.get("accessory") or {})
        if element.get("type") == "button"
    ]


async def latest(stage: Stage, channel: str, user: str) -> str:
    """The newest timestamp that somebody sees in a channel."""
    return str((await stage.look("messages", channel=channel, user=user))["latest"])


async def since(stage: Stage, channel: str, user: str, after: str) -> list[dict[str, Any]]:
    """What is new or changed, not by the person: waits until there is something."""
    found = await stage.look("messages", channel=channel, user=user, after=after, wait=10)
    return [message for message in found["messages"] if message["user"] != user]


async def shown_view(stage: Stage, user: str = ANNA) -> dict[str, Any]:
    """The modal on top."""
    views = (await stage.look("views", user=user, wait=10))["views"]
    top: dict[str, Any] = views[-1]
    return top


@pytest.fixture
async def signed(library: Database) -> AsyncIterator[Signed]:
    """The bot behind Bolt alone: payloads are posted to it by hand."""
    async with serve(WORKSPACE) as stage:
        known = SlackKeys(stage.sandbox.bot_token, None, SECRET, stage.api_url)
        async with running_slack(
            library, known, REGION, now=stage.clock, patience=patient()
        ) as running:
            yield Signed(running, stage)


@pytest.fixture
async def responses() -> AsyncIterator[Responses]:
    """Where answers over a response URL arrive."""
    kept = Responses()
    pages = web.Application()
    pages.router.add_post("/", kept.receive)
    runner = web.AppRunner(pages)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    kept.url = f"http://127.0.0.1:{runner.addresses[0][1]}/"
    yield kept
    await runner.cleanup()
