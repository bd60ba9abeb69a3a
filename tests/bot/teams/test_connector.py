"""The connector: what it asks of Teams, once, and what each answer means."""

from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest
from aiohttp import ClientSession, ClientTimeout

from bot.teams.connector import Connector, Spot
from bot.teams.errors import (
    CardRefused,
    NotReached,
    NotThere,
    RateLimited,
    ShutOut,
    TeamsError,
    TokenRefused,
    TryAgain,
    Unexpected,
    Unreachable,
)
from bot.teams.keys import TeamsKeys
from bot.teams.tokens import BotToken
from tests.bot.teams.fake import KEYS, FakeTeams, Fault, fake_teams

HELLO = {"type": "message", "text": "Hej"}
THREAD = "19:nassjo@thread.tacv2;messageid=1481567603816"


@dataclass
class Line:
    """A connector, the services that it speaks to, and a clock that counts seconds."""

    teams: FakeTeams
    session: ClientSession
    seconds: float = 0.0

    def connector(self, keys: TeamsKeys = KEYS) -> Connector:
        token = BotToken(self.session, keys, self.teams.cloud, lambda: self.seconds)
        return Connector(self.session, token)

    def spot(self, conversation: str = "a:anna") -> Spot:
        return Spot(self.teams.service_url, conversation)


@pytest.fixture
async def line() -> AsyncIterator[Line]:
    async with fake_teams() as teams, ClientSession(timeout=ClientTimeout(total=5)) as session:
        yield Line(teams, session)


async def test_a_post_stands_in_its_conversation(line: Line) -> None:
    posted = await line.connector().post(line.spot(THREAD), HELLO)
    [call] = line.teams.calls
    assert (call.method, call.conversation, call.activity) == ("POST", THREAD, HELLO)
    assert posted == "1"
    assert not call.targeted


async def test_a_post_is_changed_and_taken_back(line: Line) -> None:
    connector = line.connector()
    await connector.update(line.spot(), "7/8", HELLO)
    await connector.delete(line.spot(), "7/8")
    assert [(call.method, call.activity_id) for call in line.teams.calls] == [
        ("PUT", "7/8"),
        ("DELETE", "7/8"),
    ]


async def test_a_targeted_post_names_the_one_who_sees_it(line: Line) -> None:
    await line.connector().post_targeted(line.spot(THREAD), "29:anna", HELLO)
    [call] = line.teams.calls
    assert call.targeted
    assert call.activity == HELLO | {"recipient": {"id": "29:anna", "isTargeted": True}}


async def test_a_personal_conversation_is_opened_by_the_person(line: Line) -> None:
    service = line.teams.service_url
    opened = await line.connector().open_personal(service, KEYS.tenant, "28:bot", "oid-anna")
    assert opened == "a:opened-oid-anna"
    [call] = line.teams.calls
    assert call.body["tenantId"] == KEYS.tenant
    assert call.body["bot"] == {"id": "28:bot"}


async def test_a_thread_is_begun_in_a_channel(line: Line) -> None:
    service = line.teams.service_url
    posted = await line.connector().post_in_channel(service, KEYS.tenant, "19:c", HELLO)
    [call] = line.teams.calls
    assert posted == "1"
    assert call.body["channelData"]["channel"] == {"id": "19:c"}
    assert call.activity == HELLO


async def test_a_person_is_looked_up_in_the_conversation_not_in_the_thread(line: Line) -> None:
    line.teams.members["29:anna"] = {"aadObjectId": "oid-anna"}
    found = await line.connector().member(line.spot(THREAD), "29:anna")
    assert found == {"aadObjectId": "oid-anna"}
    with pytest.raises(NotThere):
        await line.connector().member(line.spot(THREAD), "29:nobody")


@pytest.mark.parametrize(
    ("fault", "raised"),
    [
        (Fault(400, "BadSyntax"), CardRefused),
        (Fault(403, "BotDisabledByAdmin"), ShutOut),
        (Fault(404, "ConversationNotFound"), NotThere),
        (Fault(412), TryAgain),
        (Fault(413, "MessageSizeTooBig"), CardRefused),
        (Fault(418), Unexpected),
        (Fault(302), Unexpected),
        (Fault(500), Unreachable),
        (Fault(502), TryAgain),
        (Fault(503), Unreachable),
        (Fault(504), TryAgain),
        (Fault(0), Unreachable),
    ],
)
async def test_each_answer_has_its_error_and_nothing_is_posted_again(
    line: Line, fault: Fault, raised: type[TeamsError]
) -> None:
    line.teams.fail(fault)
    with pytest.raises(raised) as caught:
        await line.connector().post(line.spot(), HELLO)
    assert type(caught.value) is raised
    assert caught.value.status == fault.status
    assert "text of Teams" not in str(caught.value)
    assert line.teams.calls == []


