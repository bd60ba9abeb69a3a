"""What members report: recorded once, listed, and taken back by who made it.

Every statement is built once, with bind parameters, and works on both databases.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Select, bindparam, delete, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.dialects.postgresql.dml import Insert as PostgresInsert
from sqlalchemy.dialects.sqlite.dml import Insert as SQLiteInsert
from sqlmodel import Session, SQLModel, col
from sqlmodel import select as select_model

from goals.progress import Source
from goals.record import Area
from storage.invitations import forget_invitations_to
from storage.tables import (
    Completion,
    Registration,
    Resource,
    ResourceStatus,
    SelfAssessment,
)


@dataclass(frozen=True, slots=True)
class Reported:
    """A row that a report led to, or found: `new` tells which; `on` is the stored day."""

    row_id: int
    on: date
    new: bool


@dataclass(frozen=True, slots=True)
class FinishedResource:
    """One line of a member's own list."""

    completion_id: int
    resource_id: int
    title: str
    approved: bool
    on: date
    rejected: bool = False  # a coordinator has said that it does not count
    certified: bool = False


class _Once:
    """INSERT … ON CONFLICT DO NOTHING RETURNING for a table, and the row that was in the way."""

    def __init__(self, table: type[SQLModel], key: tuple[str, ...], row_id: str, on: str) -> None:
        target = table.__table__  # type: ignore[attr-defined]
        returned = (target.c[row_id], target.c[on])
        self._insert: dict[str, SQLiteInsert | PostgresInsert] = {
            "sqlite": sqlite.insert(target).on_conflict_do_nothing(index_elements=key),
            "postgresql": postgresql.insert(target).on_conflict_do_nothing(index_elements=key),
        }
        self._insert = {
            name: insert.returning(*returned)  # type: ignore[misc]
            for name, insert in self._insert.items()
        }
        self._existing: Select[*tuple[Any, ...]] = select(*returned, target.c.request_id).where(
            *(target.c[name] == bindparam(f"key_{name}") for name in key)
        )
        self._key = key

    def record(self, session: Session, values: Mapping[str, Any]) -> Reported:
        """Insert the row, or find it; a request delivered again finds its own row as new."""
        connection = session.connection()
        inserted = connection.execute(self._insert[connection.dialect.name], values).first()
        if inserted is not None:
            return Reported(inserted[0], inserted[1], new=True)
        keys = {f"key_{name}": values[name] for name in self._key}
        row_id, on, request_id = connection.execute(self._existing, keys).one()
        return Reported(
            row_id, on, new=request_id is not None and request_id == values["request_id"]
        )


_COMPLETION = _Once(Completion, ("member_id", "resource_id"), "id", "completed_on")
_REGISTRATION = _Once(Registration, ("member_id",), "member_id", "registered_on")
_ASSESSMENT = _Once(SelfAssessment, ("member_id", "taken_on"), "id", "taken_on")
_ASSESSED_BY = select(col(SelfAssessment.id), col(SelfAssessment.taken_on)).where(
    col(SelfAssessment.member_id) == bindparam("member_id"),
    col(SelfAssessment.request_id) == bindparam("request_id"),
)


def record_completion(  # noqa: PLR0917
    session: Session, member_id: int, resource_id: int, on: date, now: datetime, request_id: str
) -> Reported:
    """A member finished a resource on a day; a second report finds the first."""
    return _COMPLETION.record(
        session,
        {
            "member_id": member_id,
            "resource_id": resource_id,
            "completed_on": on,
            "source": Source.SELF_REPORTED,
            "reported_at": now,
            "request_id": request_id,
        },
    )


def record_registration(
    session: Session, member_id: int, on: date, now: datetime, request_id: str
) -> Reported:
    """A member has been registered on Digiteket since a day; a second report finds the first."""
    return _REGISTRATION.record(
        session,
        {
            "member_id": member_id,
            "registered_on": on,
            "source": Source.SELF_REPORTED,
            "reported_at": now,
            "request_id": request_id,
        },
    )


def record_assessment(
    session: Session, member_id: int, on: date, now: datetime, request_id: str
) -> Reported:
    """A member took the self-assessment on a day; a second report of the day finds the first.

    So does the same request that comes again after midnight, and means another day by "today".
    """
    given = {"member_id": member_id, "request_id": request_id}
    row = session.connection().execute(_ASSESSED_BY, given).first()
    if row is not None:
        return Reported(row.id, row.taken_on, new=True)
    return _ASSESSMENT.record(
        session,
        {"member_id": member_id, "taken_on": on, "reported_at": now, "request_id": request_id},
    )


