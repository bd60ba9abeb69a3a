"""The database goes away under a running bot: what people read, and that it all comes back."""

from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlmodel import func, select

from storage.database import Database
from storage.deliveries import Due
from storage.tables import Completion, DeliveryKind, Role
from tests import builders
from tests.bot.sandbox.conftest import Stage, serve
from tests.bot.slack.edge.conftest import (
    ANNA,
    CHANNEL,
    COURSE,
    MIA,
    NOBODY,
    REGION,
    WORKSPACE,
    Signed,
    bot_in,
    command,
    dm,
    patient,
    shown_view,
)
from tests.bot.slack.edge.outboxes import furnish, owe
from tests.bot.slack.edge.posting import payload, post
from tests.databases import SqliteDatabases, StoppableServer, opened

AWAY = "Jag når inte min databas just nu. Inget är sparat. Försök igen om en stund."
AWAY_IN_ENGLISH = "I cannot reach my database right now. Nothing is saved. Try again in a while."


@pytest.fixture
def library(server: StoppableServer) -> Iterator[Database]:
    """A library on a server that can be stopped."""
    with opened(server.migrated()) as database:
        fill(database)
        yield database


@pytest.fixture
async def stage(library: Database) -> AsyncIterator[Stage]:
    """The bot over that library, in its sandbox."""
    async with serve(WORKSPACE) as served, bot_in(served, library, patient()):
        yield served


def fill(database: Database) -> None:
    """Two people at a library, and a course."""
    with database.writing() as session:
        county = builders.region(session, REGION.name)
        nassjo = builders.library(session, county, "Nässjö stadsbibliotek")
        for name, role in (("Anna", Role.STAFF), ("Mia", Role.MANAGER)):
            person = builders.staff(session, nassjo, name, role=role)
            person.email = person.email_key = f"{name.lower()}@example.se"
        builders.resource(session, county, COURSE)


@contextmanager
def away(server: StoppableServer) -> Iterator[None]:
    """No database meanwhile."""
    server.stop()
    try:
        yield
    finally:
        server.start()


def completions(database: Database) -> int:
    with database.reading() as session:
        return session.exec(select(func.count()).select_from(Completion)).one()


async def test_a_command_gets_a_clear_sentence_and_works_again_afterwards(
    library: Database, server: StoppableServer, stage: Stage
) -> None:
    await command(stage, "/kompis")
    with away(server):
        assert (await command(stage, "/training", f"{COURSE} igår")).text == AWAY
        assert (await command(stage, "/progress")).text == AWAY
    assert completions(library) == 0
    assert "Klart!" in (await command(stage, "/training", f"{COURSE} igår")).text
    assert completions(library) == 1


async def test_it_is_said_in_the_persons_language_though_nobody_has_asked_before(
    server: StoppableServer, stage: Stage
) -> None:
    with away(server):
        assert (await command(stage, "/progress", user=MIA)).text == AWAY_IN_ENGLISH
        assert (await command(stage, "/progress", user=NOBODY)).text == AWAY


async def test_a_form_stays_open_with_what_was_filled_in(
    library: Database, server: StoppableServer, stage: Stage
) -> None:
    await stage.act("command", user=ANNA, channel=dm(ANNA), command="/training", text="")
    view = await shown_view(stage)
    values = {"title": {"title": "En ny kurs"}, "day": {"day": "2026-05-03"}}
    where = {"user": ANNA, "view_id": view["id"], "type": "submit"}
    with away(server):
        done = await stage.act("view", **where, values=values)
    assert list(done["errors"].values()) == [AWAY]
    assert [each["id"] for each in done["views"]] == [view["id"]]
    done = await stage.act("view", **where, values={})
    assert done["errors"] == {}
    assert completions(library) == 1


async def deliver(signed: Signed, again: int = 0) -> int:
    """Anna's message is delivered for the first time, or again; the status of the answer."""
    headers = {"x-slack-retry-num": str(again), "x-slack-retry-reason": "http_error"}
    app, body = signed.running.on_slack.app, payload("message_direct")
    return (await post(app, body, headers=headers if again else None)).status


async def read(signed: Signed) -> list[str]:
    return [message["text"] for message in await signed.stage.seen(dm(ANNA), ANNA)]


async def test_a_message_is_not_acknowledged_and_is_answered_when_it_comes_again(
    server: StoppableServer, signed: Signed
) -> None:
    with away(server):
        assert [await deliver(signed), await deliver(signed, 1)] == [500, 500]
    assert await deliver(signed, 2) == 200
    (answer,) = await read(signed)
    assert AWAY not in answer


async def test_the_last_time_it_comes_the_writer_is_told(
    server: StoppableServer, signed: Signed
) -> None:
    with away(server):
        assert [await deliver(signed, 2), await deliver(signed, 3)] == [500, 200]
    assert await read(signed) == [AWAY]
    assert await deliver(signed, 3) == 200
    assert await read(signed) == [AWAY]


async def test_ticks_and_messages_go_on_when_it_is_back(
    library: Database, server: StoppableServer
) -> None:
    furnish(library)
    async with serve(WORKSPACE) as stage, bot_in(stage, library, patient()) as bot:
        await bot.outbox.idle()
        with away(server):
            assert not await bot.outbox.tick()
        due = Due(DeliveryKind.WEEKLY_SUMMARY, "2026-W19", stage.clock())
        owe(library, due)
        assert await bot.outbox.tick()
        found = await stage.look("messages", channel=CHANNEL, user=ANNA, wait=20)
        assert "Vecka" in found["messages"][0]["text"]


async def test_a_sqlite_file_that_somebody_else_keeps_locked(
    sqlite_databases: SqliteDatabases, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.database._PRAGMAS", ("PRAGMA busy_timeout=500",))
    address = sqlite_databases.migrated()
    with opened(address) as database, opened(address) as other:
        fill(database)
        async with serve(WORKSPACE) as stage, bot_in(stage, database, patient()):
            await command(stage, "/kompis")
            with other.writing() as session:
                session.connection()
                assert (await command(stage, "/training", f"{COURSE} igår")).text == AWAY
                assert "Mål" in str((await command(stage, "/progress")).messages)  # it reads
            assert "Klart!" in (await command(stage, "/training", f"{COURSE} igår")).text


@contextmanager
def elsewhere(file: Path) -> Iterator[None]:
    """The file is not there meanwhile, and what is in its place cannot be opened."""
    moved = file.rename(file.with_suffix(".moved"))
    file.mkdir()
    yield
    file.rmdir()
    moved.rename(file)


async def test_a_sqlite_file_that_is_moved_away_for_a_while(
    sqlite_databases: SqliteDatabases,
) -> None:
    address = sqlite_databases.migrated()
    file = Path(address.removeprefix("sqlite:///"))
    with opened(address) as database:
        fill(database)
        async with serve(WORKSPACE) as stage, bot_in(stage, database, patient()):
            await command(stage, "/kompis")
            with elsewhere(file):
                database.engine.dispose()
                assert (await command(stage, "/progress")).text == AWAY
            assert "Mål" in str((await command(stage, "/progress")).messages)
