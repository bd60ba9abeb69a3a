"""What has been answered already or is being answered, and who saw or changed personal data."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import bindparam, delete, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col
from sqlmodel import select as select_model

from storage.tables import AuditEvent, EventClaim, ProcessedEvent
from storage.types import UTCDateTime

# Actions on all the staff of one library at once: the object is the library, there is no subject.
ABOUT_A_LIBRARY = frozenset({"team.seen", "certify.people"})

_TABLE = ProcessedEvent.__table__  # type: ignore[attr-defined]
_KNOWN = select(_TABLE.c.event_id).where(_TABLE.c.event_id == bindparam("event_id"))
_MARK = {
    "sqlite": sqlite.insert(_TABLE).on_conflict_do_nothing(),
    "postgresql": postgresql.insert(_TABLE).on_conflict_do_nothing(),
}
_CLAIM = EventClaim.__table__  # type: ignore[attr-defined]


def _take(insert: Any) -> Any:
    """Insert a claim, or take over one whose lease is over; no row where somebody else holds it."""
    return insert.on_conflict_do_update(
        index_elements=["event_id"],
        set_={"owner": insert.excluded.owner, "lease_until": insert.excluded.lease_until},
        where=_CLAIM.c.lease_until <= bindparam("now", type_=UTCDateTime),
    ).returning(_CLAIM.c.event_id)


_TAKE = {
    "sqlite": _take(sqlite.insert(_CLAIM)),
    "postgresql": _take(postgresql.insert(_CLAIM)),
}
_LET_GO = delete(_CLAIM).where(_CLAIM.c.event_id == bindparam("event"))
_LET_GO_OWN = _LET_GO.where(_CLAIM.c.owner == bindparam("by"))


class Taken(StrEnum):
    """What came of the wish to answer an event."""

    MINE = "mine"
    ANSWERED = "answered"
    ELSEWHERE = "elsewhere"  # somebody else is at it


def take_event(
    session: Session, event_id: str, owner: str, now: datetime, lease: timedelta
) -> Taken:
    """Claim the answer to an event, so that one replica gives it; after the lease another may."""
    connection = session.connection()
    taken = connection.execute(
        _TAKE[connection.dialect.name],
        {"event_id": event_id, "owner": owner, "lease_until": now + lease, "now": now},
    ).first()
    if was_answered(session, event_id):
        connection.execute(_LET_GO, {"event": event_id})
        return Taken.ANSWERED
    return Taken.ELSEWHERE if taken is None else Taken.MINE


def let_go_of_event(session: Session, event_id: str, owner: str) -> None:
    """Give up an own claim, so that the event may be answered when it comes again."""
    session.connection().execute(_LET_GO_OWN, {"event": event_id, "by": owner})


def was_answered(session: Session, event_id: str) -> bool:
    """Whether the answer to an event is out."""
    return session.connection().execute(_KNOWN, {"event_id": event_id}).first() is not None


def mark_answered(session: Session, event_id: str, now: datetime) -> None:
    """Remember that the answer to an event is out, whoever claims it; again changes nothing."""
    connection = session.connection()
    connection.execute(_LET_GO, {"event": event_id})
    connection.execute(_MARK[connection.dialect.name], {"event_id": event_id, "processed_at": now})


def forget_answered(session: Session, before: datetime) -> int:
    """Forget events that no platform delivers again, and old claims of some; how many events."""
    session.connection().execute(delete(_CLAIM).where(_CLAIM.c.lease_until < before))
    old = delete(ProcessedEvent).where(col(ProcessedEvent.processed_at) < before)
    return session.connection().execute(old).rowcount


def audit(
    session: Session,
    now: datetime,
    action: str,
    *,
    actor: int | None,
    subject: int | None = None,
    object_id: int | None = None,
) -> None:
    """Write down who did what to whose data; ids only."""
    session.add(
        AuditEvent(at=now, actor_id=actor, subject_id=subject, action=action, object_id=object_id)
    )


def was_done(
    session: Session,
    action: str,
    *,
    actor: int,
    subject: int,
    object_id: int,
    since: datetime,
) -> bool:
    """Whether it is written down that somebody did this since a moment."""
    event = select_model(AuditEvent).where(
        AuditEvent.action == action,
        AuditEvent.actor_id == actor,
        AuditEvent.subject_id == subject,
        AuditEvent.object_id == object_id,
        AuditEvent.at >= since,
    )
    return session.exec(event).first() is not None
