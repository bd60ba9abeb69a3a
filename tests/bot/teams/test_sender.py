"""Teams as the outbox sees it: where each target is reached, and errors of no platform."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from math import ceil

import pytest
from aiohttp import ClientSession, ClientTimeout
from sqlalchemy.exc import OperationalError

from bot.teams import sender as sending
from bot.teams.connector import Connector
from bot.teams.reaching import Reaching
from bot.teams.sender import LOCKED_OUT, NO_SEARCH, RATES, TeamsSender
from bot.teams.tokens import BotToken
from handlers.cards import Button, Buttons, Card, Heading
from scheduler.outbox import (
    CannotLook,
    Gone,
    InDoubt,
    Refused,
    SendError,
    Target,
    TryLater,
)
from storage.conversations import Reference, personal_conversation, remember_conversation
from storage.database import Database
from storage.deliveries import Tenant
from storage.tables import ConversationKind, Platform
from tests.bot.teams.fake import KEYS, FakeTeams, Fault, fake_teams

NOW = datetime(2026, 5, 4, 9, 0, tzinfo=UTC)
HERE = Tenant(Platform.TEAMS, KEYS.tenant)
CHANNEL, ANNA = Target("19:nassjo@thread.tacv2"), Target("oid-anna", is_person=True)
CHAT = "a:anna"
HELLO = Card("Hej", (Heading("Hej"),))


@dataclass
class Line:
    """A sender, the services that it posts through, and what it has stored."""

    teams: FakeTeams
    session: ClientSession
    database: Database

    def sender(self, **addresses: str) -> TeamsSender:
        """One that has posted nothing yet."""
        cloud = replace(self.teams.cloud, **addresses)
        connector = Connector(self.session, BotToken(self.session, KEYS, cloud))
        return TeamsSender(connector, Reaching(self.database, connector, KEYS, lambda: NOW, cloud))

    def knows(
        self, conversation: str, kind: ConversationKind, user_id: str | None = None, path: str = ""
    ) -> None:
        """The bot was let in there, by a service of its own."""
        where = self.teams.service_url + path
        with self.database.writing() as session:
            known = Reference(HERE, kind, conversation, where, user_id)
            remember_conversation(session, known, NOW)

    def chat(self) -> str | None:
        """Anna's chat with the bot, as it is stored."""
        with self.database.reading() as session:
            known = personal_conversation(session, HERE, ANNA.id)
        return None if known is None else known.conversation_id

    async def posts(self, target: Target = CHANNEL, **addresses: str) -> str:
        """Post a message; its id."""
        sender = self.sender(**addresses)
        [part] = sender.parts(HELLO)
        return await sender.post(target, part, "k")

    async def fails(self, target: Target = CHANNEL, **addresses: str) -> SendError:
        """What is said of a post that fails."""
        with pytest.raises(SendError) as error:
            await self.posts(target, **addresses)
        return error.value


@pytest.fixture
async def line(database: Database) -> AsyncIterator[Line]:
    """Services on loopback, and an empty database."""
    async with fake_teams() as teams, ClientSession(timeout=ClientTimeout(total=5)) as session:
        yield Line(teams, session, database)


class TestChannels:
    """A message in a channel begins a thread of its own; in a group chat it stands as it is."""

    async def test_a_channel_that_the_bot_was_let_into(self, line: Line) -> None:
        line.knows(CHANNEL.id, ConversationKind.CHANNEL)
        assert await line.posts() == "1"
        [call] = line.teams.calls
        assert call.body["channelData"]["channel"] == {"id": CHANNEL.id}
        assert call.body["tenantId"] == KEYS.tenant
        assert "Hej" in call.card["fallbackText"]

    async def test_a_group_chat(self, line: Line) -> None:
        line.knows("19:group@thread.v2", ConversationKind.GROUP)
        await line.posts(Target("19:group@thread.v2"))
        [call] = line.teams.calls
        assert call.conversation == "19:group@thread.v2"

    @pytest.mark.parametrize(
        ("channel", "begins_a_thread"),
        [
            ("19:a@thread.tacv2", True),
            ("19:b@thread.skype", True),
            ("19:c@thread.v2", False),
        ],
    )
    async def test_one_that_only_a_file_has_told_of(
        self, line: Line, channel: str, begins_a_thread: bool
    ) -> None:
        """It is posted to by the tenant's service, or Teams' own where the tenant was silent."""
        await line.posts(Target(channel))
        [call] = line.teams.calls
        assert ("channelData" in call.body) is begins_a_thread

    async def test_the_tenants_service_goes_before_teams_own(self, line: Line) -> None:
        nowhere = "http://127.0.0.1:9/"
        assert isinstance(await line.fails(service=nowhere), TryLater)
        line.knows(CHAT, ConversationKind.PERSONAL, ANNA.id)
        assert await line.posts(service=nowhere)


