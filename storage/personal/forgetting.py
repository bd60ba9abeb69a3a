"""What is forgotten when its time is over: every function says before when, and tells how many."""

from collections.abc import Collection
from datetime import UTC, date, datetime

from sqlalchemy import ColumnElement, Delete, and_, delete, exists, literal, not_, or_
from sqlmodel import Session, col, select

from goals.record import Area
from storage.coordinators import coordinating
from storage.journal import audit
from storage.personal.erasing import erase_member, erase_own
from storage.personal.requests import GRACE
from storage.tables import (
    AuditEvent,
    Employment,
    ErasureRequest,
    GrowthReport,
    Invitation,
    Member,
    SelfAssessment,
)

_MINE = col(Member.id)
_ERASED = and_(col(Member.name) == "", col(Member.email_key).is_(None))  # as `is_erased` says
_HAS_OWN = or_(
    col(Member.show_name),
    exists().where(col(GrowthReport.member_id) == _MINE),
    exists().where(or_(col(Invitation.member_id) == _MINE, col(Invitation.invited_by) == _MINE)),
    exists().where(
        col(SelfAssessment.member_id) == _MINE,
        or_(*(getattr(SelfAssessment, area.value).is_not(None) for area in Area)),
    ),
)


def carry_out_granted(session: Session, now: datetime) -> int:
    """Erase everybody whose request was granted longer ago than GRACE."""
    granted = exists().where(
        col(ErasureRequest.member_id) == _MINE,
        col(ErasureRequest.granted).is_(True),
        col(ErasureRequest.decided_at) <= now - GRACE,
    )
    return _erase(session, granted, now, "mydata.erased")


def erase_leavers(
    session: Session, left_by: date, now: datetime, coordinators: Collection[str]
) -> int:
    """Erase everybody who has been at no library since a day.

    `coordinators` are e-mail keys: who coordinates a region needs no library, and stays.
    """
    return _erase(session, _left(left_by, coordinators), now, "retention.person")


def erase_leavers_own(
    session: Session, left_by: date, now: datetime, coordinators: Collection[str]
) -> int:
    """Erase what is their own of everybody who has been at no library since a day."""
    leavers = _members(session, and_(_left(left_by, coordinators), _HAS_OWN))
    for member_id in leavers:
        erase_own(session, member_id)
        audit(session, now, "retention.own", actor=None, subject=member_id)
    return len(leavers)


def forget_invitations(session: Session, before: datetime) -> int:
    """Forget invitations that nobody has answered."""
    return _delete(session, delete(Invitation).where(col(Invitation.invited_at) < before))


def forget_audit(session: Session, before: datetime) -> int:
    """Forget who saw and changed what, and how requests to be erased were decided."""
    decided = delete(ErasureRequest).where(col(ErasureRequest.decided_at) < before)
    events = delete(AuditEvent).where(col(AuditEvent.at) < before)
    return _delete(session, decided) + _delete(session, events)


def _erase(session: Session, whom: ColumnElement[bool], now: datetime, action: str) -> int:
    members = _members(session, whom)
    for member_id in members:
        erase_member(session, member_id, now)
        audit(session, now, action, actor=None, subject=member_id)
    return len(members)


def _members(session: Session, whom: ColumnElement[bool]) -> list[int]:
    """The members who are meant and of whom there is more than a number."""
    session.flush()
    rows = session.exec(select(Member.id).where(whom, not_(_ERASED)).order_by(_MINE))
    return [row for row in rows if row is not None]


def _left(by: date, coordinators: Collection[str]) -> ColumnElement[bool]:
    """Whether somebody has left every library, and did not come after the day."""
    stays = exists().where(
        col(Employment.member_id) == _MINE,
        or_(col(Employment.ends_on).is_(None), col(Employment.ends_on) > by),
    )
    coordinates = or_(
        coordinating(literal(by)),
        and_(col(Member.email_key).is_not(None), col(Member.email_key).in_(coordinators)),
    )
    midnight = datetime.combine(by, datetime.min.time(), UTC)
    return and_(~stays, ~coordinates, col(Member.created_at) < midnight)


def _delete(session: Session, statement: Delete) -> int:
    session.flush()
    return session.connection().execute(statement).rowcount
