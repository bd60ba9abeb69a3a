"""What the bot owes on Teams: posted once or not at all, and whoever should know is told."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from sqlmodel import select

from bot.doctor import Health, examine_database
from handlers.texts import texts_in
from scheduler.outbox import Rates
from storage.database import Database
from storage.deliveries import mend_channel
from storage.tables import Channel, DeliveryKind, DeliveryState
from tests.bot.teams.fake import Call, FakeTeams, Fault, fake_teams
from tests.bot.teams.outboxes import BEGIN, CHANNEL, CHAT, Owing, furnish, outbox_on
from tests.databases import Databases, opened

PENDING, SENT, UNCERTAIN, FAILED = (
    DeliveryState.PENDING,
    DeliveryState.SENT,
    DeliveryState.UNCERTAIN,
    DeliveryState.FAILED,
)
DEFINITE = [
    Fault(429, "TooManyRequests", retry_after="0"),
    *(Fault(status, "ServiceError") for status in (412, 502, 504)),
]
DOUBTFUL = [Fault(500), Fault(503), Fault(0), Fault(0, done=True), Fault(500, done=True)]


@pytest.fixture
def databases(request: pytest.FixtureRequest) -> Databases:
    """SQLite's, but for the tests that are of both."""
    kind = getattr(request, "param", "sqlite")
    made: Databases = request.getfixturevalue(f"{kind}_databases")
    return made


on_both = pytest.mark.parametrize("databases", ["sqlite", "postgresql"], indirect=True)


@pytest.fixture
async def teams() -> AsyncIterator[FakeTeams]:
    """Teams of our own."""
    async with fake_teams() as fake:
        yield fake


@pytest.fixture
async def owing(teams: FakeTeams, database: Database) -> AsyncIterator[Owing]:
    """An outbox over a library's database."""
    furnish(database, teams)
    async with outbox_on(teams, database) as made:
        yield made


def seen(teams: FakeTeams) -> list[Call]:
    """What stands in the channel and in chats: an opened chat is no message."""
    return [call for call in teams.posts if "members" not in call.body]


async def test_a_channel_reads_what_it_is_owed(owing: Owing) -> None:
    owing.owe()
    await owing.until(SENT)
    [call] = seen(owing.teams)
    assert call.body["channelData"]["channel"]["id"] == CHANNEL
    assert owing.rows()[0].message_id == "1"


async def test_a_person_reads_it_in_their_chat(owing: Owing) -> None:
    owing.owe(DeliveryKind.REMINDER, to_boss=True)
    await owing.until(SENT)
    assert [call.conversation for call in seen(owing.teams)] == [CHAT]


@pytest.mark.parametrize("fault", DEFINITE, ids=lambda fault: str(fault.status))
@pytest.mark.parametrize("to_boss", [False, True])
async def test_what_was_certainly_not_taken_is_sent_again(
    owing: Owing, fault: Fault, to_boss: bool
) -> None:
    owing.teams.fail(fault, fault)
    owing.owe(to_boss=to_boss)
    await owing.until(SENT)
    assert len(seen(owing.teams)) == 1
    assert owing.rows()[0].attempts == 3


@on_both
@pytest.mark.parametrize("fault", DOUBTFUL, ids=lambda fault: f"{fault.status}-{fault.done}")
@pytest.mark.parametrize("to_boss", [False, True])
async def test_what_may_have_been_taken_is_never_sent_again(
    owing: Owing, fault: Fault, to_boss: bool
) -> None:
    owing.teams.fail(fault)
    owing.owe(to_boss=to_boss)
    await owing.until(UNCERTAIN)
    owing.owe(to_boss=to_boss)
    await owing.until(UNCERTAIN, SENT)
    assert len(seen(owing.teams)) == 1 + fault.done
    assert owing.rows()[0].error_code == "no_search"


async def test_the_operator_is_told_of_a_doubt(
    owing: Owing, capsys: pytest.CaptureFixture[str]
) -> None:
    owing.teams.fail(Fault(0, done=True))
    owing.owe()
    await owing.until(UNCERTAIN)
    await owing.outbox.idle()
    period = owing.rows()[0].period
    assert "delivery_uncertain" in capsys.readouterr().out
    found = examine_database(owing.database, BEGIN)
    assert "doctor.doubtful" in {each.key for each in found if each.health is Health.WRONG}
    told = "\n".join(each.told(texts_in("en")) for each in found)
    assert f"weekly_summary {period} to Nässjö stadsbibliotek ({CHANNEL})" in told


