"""Changing who works where, so that every past day is still answered as it was.

Spans are half-open. What changes from a day ends one employment and begins another; what changes
on the very day that it began was a mistake, and is simply put right.
"""

from datetime import date, datetime, timedelta
from typing import NamedTuple

from sqlmodel import Session, col, or_, select
from sqlmodel.sql.expression import SelectOfScalar

from storage.tables import Employment

LASTING = timedelta(days=1)  # how long who confirmed an employment can take it back


class Tie(NamedTuple):
    """What tells an employment from every other, also after it has been taken back."""

    member_id: int
    library_id: int
    starts_on: date


class By(NamedTuple):
    """Who changes something, and when."""

    actor_id: int
    now: datetime


class OverlapError(Exception):
    """The member has another employment at the library then, which begins on `starts_on`."""

    def __init__(self, starts_on: date) -> None:
        super().__init__()
        self.starts_on = starts_on


class EarlyError(Exception):
    """The day is before the first that the employment can change on."""

    def __init__(self, first: date) -> None:
        super().__init__()
        self.first = first


def employment(session: Session, tie: Tie) -> Employment | None:
    """A member's employment at a library, by its first day."""
    return session.exec(
        select(Employment).where(
            Employment.member_id == tie.member_id,
            Employment.library_id == tie.library_id,
            Employment.starts_on == tie.starts_on,
        )
    ).first()


def confirm(session: Session, tie: Tie, by: By) -> bool | None:
    """Confirm an employment. None where there is none, False where it was known before."""
    row = employment(session, tie)
    if row is None:
        return None
    if row.confirmed_at is not None:
        return _lately(row, by)
    row.confirmed_at, row.confirmed_by = by.now, by.actor_id
    return True


def unconfirm(session: Session, tie: Tie, by: By) -> bool:
    """Let an employment wait again; False where the actor did not confirm it lately."""
    row = employment(session, tie)
    if row is None or not _lately(row, by):
        return False
    row.confirmed_at, row.confirmed_by, row.chief = None, None, False
    return True


def withdraw(session: Session, tie: Tie, by: By) -> bool:
    """Take an employment back; False where the actor did not begin it lately."""
    row = employment(session, tie)
    if row is None or not _lately(row, by):
        return False
    session.delete(row)
    session.flush()
    return True


def _lately(row: Employment, by: By) -> bool:
    """Whether it was the actor who confirmed the employment, within the last day."""
    if row.confirmed_by != by.actor_id or row.confirmed_at is None:
        return False
    return by.now - row.confirmed_at <= LASTING


def decline(session: Session, tie: Tie) -> bool:
    """Let go of somebody who waits; False where nobody does."""
    row = employment(session, tie)
    if row is None or row.confirmed_at is not None:
        return False
    session.delete(row)
    session.flush()
    return True


def wait_again(session: Session, tie: Tie) -> None:
    """Let somebody wait as before they were declined. Raises OverlapError."""
    _check_free(session, tie.member_id, tie.library_id, tie.starts_on, None)
    session.add(Employment(**tie._asdict()))
    session.flush()


def begin(session: Session, tie: Tie, by: By, *, chief: bool = False) -> None:
    """A confirmed employment from a day on. Raises OverlapError.

    What the member only wished for, here or elsewhere, goes. Done again at once it changes nothing.
    """
    known = employment(session, tie)
    if known is not None and _lately(known, by):
        return
    _drop_wishes(session, tie.member_id, tie.starts_on)
    _check_free(session, tie.member_id, tie.library_id, tie.starts_on, None)
    row = Employment(**tie._asdict(), chief=chief, confirmed_at=by.now, confirmed_by=by.actor_id)
    session.add(row)
    session.flush()


def _drop_wishes(session: Session, member_id: int, on: date) -> None:
    for wish in session.exec(_spans_after(member_id, on)):
        if wish.confirmed_at is None:
            session.delete(wish)
    session.flush()


def set_end(session: Session, tie: Tie, ends_on: date | None) -> date | None:
    """Let an employment end; the first day no longer there, before.

    Raises EarlyError for an end before it has begun, OverlapError where it would reach into
    another, and LookupError where there is none.
    """
    row = _there(session, tie)
    if ends_on is not None and ends_on <= row.starts_on:
        raise EarlyError(row.starts_on)
    _check_free(session, tie.member_id, tie.library_id, tie.starts_on, ends_on, but=row.id)
    before, row.ends_on = row.ends_on, ends_on
    session.flush()
    return before


