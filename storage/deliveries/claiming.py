"""Claiming what is due: a lease on some rows, which no other process gets at the same time.

What is claimable is pending and its time has come, or its last claim's lease is over: then it is
in doubt whether it is out.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Integer,
    Row,
    Select,
    String,
    and_,
    bindparam,
    case,
    exists,
    func,
    literal_column,
    or_,
    select,
    update,
)
from sqlmodel import Session

from storage.deliveries.tenant import Tenant
from storage.tables import METADATA, DeliveryState
from storage.types import UTCDateTime

_DELIVERY = METADATA.tables["delivery"]
_CHANNEL = METADATA.tables["channel"]
_IDENTITY = METADATA.tables["identity"]


@dataclass(frozen=True, slots=True)
class Claim:
    """A delivery in this process's hands until `lease_until`; `attempt` is what fences it.

    `in_doubt`: an earlier claim may have put it out, at `tried_at` or later. `user_id` is the
    account of the member it goes to, None where there is none any more. `kind` may be one that
    this version does not know.
    """

    delivery_id: int
    attempt: int
    key: str
    kind: str
    region_id: int
    tenant: Tenant
    channel_id: str | None
    member_id: int | None
    user_id: str | None
    period: str
    subject_id: int | None
    due_at: datetime
    expires_at: datetime
    tried_at: datetime
    lease_until: datetime
    in_doubt: bool
    parts: int
    message_id: str | None


_NOW = bindparam("now", type_=UTCDateTime)
_PENDING = and_(
    _DELIVERY.c.state == DeliveryState.PENDING,
    _DELIVERY.c.expires_at > _NOW,
    ~exists().where(
        _CHANNEL.c.platform == _DELIVERY.c.platform,
        _CHANNEL.c.tenant == _DELIVERY.c.tenant,
        _CHANNEL.c.channel_id == _DELIVERY.c.channel_id,
        _CHANNEL.c.broken_at.is_not(None),
    ),
)
_SENDING = _DELIVERY.c.state == DeliveryState.SENDING
# In the index's own words: with parameters in them, neither database could use it.
OPEN = _DELIVERY.c.state.in_([literal_column("'pending'"), literal_column("'sending'")])
_OF_TENANT = and_(
    OPEN,
    _DELIVERY.c.platform == bindparam("platform"),
    _DELIVERY.c.tenant == bindparam("tenant"),
)
_CLAIMABLE = and_(
    _DELIVERY.c.next_try_at <= _NOW,
    or_(_PENDING, and_(_SENDING, _DELIVERY.c.lease_until <= _NOW)),
)
_NEXT_TRY: Select[Any] = select(
    func.min(case((_SENDING, _DELIVERY.c.lease_until), else_=_DELIVERY.c.next_try_at))
).where(_OF_TENANT, or_(_PENDING, _SENDING))


def _in_turn() -> Select[Any]:
    """The ids to claim: the oldest of every channel and person first, then the second oldest."""
    order = (_DELIVERY.c.due_at, _DELIVERY.c.id)
    place = (_DELIVERY.c.channel_id, _DELIVERY.c.member_id)
    turn = func.row_number().over(partition_by=place, order_by=order)
    not_in_hand = _DELIVERY.c.id.not_in(bindparam("in_hand", type_=Integer, expanding=True))
    ranked = (
        select(_DELIVERY.c.id, _DELIVERY.c.due_at, turn.label("turn"))
        .where(_OF_TENANT, _CLAIMABLE, not_in_hand)
        .subquery()
    )
    return (
        select(ranked.c.id)
        .order_by(ranked.c.turn, ranked.c.due_at, ranked.c.id)
        .limit(bindparam("most", type_=Integer))
    )


_USER_ID: ColumnElement[str | None] = (
    select(_IDENTITY.c.user_id)
    .where(
        _IDENTITY.c.member_id == _DELIVERY.c.member_id,
        _IDENTITY.c.platform == _DELIVERY.c.platform,
        _IDENTITY.c.tenant == _DELIVERY.c.tenant,
    )
    .order_by(_IDENTITY.c.id.desc())
    .limit(1)
    .scalar_subquery()
)
# The condition stands outside too: what somebody else has claimed meanwhile is looked at anew.
_FREE = (
    select(_DELIVERY, _USER_ID.label("user_id"))
    .where(_DELIVERY.c.id.in_(_in_turn()), _CLAIMABLE)
    .order_by(_DELIVERY.c.due_at, _DELIVERY.c.id)
    .with_for_update(of=_DELIVERY, skip_locked=True)
)
_TAKE = (
    update(_DELIVERY)
    .where(_DELIVERY.c.id.in_(bindparam("ids", type_=Integer, expanding=True)))
    .values(
        state=DeliveryState.SENDING,
        attempts=_DELIVERY.c.attempts + 1,
        tried_at=case((_SENDING, _DELIVERY.c.tried_at), else_=_NOW),
        lease_until=bindparam("lease_ends", type_=UTCDateTime),
        lease_owner=bindparam("owner", type_=String),
    )
)


def claim(
    session: Session,
    tenant: Tenant,
    owner: str,
    now: datetime,
    *,
    lease: timedelta,
    most: int,
    in_hand: Collection[int] = (),
) -> tuple[Claim, ...]:
    """Take a lease on what is due in a tenant, the oldest first, at most so many.

    Channels and people take turns, so that one with much in line keeps nobody waiting. What is
    `in_hand` of this process is left alone, even where the clock says that its lease is over.
    """
    connection = session.connection()
    given = {"platform": tenant.platform, "tenant": tenant.id, "now": now}
    rows = connection.execute(_FREE, {**given, "most": most, "in_hand": list(in_hand)}).all()
    if rows:
        taken = {"ids": [row.id for row in rows], "lease_ends": now + lease, "owner": owner}
        connection.execute(_TAKE, {**taken, "now": now})
    return tuple(_claim(row, tenant, now, now + lease) for row in rows)


def _claim(row: Row[Any], tenant: Tenant, now: datetime, lease_until: datetime) -> Claim:
    in_doubt = row.state == DeliveryState.SENDING
    return Claim(
        delivery_id=row.id,
        attempt=row.attempts + 1,
        key=row.key,
        kind=row.kind,
        region_id=row.region_id,
        tenant=tenant,
        channel_id=row.channel_id,
        member_id=row.member_id,
        user_id=row.user_id,
        period=row.period,
        subject_id=row.subject_id,
        due_at=row.due_at,
        expires_at=row.expires_at,
        tried_at=row.tried_at if in_doubt else now,
        lease_until=lease_until,
        in_doubt=in_doubt,
        parts=row.parts,
        message_id=row.message_id,
    )


def next_try(session: Session, tenant: Tenant, now: datetime) -> datetime | None:
    """The moment at which there is something to claim in a tenant, maybe past; None for never."""
    given = {"platform": tenant.platform, "tenant": tenant.id, "now": now}
    found: datetime | None = session.connection().execute(_NEXT_TRY, given).scalar()
    return found
