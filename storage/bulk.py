"""Many rows at a time, on both databases, with statements that are built once."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Executable, Table, Update, bindparam, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session

CHUNK = 5_000  # rows a statement; keeps memory flat
MOST_IDS = 500  # ids in one IN (…), well under every database's limit of parameters

Parameters = Mapping[str, Any]
Item = TypeVar("Item")


class Upsert:
    """INSERT … ON CONFLICT (key) DO UPDATE of `columns`, where the stored row allows it."""

    def __init__(
        self,
        table: Table,
        key: Sequence[str],
        columns: Sequence[str],
        where: ColumnElement[bool] | None = None,
    ) -> None:
        lite, post = sqlite.insert(table), postgresql.insert(table)
        self._statements: dict[str, Executable] = {
            "sqlite": lite.on_conflict_do_update(
                index_elements=key,
                set_={name: lite.excluded[name] for name in columns},
                where=where,
            ),
            "postgresql": post.on_conflict_do_update(
                index_elements=key,
                set_={name: post.excluded[name] for name in columns},
                where=where,
            ),
        }

    def run(self, session: Session, rows: Iterable[Parameters]) -> None:
        """Write every row."""
        write(session, self._statements[session.connection().dialect.name], rows)


def update_by_id(table: Table, columns: Sequence[str]) -> Update:
    """UPDATE of some columns of the row with the id `row_id`."""
    values: dict[str, Any] = {name: bindparam(name) for name in columns}
    return update(table).where(table.c.id == bindparam("row_id")).values(values)


def write(session: Session, statement: Executable, rows: Iterable[Parameters]) -> None:
    """Run a statement for every row, in chunks. No rows, no statement."""
    connection = session.connection()
    for chunk in chunks(rows, CHUNK):
        connection.execute(statement, chunk)


def chunks(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    """The items in lists of at most `size`."""
    rest = iter(items)
    while chunk := list(islice(rest, size)):
        yield chunk


def select_by_ids(
    session: Session, statement: Callable[[list[int]], Executable], ids: Iterable[int]
) -> Iterator[Any]:
    """The rows of a statement that takes a list of ids, however many there are."""
    connection = session.connection()
    for chunk in chunks(sorted(set(ids)), MOST_IDS):
        yield from connection.execute(statement(chunk))