def set_chief(session: Session, tie: Tie, on: date, *, chief: bool) -> bool:
    """Let a member be chief, or not, from a day of an employment on; whether that is new.

    What was before stays as it was: two employments that differ in nothing are one. Raises
    EarlyError for a day before the employment, LookupError where there is none.
    """
    row = _there(session, tie)
    if on < row.starts_on:
        raise EarlyError(row.starts_on)
    if row.chief == chief:
        return False
    if on > row.starts_on:
        _split(session, row, on)
    else:
        row.chief = chief
        _join(session, row)
    session.flush()
    return True


def _split(session: Session, row: Employment, on: date) -> None:
    """The same employment with the other word on who is chief, from a day on."""
    tail = Employment(
        member_id=row.member_id,
        library_id=row.library_id,
        starts_on=on,
        ends_on=row.ends_on,
        chief=not row.chief,
        confirmed_at=row.confirmed_at,
        confirmed_by=row.confirmed_by,
    )
    row.ends_on = on
    session.flush()
    session.add(tail)


def _join(session: Session, row: Employment) -> None:
    """One employment with the one right before it, where they differ in nothing."""
    before = session.exec(
        select(Employment).where(
            Employment.member_id == row.member_id,
            Employment.library_id == row.library_id,
            Employment.ends_on == row.starts_on,
            Employment.chief == row.chief,
            col(Employment.confirmed_at).is_not(None),
        )
    ).first()
    if before is not None:
        before.ends_on = row.ends_on
        session.delete(row)


def move(session: Session, tie: Tie, library_id: int, on: date, by: By) -> date | None:
    """Go on at another library from a day on; the end that the employment had before.

    On the first day of all it was always there. Raises EarlyError, OverlapError or LookupError.
    """
    row = _there(session, tie)
    if on < row.starts_on:
        raise EarlyError(row.starts_on)
    _drop_wishes(session, tie.member_id, on)
    _check_free(session, tie.member_id, library_id, on, row.ends_on)
    before = row.ends_on
    if on == row.starts_on:
        row.library_id = library_id
        row.confirmed_at, row.confirmed_by = by.now, by.actor_id
    else:
        row.ends_on = on
        session.flush()
        there = Tie(tie.member_id, library_id, on)
        row = Employment(
            **there._asdict(), ends_on=before, confirmed_at=by.now, confirmed_by=by.actor_id
        )
        session.add(row)
    session.flush()
    return before


def move_back(session: Session, tie: Tie, library_id: int, on: date, by: By) -> bool:
    """Take a move of `tie` to a library back; False where the actor did not make it lately."""
    there, here = employment(session, Tie(tie.member_id, library_id, on)), employment(session, tie)
    if there is None or not _lately(there, by):
        return False
    if here is None and on == tie.starts_on:
        there.library_id = tie.library_id
    elif here is not None and here.ends_on == on:
        here.ends_on = there.ends_on
        session.delete(there)
    else:
        return False
    session.flush()
    return True


def _there(session: Session, tie: Tie) -> Employment:
    row = employment(session, tie)
    if row is None or row.confirmed_at is None:
        raise LookupError
    return row


def _check_free(
    session: Session,
    member_id: int,
    library_id: int,
    starts_on: date,
    ends_on: date | None,
    *,
    but: int | None = None,
) -> None:
    """Raise OverlapError where the member has another employment at the library in the span."""
    for row in session.exec(_spans_after(member_id, starts_on)):
        within = ends_on is None or row.starts_on < ends_on
        if row.library_id == library_id and row.id != but and within:
            raise OverlapError(row.starts_on)


def _spans_after(member_id: int, on: date) -> SelectOfScalar[Employment]:
    """A member's employments that have not ended by a day."""
    return (
        select(Employment)
        .where(
            Employment.member_id == member_id,
            or_(col(Employment.ends_on).is_(None), col(Employment.ends_on) > on),
        )
        .order_by(col(Employment.starts_on))
    )