@pytest.mark.parametrize("before", [0, 1])
async def test_a_doubt_about_one_of_two_messages(
    teams: FakeTeams, database: Database, before: int
) -> None:
    furnish(database, teams)
    async with outbox_on(teams, database, parts=2, rates=Rates(10, 10)) as owing:
        owing.owe()
        if before:
            await teams.until_calls(1)
        teams.fail(Fault(0))
        await owing.until(UNCERTAIN)
    assert owing.rows()[0].parts == before
    assert len(seen(teams)) == before


@on_both
@pytest.mark.parametrize(
    ("fault", "advice"),
    [
        (Fault(403, "BotNotInConversationRoster"), "Lägg till mig"),
        (Fault(403, "BotDisabledByAdmin"), "har stängt av"),
        (Fault(404, "ConversationNotFound"), "är borttagen"),
    ],
    ids=lambda value: getattr(value, "code", value),
)
async def test_a_channel_that_lets_nothing_in(owing: Owing, fault: Fault, advice: str) -> None:
    owing.teams.fail(fault)
    owing.owe()
    await owing.until(PENDING, SENT)
    [notice] = seen(owing.teams)
    assert notice.conversation == CHAT
    assert "channels.mend" in str(notice.card)
    assert advice in notice.card["fallbackText"]
    owing.owe()
    await owing.outbox.tick()
    await owing.outbox.idle()
    assert owing.states() == [PENDING, SENT, PENDING]  # it is told once, and nothing is tried
    with owing.database.writing() as session:
        channel = session.exec(select(Channel)).one()
        assert channel.broken_code == fault.code
        mend_channel(session, channel.id or 0)
    owing.outbox.wake()
    await owing.until(SENT, SENT, SENT)


async def test_a_person_who_has_blocked_the_bot(owing: Owing) -> None:
    owing.teams.fail(Fault(403, "209", within="MessageWritesBlocked"))
    owing.owe(DeliveryKind.REMINDER, to_boss=True)
    await owing.until(FAILED)
    assert owing.rows()[0].error_code == "MessageWritesBlocked"
    assert seen(owing.teams) == []


async def test_a_person_whose_chat_is_opened_for_it(teams: FakeTeams, database: Database) -> None:
    """A lost answer to the opening is no doubt about the message."""
    furnish(database, teams, chat=False)
    teams.fail(Fault(0, done=True))
    async with outbox_on(teams, database) as owing:
        owing.owe(DeliveryKind.REMINDER, to_boss=True)
        await owing.until(SENT)
    assert [call.conversation for call in seen(teams)] == ["a:opened-oid-boss"]


async def test_too_much_at_once_holds_the_whole_tenant(owing: Owing) -> None:
    owing.teams.fail(Fault(429, "TooManyRequests", retry_after="300"))
    owing.owe()
    await owing.threads.until(lambda: owing.rows()[0].error_code == "TooManyRequests")
    owing.owe(to_boss=True)
    await owing.outbox.tick()
    await owing.outbox.idle()
    assert owing.states() == [PENDING, PENDING]
    assert seen(owing.teams) == []
    waits = (owing.rows()[0].next_try_at - BEGIN).total_seconds()
    assert 299 < waits < 330


@on_both
async def test_two_processes_send_everything_once(
    teams: FakeTeams, database: Database, databases: Databases
) -> None:
    """Each has connections of its own; some posts fail, and some answers are lost."""
    del databases
    furnish(database, teams)
    address = database.engine.url.render_as_string(hide_password=False)
    for fault in (*DEFINITE, Fault(0, done=True), Fault(0)):
        teams.fail(fault)
    with opened(address) as beside:
        async with outbox_on(teams, database) as one, outbox_on(teams, beside) as other:
            for number in range(24):
                one.owe(to_boss=bool(number % 2))
                other.outbox.wake()
            both = [
                asyncio.ensure_future(each.threads.until(lambda: settled(one)))
                for each in (one, other)
            ]
            await asyncio.wait(both, return_when=asyncio.FIRST_COMPLETED)
            for waiting in both:
                waiting.cancel()
    states = one.states()
    assert states.count(UNCERTAIN) == 2
    assert states.count(SENT) == 22
    assert len(seen(teams)) == 22 + 1


def settled(owing: Owing) -> bool:
    """Whether nothing more will be done."""
    return set(owing.states()) <= {SENT, UNCERTAIN}


async def test_stopping_finishes_what_is_on_its_way(teams: FakeTeams, database: Database) -> None:
    furnish(database, teams)
    async with outbox_on(teams, database) as owing:
        teams.slow = 0.2
        owing.owe()
        await teams.until_calls(1)
    assert owing.states() == [SENT]
    assert len(seen(teams)) == 1
