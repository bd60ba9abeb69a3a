"""Somebody of whom everything is stored that can be, and everything that there is of anybody."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Column, select
from sqlmodel import Session

from goals.record import Area
from storage.deliveries import Due, owe_member
from storage.journal import audit
from storage.tables import (
    METADATA,
    DeliveryKind,
    Employment,
    ErasureRequest,
    Library,
    Member,
    Region,
    Resource,
    Role,
)
from tests import builders
from tests.builders import key

NOW = datetime(2020, 5, 27, 8, tzinfo=UTC)
TODAY = date(2020, 5, 27)
RESULTS = {Area.SAFETY: Decimal("4.25"), Area.CONTENT: Decimal(3)}


@dataclass(frozen=True, slots=True)
class County:
    """Two who have done all that can be done, at the same library, with and for each other."""

    region_id: int
    library: Library
    anna: Member
    bo: Member


def county(session: Session) -> County:
    """Anna and Bo, the manager, of whom everything is stored."""
    region = builders.region(session, "Jönköpings län")
    library = builders.library(session, region, "Nässjö stadsbibliotek")
    anna = builders.member(session, region, "Anna Ek")
    bo = builders.member(session, region, "Bo Lind", role=Role.MANAGER)
    shared = builders.resource(session, region, "Hängslen och livrem", url="https://x.example.se")
    for one, other in ((anna, bo), (bo, anna)):
        _employ(session, one, library, by=other)
        _learn(session, one, shared, other)
        _report(session, one, library)
        audit(session, NOW, "team.leave", actor=key(other), subject=key(one))
        session.add(_decided(one, other))
        owe_member(session, Due(DeliveryKind.REMINDER, "2020-W22", NOW), key(one), NOW)
    session.flush()
    return County(key(region), library, anna, bo)


def _employ(session: Session, person: Member, at: Library, by: Member) -> None:
    session.add(
        Employment(
            member_id=key(person),
            library_id=key(at),
            starts_on=date(2020, 1, 1),
            confirmed_at=NOW,
            confirmed_by=key(by),
        )
    )
    builders.on_leave(session, person, starts_on=date(2020, 2, 1), ends_on=date(2020, 3, 1))
    account = builders.identity(session, person, locale="sv-SE")
    builders.conversation(session, account)


def _learn(session: Session, person: Member, shared: Resource, other: Member) -> None:
    proposed = builders.resource(session, person, f"{person.name}s podd", approved=False)
    proposed.proposed_by = key(person)
    for finished in (shared, proposed):
        builders.completed(session, person, finished)
    builders.registered(session, person)
    builders.assessed(session, person, results=RESULTS)
    builders.assessed(session, person, on=date(2020, 5, 4))
    builders.grew(session, person)
    builders.invited(session, person, builders.resource(session, person), by=other)
    person.show_name, person.reminders = True, False
    person.snoozed_until = person.growth_asked_on = TODAY


def _report(session: Session, person: Member, library: Library) -> None:
    day = date(2020, 3 if person.role is Role.MANAGER else 4, 1)
    builders.plan(session, library, adopted_on=day).reported_by = key(person)
    builders.tutored(session, library, day, adults=3).reported_by = key(person)
    region = session.get_one(Region, person.region_id)
    builders.milestone(session, region, f"{day.month}").reported_by = key(person)


def _decided(person: Member, by: Member) -> ErasureRequest:
    return ErasureRequest(
        member_id=key(person), asked_at=NOW, decided_at=NOW, decided_by=key(by), granted=False
    )


def references() -> dict[str, Column[Any]]:
    """Every column of every table that refers to a member, `table.column`."""
    return {
        f"{table.name}.{column.name}": column
        for table in METADATA.sorted_tables
        for column in table.columns
        if any(foreign.column is METADATA.tables["member"].c.id for foreign in column.foreign_keys)
    }


def rows(session: Session, table: str) -> list[dict[str, Any]]:
    """What a table holds, in the order of its keys."""
    found = METADATA.tables[table]
    session.flush()
    statement = select(found).order_by(*found.primary_key)
    return [dict(row) for row in session.connection().execute(statement).mappings()]


def everything(session: Session) -> dict[str, list[dict[str, Any]]]:
    """What every table holds."""
    return {table.name: rows(session, table.name) for table in METADATA.sorted_tables}


def with_results(session: Session, member: Member) -> int:
    """How many self-assessments of somebody have results."""
    return sum(
        row["member_id"] == key(member) and any(row[area] is not None for area in Area)
        for row in rows(session, "self_assessment")
    )