class TestPeople:
    """A person is written to in their chat with the bot, which is opened where there is none."""

    async def test_a_known_chat(self, line: Line) -> None:
        line.knows(CHAT, ConversationKind.PERSONAL, ANNA.id)
        await line.posts(ANNA)
        assert [call.conversation for call in line.teams.calls] == [CHAT]

    async def test_one_of_whom_only_the_entra_id_is_known(self, line: Line) -> None:
        await line.posts(ANNA)
        opening, post = line.teams.calls
        assert opening.body["members"] == [{"id": ANNA.id}]
        assert opening.body["bot"] == {"id": f"28:{KEYS.client_id}"}
        assert post.conversation == "a:opened-oid-anna"

    async def test_a_chat_is_opened_once(self, line: Line) -> None:
        await line.posts(ANNA)
        await line.posts(ANNA)
        assert [call.conversation for call in line.teams.calls][1:] == ["a:opened-oid-anna"] * 2
        assert line.chat() == "a:opened-oid-anna"

    async def test_a_chat_that_is_gone_is_opened_anew(self, line: Line) -> None:
        line.knows(CHAT, ConversationKind.PERSONAL, ANNA.id)
        line.teams.fail(Fault(404, "ConversationNotFound"))
        await line.posts(ANNA)
        assert [call.conversation for call in line.teams.calls] == ["", "a:opened-oid-anna"]
        assert line.chat() == "a:opened-oid-anna"

    async def test_it_is_tried_once_and_no_more(self, line: Line) -> None:
        line.knows(CHAT, ConversationKind.PERSONAL, ANNA.id)
        gone = Fault(404, "ConversationNotFound")
        line.teams.faults = [gone, gone]
        error = await line.fails(ANNA)
        assert (type(error), error.code) == (Gone, "ConversationNotFound")

    async def test_the_second_try_can_be_in_doubt_too(self, line: Line) -> None:
        line.knows(CHAT, ConversationKind.PERSONAL, ANNA.id)
        line.teams.fail(Fault(404, "ConversationNotFound"))
        line.teams.hang_up_on("a:opened-oid-anna")
        assert isinstance(await line.fails(ANNA), InDoubt)
        assert [call.conversation for call in line.teams.calls] == [""]  # it was opened, no more

    async def test_whoever_has_not_installed_the_bot(self, line: Line) -> None:
        line.teams.fail(Fault(403, "BotNotInConversationRoster"))
        error = await line.fails(ANNA)
        assert (type(error), error.code) == (Gone, "BotNotInConversationRoster")

    @pytest.mark.parametrize("done", [True, False])
    async def test_opening_is_never_in_doubt(self, line: Line, done: bool) -> None:
        """It gives the same chat however often it is done, and nobody is told of it."""
        line.teams.fail(Fault(0, done=done))
        assert isinstance(await line.fails(ANNA), TryLater)
        line.teams.fail(Fault(500, done=done))
        assert isinstance(await line.fails(ANNA), TryLater)
        assert await line.posts(ANNA)

    async def test_opening_can_be_too_much_at_once(self, line: Line) -> None:
        line.teams.fail(Fault(429, retry_after="9"))
        error = await line.fails(ANNA)
        assert isinstance(error, TryLater)
        assert error.after == 9


