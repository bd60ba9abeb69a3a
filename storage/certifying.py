"""What members have reported and a manager certifies: from self-reported to confirmed, and back.

A fact is told by a short reference: `c12` is a completion, `a3` a self-assessment, `r` the
registration. Of a self-assessment only that it was taken is certified, never its results.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from goals.progress import Source
from storage.tables import Completion, Registration, Resource, SelfAssessment

Reported = Completion | SelfAssessment | Registration


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that a member has reported; `title` is a finished resource's, else None."""

    ref: str
    title: str | None
    on: date
    certified: bool


def facts_of(session: Session, member_id: int) -> tuple[Fact, ...]:
    """Everything of a member that can be certified: registered, assessed, finished; by day."""
    registration = session.get(Registration, member_id)
    assessments = session.exec(
        select(SelfAssessment)
        .where(SelfAssessment.member_id == member_id)
        .order_by(col(SelfAssessment.taken_on))
    )
    completions = session.exec(
        select(Completion, Resource.title)
        .join(Resource, col(Resource.id) == col(Completion.resource_id))
        .where(Completion.member_id == member_id, col(Resource.merged_into).is_(None))
        .order_by(col(Completion.completed_on), col(Completion.id))
    )
    return (
        *([_fact("r", registration, registration.registered_on)] if registration else []),
        *(_fact(f"a{row.id}", row, row.taken_on) for row in assessments),
        *(_fact(f"c{row.id}", row, row.completed_on, title) for row, title in completions),
    )


def certify(session: Session, member_id: int, refs: Collection[str]) -> tuple[Fact, ...]:
    """Certify what a member has reported; the facts that were not certified before."""
    return _turn(session, member_id, refs, Source.SELF_REPORTED, Source.CONFIRMED)


def take_back(session: Session, member_id: int, refs: Collection[str]) -> tuple[Fact, ...]:
    """Let it be the member's own word again; the facts that were certified before."""
    return _turn(session, member_id, refs, Source.CONFIRMED, Source.SELF_REPORTED)


def _turn(
    session: Session, member_id: int, refs: Collection[str], old: Source, new: Source
) -> tuple[Fact, ...]:
    facts = [each for each in facts_of(session, member_id) if each.ref in refs]
    turned = [each for each in facts if each.certified == (old is Source.CONFIRMED)]
    for fact in turned:
        row = _row(session, member_id, fact.ref)
        row.source = new
        session.add(row)
    session.flush()
    return tuple(turned)


def _row(session: Session, member_id: int, ref: str) -> Reported:
    if ref == "r":
        return session.get_one(Registration, member_id)
    if ref.startswith("a"):
        return session.get_one(SelfAssessment, int(ref[1:]))
    return session.get_one(Completion, int(ref[1:]))


def _fact(ref: str, row: Reported, on: date, title: str | None = None) -> Fact:
    return Fact(ref, title, on, row.source == Source.CONFIRMED)
