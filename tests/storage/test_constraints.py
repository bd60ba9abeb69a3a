"""The database itself refuses what is wrong, whoever writes it."""

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import Enum, text
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from goals.record import Area
from storage.database import Database
from storage.tables import METADATA, Channel, Library, Member, Platform, Region
from tests.builders import (
    assessed,
    completed,
    employed,
    grew,
    identity,
    installation,
    key,
    library,
    member,
    on_leave,
    region,
    registered,
    resource,
)

A_DAY = date(2026, 3, 2)
CHOICES = [
    f"{table.name}.{column.name}"
    for table in METADATA.sorted_tables
    for column in table.columns
    if isinstance(column.type, Enum)
]


@pytest.fixture
def session(database: Database) -> Iterator[Session]:
    with database.reading() as session:
        yield session


@pytest.fixture
def anna(session: Session) -> Member:
    """One row in every table that has a choice, a span or a parent."""
    county = region(session)
    nassjo = library(session, county)
    installation(session, county)
    anna = member(session, county, "Anna")
    employed(session, anna, nassjo, starts_on=A_DAY)
    on_leave(session, anna, starts_on=A_DAY)
    identity(session, anna)
    completed(session, anna, resource(session, county))
    registered(session, anna)
    assessed(session, anna, results={Area.SAFETY: Decimal("4.25")})
    channel(session, nassjo)
    return anna


def channel(session: Session, at: Library) -> None:
    session.add(
        Channel(
            region_id=at.region_id,
            library_id=key(at),
            platform=Platform.SLACK,
            tenant="T1",
            channel_id="C1",
        )
    )
    session.flush()


def refused(session: Session, statement: str) -> None:
    with pytest.raises(IntegrityError):
        session.connection().execute(text(statement))


@pytest.mark.parametrize("choice", CHOICES)
@pytest.mark.usefixtures("anna")
def test_a_choice_takes_none_but_its_values(session: Session, choice: str) -> None:
    table, column = choice.split(".")
    refused(session, f"UPDATE {table} SET {column} = 'something else'")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE employment SET ends_on = starts_on",
        "UPDATE employment SET ends_on = '2026-03-01'",
        "UPDATE leave SET ends_on = starts_on",
        "UPDATE library SET municipality_code = '68'",
        *(f"UPDATE self_assessment SET {area} = 99" for area in Area),
        *(f"UPDATE self_assessment SET {area} = 701" for area in Area),
    ],
)
@pytest.mark.usefixtures("anna")
def test_a_value_out_of_bounds_is_refused(session: Session, statement: str) -> None:
    refused(session, statement)


@pytest.mark.parametrize(
    "foreign",
    [
        f"{table.name}.{column.name}"
        for table in METADATA.sorted_tables
        for column in table.columns
        if column.foreign_keys and table.name not in {"audit_event", "growth_report"}
    ],
)
@pytest.mark.usefixtures("anna")
def test_a_row_points_at_a_row_that_is_there(session: Session, foreign: str) -> None:
    table, column = foreign.split(".")
    refused(session, f"UPDATE {table} SET {column} = 999999")


@pytest.mark.parametrize("table", ["member", "library", "region", "resource"])
@pytest.mark.usefixtures("anna")
def test_a_parent_cannot_leave_its_children(session: Session, table: str) -> None:
    refused(session, f"DELETE FROM {table}")


def installed(session: Session, anna: Member) -> None:
    installation(session, session.get_one(Region, anna.region_id))


def told(session: Session, anna: Member) -> None:
    grew(session, anna)
    grew(session, anna, developed=False)


def away(session: Session, anna: Member) -> None:
    on_leave(session, anna, starts_on=A_DAY)


def known(session: Session, anna: Member) -> None:
    identity(session, anna, "U1")
    identity(session, anna, "U1")


class TestOnce:
    """What can only be once."""

    @pytest.mark.parametrize("again", [registered, assessed, installed, told, away, known])
    def test_a_fact_is_stored_once(
        self, session: Session, anna: Member, again: Callable[[Session, Member], object]
    ) -> None:
        with pytest.raises(IntegrityError):
            again(session, anna)

    def test_a_resource_is_finished_once(self, session: Session, anna: Member) -> None:
        course = resource(session, anna)
        completed(session, anna, course)
        with pytest.raises(IntegrityError):
            completed(session, anna, course, on=date(2026, 3, 3))

    def test_a_title_stands_once_in_a_catalogue(self, session: Session, anna: Member) -> None:
        resource(session, anna, "Källkritik")
        resource(session, region(session), "Källkritik")  # another region's is another one
        with pytest.raises(IntegrityError):
            resource(session, anna, "KÄLLKRITIK")

    def test_an_employment_starts_once_on_a_day(self, session: Session, anna: Member) -> None:
        vetlanda = library(session)
        employed(session, anna, vetlanda)
        employed(session, anna, vetlanda, starts_on=date(2026, 3, 3))
        with pytest.raises(IntegrityError):
            employed(session, anna, vetlanda, starts_on=date(2026, 3, 3))