class TestErrors:
    """Each of Teams' errors as one of the outbox's."""

    @pytest.mark.parametrize(
        ("retry_after", "seconds"), [("7", 7), ("0", 0), (None, 30), ("soon", 30)]
    )
    async def test_too_much_at_once(
        self, line: Line, retry_after: str | None, seconds: float
    ) -> None:
        line.teams.fail(Fault(429, "TooManyRequests", retry_after))
        error = await line.fails()
        assert isinstance(error, TryLater)
        assert (error.code, error.after) == ("TooManyRequests", seconds)

    @pytest.mark.parametrize("status", [412, 502, 504])
    async def test_what_teams_asks_to_be_sent_again(self, line: Line, status: int) -> None:
        line.teams.fail(Fault(status, "ServiceError"))
        error = await line.fails()
        assert isinstance(error, TryLater)
        assert (error.code, error.after) == ("ServiceError", None)

    @pytest.mark.parametrize(
        "fault", [Fault(500), Fault(503), Fault(0), Fault(0, done=True), Fault(500, done=True)]
    )
    async def test_no_certain_answer(self, line: Line, fault: Fault) -> None:
        line.teams.fail(fault)
        assert isinstance(await line.fails(), InDoubt)

    @pytest.mark.parametrize(
        ("status", "code"),
        [
            (403, "BotNotInConversationRoster"),
            (403, "BotDisabledByAdmin"),
            (404, "ConversationNotFound"),
        ],
    )
    async def test_nowhere_to_post(self, line: Line, status: int, code: str) -> None:
        line.teams.fail(Fault(status, code))
        error = await line.fails()
        assert (type(error), error.code) == (Gone, code)

    async def test_a_code_within_the_message(self, line: Line) -> None:
        """Somebody has blocked the bot: Teams says a number, and the word as JSON in a text."""
        line.knows(CHAT, ConversationKind.PERSONAL, ANNA.id)
        line.teams.fail(Fault(403, "209", within="MessageWritesBlocked"))
        error = await line.fails(ANNA)
        assert (type(error), error.code) == (Gone, "MessageWritesBlocked")

    async def test_without_a_code_the_status_is_told(self, line: Line) -> None:
        line.teams.fail(Fault(403, ""))
        assert (await line.fails()).code == "http_403"

    @pytest.mark.parametrize("status", [400, 413])
    async def test_a_card_that_is_refused(self, line: Line, status: int) -> None:
        line.teams.fail(Fault(status, "BadArgument"))
        assert isinstance(await line.fails(), Refused)

    async def test_an_answer_that_nobody_knows(self, line: Line) -> None:
        """It is certainly not out: it is tried again."""
        line.teams.fail(Fault(418, "Teapot"))
        error = await line.fails()
        assert isinstance(error, TryLater)
        assert (error.code, error.after) == ("Teapot", None)

    async def test_a_teams_that_is_not_reached(self, line: Line) -> None:
        error = await line.fails(service="http://127.0.0.1:9/")
        assert isinstance(error, TryLater)
        assert error.after is None

    async def test_a_sign_in_that_is_away(self, line: Line) -> None:
        """Without a token nothing was posted, so nothing is in doubt."""
        assert isinstance(await line.fails(login="http://127.0.0.1:9"), TryLater)
        line.teams.token_faults.append(Fault(0))
        assert isinstance(await line.fails(), TryLater)
        line.teams.token_faults.append(Fault(503))
        assert isinstance(await line.fails(), TryLater)
        assert line.teams.calls == []

    async def test_a_secret_that_is_refused(self, line: Line) -> None:
        """Everything waits: somebody has to set another one."""
        line.teams.keys.clear()
        error = await line.fails()
        assert isinstance(error, TryLater)
        assert error.after == LOCKED_OUT

    async def test_a_token_that_is_refused_is_renewed_once(self, line: Line) -> None:
        sender = line.sender()
        [part] = sender.parts(HELLO)
        await sender.post(CHANNEL, part, "k")
        line.teams.refused_tokens = {"bot-token-1"}
        await sender.post(CHANNEL, part, "k")
        assert len(line.teams.calls) == 2
        line.teams.refused_tokens = {f"bot-token-{number}" for number in range(9)}
        with pytest.raises(TryLater) as error:
            await sender.post(CHANNEL, part, "k")
        assert error.value.after == LOCKED_OUT

    async def test_a_database_that_is_away(
        self, line: Line, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        async def away(*_: object) -> Reference:
            raise OperationalError("SELECT", {}, Exception("away"))

        monkeypatch.setattr(Reaching, "channel", away)
        assert (await line.fails()).code == "database"
        assert line.teams.calls == []

    async def test_what_takes_too_long_before_the_post(
        self, line: Line, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        async def never(*_: object) -> Reference:
            await asyncio.Event().wait()
            raise AssertionError

        monkeypatch.setattr(sending, "PREPARING", 0.01)
        monkeypatch.setattr(Reaching, "channel", never)
        error = await line.fails()
        assert (type(error), error.code) == (TryLater, "timeout")


class TestNoSearch:
    """Nobody can tell whether a message is out."""

    @pytest.mark.parametrize("target", [CHANNEL, ANNA])
    async def test_looking_is_never_possible(self, line: Line, target: Target) -> None:
        await line.posts(target)
        asked = len(line.teams.calls)
        with pytest.raises(CannotLook, match=NO_SEARCH):
            await line.sender().find(target, "k", NOW)
        assert len(line.teams.calls) == asked


async def test_a_card_in_parts(line: Line) -> None:
    sender = line.sender()
    long = Card("Hej", tuple(Heading("Rad " + "x" * 100) for _ in range(400)))
    assert len(sender.parts(long)) > 1
    wide = Buttons((Button("Hej", "route", "x" * 40_000),))
    with pytest.raises(Refused, match="does_not_fit"):
        sender.parts(Card("Hej", (wide,)))


def test_the_pace_keeps_microsofts_limits() -> None:
    """In a conversation 7, 8, 60 and 1,800 in 1, 2, 30 and 3,600 seconds; in a tenant 30 a second,
    where a message may take two requests.
    """
    for seconds, most in ((1, 7), (2, 8), (30, 60), (3600, 1800)):
        assert ceil(RATES.place * seconds) <= most
    assert 2 * RATES.tenant < 30