def set_results(
    session: Session, member_id: int, assessment_id: int, results: Mapping[Area, Decimal | None]
) -> date | None:
    """Keep a member's own area results (1 to 7); the day, or None if the row is not theirs."""
    row = session.get(SelfAssessment, assessment_id)
    if row is None or row.member_id != member_id:
        return None
    for area, result in results.items():
        setattr(row, area.value, result)
    return row.taken_on


def results_of(
    session: Session, member_id: int, assessment_id: int
) -> Mapping[Area, Decimal | None] | None:
    """A member's own area results of one self-assessment; None if the row is not theirs."""
    row = session.get(SelfAssessment, assessment_id)
    if row is None or row.member_id != member_id:
        return None
    return {area: getattr(row, area.value) for area in Area}


def finished_by(session: Session, member_id: int) -> tuple[FinishedResource, ...]:
    """What a member has finished, the latest first."""
    rows = session.exec(
        select_model(Completion, Resource)
        .join(Resource, col(Resource.id) == col(Completion.resource_id))
        .where(Completion.member_id == member_id, col(Resource.merged_into).is_(None))
        .order_by(col(Completion.completed_on).desc(), col(Completion.id).desc())
    )
    return tuple(_finished(completion, resource) for completion, resource in rows)


def undo_completion(
    session: Session, member_id: int, completion_id: int
) -> FinishedResource | None:
    """Take a member's own completion back; what it was, or None if there is none of theirs.

    A proposed resource that nobody else has finished goes with it.
    """
    completion = session.get(Completion, completion_id)
    if completion is None or completion.member_id != member_id:
        return None
    taken_back = _finished(completion, session.get_one(Resource, completion.resource_id))
    session.delete(completion)
    session.flush()
    _forget_unclaimed_proposal(session, completion.resource_id)
    return taken_back


def completed_on(session: Session, member_id: int, completion_id: int) -> date | None:
    """The day of a member's own completion; None if there is none of theirs."""
    completion = session.get(Completion, completion_id)
    if completion is None or completion.member_id != member_id:
        return None
    return completion.completed_on


def move_completion(
    session: Session, member_id: int, completion_id: int, on: date
) -> FinishedResource | None:
    """Change the day of a member's own completion; None if there is none of theirs.

    Another day is the member's own word again, whoever has certified the one before.
    """
    completion = session.get(Completion, completion_id)
    if completion is None or completion.member_id != member_id:
        return None
    if completion.completed_on != on:
        completion.completed_on, completion.source = on, Source.SELF_REPORTED
    return _finished(completion, session.get_one(Resource, completion.resource_id))


def _finished(completion: Completion, resource: Resource) -> FinishedResource:
    assert completion.id is not None  # noqa: S101 (a stored row has an id)
    return FinishedResource(
        completion_id=completion.id,
        resource_id=completion.resource_id,
        title=resource.title,
        approved=resource.status == ResourceStatus.APPROVED,
        on=completion.completed_on,
        rejected=resource.rejected_at is not None,
        certified=completion.source == Source.CONFIRMED,
    )


def _forget_unclaimed_proposal(session: Session, resource_id: int) -> None:
    """Remove a proposed resource that nobody has finished any more, and what is asked of it.

    A decided one stays.
    """
    claimed = select(col(Completion.id)).where(col(Completion.resource_id) == resource_id)
    merged = Resource.__table__.alias("merged")  # type: ignore[attr-defined]
    unclaimed = (
        col(Resource.id) == resource_id,
        col(Resource.status) == ResourceStatus.PROPOSED,
        col(Resource.rejected_at).is_(None),
        col(Resource.merged_into).is_(None),
        ~claimed.exists(),
        ~select(merged.c.id).where(merged.c.merged_into == resource_id).exists(),
    )
    connection = session.connection()
    if connection.execute(select(col(Resource.id)).where(*unclaimed)).first() is not None:
        forget_invitations_to(session, resource_id)
        connection.execute(delete(Resource).where(*unclaimed))


def undo_registration(session: Session, member_id: int) -> date | None:
    """Take a member's registration back; the day it was since, or None if there was none."""
    row = session.get(Registration, member_id)
    if row is None:
        return None
    session.delete(row)
    return row.registered_on


def undo_assessment(session: Session, member_id: int, assessment_id: int) -> date | None:
    """Take a member's own self-assessment back, with its results; the day, or None."""
    row = session.get(SelfAssessment, assessment_id)
    if row is None or row.member_id != member_id:
        return None
    session.delete(row)
    return row.taken_on
