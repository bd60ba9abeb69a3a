"""The real bot on Teams of our own: Anna, her manager Mia, and somebody nobody knows."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette

from bot.keys import Keys
from bot.patience import Patience
from bot.running import Running
from bot.start import running
from bot.teams.http import ADDRESS, teams_routes
from bot.web_server import served
from storage.database import Database
from storage.regions import FirstRegion
from storage.tables import Role
from tests import builders
from tests.bot.teams.fake import KEYS, Call, FakeTeams, fake_teams
from tests.databases import SqliteDatabases

# A Friday, when the week's messages have gone out or are too late: nothing comes by itself.
NOW = datetime(2026, 5, 8, 10, 0, tzinfo=UTC)
REGION = FirstRegion("Region Jönköpings län", "sv", "Europe/Stockholm")
COURSE = "Hängslen och livrem"
BOT = f"28:{KEYS.client_id}"
TEAM, CHANNEL = "19:team@thread.tacv2", "19:nassjo@thread.tacv2"
THREAD = f"{CHANNEL};messageid=1481567603816"
GROUP = "19:group@thread.v2"
Json = dict[str, Any]
_numbers = count(1)


@dataclass(frozen=True)
class Person:
    """Somebody in the tenant."""

    name: str
    mail: str
    locale: str = "sv-SE"
    more: Mapping[str, str] = field(default_factory=dict)

    @property
    def user_id(self) -> str:
        """The Entra object id."""
        return f"oid-{self.name.split()[0].lower()}"

    @property
    def account_id(self) -> str:
        """What Teams calls them to this bot."""
        return f"29:{self.name.split()[0].lower()}"

    @property
    def chat(self) -> str:
        """Their own chat with the bot."""
        return f"a:{self.name.split()[0].lower()}"

    @property
    def member(self) -> Json:
        """What the connector tells of them."""
        return {
            "id": self.account_id,
            "aadObjectId": self.user_id,
            "name": self.name,
            "email": self.mail,
            "userPrincipalName": self.mail,
            "tenantId": KEYS.tenant,
            "userRole": "user",
            **self.more,
        }


ANNA = Person("Anna Ek", "anna@example.se")
MIA = Person("Mia Lind", "mia@example.se", "en-GB")
NISSE = Person("Nisse Nyman", "nisse@example.se")


@dataclass
class Stage:
    """The bot behind its address, and the Teams that it answers into."""

    bot: Running
    teams: FakeTeams
    http: httpx.AsyncClient
    database: Database

    async def send(self, activity: Json, token: str | None = None) -> httpx.Response:
        """Post an activity as Teams does."""
        headers = {"Authorization": f"Bearer {token or self.teams.token()}"}
        return await self.http.post(ADDRESS, json=activity, headers=headers)

    async def does(self, activity: Json) -> tuple[Json | None, list[Call]]:
        """Post an activity that is taken; the response and what the bot did since."""
        before = len(self.teams.calls)
        response = await self.send(activity)
        assert response.status_code == 200, response.text
        await self.settled()
        answer: Json | None = response.json() if response.content else None
        return answer, self.teams.calls[before:]

    async def settled(self) -> None:
        """Wait for what goes on behind answers."""
        await self.bot.on_teams.edge.patience.drain()

    async def says(
        self, words: str, who: Person = ANNA, where: str = "", **more: Any
    ) -> list[Call]:
        """Somebody writes; what the bot did."""
        _, calls = await self.does(self.message(words, who, where, **more))
        return calls

    async def presses(
        self, data: Json, who: Person = ANNA, where: str = "", reply_to: str = "1"
    ) -> tuple[Json, list[Call]]:
        """Somebody presses a button; the response and what the bot did."""
        action = {"type": "Action.Execute", "verb": data.get("action"), "data": data}
        value = {"action": action, "trigger": "manual"}
        answer, calls = await self.does(
            self.activity("invoke", who, where)
            | {"name": "adaptiveCard/action", "value": value, "replyToId": reply_to}
        )
        assert answer is not None
        return answer, calls

    def message(self, words: str, who: Person = ANNA, where: str = "", **more: Any) -> Json:
        """A message as Teams sends it; outside of personal chats it mentions the bot."""
        sent = self.activity("message", who, where) | {"text": words, **more}
        if where and "entities" not in more:
            entity = {"type": "mention", "text": "<at>Kompis</at>", "mentioned": {"id": BOT}}
            sent |= {"text": f"<at>Kompis</at> {words}", "entities": [entity]}
        return sent

    def activity(self, kind: str, who: Person = ANNA, where: str = "") -> Json:
        """What stands in every activity; `where` is a thread or a group chat, if any."""
        return {
            "type": kind,
            "id": f"1700000000{next(_numbers):03}",
            "channelId": "msteams",
            "serviceUrl": self.teams.service_url,
            "locale": who.locale,
            "from": {"id": who.account_id, "name": who.name, "aadObjectId": who.user_id},
            "recipient": {"id": BOT, "name": "Kompis"},
            **_place(who, where),
        }


def _place(who: Person, where: str) -> Json:
    tenant = {"tenant": {"id": KEYS.tenant}}
    if not where:
        chat = {"conversationType": "personal", "id": who.chat, "tenantId": KEYS.tenant}
        return {"conversation": chat, "channelData": tenant}
    kind = "groupChat" if where == GROUP else "channel"
    talk = {"conversationType": kind, "isGroup": True, "id": where, "tenantId": KEYS.tenant}
    if kind == "groupChat":
        return {"conversation": talk, "channelData": tenant}
    channel = {"channel": {"id": where.partition(";")[0]}, "team": {"id": TEAM}}
    return {"conversation": talk, "channelData": tenant | channel}


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


@asynccontextmanager
async def bot_on_teams(
    teams: FakeTeams, database: Database, seconds: float = 20.0
) -> AsyncIterator[Stage]:
    """The bot behind its address; with 0 seconds every answer is late."""
    patience = Patience(seconds, head_start=0.0)
    async with (
        running(
            database,
            Keys(teams=(KEYS,)),
            REGION,
            now=lambda: NOW,
            patience=patience,
            cloud=teams.cloud,
        ) as bot,
        served(
            Starlette(routes=teams_routes(bot.on_teams.hearing, bot.on_teams.door)), "127.0.0.1", 0
        ) as (host, port),
        httpx.AsyncClient(base_url=f"http://{host}:{port}", timeout=20, trust_env=False) as http,
    ):
        yield Stage(bot, teams, http, database)


@pytest.fixture
async def teams() -> AsyncIterator[FakeTeams]:
    """Microsoft's services on loopback, with the people of the tenant."""
    people = {each.account_id: each.member for each in (ANNA, MIA, NISSE)}
    async with fake_teams(members=people) as fake:
        yield fake


@pytest.fixture
async def stage(teams: FakeTeams, library: Database) -> AsyncIterator[Stage]:
    """The bot on Teams."""
    async with bot_on_teams(teams, library) as served_bot:
        yield served_bot


@pytest.fixture
async def late(teams: FakeTeams, library: Database) -> AsyncIterator[Stage]:
    """The same with a bot that is always late."""
    async with bot_on_teams(teams, library, seconds=0) as served_bot:
        yield served_bot


def words(card: Json) -> str:
    """Everything that a card says to those who cannot see it."""
    told: str = card["fallbackText"]
    return told


def actions(card: Json) -> dict[str, Json]:
    """The data of every button of a card, by its route."""
    return {
        action["data"]["action"]: action["data"]
        for element in card["body"]
        for action in element.get("actions", ())
        if "data" in action
    }
