"""What the outbox wants of every platform's sender, of each of them."""

import inspect
from abc import ABC, abstractmethod
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

import pytest
from aiohttp import ClientSession, ClientTimeout
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.sender import SlackSender
from bot.teams.connector import Connector
from bot.teams.reaching import Reaching
from bot.teams.sender import TeamsSender
from bot.teams.tokens import BotToken
from handlers.cards import Button, Buttons, Card, Heading
from scheduler.outbox import (
    CannotLook,
    Gone,
    InDoubt,
    Rates,
    Refused,
    Sender,
    SendError,
    Target,
    TryLater,
)
from storage.database import Database
from tests.bot.sandbox.conftest import NOON, Stage, serve
from tests.bot.teams.fake import KEYS, FakeTeams, Fault, fake_teams
from tests.databases import SqliteDatabases, opened

HELLO = Card("Hej", (Heading("Hej"),))
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


class Line(ABC):
    """A platform on loopback, what posts to it, and the ways in which it can fail."""

    sender: Sender
    channel: Target
    closed: Target
    person: Target

    @abstractmethod
    async def limit(self, seconds: int) -> None:
        """The next post is too much."""

    @abstractmethod
    async def break_down(self, *, taken: bool) -> None:
        """The line breaks at the next post, after it was taken or before."""

    @abstractmethod
    async def seen(self, target: Target) -> int:
        """How many messages stand there."""

    @abstractmethod
    def away(self) -> Sender:
        """A sender to a platform that is not there."""

    @abstractmethod
    def locked_out(self) -> Sender:
        """A sender whose key is not taken."""

    async def post(self, target: Target, key: str = "k", by: Sender | None = None) -> str:
        """Post a message; its id."""
        sender = by or self.sender
        [part] = sender.parts(HELLO)
        return await sender.post(target, part, key)

    async def fails(self, target: Target, by: Sender | None = None) -> SendError:
        """What is said of a post that fails."""
        with pytest.raises(SendError) as error:
            await self.post(target, by=by)
        return error.value


class OnSlack(Line):
    """The sandbox."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self.sender = SlackSender(stage.bot)
        self.channel, self.closed = Target("C0GENERAL"), Target("C0OLD")
        self.person = Target("U0ANNA", is_person=True)

    async def limit(self, seconds: int) -> None:
        await self._fault("429", retry_after=seconds)

    async def break_down(self, *, taken: bool) -> None:
        await self._fault("lost_answer" if taken else "drop")

    async def seen(self, target: Target) -> int:
        channel = target.id
        if target.is_person:
            opened = await self._stage.bot.conversations_open(users=channel)
            channel = opened["channel"]["id"]
        answer = await self._stage.bot.conversations_history(channel=channel)
        return len(answer["messages"])

    def away(self) -> Sender:
        return SlackSender(AsyncWebClient("xoxb-1", "http://127.0.0.1:9/api/"))

    def locked_out(self) -> Sender:
        return SlackSender(AsyncWebClient("xoxb-old", self._stage.api_url, retry_handlers=[]))

    async def _fault(self, kind: str, **more: int) -> None:
        await self._stage.act("faults", method="chat.postMessage", kind=kind, **more)


class OnTeams(Line):
    """Microsoft's services of our own."""

    def __init__(self, teams: FakeTeams, session: ClientSession, database: Database) -> None:
        self._teams, self._session, self._database = teams, session, database
        self.sender = self._sending(teams.cloud.service)
        self.channel = Target("19:nassjo@thread.tacv2")
        self.closed = Target("19:closed@thread.v2")
        self.person = Target("oid-anna", is_person=True)
        teams.closed.add(self.closed.id)

    async def limit(self, seconds: int) -> None:
        self._teams.fail(Fault(429, "TooManyRequests", str(seconds)))

    async def break_down(self, *, taken: bool) -> None:
        self._teams.fail(Fault(0, done=taken))

    async def seen(self, target: Target) -> int:
        place = f"a:opened-{target.id}" if target.is_person else target.id
        return sum(
            place
            in {call.conversation, call.body.get("channelData", {}).get("channel", {}).get("id")}
            for call in self._teams.posts
        )

    def away(self) -> Sender:
        return self._sending("http://127.0.0.1:9/")

    def locked_out(self) -> Sender:
        self._teams.keys.clear()
        return self._sending(self._teams.cloud.service)

    def _sending(self, service: str) -> Sender:
        cloud = self._teams.cloud
        connector = Connector(self._session, BotToken(self._session, KEYS, cloud))
        elsewhere = type(cloud)(cloud.login, cloud.metadata, cloud.issuer, service=service)
        return TeamsSender(
            connector, Reaching(self._database, connector, KEYS, lambda: NOON, elsewhere)
        )


