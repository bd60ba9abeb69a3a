"""Who may be written to by themselves: confirmed staff with an account, who have not said no.

One statement for all members of a region, never one a member. Whoever is on leave on the day, has
turned messages off or is snoozed is left out here; what else decides is for the schedules to say.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import (
    Date,
    Integer,
    Row,
    Select,
    String,
    and_,
    bindparam,
    exists,
    func,
    not_,
    or_,
    select,
)
from sqlmodel import Session

from goals import digiteket, self_assessment
from storage.achieved import Way, conditions
from storage.deliveries import MemberAddress, answered
from storage.regions import RegionSettings
from storage.roster import EMPLOYMENT, ON, staff
from storage.tables import METADATA, DeliveryKind, DeliveryState

LOOK_BACK = timedelta(days=14)  # of leaves: more than a message can be late
_DELIVERY = METADATA.tables["delivery"]
_IDENTITY = METADATA.tables["identity"]
_LEAVE = METADATA.tables["leave"]
_MEMBER = METADATA.tables["member"]
Span = tuple[date, date | None]  # the second is the first day back


@dataclass(frozen=True, slots=True)
class Recipient:
    """A member to write to; `since` is when they were known and confirmed.

    `away` are the leaves of late; `snoozed_until` is over on the day that was asked for.
    """

    address: MemberAddress
    since: datetime
    snoozed_until: date | None
    away: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Reminded:
    """The personal reminders that a member was sent.

    The moment and the text of the latest, and how many there were since anything was recorded.
    """

    at: datetime | None = None
    text: int | None = None
    unanswered: int = 0


_LATEST_ACCOUNT = (
    select(func.max(_IDENTITY.c.id))
    .where(_IDENTITY.c.member_id == _MEMBER.c.id)
    .correlate(_MEMBER)
    .scalar_subquery()
)
_MY_JOBS = EMPLOYMENT.c.member_id == _MEMBER.c.id
_CONFIRMED_AT = (
    staff(func.min(EMPLOYMENT.c.confirmed_at)).where(_MY_JOBS).correlate(_MEMBER).scalar_subquery()
)
_ASKED = (
    select(
        _MEMBER.c.id,
        _MEMBER.c.region_id,
        _IDENTITY.c.platform,
        _IDENTITY.c.tenant,
        _MEMBER.c.created_at,
        _CONFIRMED_AT.label("confirmed_at"),
        _MEMBER.c.snoozed_until,
    )
    .join(_IDENTITY, _IDENTITY.c.id == _LATEST_ACCOUNT)
    .where(
        _MEMBER.c.reminders,
        or_(_MEMBER.c.snoozed_until.is_(None), _MEMBER.c.snoozed_until <= ON),
        staff(EMPLOYMENT.c.id).where(_MY_JOBS).correlate(_MEMBER).exists(),
    )
    .order_by(_MEMBER.c.id)
)
_REGION_ID = bindparam("region", type_=Integer)
IN_REGION = _MEMBER.c.region_id == _REGION_ID
_ONE = _ASKED.where(_MEMBER.c.id == bindparam("member", type_=Integer))
_LEAVES = (
    select(_LEAVE.c.member_id, _LEAVE.c.starts_on, _LEAVE.c.ends_on)
    .join(_MEMBER, _MEMBER.c.id == _LEAVE.c.member_id)
    .where(
        IN_REGION,
        or_(_LEAVE.c.ends_on.is_(None), _LEAVE.c.ends_on > bindparam("recent", type_=Date)),
    )
    .order_by(_LEAVE.c.starts_on)
)
_MINE = and_(_DELIVERY.c.member_id == _MEMBER.c.id, _DELIVERY.c.kind == DeliveryKind.REMINDER)
_SENT = and_(_MINE, _DELIVERY.c.state == DeliveryState.SENT)
_LATEST = select(_DELIVERY.c.subject_id).where(_SENT).order_by(_DELIVERY.c.sent_at.desc()).limit(1)
_REMINDED = tuple(
    found.correlate(_MEMBER).scalar_subquery().label(name)
    for name, found in (
        ("reminded_at", select(func.max(_DELIVERY.c.sent_at)).where(_SENT)),
        ("text", _LATEST),
        ("unanswered", select(func.count()).where(_SENT, not_(answered(_DELIVERY)))),
    )
)
_REMINDED_ONE = select(*_REMINDED).where(_MEMBER.c.id == bindparam("member", type_=Integer))
_OWED = or_(
    _DELIVERY.c.period == bindparam("period", type_=String),
    _DELIVERY.c.state.in_([DeliveryState.PENDING, DeliveryState.SENDING]),
)


@cache
def _to_remind(way: Way) -> Select[*tuple[Any, ...]]:
    """Those who have something left of goals 3 and 4, and no reminder yet."""
    done = conditions(_MEMBER.c.id, _REGION_ID, way)
    return _ASKED.add_columns(*_REMINDED).where(
        IN_REGION,
        not_(and_(done[self_assessment.KEY], done[digiteket.KEY])),
        not_(exists().where(_MINE, _OWED).correlate(_MEMBER)),
    )


def to_remind(
    session: Session, region: RegionSettings, on: date, period: str
) -> tuple[tuple[Recipient, Reminded], ...]:
    """Everybody in a region who may be reminded for a period, with what they were sent before.

    They have something left of goals 3 and 4, were not owed this reminder, and wait for no other.
    """
    given = {"region": region.region_id, "on": on, "period": period}
    rows = session.connection().execute(_to_remind(Way.of(region.rules)), given).all()
    away = _away(session, region.region_id, on) if rows else {}
    return tuple((_recipient(row, away.get(row.id, ())), _reminded(row)) for row in rows)


def recipients(
    session: Session, region_id: int, on: date, *conditions: Any
) -> tuple[Recipient, ...]:
    """Everybody in a region who may be written to on a day, of whom the conditions hold."""
    given = {"region": region_id, "on": on}
    rows = session.connection().execute(_ASKED.where(IN_REGION, *conditions), given).all()
    away = _away(session, region_id, on) if rows else {}
    return tuple(_recipient(row, away.get(row.id, ())) for row in rows)


def may_be_written_to(session: Session, member_id: int, on: date) -> bool:
    """Whether a member still is somebody to write to on a day."""
    given = {"member": member_id, "on": on}
    return session.connection().execute(_ONE, given).first() is not None


def reminded(session: Session, member_id: int) -> Reminded:
    """What a member was sent of personal reminders."""
    return _reminded(session.connection().execute(_REMINDED_ONE, {"member": member_id}).one())


def _away(session: Session, region_id: int, on: date) -> Mapping[int, tuple[Span, ...]]:
    away: defaultdict[int, list[Span]] = defaultdict(list)
    given = {"region": region_id, "recent": on - LOOK_BACK}
    for member_id, starts_on, ends_on in session.connection().execute(_LEAVES, given):
        away[member_id].append((starts_on, ends_on))
    return {member_id: tuple(spans) for member_id, spans in away.items()}


def _recipient(row: Row[*tuple[Any, ...]], away: tuple[Span, ...]) -> Recipient:
    to = MemberAddress(row.id, row.region_id, row.platform, row.tenant)
    return Recipient(to, max(row.created_at, row.confirmed_at), row.snoozed_until, away)


def _reminded(row: Row[*tuple[Any, ...]]) -> Reminded:
    return Reminded(row.reminded_at, row.text, row.unanswered)
