"""What has been answered already, and who saw or changed personal data."""

from datetime import datetime

from sqlalchemy import bindparam, delete, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col

from storage.tables import AuditEvent, ProcessedEvent

_TABLE = ProcessedEvent.__table__  # type: ignore[attr-defined]
_KNOWN = select(_TABLE.c.event_id).where(_TABLE.c.event_id == bindparam("event_id"))
_MARK = {
    "sqlite": sqlite.insert(_TABLE).on_conflict_do_nothing(),
    "postgresql": postgresql.insert(_TABLE).on_conflict_do_nothing(),
}


def was_answered(session: Session, event_id: str) -> bool:
    """Whether the answer to an event is out."""
    return session.connection().execute(_KNOWN, {"event_id": event_id}).first() is not None


def mark_answered(session: Session, event_id: str, now: datetime) -> None:
    """Remember that the answer to an event is out; again changes nothing."""
    connection = session.connection()
    connection.execute(_MARK[connection.dialect.name], {"event_id": event_id, "processed_at": now})


def forget_answered(session: Session, before: datetime) -> int:
    """Forget events that no platform delivers again; how many."""
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
