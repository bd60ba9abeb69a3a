"""Owing a message: a row in the same transaction as what causes it, at most one for each key."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session

from storage.tables import METADATA, DeliveryKind, DeliveryState, Platform

LATE = timedelta(hours=48)  # how late a message may be
_LONGEST_KEY = 200
_OWES = "deliveries"  # in a session's `info`

_DELIVERY = METADATA.tables["delivery"]
_IDENTITY = METADATA.tables["identity"]
_MEMBER = METADATA.tables["member"]
_KEY = ("key",)
_INSERT = {
    "sqlite": sqlite.insert(_DELIVERY)
    .on_conflict_do_nothing(index_elements=_KEY)
    .returning(_DELIVERY.c.id),
    "postgresql": postgresql.insert(_DELIVERY)
    .on_conflict_do_nothing(index_elements=_KEY)
    .returning(_DELIVERY.c.id),
}
_ACCOUNT = (
    select(_MEMBER.c.region_id, _IDENTITY.c.platform, _IDENTITY.c.tenant)
    .join(_IDENTITY, _IDENTITY.c.member_id == _MEMBER.c.id)
    .where(_MEMBER.c.id == bindparam("member_id"))
    .order_by(_IDENTITY.c.id.desc())
    .limit(1)
)


@dataclass(frozen=True, slots=True)
class Due:
    """One message: `period` is what makes it another one than the last of its kind.

    A week (`2026-W35`), a month, or the id of what it is about; at most 64 characters. It is not
    sent before `due_at`, and not more than `late` after it. `subject_id` is for its composer.
    """

    kind: DeliveryKind
    period: str
    due_at: datetime
    subject_id: int | None = None
    late: timedelta = LATE


@dataclass(frozen=True, slots=True)
class ChannelAddress:
    """A channel of a region; `channel_id` is the platform's."""

    region_id: int
    platform: Platform
    tenant: str
    channel_id: str


@dataclass(frozen=True, slots=True)
class MemberAddress:
    """A member of a region, and the platform and tenant of the account that was tied last."""

    member_id: int
    region_id: int
    platform: Platform
    tenant: str


def owe_channel(session: Session, due: Due, to: ChannelAddress, now: datetime) -> bool:
    """Owe a channel a message; False where it is owed already, or was."""
    where = {
        "region_id": to.region_id,
        "platform": to.platform,
        "tenant": to.tenant,
        "channel_id": to.channel_id,
        "member_id": None,
    }
    return _owe(session, due, channel_key(due, to), where, now)


def owe_member(session: Session, due: Due, member_id: int, now: datetime) -> bool:
    """Owe a member a message, to the account that was tied last.

    False where it is owed already, or was, and for a member without an account.
    """
    account = session.connection().execute(_ACCOUNT, {"member_id": member_id}).first()
    if account is None:
        return False
    to = MemberAddress(member_id, account.region_id, account.platform, account.tenant)
    return _owe(session, due, member_key(due, member_id), _to_member(to), now)


def owe_members(session: Session, owed: Iterable[tuple[Due, MemberAddress]], now: datetime) -> int:
    """Owe many members a message each, at once; how many are new."""
    rows = [_row(due, member_key(due, to.member_id), _to_member(to), now) for due, to in owed]
    if not rows:
        return 0
    connection = session.connection()
    new = connection.execute(_INSERT[connection.dialect.name], rows).all()
    if new:
        something_is_owed(session)
    return len(new)


def _to_member(to: MemberAddress) -> dict[str, Any]:
    return {
        "region_id": to.region_id,
        "platform": to.platform,
        "tenant": to.tenant,
        "channel_id": None,
        "member_id": to.member_id,
    }


def channel_key(due: Due, to: ChannelAddress) -> str:
    """What makes a message to a channel the same as another one."""
    return _key(f"{due.kind}:{to.platform}:{to.tenant}:{to.channel_id}:{due.period}")


def member_key(due: Due, member_id: int) -> str:
    """What makes a message to a member the same as another one."""
    return _key(f"{due.kind}:member:{member_id}:{due.period}")


def _owe(session: Session, due: Due, key: str, where: dict[str, Any], now: datetime) -> bool:
    connection = session.connection()
    row = _row(due, key, where, now)
    new = connection.execute(_INSERT[connection.dialect.name], row).first() is not None
    if new:
        something_is_owed(session)
    return new


def _row(due: Due, key: str, where: dict[str, Any], now: datetime) -> dict[str, Any]:
    return {
        **where,
        "key": key,
        "kind": due.kind.value,
        "period": due.period,
        "subject_id": due.subject_id,
        "state": DeliveryState.PENDING,
        "due_at": due.due_at,
        "expires_at": due.due_at + due.late,
        "next_try_at": due.due_at,
        "created_at": now,
    }


def something_is_owed(session: Session) -> None:
    """Note that whoever commits the session should wake the outbox."""
    session.info[_OWES] = True


def owes(session: Session) -> bool:
    """Whether there is something to send once the session is committed."""
    return _OWES in session.info


def _key(words: str) -> str:
    """A key that fits its column; the few that are too long by their digest."""
    return words if len(words) <= _LONGEST_KEY else sha256(words.encode()).hexdigest()