@pytest.mark.parametrize(("told", "seconds"), [("7", 7.0), ("soon", 30.0), (None, 30.0), ("-1", 0)])
async def test_too_much_at_once_says_how_long_to_wait(
    line: Line, told: str | None, seconds: float
) -> None:
    line.teams.fail(Fault(429, "TooManyRequests", retry_after=told))
    with pytest.raises(RateLimited) as caught:
        await line.connector().post(line.spot(), HELLO)
    assert (caught.value.retry_after, caught.value.code) == (seconds, "TooManyRequests")


async def test_an_answer_that_is_lost_leaves_a_doubt_and_one_post(line: Line) -> None:
    line.teams.fail(Fault(0, done=True))
    with pytest.raises(Unreachable):
        await line.connector().post(line.spot(), HELLO)
    assert len(line.teams.calls) == 1


async def test_a_service_that_is_not_reached_leaves_no_doubt(line: Line) -> None:
    connector = line.connector()
    await connector.post(line.spot(), HELLO)
    with pytest.raises(NotReached):
        await connector.post(Spot("http://127.0.0.1:1", "a:anna"), HELLO)


async def test_a_token_is_asked_for_once_and_anew_before_it_ends(line: Line) -> None:
    connector = line.connector()
    for _ in range(3):
        await connector.post(line.spot(), HELLO)
    line.seconds = 3_299.0
    await connector.post(line.spot(), HELLO)
    assert line.teams.tokens_asked == 1
    line.seconds = 3_300.0
    await connector.post(line.spot(), HELLO)
    assert line.teams.tokens_asked == 2


async def test_a_token_that_is_refused_is_asked_for_anew_once(line: Line) -> None:
    line.teams.refused_tokens.add("bot-token-1")
    await line.connector().post(line.spot(), HELLO)
    assert [call.token for call in line.teams.calls] == ["bot-token-2"]
    line.teams.refused_tokens |= {f"bot-token-{number}" for number in range(9)}
    with pytest.raises(TokenRefused):
        await line.connector().post(line.spot(), HELLO)


@pytest.mark.parametrize(
    ("keys", "code"),
    [
        (TeamsKeys(KEYS.client_id, "wrong", KEYS.tenant), "AADSTS7000215"),
        (TeamsKeys("another", KEYS.client_secret, KEYS.tenant), "AADSTS700016"),
        (TeamsKeys(KEYS.client_id, KEYS.client_secret, "nowhere"), "AADSTS90002"),
    ],
)
async def test_keys_that_are_refused_tell_entras_number(
    line: Line, keys: TeamsKeys, code: str
) -> None:
    with pytest.raises(TokenRefused) as caught:
        await line.connector(keys).post(line.spot(), HELLO)
    assert caught.value.code == code
    assert keys.client_secret not in str(caught.value)


def test_keys_are_never_shown() -> None:
    assert KEYS.client_secret not in repr(KEYS)


@pytest.mark.parametrize(
    ("status", "body", "raised"),
    [
        (200, b"{}", Unexpected),
        (200, b"no JSON", Unexpected),
        (200, b'{"access_token": 7}', Unexpected),
        (200, b"[1]", Unexpected),
        (429, b"", RateLimited),
        (500, b"<html>", Unreachable),
        (302, b"", Unexpected),
        (400, b"{}", TokenRefused),
    ],
)
async def test_an_odd_answer_gives_no_token(
    line: Line, status: int, body: bytes, raised: type[TeamsError]
) -> None:
    line.teams.odd_token = (status, body)
    with pytest.raises(raised):
        await line.connector().post(line.spot(), HELLO)
    assert line.teams.calls == []


async def test_a_token_without_an_end_is_kept_for_an_hour_at_most(line: Line) -> None:
    line.teams.odd_token = (200, b'{"access_token": "bot-token-x", "expires_in": "soon"}')
    connector = line.connector()
    for seconds in (0.0, 3_299.0, 3_300.0):
        line.seconds = seconds
        await connector.post(line.spot(), HELLO)
    assert line.teams.tokens_asked == 2


async def test_a_conversation_that_is_opened_has_an_id(line: Line) -> None:
    line.teams.fail(Fault(200))
    with pytest.raises(Unexpected):
        await line.connector().open_personal(line.teams.service_url, KEYS.tenant, "28:b", "29:a")
