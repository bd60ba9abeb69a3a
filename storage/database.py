"""One database, opened once per process: SQLite (WAL, FULL) by default, or PostgreSQL.

Reading and writing are told apart: on SQLite every writing transaction begins IMMEDIATE, so that
two writers wait for each other instead of failing with "database is locked".
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlmodel import Session

from storage.away import MaybeSavedError

BUSY_TIMEOUT_MS = 10_000  # how long a writer waits for another
_PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    f"PRAGMA busy_timeout={BUSY_TIMEOUT_MS}",
)
# Seconds and milliseconds after which a server that says nothing is taken for one that is away; by
# itself a driver waits for minutes. https://www.postgresql.org/docs/current/libpq-connect.html
_IMPATIENCE = {"connect_timeout": "5", "keepalives_idle": "30", "tcp_user_timeout": "15000"}
_LOCK = text("SELECT pg_advisory_xact_lock(:key)")


class Database:
    """An engine with a reading and a writing side. Close it when the process ends."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    @property
    def is_missing(self) -> bool:
        """Whether it is an SQLite file that nobody has made yet; connecting would make it."""
        url = self.engine.url
        if url.get_backend_name() != "sqlite" or url.database in {None, "", ":memory:"}:
            return False
        return not Path(str(url.database)).exists()

    def make_folder(self) -> None:
        """Make the folder that an SQLite file is to stand in."""
        if self.is_missing:
            Path(str(self.engine.url.database)).parent.mkdir(parents=True, exist_ok=True)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session whose transaction is rolled back at the end."""
        with Session(self.engine, expire_on_commit=False) as session:
            begin(session.connection())
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A session that commits at the end, or rolls everything back on an exception.

        Raises MaybeSavedError where the line breaks while it commits.
        """
        with Session(self.engine, expire_on_commit=False) as session:
            begin(session.connection(), to_write=True)
            yield session
            session.flush()
            _commit(session)

    def close(self) -> None:
        """Give every connection back to the operating system."""
        self.engine.dispose()


def _commit(session: Session) -> None:
    try:
        session.commit()
    except DBAPIError as error:
        if error.connection_invalidated:
            raise MaybeSavedError from error
        raise


def one_at_a_time(session: Session, *what: str) -> None:
    """Wait until no other writing transaction is about the same thing, and keep it until the end.

    On SQLite there is one writer anyhow.
    """
    connection = session.connection()
    if connection.dialect.name == "postgresql":
        digest = sha256("\0".join(what).encode()).digest()
        key = int.from_bytes(digest[:8], signed=True)
        connection.execute(_LOCK, {"key": key})


def open_database(address: str) -> Database:
    """Open the database at a URL such as `sqlite:///kompis.db` or `postgresql://…`.

    Nothing is made or connected to yet. Raises sqlalchemy.exc.ArgumentError for an address that
    is none.
    """
    url = _with_driver(make_url(address))
    if url.get_backend_name() == "sqlite":
        return Database(_sqlite(url))
    url = url.update_query_dict({**_IMPATIENCE, **url.query})  # what the address says goes before
    return Database(create_engine(url, pool_pre_ping=True, hide_parameters=True))


def _with_driver(url: URL) -> URL:
    """PostgreSQL is spoken to with psycopg 3, whatever the address says."""
    if url.get_backend_name() in {"postgresql", "postgres"}:
        return url.set(drivername="postgresql+psycopg")
    return url


def _sqlite(url: URL) -> Engine:
    if url.database and url.database != ":memory:":
        url = url.set(database=str(Path(url.database).expanduser()))
    engine = create_engine(
        url,
        hide_parameters=True,  # no names or texts in a traceback
        paramstyle="named",  # a day that a statement asks for thirty times is bound once
    )
    event.listen(engine, "connect", _prepare)
    return engine


def _prepare(connection: sqlite3.Connection, _record: Any) -> None:
    """Take the transactions over from the driver, which would begin them deferred."""
    connection.isolation_level = None
    for pragma in _PRAGMAS:
        connection.execute(pragma)


def begin(connection: Connection, *, to_write: bool = False) -> None:
    """Begin a connection's transaction where its driver leaves that to us, as SQLite's does.

    Straight at the driver, since every request does this. A listener to SQLAlchemy's "begin" would
    do the same, and make each statement a tenth slower: it then looks for listeners of its own.
    """
    if connection.dialect.name != "sqlite":
        return
    statement = "BEGIN IMMEDIATE" if to_write else "BEGIN"
    try:
        connection.connection.dbapi_connection.execute(statement)  # type: ignore[union-attr]
    except sqlite3.OperationalError as error:  # as SQLAlchemy tells it of any other statement
        raise OperationalError(statement, None, error, hide_parameters=True) from error
