"""Who is to be told of a request to be erased: coordinators that it came, the person how it went.

What is told is composed in `handlers.mydata.notices`; sending it is somebody else's.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlmodel import Session, col, or_, select

from storage.tables import ErasureRequest, Identity, Member, Role


class NewsKind(StrEnum):
    """What somebody is told about a request."""

    ASKED = "erasure_asked"  # to each coordinator, as long as nobody has decided
    DECIDED = "erasure_decided"  # to the person


@dataclass(frozen=True, slots=True)
class ErasureNews:
    """Somebody is to be told about a request, once: all four together say which news it is."""

    kind: NewsKind
    to_member: int
    request_id: int
    since: datetime


def coordinators_of(
    session: Session, region_id: int, email_keys: Collection[str]
) -> frozenset[int]:
    """The members who coordinate a region, by their role or by the settings' addresses."""
    named = col(Member.email_key).in_(email_keys)
    rows = session.exec(
        select(Member.id).where(
            Member.region_id == region_id, or_(col(Member.role) == Role.COORDINATOR, named)
        )
    )
    return frozenset(row for row in rows if row is not None)


def erasure_news(
    session: Session, region_id: int, email_keys: Collection[str], since: datetime
) -> tuple[ErasureNews, ...]:
    """What is to be told in a region of what has happened since a moment, by request.

    `email_keys` are the settings' coordinators. Only those are told who have an account to be told
    on, and nobody of their own request as its coordinator.
    """
    reachable = _reachable(session, region_id)
    coordinators = sorted(coordinators_of(session, region_id, email_keys) & reachable)
    rows = session.exec(
        select(ErasureRequest)
        .join(Member, col(Member.id) == col(ErasureRequest.member_id))
        .where(
            Member.region_id == region_id,
            or_(col(ErasureRequest.asked_at) >= since, col(ErasureRequest.decided_at) >= since),
        )
        .order_by(col(ErasureRequest.id))
    )
    found = (news for request in rows for news in _of_request(request, coordinators))
    return tuple(news for news in found if news.to_member in reachable)


def _reachable(session: Session, region_id: int) -> set[int]:
    rows = session.exec(
        select(Identity.member_id)
        .join(Member, col(Member.id) == col(Identity.member_id))
        .where(Member.region_id == region_id)
    )
    return set(rows)


def _of_request(request: ErasureRequest, coordinators: Collection[int]) -> list[ErasureNews]:
    assert request.id is not None  # noqa: S101 (a stored row has an id)
    if request.decided_at is not None:
        return [ErasureNews(NewsKind.DECIDED, request.member_id, request.id, request.decided_at)]
    return [
        ErasureNews(NewsKind.ASKED, member, request.id, request.asked_at)
        for member in coordinators
        if member != request.member_id
    ]
