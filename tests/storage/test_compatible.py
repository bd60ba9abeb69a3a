"""Old code on a new schema: what each revision leaves to the release before it, and what it says
where it does not.
"""

import re
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Date,
    DateTime,
    Integer,
    MetaData,
    Table,
    func,
    insert,
    select,
    text,
)

from storage.compatible import obstacles
from storage.database import Database
from storage.migrate import HEAD, SchemaState, alembic_config, migrate
from storage.tables import METADATA

MOMENT = datetime(2020, 5, 25, 7, 0, tzinfo=UTC)
REVISIONS = tuple(
    reversed(
        [
            each.revision
            for each in ScriptDirectory.from_config(alembic_config()).walk_revisions("base", HEAD)
        ]
    )
)
CHANGES: dict[str, dict[str, Any]] = {  # what the columns alone do not tell
    "delivery": {"member_id": 1, "expires_at": MOMENT + timedelta(days=1), "state": "pending"},
    "action_plan": {"status": "draft"},
    "conversation": {"kind": "channel"},
}
_CHOICE = re.compile(r"'(\w+)'")


def upgrade(database: Database, revision: str) -> None:
    """To a revision, as `migrate` does it."""
    config = alembic_config()
    with database.engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, revision)


def as_it_is(database: Database) -> MetaData:
    """The tables as code of this revision knows them."""
    known = MetaData()
    with database.engine.connect() as connection:
        known.reflect(connection, only=lambda name, _: name != "alembic_version")
    return known


def row(table: Table) -> dict[str, Any]:
    """What old code writes: everything that it must, of the columns that it knows."""
    filled = {column.name: value(table, column) for column in table.columns if wanted(column)}
    return {**filled, **CHANGES.get(table.name, {})}


def wanted(column: Column[Any]) -> bool:
    given = column.primary_key and column.name == "id"
    return not (column.nullable or given)


def value(table: Table, column: Column[Any]) -> Any:
    match column.type:
        case Boolean():
            return False
        case Date():
            return MOMENT.date()
        case DateTime():
            return MOMENT
        case Integer():
            return 1
    return choice(table, column) or "text"[: column.type.length]  # type: ignore[attr-defined]


def choice(table: Table, column: Column[Any]) -> str | None:
    """The first of the values that may stand there, where a CHECK lists them."""
    rules = (rule for rule in table.constraints if isinstance(rule, CheckConstraint))
    about = (str(rule.sqltext).strip("(") for rule in rules)
    found = (_CHOICE.findall(rule) for rule in about if rule.startswith(column.name))
    return next((choices[0] for choices in found if choices), None)


def write_a_row_in_each(database: Database, known: MetaData) -> None:
    with database.engine.begin() as connection:
        for table in known.sorted_tables:
            connection.execute(insert(table), row(table))


def counted(database: Database, known: MetaData) -> set[int]:
    """How many rows the tables have, read by their known columns."""
    with database.engine.connect() as connection:
        for table in known.sorted_tables:
            connection.execute(select(table)).all()
        return {
            connection.execute(select(func.count()).select_from(table)).scalar_one()
            for table in known.sorted_tables
        }


@pytest.mark.parametrize("revision", REVISIONS[:-1])
def test_the_release_before_goes_on_over_the_next_schema(
    empty_database: Database, revision: str
) -> None:
    """It finds what it needs, reads what stood there, and writes as it is used to."""
    upgrade(empty_database, revision)
    known = as_it_is(empty_database)
    upgrade(empty_database, REVISIONS[REVISIONS.index(revision) + 1])
    with empty_database.engine.connect() as connection:
        assert obstacles(connection, known) == ()
    write_a_row_in_each(empty_database, known)
    assert counted(empty_database, known) == {1}


def test_the_first_release_could_still_work_on_todays_schema(empty_database: Database) -> None:
    upgrade(empty_database, REVISIONS[0])
    known = as_it_is(empty_database)
    write_a_row_in_each(empty_database, known)
    assert migrate(empty_database) is SchemaState.OLDER
    with empty_database.engine.connect() as connection:
        assert obstacles(connection, known) == ()
    assert counted(empty_database, known) == {1}


def test_todays_code_on_todays_schema(database: Database) -> None:
    with database.engine.connect() as connection:
        assert obstacles(connection, METADATA) == ()


def after(database: Database, *statements: str) -> tuple[str, ...]:
    """What keeps this code from a schema that is changed like this."""
    with database.engine.begin() as connection:
        for statement in statements:
            connection.execute(text(statement))
    with database.engine.connect() as connection:
        return obstacles(connection, METADATA)


HARMLESS = {
    "a new table": "CREATE TABLE badge (id INTEGER PRIMARY KEY)",
    "a column that may be empty": "ALTER TABLE region ADD COLUMN motto VARCHAR(80)",
    "a column with a default": "ALTER TABLE region ADD COLUMN size INTEGER DEFAULT 1 NOT NULL",
    "a rule about a new column": "ALTER TABLE region ADD COLUMN motto VARCHAR(80)"
    " CONSTRAINT ck_region_motto CHECK (motto <> '')",
    "an index": "CREATE INDEX ix_member_name ON member (name)",
}
HARMFUL = {
    "no table change": "DROP TABLE change",
    "no column region.july_pause": "ALTER TABLE region DROP COLUMN july_pause",
    "member must be unique in name": "CREATE UNIQUE INDEX uq_member_name ON member (name)",
}
HARMFUL_ON_POSTGRESQL = {
    "region.motto must be filled": "ALTER TABLE region ADD COLUMN motto VARCHAR(80) NOT NULL",
    "member.email may not be empty": "ALTER TABLE member ALTER COLUMN email SET NOT NULL",
    "member.name is shorter": "ALTER TABLE member ALTER COLUMN name TYPE VARCHAR(50)",
    "member is checked by ck_named": "ALTER TABLE member"
    " ADD CONSTRAINT ck_named CHECK (name <> '')",
    "member points elsewhere by name": "ALTER TABLE member"
    " ADD CONSTRAINT fk_named FOREIGN KEY (name) REFERENCES region (name)",
}


@pytest.mark.parametrize("change", HARMLESS.values(), ids=HARMLESS.keys())
def test_what_does_no_harm(database: Database, change: str) -> None:
    assert after(database, change) == ()


@pytest.mark.parametrize(("told", "change"), HARMFUL.items(), ids=HARMFUL.keys())
def test_what_old_code_cannot_do_without(database: Database, told: str, change: str) -> None:
    assert after(database, change) == (told,)


@pytest.mark.parametrize("databases", ["postgresql"], indirect=True)
@pytest.mark.parametrize(
    ("told", "change"), HARMFUL_ON_POSTGRESQL.items(), ids=HARMFUL_ON_POSTGRESQL.keys()
)
def test_what_old_code_does_not_know_of(database: Database, told: str, change: str) -> None:
    assert after(database, change) == (told,)


def test_the_rows_are_what_they_say() -> None:
    """The rows above are those of a real table: its choices, days and moments."""
    made = row(METADATA.tables["employment"])
    assert made["starts_on"] == date(2020, 5, 25)
    assert made["chief"] is False
