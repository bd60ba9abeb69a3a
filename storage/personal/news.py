"""Owing the news of a request to be erased: to coordinators that it came, to the person its end.

What it says is composed when it is sent (`handlers.mydata.notices`), from what is stored then.
"""

from collections.abc import Collection
from datetime import date, datetime

from sqlalchemy import literal
from sqlmodel import Session, col, or_, select

from goals.waking_hours import waking
from storage.coordinators import coordinating
from storage.deliveries import Due, owe_member
from storage.personal.requests import GRACE, Asked, RequestState
from storage.regions import RegionSettings
from storage.tables import DeliveryKind, Member


def coordinators_of(
    session: Session, region_id: int, email_keys: Collection[str], on: date
) -> frozenset[int]:
    """The members who coordinate a region on a day, by role or by the settings' addresses."""
    named = col(Member.email_key).in_(email_keys)
    rows = session.exec(
        select(Member.id).where(
            Member.region_id == region_id, or_(coordinating(literal(on)), named)
        )
    )
    return frozenset(row for row in rows if row is not None)


def owe_erasure_news(
    session: Session,
    asked: Asked,
    region: RegionSettings,
    email_keys: Collection[str],
    now: datetime,
) -> int:
    """Owe the news of a request as it stands now; to how many.

    Of an open one to every coordinator but the person, of a decided one to the person. The same
    news is owed once, to those who have an account, and waits for the day: it is in no hurry.
    `email_keys` are the settings' coordinators.
    """
    if asked.state is RequestState.OPEN:
        on = now.astimezone(region.zone).date()
        to = coordinators_of(session, region.region_id, email_keys, on) - {asked.member_id}
    else:
        to = frozenset({asked.member_id})
    at = asked.decided_at or asked.asked_at
    due = Due(
        DeliveryKind.ERASURE,
        period=f"{asked.request_id}@{at:%Y-%m-%dT%H:%M:%S}",
        due_at=waking(now, region.zone),
        subject_id=asked.request_id,
        late=GRACE,
    )
    return sum(owe_member(session, due, member_id, now) for member_id in sorted(to))
