"""Time away from work, which takes a member off every roster while it lasts."""

from datetime import date

from sqlmodel import Session, col, or_, select

from storage.employment import OverlapError
from storage.tables import Leave
from storage.team import Away


def set_leave(session: Session, member_id: int, starts_on: date, ends_on: date | None) -> None:
    """A member is away from a day until the day before `ends_on`; without one, until told.

    A leave that begins on that day gets the new end. Raises OverlapError for another one.
    """
    known = _leave(session, member_id, starts_on)
    for other in session.exec(
        select(Leave).where(
            Leave.member_id == member_id,
            or_(col(Leave.ends_on).is_(None), col(Leave.ends_on) > starts_on),
        )
    ):
        if other is not known and (ends_on is None or other.starts_on < ends_on):
            raise OverlapError(other.starts_on)
    row = known or Leave(member_id=member_id, starts_on=starts_on)
    row.ends_on = ends_on
    session.add(row)
    session.flush()


def leave_from(session: Session, member_id: int, starts_on: date) -> Away | None:
    """The leave that begins on a day, or None."""
    row = _leave(session, member_id, starts_on)
    return None if row is None else Away(row.starts_on, row.ends_on)


def drop_leave(session: Session, member_id: int, starts_on: date) -> Away | None:
    """Let a leave be as if it had never been told; what it was, or None."""
    row = _leave(session, member_id, starts_on)
    if row is None:
        return None
    away = Away(row.starts_on, row.ends_on)
    session.delete(row)
    session.flush()
    return away


def come_back(session: Session, member_id: int, starts_on: date, on: date) -> Away | None:
    """A member is back from a leave on a day; what the leave was, or None.

    Back on its first day they were never away.
    """
    row = _leave(session, member_id, starts_on)
    if row is None:
        return None
    if on <= row.starts_on:
        return drop_leave(session, member_id, starts_on)
    away, row.ends_on = Away(row.starts_on, row.ends_on), on
    session.flush()
    return away


def _leave(session: Session, member_id: int, starts_on: date) -> Leave | None:
    return session.exec(
        select(Leave).where(Leave.member_id == member_id, Leave.starts_on == starts_on)
    ).first()
