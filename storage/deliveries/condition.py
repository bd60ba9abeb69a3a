"""How the deliveries are doing, for whoever runs the bot: counts and ages, and no row in full."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import and_, bindparam, exists, func, not_, or_, select
from sqlmodel import Session

from storage.tables import METADATA, DeliveryState
from storage.types import UTCDateTime

OVERDUE = timedelta(minutes=15)  # after which what is due should have been sent
LATELY = timedelta(days=7)  # how far back what went wrong is of interest
_DELIVERY = METADATA.tables["delivery"]
_CHANNEL = METADATA.tables["channel"]
_BY_STATE = select(_DELIVERY.c.state, func.count()).group_by(_DELIVERY.c.state)
_TO_A_BROKEN_ONE = exists().where(
    _CHANNEL.c.platform == _DELIVERY.c.platform,
    _CHANNEL.c.tenant == _DELIVERY.c.tenant,
    _CHANNEL.c.channel_id == _DELIVERY.c.channel_id,
    _CHANNEL.c.broken_at.is_not(None),
)
_BEFORE = bindparam("before", type_=UTCDateTime)
_SINCE = bindparam("since", type_=UTCDateTime)
_OPEN = _DELIVERY.c.state.in_([DeliveryState.PENDING, DeliveryState.SENDING])
_WAITING = and_(_OPEN, not_(_TO_A_BROKEN_ONE))
_OLDEST = select(func.min(_DELIVERY.c.due_at)).where(_WAITING)
_OVERDUE = select(func.count()).where(_WAITING, _DELIVERY.c.due_at < _BEFORE)
_LEASE_OVER = and_(_DELIVERY.c.state == DeliveryState.SENDING, _DELIVERY.c.lease_until < _BEFORE)
_UNCERTAIN = and_(_DELIVERY.c.state == DeliveryState.UNCERTAIN, _DELIVERY.c.due_at > _SINCE)
_DOUBTFUL = select(func.count()).where(or_(_LEASE_OVER, _UNCERTAIN))
_FAILED = select(func.count()).where(
    _DELIVERY.c.state == DeliveryState.FAILED, _DELIVERY.c.due_at > _SINCE
)
_BROKEN = select(func.count()).where(_CHANNEL.c.broken_at.is_not(None))
_TOUCHED = (
    select(_DELIVERY.c.kind, _DELIVERY.c.state, func.count())
    .where(
        or_(*(_DELIVERY.c[at] >= _SINCE for at in ("created_at", "tried_at", "sent_at"))),
    )
    .group_by(_DELIVERY.c.kind, _DELIVERY.c.state)
    .order_by(_DELIVERY.c.kind, _DELIVERY.c.state)
)
_TOLD = (_DELIVERY.c.kind, _DELIVERY.c.channel_id, _DELIVERY.c.member_id, _DELIVERY.c.period)
_IN_DOUBT = select(*_TOLD).where(_UNCERTAIN).order_by(_DELIVERY.c.due_at.desc(), _DELIVERY.c.id)
_DUE = (
    select(*_TOLD)
    .where(_WAITING, _DELIVERY.c.due_at <= _BEFORE, _DELIVERY.c.expires_at > _BEFORE)
    .order_by(_DELIVERY.c.id)
)


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A message that is or was owed: its kind, its period and where it goes, by ids."""

    kind: str
    channel_id: str | None
    member_id: int | None
    period: str


@dataclass(frozen=True, slots=True)
class Condition:
    """How many deliveries there are of each state, and what of them somebody should look into.

    `oldest_due` is the age of the oldest that is due and not out, 0 where there is none; what
    waits for a broken channel is not counted. `doubtful` and `failed` are of the last 7 days;
    `broken` are channels.
    """

    by_state: Mapping[DeliveryState, int]
    oldest_due: timedelta
    overdue: int
    doubtful: int
    failed: int
    broken: int


def condition(session: Session, now: datetime) -> Condition:
    """The condition at a moment."""
    connection = session.connection()
    counted = dict.fromkeys(DeliveryState, 0)
    for state, heads in connection.execute(_BY_STATE):
        counted[DeliveryState(state)] = heads
    oldest = connection.execute(_OLDEST).scalar()
    given = {"before": now - OVERDUE, "since": now - LATELY}

    def number(statement: object) -> int:
        return int(connection.execute(statement, given).scalar_one())  # type: ignore[call-overload]

    return Condition(
        counted,
        max(timedelta(0), now - oldest) if oldest else timedelta(0),
        number(_OVERDUE),
        number(_DOUBTFUL),
        number(_FAILED),
        number(_BROKEN),
    )


def touched(session: Session, since: datetime) -> tuple[tuple[str, str, int], ...]:
    """What was owed, tried or sent since a moment: kind, state, and how many."""
    rows = session.connection().execute(_TOUCHED, {"since": since})
    return tuple((kind, str(state), number) for kind, state, number in rows)


def uncertain(session: Session, now: datetime, most: int) -> tuple[Outgoing, ...]:
    """What may be out, though nobody can tell, of the last 7 days: the latest so many."""
    rows = session.connection().execute(_IN_DOUBT.limit(most), {"since": now - LATELY})
    return tuple(Outgoing(*row) for row in rows)


def outgoing(session: Session, now: datetime) -> tuple[Outgoing, ...]:
    """What is owed already and would go out at a moment."""
    rows = session.connection().execute(_DUE, {"before": now})
    return tuple(Outgoing(*row) for row in rows)
