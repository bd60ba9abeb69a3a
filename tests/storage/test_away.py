"""A database that is away is told from a fault of ours, and comes back by itself."""

import sqlite3
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError, ProgrammingError
from sqlmodel import Session, select

from storage.away import MaybeSavedError, is_away
from storage.database import Database, open_database
from storage.tables import Region
from tests.builders import region
from tests.databases import Databases, StoppableServer, opened

_READ_ONLY = text("SET TRANSACTION READ ONLY")
Doing = Callable[[Session], object]


def written(database: Database, first: Doing, last: Doing = lambda _: None) -> None:
    """Write a region, with something happening before and after it in the transaction."""
    with database.writing() as session:
        session.connection()
        first(session)
        region(session, "Kalmar län")
        session.flush()
        last(session)


def sqlite_error(kind: type[sqlite3.Error], code: int) -> DBAPIError:
    error = kind("…")
    error.sqlite_errorcode = code
    return DBAPIError("SELECT 1", None, error)


@pytest.mark.parametrize(
    ("code", "away"),
    [
        (sqlite3.SQLITE_BUSY, True),
        (sqlite3.SQLITE_BUSY_SNAPSHOT, True),
        (sqlite3.SQLITE_IOERR_READ, True),
        (sqlite3.SQLITE_READONLY_DBMOVED, True),
        (sqlite3.SQLITE_CANTOPEN, True),
        (sqlite3.SQLITE_NOTADB, True),
        (sqlite3.SQLITE_FULL, True),
        (sqlite3.SQLITE_ERROR, False),
        (sqlite3.SQLITE_CONSTRAINT_UNIQUE, False),
        (sqlite3.SQLITE_MISUSE, False),
    ],
)
def test_what_sqlite_says(code: int, away: bool) -> None:
    assert is_away(sqlite_error(sqlite3.OperationalError, code)) is away


def test_what_is_no_databases_error_is_not_away() -> None:
    assert not is_away(ValueError("…"))
    assert not is_away(sqlite_error(sqlite3.OperationalError, sqlite3.SQLITE_ERROR))
    assert is_away(MaybeSavedError())


def test_a_fault_of_ours_is_not_away(database: Database) -> None:
    for statement in ("SELECT * FROM nowhere", "SELEKT 1"):
        with database.reading() as session, pytest.raises(DBAPIError) as fault:
            session.connection().execute(text(statement))
        assert isinstance(fault.value, OperationalError | ProgrammingError)
        assert not is_away(fault.value)


def test_what_is_there_already_is_not_away(database: Database) -> None:
    with database.writing() as session:
        region(session, "Jönköpings län")
    with pytest.raises(IntegrityError) as twice, database.writing() as session:
        region(session, "Jönköpings län")
    assert not is_away(twice.value)


@pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
def test_a_file_that_is_locked(databases: Databases, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("storage.database._PRAGMAS", ("PRAGMA busy_timeout=1",))
    address = databases.migrated()
    with opened(address) as database, opened(address) as other:
        with other.writing() as held:
            held.connection()
            with pytest.raises(OperationalError) as locked, database.writing() as session:
                session.connection()
        assert is_away(locked.value)
        with database.writing() as session:
            region(session)


def test_a_folder_that_is_gone(tmp_path: Path) -> None:
    with opened(f"sqlite:///{tmp_path / 'nowhere' / 'kompis.db'}") as database:
        with pytest.raises(OperationalError) as gone, database.reading() as session:
            session.connection()
        assert is_away(gone.value)


def test_a_pool_without_a_free_connection(tmp_path: Path) -> None:
    engine = create_engine(
        f"sqlite:///{tmp_path / 'kompis.db'}", pool_size=1, max_overflow=0, pool_timeout=0.01
    )
    with engine.connect(), pytest.raises(Exception, match="QueuePool limit") as none_free:
        engine.connect()
    engine.dispose()
    assert is_away(none_free.value)


@pytest.mark.parametrize("databases", ["postgresql"], indirect=True)
def test_a_standby_that_takes_no_writes(database: Database) -> None:
    with pytest.raises(DBAPIError) as refused:
        written(database, lambda session: session.connection().execute(_READ_ONLY))
    assert is_away(refused.value)


def test_a_server_that_says_nothing_is_not_waited_for_for_long() -> None:
    with opened("postgresql://kompis@192.0.2.1/kompis?connect_timeout=1") as database:
        url = database.engine.url
    assert url.query["connect_timeout"] == "1"
    assert url.query["tcp_user_timeout"] == "15000"


class TestAServerThatStops:
    """PostgreSQL is stopped and started again, under one pool that nobody mends by hand."""

    @pytest.fixture
    def database(self, server: StoppableServer) -> Iterator[Database]:
        database = open_database(server.migrated())
        with database.writing() as session:
            region(session, "Jönköpings län")
        yield database
        database.close()

    def test_it_is_away_and_comes_back(self, server: StoppableServer, database: Database) -> None:
        with database.reading() as reading:
            reading.connection()
            server.stop()
            with pytest.raises(DBAPIError) as broken:
                reading.exec(select(Region)).all()
        assert is_away(broken.value)
        with pytest.raises(OperationalError) as refused, database.reading() as session:
            session.connection()
        assert is_away(refused.value)
        server.start()
        with database.reading() as session:
            assert [each.name for each in session.exec(select(Region))] == ["Jönköpings län"]

    def test_what_it_was_writing_is_not_there(
        self, server: StoppableServer, database: Database
    ) -> None:
        with pytest.raises(DBAPIError) as broken:
            written(database, lambda _: server.stop())
        assert is_away(broken.value)
        server.start()
        with database.reading() as session:
            assert len(session.exec(select(Region)).all()) == 1

    def test_a_commit_that_nobody_heard_of_is_in_doubt(
        self, server: StoppableServer, database: Database
    ) -> None:
        with pytest.raises(MaybeSavedError):
            written(database, lambda _: None, lambda _: server.stop())
        server.start()

    def test_threads_that_wait_all_come_back(
        self, server: StoppableServer, database: Database
    ) -> None:
        found: list[int] = []

        def read() -> None:
            with database.reading() as session:
                found.append(len(session.exec(select(Region)).all()))

        for _ in range(2):
            threads = [threading.Thread(target=read) for _ in range(8)]
            for each in threads:
                each.start()
            for each in threads:
                each.join()
            server.stop()
            server.start()
        assert found == [1] * 16
