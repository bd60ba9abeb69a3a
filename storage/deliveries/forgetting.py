"""Deliveries whose time is over: given up, and later forgotten."""

from datetime import datetime, timedelta

from sqlalchemy import and_, bindparam, delete, func, not_, update
from sqlmodel import Session

from storage.deliveries.answered import answered
from storage.deliveries.claiming import OPEN
from storage.tables import METADATA, DeliveryKind, DeliveryState
from storage.types import UTCDateTime

ORPHANED = timedelta(days=1)  # after which nobody looks any more for what is in doubt
EXPIRED = "expired"
_DELIVERY = METADATA.tables["delivery"]
_NOW = bindparam("now", type_=UTCDateTime)
_BEFORE = bindparam("before", type_=UTCDateTime)
_CODE = func.coalesce(_DELIVERY.c.error_code, EXPIRED)
_TOO_LATE = (
    update(_DELIVERY)
    .where(OPEN, _DELIVERY.c.state == DeliveryState.PENDING, _DELIVERY.c.expires_at <= _NOW)
    .values(state=DeliveryState.FAILED, error_code=_CODE)
    .returning(_DELIVERY.c.id)
)
_NOBODYS = (
    update(_DELIVERY)
    .where(
        OPEN,
        _DELIVERY.c.state == DeliveryState.SENDING,
        _DELIVERY.c.expires_at <= _BEFORE,
        _DELIVERY.c.lease_until <= _BEFORE,
    )
    .values(state=DeliveryState.UNCERTAIN, error_code=_CODE, lease_until=None, lease_owner=None)
    .returning(_DELIVERY.c.id)
)
# Who has recorded nothing since is not to be reminded over and over: these are remembered.
_UNANSWERED = and_(
    _DELIVERY.c.kind == DeliveryKind.REMINDER,
    _DELIVERY.c.state == DeliveryState.SENT,
    not_(answered(_DELIVERY)),
)
_OLD = delete(_DELIVERY).where(_DELIVERY.c.expires_at < _BEFORE, not_(_UNANSWERED))
_TO_MEMBER = delete(_DELIVERY).where(_DELIVERY.c.member_id == bindparam("member_id"))


def expire(session: Session, now: datetime) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Give up what is too late; the ids of what failed by it, and of what stays uncertain.

    The latter is in doubt in a tenant that nobody serves any more.
    """
    connection = session.connection()
    failed = connection.execute(_TOO_LATE, {"now": now}).scalars().all()
    uncertain = connection.execute(_NOBODYS, {"before": now - ORPHANED}).scalars().all()
    return tuple(failed), tuple(uncertain)


def forget_deliveries(session: Session, before: datetime) -> int:
    """Delete what could not be sent after a moment any more; how many.

    Reminders that a member has not answered stay: they are why no more are sent.
    """
    return session.connection().execute(_OLD, {"before": before}).rowcount


def forget_deliveries_to(session: Session, member_id: int) -> int:
    """Delete whatever was or is owed to a member; how many."""
    return session.connection().execute(_TO_MEMBER, {"member_id": member_id}).rowcount
