"""Whether a schema that is newer than this code still carries all that the code uses.

An upgrade migrates first and replaces the processes after that, one by one; meanwhile the former
release goes on over the new schema. Whether it can is looked up in the schema itself: all that the
code reads must be there, and nothing may be asked for that the code does not write.
"""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    Connection,
    ForeignKeyConstraint,
    Inspector,
    MetaData,
    Table,
    UniqueConstraint,
    inspect,
)

Columns = frozenset[str]


def obstacles(connection: Connection, known: MetaData) -> tuple[str, ...]:
    """What keeps code that knows these tables from working on the schema as it is, in words."""
    inspector = inspect(connection)
    there = set(inspector.get_table_names())
    found: list[str] = []
    for table in known.sorted_tables:
        if table.name in there:
            found += _in_table(inspector, table)
        else:
            found.append(f"no table {table.name}")
    return tuple(found)


def _in_table(inspector: Inspector, table: Table) -> Iterator[str]:
    columns = {each["name"]: each for each in inspector.get_columns(table.name)}
    yield from _missing(table, columns)
    yield from _demanded(table, columns)
    old = frozenset(table.columns.keys())
    yield from _unique(inspector, table, old)
    yield from _references(inspector, table, old)
    yield from _checked(inspector, table, columns.keys() - old)


def _missing(table: Table, columns: Mapping[str, Any]) -> Iterator[str]:
    """What the code reads and writes, and cannot as it used to."""
    for column in table.columns:
        found, name = columns.get(column.name), f"{table.name}.{column.name}"
        if found is None:
            yield f"no column {name}"
            continue
        if column.nullable and not found["nullable"]:
            yield f"{name} may not be empty"
        longest, now = (getattr(each, "length", None) for each in (column.type, found["type"]))
        if now is not None and (longest is None or now < longest):
            yield f"{name} is shorter"


def _demanded(table: Table, columns: Mapping[str, Any]) -> Iterator[str]:
    """New columns that a row without them cannot be written for."""
    for name, column in columns.items():
        filled = column["nullable"] or column["default"] is not None
        if name not in table.columns and not filled:
            yield f"{table.name}.{name} must be filled"


def _unique(inspector: Inspector, table: Table, old: Columns) -> Iterator[str]:
    """New rules that two rows may not be alike."""
    known = {
        *(_names(each) for each in table.constraints if isinstance(each, UniqueConstraint)),
        *(frozenset(index.columns.keys()) for index in table.indexes if index.unique),
        frozenset(table.primary_key.columns.keys()),
    }
    indexes = [each for each in inspector.get_indexes(table.name) if each["unique"]]
    rules = (*inspector.get_unique_constraints(table.name), *indexes)
    for columns in (_named(rule) for rule in rules):
        if columns <= old and columns not in known:
            yield f"{table.name} must be unique in {', '.join(sorted(columns))}"


def _references(inspector: Inspector, table: Table, old: Columns) -> Iterator[str]:
    """New rules that a row must point at another."""
    known = {_names(each) for each in table.constraints if isinstance(each, ForeignKeyConstraint)}
    for rule in inspector.get_foreign_keys(table.name):
        columns = frozenset(rule["constrained_columns"])
        if columns <= old and columns not in known:
            yield f"{table.name} points elsewhere by {', '.join(sorted(columns))}"


def _checked(inspector: Inspector, table: Table, new: Collection[str]) -> Iterator[str]:
    """New rules for what stands in a row, but those that are about a new column."""
    known = {each.name for each in table.constraints if isinstance(each, CheckConstraint)}
    for rule in inspector.get_check_constraints(table.name):
        about_new = any(name in rule["sqltext"] for name in new)
        if rule["name"] not in known and not about_new:
            yield f"{table.name} is checked by {rule['name']}"


def _named(rule: Any) -> Columns:
    return frozenset(str(name) for name in rule["column_names"])


def _names(constraint: UniqueConstraint | ForeignKeyConstraint) -> Columns:
    return frozenset(constraint.columns.keys())
