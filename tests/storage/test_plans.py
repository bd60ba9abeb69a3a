"""Every question is answered from indexes: no table is read from end to end."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import pytest
from sqlalchemy import Engine, event
from sqlmodel import Session

from goals.rules import GrowthMeasure, Rules
from storage.coordinators import coordinates, coordinators_of
from storage.database import Database
from storage.linking import links_of
from storage.progress import (
    county_counts,
    library_counts,
    library_records,
    member_record,
    region_counts,
)
from storage.team import colleague, places_of, team_of, teams_of

ON = date(2026, 3, 2)
FOUND = {"SCAN head", "SCAN judged", "SCAN once", "SCAN there LEFT-JOIN"}  # staff, once found
Statement = tuple[str, Any]


@contextmanager
def heard(engine: Engine) -> Iterator[list[Statement]]:
    """The statements that reach the driver, with their parameters."""
    statements: list[Statement] = []

    def hear(_connection: Any, _cursor: Any, statement: str, given: Any, *_: Any) -> None:
        statements.append((statement, given))

    event.listen(engine, "before_cursor_execute", hear)
    yield statements
    event.remove(engine, "before_cursor_execute", hear)


def plan(session: Session, statement: Statement) -> list[str]:
    """The steps that SQLite would take, without knowing how many rows there are."""
    sql, given = statement
    steps = session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", given)
    return [step.detail for step in steps]


@pytest.mark.parametrize("measure", GrowthMeasure)
@pytest.mark.parametrize(
    ("ask", "statements"),
    [
        (lambda session, rules: library_counts(session, 1, ON, rules), 1),
        (lambda session, rules: county_counts(session, 1, ON, rules), 1),
        (lambda session, rules: region_counts(session, 1, ON, rules), 1),
        (lambda session, _: library_records(session, 1, ON), 5),
        (lambda session, _: member_record(session, 1), 4),
        (lambda session, _: team_of(session, 1, ON), 2),
        (lambda session, _: teams_of(session, 1, ON), 2),
        (lambda session, _: colleague(session, 1, 1, ON), 2),
        (lambda session, _: places_of(session, 1, 1, ON), 2),
        (lambda session, _: coordinates(session, 1, ON), 1),
        (lambda session, _: coordinators_of(session, 1, ON), 1),
        (lambda session, _: links_of(session, 1), 1),
    ],
    ids=[
        *("library", "county", "by library", "records", "record"),
        *("team", "teams", "colleague", "places", "coordinator", "coordinators"),
        "channels",
    ],
)
@pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
def test_no_table_is_read_from_end_to_end(
    database: Database,
    measure: GrowthMeasure,
    ask: Callable[[Session, Rules], object],
    statements: int,
) -> None:
    with database.reading() as session:
        with heard(database.engine) as asked:
            ask(session, Rules(growth_measure=measure))
        asked = [one for one in asked if one[0] != "BEGIN"]
        steps = [step for statement in asked for step in plan(session, statement)]

    assert len(asked) == statements
    assert any(step.startswith("SEARCH") for step in steps)
    read_whole = {step for step in steps if step.startswith("SCAN")}
    assert read_whole <= FOUND
