"""From nothing to the newest revision, on both databases: all of it or nothing, and once."""

import multiprocessing
import shutil
from collections.abc import Callable
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import func, inspect, select, text
from sqlalchemy.exc import OperationalError

from storage import migrate as migrations
from storage.database import Database
from storage.migrate import (
    HEAD,
    OrphanedRowsError,
    SchemaState,
    UnusableDatabaseError,
    alembic_config,
    migrate,
    schema_state,
)
from storage.tables import METADATA, Completion
from tests.builders import completed, library, resource, staff
from tests.databases import Databases, opened

LATER = "9000"  # a revision of tomorrow
Revision = Callable[[str], None]


@pytest.fixture
def revision(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Revision:
    """A later version of the code, whose newest revision does what it is told."""
    scripts = tmp_path / "migrations"
    shutil.copytree(migrations._SCRIPTS, scripts)

    def write(upgrade: str) -> None:
        monkeypatch.setattr(migrations, "_SCRIPTS", scripts)
        monkeypatch.setattr(migrations, "HEAD", LATER)
        (scripts / "versions" / f"{LATER}.py").write_text(
            "import sqlalchemy as sa\n"
            "from alembic import op\n"
            f"revision, down_revision = {LATER!r}, {HEAD!r}\n"
            f"def upgrade():\n    {upgrade}\n"
        )

    return write


def tables(database: Database) -> set[str]:
    with database.engine.connect() as connection:
        return set(inspect(connection).get_table_names())


def run(database: Database, alembic: Callable[[Config], object]) -> None:
    """An Alembic command over the database's own connection."""
    config = alembic_config()
    with database.engine.begin() as connection:
        config.attributes["connection"] = connection
        alembic(config)


def execute(database: Database, statement: str) -> None:
    with database.writing() as session:
        session.connection().execute(text(statement))


def tell_a_story(database: Database) -> None:
    """One completion, and all that it needs."""
    with database.writing() as session:
        nassjo = library(session)
        completed(session, staff(session, nassjo), resource(session, nassjo))


def completions(database: Database) -> int:
    with database.reading() as session:
        return (
            session.connection().execute(select(func.count()).select_from(Completion)).scalar_one()
        )


def test_there_is_one_head_and_the_code_knows_it() -> None:
    assert ScriptDirectory.from_config(alembic_config()).get_heads() == [HEAD]


def test_an_empty_database_gets_every_table(empty_database: Database) -> None:
    assert schema_state(empty_database) is SchemaState.EMPTY
    assert migrate(empty_database) is SchemaState.EMPTY
    assert schema_state(empty_database) is SchemaState.CURRENT
    assert tables(empty_database) == METADATA.tables.keys() | {"alembic_version"}


def test_the_tables_and_the_revisions_agree(database: Database) -> None:
    run(database, command.check)


def test_twice_is_once(database: Database) -> None:
    tell_a_story(database)
    assert migrate(database) is SchemaState.CURRENT
    assert completions(database) == 1


def test_down_to_nothing_and_up_again(database: Database) -> None:
    run(database, lambda config: command.downgrade(config, "base"))
    assert tables(database) == {"alembic_version"}
    assert migrate(database) is SchemaState.EMPTY
    run(database, command.check)


def test_a_database_of_something_else_is_left_alone(empty_database: Database) -> None:
    execute(empty_database, "CREATE TABLE somebody_elses (id INTEGER)")
    with pytest.raises(UnusableDatabaseError) as refused:
        migrate(empty_database)
    assert refused.value.state is schema_state(empty_database) is SchemaState.FOREIGN
    assert tables(empty_database) == {"somebody_elses"}


def test_a_database_newer_than_the_code_is_refused(database: Database) -> None:
    execute(database, f"UPDATE alembic_version SET version_num = '{LATER}'")
    execute(database, "ALTER TABLE region DROP COLUMN july_pause")
    with pytest.raises(UnusableDatabaseError) as refused:
        migrate(database)
    assert refused.value.state is schema_state(database) is SchemaState.NEWER


def test_a_newer_database_that_can_be_used_is_left_as_it_is(database: Database) -> None:
    tell_a_story(database)
    execute(database, f"UPDATE alembic_version SET version_num = '{LATER}'")
    execute(database, "ALTER TABLE region ADD COLUMN motto VARCHAR(80)")
    assert migrate(database) is schema_state(database) is SchemaState.AHEAD
    assert completions(database) == 1


@pytest.mark.parametrize("databases", ["postgresql"], indirect=True)
def test_a_table_that_is_in_use_for_long_stops_it_and_nobody_waits_behind_it(
    database: Database, revision: Revision, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(migrations, "_LONGEST_WAIT", "50ms")
    revision("op.add_column('member', sa.Column('nickname', sa.String()))")
    with database.reading() as reader:
        reader.connection().execute(text("SELECT * FROM member"))
        with pytest.raises(OperationalError, match="lock timeout"):
            migrate(database)
    assert schema_state(database) is SchemaState.OLDER
    assert migrate(database) is SchemaState.OLDER


def test_an_older_database_is_upgraded_and_keeps_its_rows(
    database: Database, revision: Revision
) -> None:
    tell_a_story(database)
    revision("op.add_column('member', sa.Column('nickname', sa.String()))")
    assert schema_state(database) is SchemaState.OLDER
    assert migrate(database) is SchemaState.OLDER
    assert schema_state(database) is SchemaState.CURRENT
    assert completions(database) == 1


def test_a_migration_that_fails_leaves_everything_as_it_was(
    database: Database, revision: Revision
) -> None:
    tell_a_story(database)
    before = tables(database)
    revision("op.create_table('half', sa.Column('id', sa.Integer())); op.drop_table('nowhere')")
    with pytest.raises(Exception, match="nowhere"):
        migrate(database)
    assert schema_state(database) is SchemaState.OLDER
    assert tables(database) == before
    assert completions(database) == 1


@pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
class TestBatchMode:
    """SQLite makes a table anew to alter it, and would take the children with the old one."""

    ALTER_MEMBER = (
        "with op.batch_alter_table('member', recreate='always') as batch:"
        " batch.alter_column('name', type_=sa.String(400))"
    )

    def test_children_survive_their_parents_being_made_anew(
        self, database: Database, revision: Revision
    ) -> None:
        tell_a_story(database)
        revision(self.ALTER_MEMBER)
        migrate(database)
        assert completions(database) == 1

    def test_foreign_keys_hold_again_afterwards(
        self, database: Database, revision: Revision
    ) -> None:
        tell_a_story(database)
        revision(self.ALTER_MEMBER)
        migrate(database)
        with pytest.raises(Exception, match="FOREIGN KEY constraint failed"):
            execute(database, "DELETE FROM member")

    def test_rows_that_would_point_at_nothing_stop_it(
        self, database: Database, revision: Revision
    ) -> None:
        tell_a_story(database)
        revision("op.execute('DELETE FROM member')")
        with pytest.raises(OrphanedRowsError, match="completion, employment"):
            migrate(database)
        assert schema_state(database) is SchemaState.OLDER
        with database.reading() as session:
            rows = session.connection().execute(text("SELECT count(*) FROM member"))
            assert rows.scalar_one() == 1


@pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
def test_the_folder_of_a_file_is_made(databases: Databases, tmp_path: Path) -> None:
    file = tmp_path / "not" / "yet" / "kompis.db"
    with opened(f"sqlite:///{file}") as database:
        migrate(database)
        assert schema_state(database) is SchemaState.CURRENT
    assert file.exists()


def migrate_at(address: str) -> SchemaState:
    with opened(address) as database:
        return migrate(database)


def threads() -> Executor:
    return ThreadPoolExecutor(4)


def processes() -> Executor:
    return ProcessPoolExecutor(2, mp_context=multiprocessing.get_context("spawn"))


@pytest.mark.parametrize("together", [threads, processes])
def test_all_replicas_may_migrate_at_once(
    databases: Databases, together: Callable[[], Executor]
) -> None:
    address = databases.empty()
    with together() as executor:
        found = list(executor.map(migrate_at, [address] * 4))
    assert SchemaState.EMPTY in found
    assert set(found) <= {SchemaState.EMPTY, SchemaState.CURRENT}
    with opened(address) as database:
        assert schema_state(database) is SchemaState.CURRENT
