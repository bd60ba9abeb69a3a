"""`kompis serve` is told to stop in the middle of a command and of a fan-out, as in an upgrade."""

import asyncio
import signal
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlmodel import col, func, select

from bot.farewell import Farewell
from bot.sandbox import Channel as SlackChannel
from storage.database import Database, one_at_a_time
from storage.deliveries import Due, owe_channel
from storage.tables import (
    Channel,
    Completion,
    Delivery,
    DeliveryKind,
    DeliveryState,
    Library,
    Platform,
    Region,
)
from tests import builders
from tests.bot.sandbox.conftest import Stage, browser, serve
from tests.bot.slack.edge.conftest import ANNA, BOT, COURSE, MIA, WORKSPACE, dm, free_port
from tests.bot.slack.edge.test_away import fill
from tests.bot.test_serve import over_sockets, started
from tests.databases import PostgresqlDatabases, opened

CHANNELS = tuple(f"C{number:02}" for number in range(20))
COUNTY = replace(
    WORKSPACE,
    channels=tuple(SlackChannel(each, each.lower(), members=(ANNA, MIA, BOT)) for each in CHANNELS),
)


@pytest.fixture
def database(postgresql_databases: PostgresqlDatabases) -> Iterator[Database]:
    """A library with many channels, all of which are owed a summary."""
    address = postgresql_databases.migrated()
    with opened(address) as database:
        fill(database)
        with database.writing() as session:
            region = session.exec(select(Region)).one()
            library = session.exec(select(Library)).one()
            for each in CHANNELS:
                builders.channel(session, region, library, each)
            session.flush()
            due = Due(DeliveryKind.WEEKLY_SUMMARY, "of the test", datetime.now(UTC))
            for row in session.exec(select(Channel).order_by(col(Channel.id))).all():
                assert owe_channel(session, due, builders.address(row), due.due_at)
        yield database
    postgresql_databases.drop(address)


def address_of(database: Database) -> str:
    return database.engine.url.render_as_string(hide_password=False)


def owed(database: Database) -> list[Delivery]:
    """The summaries of the test; the bot may owe others by itself, as the day is."""
    with database.reading() as session:
        period = col(Delivery.period) == "of the test"
        return list(session.exec(select(Delivery).where(period).order_by(col(Delivery.id))))


async def posted(stage: Stage) -> Counter[str]:
    """How often each delivery stands in its channel, by the key that the message carries."""
    seen = [message for each in CHANNELS for message in await stage.seen(each, ANNA)]
    keys = (message["metadata"]["event_payload"]["key"] for message in seen)
    return Counter(key.rpartition(":")[0] for key in keys if "of the test" in key)


@asynccontextmanager
async def news(stage: Stage) -> AsyncIterator[AsyncIterator[str]]:
    """What the workspace tells those who look on."""
    async with stage.http.stream("GET", f"/sandbox/stream?user={ANNA}") as stream:
        yield stream.aiter_lines()


async def test_what_is_in_hand_is_finished_and_the_rest_is_given_back(database: Database) -> None:
    port = free_port()
    async with serve(COUNTY) as stage:
        settings = over_sockets(stage, address_of(database)) | {"HEALTH_PORT": str(port)}
        async with (
            started(**settings) as bot,
            browser(f"http://127.0.0.1:{port}") as health,
            news(stage) as lines,
        ):
            with database.writing() as session:  # Anna's command has to wait for this
                one_at_a_time(session, Platform.SLACK, builders.TENANT, ANNA)
                words, place = f"{COURSE} igår", dm(ANNA)
                done = await stage.act(
                    "command", user=ANNA, channel=place, command="/training", text=words
                )
                assert "jobbar" in done["ack"]["text"].lower()
                await stage.look("messages", channel=CHANNELS[0], user=ANNA, wait=20)
                assert (await health.get("/readyz")).status_code == 200

                bot.process.send_signal(signal.SIGTERM)
                async with asyncio.timeout(20):
                    while '"sockets": 0' not in await anext(lines):
                        pass  # it takes nothing more in
                assert (await health.get("/readyz")).json()["amiss"][0] == "stopping"
                assert (await health.get("/healthz")).status_code == 200
            out, err = await asyncio.wait_for(bot.process.communicate(), 30)

        assert (bot.process.returncode, out.decode()) == (0, "Kompis har stannat.\n")
        assert "let_go" not in err.decode()
        answers = "".join(each["text"] for each in await stage.seen(dm(ANNA), ANNA))
        assert "Klart!" in answers
        with database.reading() as session:
            assert session.exec(select(func.count()).select_from(Completion)).one() == 1

        rows, out_already = owed(database), await posted(stage)
        assert {row.state for row in rows} == {DeliveryState.SENT, DeliveryState.PENDING}
        assert {row.key for row in rows if row.state is DeliveryState.SENT} == out_already.keys()
        assert {row.lease_owner for row in rows} == {None}

        async with started(**settings) as again:
            await stage.look("messages", channel=CHANNELS[-1], user=ANNA, wait=20)
            await again.stopped_by(signal.SIGTERM)
        assert await posted(stage) == {row.key: 1 for row in rows}
        assert {row.state for row in owed(database)} == {DeliveryState.SENT}


async def test_what_is_in_hand_shares_one_time() -> None:
    farewell = Farewell(10)
    assert (farewell.has_begun, farewell.left()) == (False, 10)
    farewell.begin()
    left = farewell.left()
    farewell.begin()
    assert farewell.has_begun
    assert 0 < farewell.left() <= left <= 10
    over = Farewell(0)
    over.begin()
    assert over.left() == 0