@asynccontextmanager
async def on_slack(_databases: SqliteDatabases) -> AsyncIterator[Line]:
    async with serve() as stage:
        yield OnSlack(stage)


@asynccontextmanager
async def on_teams(databases: SqliteDatabases) -> AsyncIterator[Line]:
    timeout = ClientTimeout(total=5)
    async with fake_teams() as teams, ClientSession(timeout=timeout) as session:
        with opened(databases.migrated()) as database:
            yield OnTeams(teams, session, database)


@pytest.fixture(params=[on_slack, on_teams], ids=["slack", "teams"])
async def line(
    request: pytest.FixtureRequest, sqlite_databases: SqliteDatabases
) -> AsyncIterator[Line]:
    """Each of the platforms."""
    async with request.param(sqlite_databases) as made:
        yield made


@pytest.mark.parametrize("to_person", [False, True])
async def test_what_is_posted_stands_there_once(line: Line, to_person: bool) -> None:
    target = line.person if to_person else line.channel
    first, second = await line.post(target, "one:0"), await line.post(target, "one:1")
    assert first
    assert first != second
    assert await line.seen(target) == 2


async def test_looking_tells_the_truth_or_that_nobody_can(line: Line) -> None:
    posted = await line.post(line.channel, "one:0")
    try:
        found = await line.sender.find(line.channel, "one:0", LONG_AGO)
        missing = await line.sender.find(line.channel, "one:1", LONG_AGO)
    except CannotLook:
        return
    assert (found, missing) == (posted, None)


async def test_too_much_at_once_says_how_long(line: Line) -> None:
    await line.limit(17)
    error = await line.fails(line.channel)
    assert isinstance(error, TryLater)
    assert error.after == 17
    assert await line.seen(line.channel) == 0


@pytest.mark.parametrize("taken", [True, False])
async def test_a_broken_line_is_a_doubt_and_nothing_is_posted_again(
    line: Line, taken: bool
) -> None:
    await line.break_down(taken=taken)
    assert isinstance(await line.fails(line.channel), InDoubt)
    assert await line.seen(line.channel) == taken


async def test_a_platform_that_is_not_reached_is_no_doubt(line: Line) -> None:
    for target in (line.channel, line.person):
        error = await line.fails(target, line.away())
        assert isinstance(error, TryLater)
        assert error.after is None


async def test_a_channel_that_lets_nothing_in(line: Line) -> None:
    error = await line.fails(line.closed)
    assert isinstance(error, Gone)
    assert error.code


async def test_a_key_that_is_not_taken_holds_everything_for_minutes(line: Line) -> None:
    error = await line.fails(line.channel, line.locked_out())
    assert isinstance(error, TryLater)
    assert timedelta(seconds=error.after or 0) >= timedelta(minutes=5)


async def test_a_card_is_as_few_messages_as_it_takes_or_refused(line: Line) -> None:
    assert len(line.sender.parts(HELLO)) == 1
    long = Card("Hej", tuple(Heading("Rad " + "x" * 100) for _ in range(400)))
    assert len(line.sender.parts(long)) > 1
    with pytest.raises(Refused):
        line.sender.parts(Card("Hej", (Buttons((Button("Hej", "r", "x" * 40_000),)),)))


async def test_it_says_how_fast_it_may_be_posted_to(line: Line) -> None:
    assert isinstance(line.sender.rates, Rates)
    assert 0 < line.sender.rates.place <= line.sender.rates.tenant


async def test_a_code_is_the_platforms_word_and_never_a_text(line: Line) -> None:
    """It stands in the database and in the log."""
    error = await line.fails(line.closed)
    assert error.code.replace("_", "").isalnum()
    assert len(error.code) <= 60


def test_both_are_senders() -> None:
    wanted = {name for name in vars(Sender) if not name.startswith("_")}
    for kind in (SlackSender, TeamsSender):
        assert wanted <= {name for name, _ in inspect.getmembers(kind)}
