"""Erasing a person: what is their own at once, and everything when that has been decided.

Of somebody who is wholly erased a number stays and nothing else: ids are given once, and the log
of who saw what keeps its numbers until it is forgotten itself. What was published on past days
stays as it was published (`Snapshot`); counted anew, past days are without the person.
"""

from datetime import datetime

from sqlalchemy import Column, ColumnElement, delete, exists, select, update
from sqlmodel import Session, col

from goals.record import Area
from storage.tables import (
    METADATA,
    Completion,
    Conversation,
    GrowthReport,
    Identity,
    Invitation,
    Member,
    Resource,
    ResourceStatus,
    Role,
    SelfAssessment,
)

# Every column that refers to a member, `table.column`: a test finds one that is forgotten here.
OWNED = (  # the rows go with the person
    "invitation.member_id",
    "invitation.invited_by",
    "identity.member_id",
    "leave.member_id",
    "employment.member_id",
    "registration.member_id",
    "completion.member_id",
    "self_assessment.member_id",
    "growth_report.member_id",
    "delivery.member_id",
)
MENTIONED = (  # the row is another's or the library's; it forgets who
    "employment.confirmed_by",
    "resource.proposed_by",
    "action_plan.reported_by",
    "tutoring_count.reported_by",
    "milestone.reported_by",
    "erasure_request.decided_by",
)
KEPT = (  # numbers without a person, until the log is forgotten
    "audit_event.actor_id",
    "audit_event.subject_id",
    "erasure_request.member_id",
)


def erase_own(session: Session, member_id: int) -> None:
    """Erase what is a member's own: results, growth, invitations, and being named in channels.

    That self-assessments were taken stays. So does a no to reminders: they would begin again.
    """
    session.flush()
    run = session.connection().execute
    mine = col(SelfAssessment.member_id) == member_id
    run(update(SelfAssessment).where(mine).values(dict.fromkeys(Area)))
    run(delete(GrowthReport).where(col(GrowthReport.member_id) == member_id))
    invited = col(Invitation.member_id) == member_id
    run(delete(Invitation).where(invited | (col(Invitation.invited_by) == member_id)))
    session.expire_all()
    session.get_one(Member, member_id).show_name = False
    session.flush()


def erase_member(session: Session, member_id: int, now: datetime) -> None:
    """Erase a member wholly. Nothing of anybody else's is touched."""
    session.flush()
    run = session.connection().execute
    run(delete(Conversation).where(with_member(member_id)))  # before the accounts that tell whose
    for name in OWNED:
        mine = _column(name) == member_id
        run(delete(_column(name).table).where(mine))
    _forget_unclaimed_proposals(session, col(Resource.proposed_by) == member_id)
    for name in MENTIONED:
        column = _column(name)
        run(update(column.table).where(column == member_id).values({column.name: None}))
    session.expire_all()
    _empty(session.get_one(Member, member_id), now)
    session.flush()


def with_member(member_id: int | ColumnElement[int]) -> ColumnElement[bool]:
    """Whether a conversation is with a member, by one of their accounts."""
    return exists().where(
        col(Identity.member_id) == member_id,
        col(Identity.platform) == col(Conversation.platform),
        col(Identity.tenant) == col(Conversation.tenant),
        col(Identity.user_id) == col(Conversation.user_id),
    )


def is_erased(member: Member) -> bool:
    """Whether of a member only the number is left."""
    return not member.name and member.email_key is None


def _column(name: str) -> Column[int]:
    table, _, column = name.partition(".")
    found: Column[int] = METADATA.tables[table].c[column]
    return found


def _forget_unclaimed_proposals(session: Session, proposed: ColumnElement[bool]) -> None:
    """Remove proposed resources that nobody has finished, or is asked whether they have.

    Decided ones stay, and those that others were merged into.
    """
    claims = (col(Completion.resource_id), col(Invitation.resource_id))
    unclaimed = (~exists().where(claim == col(Resource.id)) for claim in claims)
    merged = METADATA.tables["resource"].alias("merged")
    waiting = (
        col(Resource.status) == ResourceStatus.PROPOSED,
        col(Resource.rejected_at).is_(None),
        col(Resource.merged_into).is_(None),
        ~exists().where(merged.c.merged_into == col(Resource.id)),
    )
    session.connection().execute(delete(Resource).where(proposed, *waiting, *unclaimed))


def _empty(member: Member, now: datetime) -> None:
    member.name, member.email, member.email_key = "", None, None
    member.role, member.language, member.created_at = Role.STAFF, None, now
    member.reminders, member.snoozed_until = False, None
    member.show_name, member.growth_asked_on, member.growth_asked_by = False, None, None
    member.coordinator_since = None


def forget_newcomer(session: Session, member_id: int, now: datetime) -> None:
    """Erase somebody who was told of by mistake: of whom there is nothing but the name.

    A coordinator is more than a name, also without an account and a library.
    """
    session.flush()
    if session.get_one(Member, member_id).role == Role.COORDINATOR:
        return
    if not any(_is_there(session, name, member_id) for name in OWNED):
        erase_member(session, member_id, now)


def _is_there(session: Session, name: str, member_id: int) -> bool:
    column = _column(name)
    rows = select(column).where(column == member_id).limit(1)
    return session.connection().execute(rows).first() is not None
