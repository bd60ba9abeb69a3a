"""Bringing a database to the schema that this code knows, and telling how far it is.

Alembic is imported only when it is needed: a start-up reads one row.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, inspect, text

from storage.database import Database, begin

if TYPE_CHECKING:
    from alembic.config import Config

HEAD = "0008"  # the newest revision in migrations/versions
_SCRIPTS = Path(__file__).parent / "migrations"
_LONGEST_WAIT = "10s"  # for a table that is in use: whoever comes after us would wait behind us
_LOCK_KEY = 5_660_977  # any number that nothing else in the database locks by


class SchemaState(StrEnum):
    """How a database stands to this code's schema."""

    EMPTY = "empty"
    OLDER = "older"
    CURRENT = "current"
    AHEAD = "ahead"  # of this code, which can work on it all the same
    NEWER = "newer"  # and this code cannot
    FOREIGN = "foreign"  # tables of something else


USABLE = frozenset({SchemaState.CURRENT, SchemaState.AHEAD})


class UnusableDatabaseError(Exception):
    """The database cannot be brought to this code's schema: it is newer, or not Kompis's."""

    def __init__(self, state: SchemaState) -> None:
        super().__init__(state.value)
        self.state = state


class OrphanedRowsError(Exception):
    """A migration would leave rows that point at nothing; it was rolled back."""

    def __init__(self, tables: set[str]) -> None:
        super().__init__(f"rows without a parent in: {', '.join(sorted(tables))}")


def schema_state(database: Database) -> SchemaState:
    """Read how far the database is, without changing it."""
    if database.is_missing:
        return SchemaState.EMPTY
    with database.engine.connect() as connection:
        tables = set(inspect(connection).get_table_names())
        if "alembic_version" not in tables:
            return SchemaState.FOREIGN if tables else SchemaState.EMPTY
        revision = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
        if revision is None:
            return SchemaState.EMPTY
        if revision == HEAD:
            return SchemaState.CURRENT
        if revision in _known_revisions():
            return SchemaState.OLDER
        return SchemaState.NEWER if _obstacles(connection) else SchemaState.AHEAD


def migrate(database: Database) -> SchemaState:
    """Upgrade to the newest revision, all or nothing; returns the state found before.

    One that is ahead is left as it is: an older process may be started while newer ones run.
    Raises UnusableDatabaseError for a database that is newer than the code or not Kompis's.
    """
    before = schema_state(database)
    if before in {SchemaState.NEWER, SchemaState.FOREIGN}:
        raise UnusableDatabaseError(before)
    if before not in USABLE:
        database.make_folder()
        _upgrade(database)
    return before


def _upgrade(database: Database) -> None:
    """Run the revisions in one transaction that no other process can run beside."""
    with database.engine.connect() as connection, _cascades_off(connection), connection.begin():
        begin(connection, to_write=True)
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK_KEY})
            connection.execute(text(f"SET LOCAL lock_timeout = '{_LONGEST_WAIT}'"))
        _run_revisions(connection)


@contextmanager
def _cascades_off(connection: Connection) -> Iterator[None]:
    """Keep SQLite from deleting children while batch mode drops and renames their parents.

    The pragma does nothing inside a transaction, so it goes to the driver before one begins.
    """
    if connection.dialect.name != "sqlite":
        yield
        return
    driver = connection.connection.driver_connection
    assert driver is not None  # noqa: S101 (an open connection has one)
    driver.execute("PRAGMA foreign_keys=OFF")
    try:
        yield
    finally:
        driver.execute("PRAGMA foreign_keys=ON")


def _run_revisions(connection: Connection) -> None:
    from alembic import command  # noqa: PLC0415

    config = alembic_config()
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
    if connection.dialect.name == "sqlite":
        orphans = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
        if orphans:
            raise OrphanedRowsError({orphan[0] for orphan in orphans})


def alembic_config() -> "Config":
    """Alembic's settings for our revisions, wherever the package is installed."""
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS))
    config.set_main_option("path_separator", "os")
    return config


def _obstacles(connection: Connection) -> tuple[str, ...]:
    from storage.compatible import obstacles  # noqa: PLC0415
    from storage.tables import METADATA  # noqa: PLC0415

    return obstacles(connection, METADATA)


def _known_revisions() -> frozenset[str]:
    from alembic.script import ScriptDirectory  # noqa: PLC0415

    scripts = ScriptDirectory.from_config(alembic_config())
    return frozenset(script.revision for script in scripts.walk_revisions())
