"""The database itself refuses what is wrong, whoever writes it."""

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import Enum, text
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from goals.progress import Status
from goals.record import Area
from storage.database import Database
from storage.tables import (
    METADATA,
    Change,
    Delivery,
    DeliveryKind,
    ErasureRequest,
    GoalSetting,
    Invitation,
    Member,
    Platform,
    Region,
    Snapshot,
)
from tests.builders import (
    assessed,
    channel,
    completed,
    conversation,
    employed,
    grew,
    identity,
    installation,
    key,
    library,
    member,
    milestone,
    noon,
    official,
    on_leave,
    plan,
    region,
    registered,
    resource,
    tutored,
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
    conversation(session, identity(session, anna))
    completed(session, anna, resource(session, county))
    registered(session, anna)
    assessed(session, anna, results={Area.SAFETY: Decimal("4.25")})
    channel(session, at=nassjo)
    plan(session, nassjo, valid_until=date(2027, 3, 2)).reported_by = key(anna)
    tutored(session, nassjo, A_DAY.replace(day=1)).reported_by = key(anna)
    milestone(session, county, "node_role").reported_by = key(anna)
    official(session, nassjo, 2019)
    session.add(GoalSetting(region_id=key(county), goal="digiteket", target=60))
    session.add(
        Snapshot(
            region_id=key(county),
            library_id=key(nassjo),
            day=A_DAY,
            goal="digiteket",
            numerator=1,
            denominator=2,
            target=80,
            status=Status.OPEN,
        )
    )
    session.add(
        Invitation(
            member_id=key(anna),
            resource_id=key(resource(session, county)),
            completed_on=A_DAY,
            invited_by=key(member(session, county)),
            invited_at=noon(A_DAY),
        )
    )
    session.add(
        ErasureRequest(
            member_id=key(anna),
            asked_at=noon(A_DAY),
            decided_at=noon(A_DAY),
            decided_by=key(anna),
            granted=True,
        )
    )
    session.add(
        Change(
            region_id=key(county),
            library_id=key(nassjo),
            kind="tutoring",
            before="{}",
            after="{}",
            request_id="request:1",
            made_at=noon(A_DAY),
        )
    )
    session.add(
        Delivery(
            key="reminder:1",
            kind=DeliveryKind.REMINDER,
            region_id=key(county),
            platform=Platform.SLACK,
            tenant="T1",
            member_id=key(anna),
            period="2026-W10",
            due_at=noon(A_DAY),
            expires_at=noon(date(2026, 3, 4)),
            next_try_at=noon(A_DAY),
            created_at=noon(A_DAY),
        )
    )
    session.flush()
    return anna


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
        "UPDATE action_plan SET valid_until = '2026-03-01'",
        "UPDATE action_plan SET adopted_on = NULL",
        "UPDATE action_plan SET status = 'draft'",
        "UPDATE tutoring_count SET adults = -1",
        "UPDATE tutoring_count SET children = -1",
        "UPDATE official_statistic SET value = -1",
        "UPDATE goal_setting SET target = 0",
        "UPDATE goal_setting SET target = 101",
        "UPDATE channel SET weekday = 0",
        "UPDATE channel SET weekday = 8",
        "UPDATE channel SET hour = 24",
        "UPDATE erasure_request SET granted = NULL",
        "UPDATE channel SET broken_code = 'is_archived'",
        "UPDATE channel SET broken_at = '2026-03-02 12:00:00'",
        "UPDATE delivery SET channel_id = 'C1'",
        "UPDATE delivery SET member_id = NULL",
        "UPDATE delivery SET expires_at = due_at",
        "UPDATE delivery SET attempts = -1",
        "UPDATE delivery SET parts = -1",
        "UPDATE delivery SET state = 'sending', tried_at = due_at",
        "UPDATE delivery SET lease_until = due_at, lease_owner = 'a'",
        "UPDATE delivery SET state = 'sending', tried_at = due_at, lease_until = due_at",
        "UPDATE delivery SET state = 'sending', lease_until = due_at, lease_owner = 'a'",
        "UPDATE delivery SET state = 'sent'",
        "UPDATE delivery SET sent_at = due_at",
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

    def test_a_library_has_one_draft_of_a_plan(self, session: Session, anna: Member) -> None:
        nassjo = library(session)
        plan(session, nassjo, adopted_on=None)
        plan(session, nassjo)
        with pytest.raises(IntegrityError):
            plan(session, nassjo, adopted_on=None)

    @pytest.mark.parametrize("library_id", ["library_id", "NULL"])
    @pytest.mark.usefixtures("anna")
    def test_a_day_of_a_goal_is_published_once(self, session: Session, library_id: str) -> None:
        """For a library, and for the region as a whole."""
        columns = "region_id, day, goal, numerator, denominator, target, status"
        again = (
            f"INSERT INTO snapshot (library_id, {columns})"
            f" SELECT {library_id}, {columns} FROM snapshot"
        )
        if library_id == "NULL":
            session.connection().execute(text(again))
        refused(session, f"{again} LIMIT 1")

    def test_an_employment_starts_once_on_a_day(self, session: Session, anna: Member) -> None:
        vetlanda = library(session)
        employed(session, anna, vetlanda)
        employed(session, anna, vetlanda, starts_on=date(2026, 3, 3))
        with pytest.raises(IntegrityError):
            employed(session, anna, vetlanda, starts_on=date(2026, 3, 3))
