"""Requests that the employer's record of a person be erased, and the coordinators' decisions.

A granted request is carried out when GRACE has passed. Until then the decision can be taken back,
the person can withdraw the request, and everybody can be told who is to be told.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from sqlalchemy import ColumnElement, update
from sqlmodel import Session, col, or_, select
from sqlmodel.sql.expression import SelectOfScalar

from storage.personal.erasing import is_erased
from storage.regions import swedish_order
from storage.tables import Employment, ErasureRequest, Library, Member

GRACE = timedelta(days=7)


class RequestState(StrEnum):
    """How far a request has come."""

    OPEN = "open"
    GRANTED = "granted"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Asked:
    """A request, whose it is, and where they work on the day that it was read for."""

    request_id: int
    member_id: int
    name: str
    libraries: tuple[str, ...]
    asked_at: datetime
    state: RequestState
    decided_at: datetime | None
    decided_by: int | None

    @property
    def erased_at(self) -> datetime | None:
        """When everything is erased, of a granted request."""
        granted = self.state is RequestState.GRANTED
        return self.decided_at + GRACE if granted and self.decided_at else None


def ask_erasure(session: Session, member_id: int, now: datetime) -> int:
    """The member's open request, made if there is none; its id."""
    session.flush()
    found = session.exec(_of(member_id, _OPEN)).first()
    request = found or ErasureRequest(member_id=member_id, asked_at=now)
    session.add(request)
    session.flush()
    return _id(request)


def withdraw_erasure(session: Session, member_id: int) -> bool:
    """Take a request back that is open, or granted and not carried out; whether there was one."""
    requests = session.exec(_of(member_id, or_(_OPEN, col(ErasureRequest.granted).is_(True)))).all()
    for request in requests:
        session.delete(request)
    return bool(requests)


def latest_request(session: Session, member_id: int, on: date) -> Asked | None:
    """A member's latest request, however it was decided."""
    session.flush()
    latest = _of(member_id).order_by(col(ErasureRequest.id).desc())
    request = session.exec(latest).first()
    return None if request is None else _asked(session, request, on)


def the_request(session: Session, region_id: int, request_id: int, on: date) -> Asked | None:
    """A request of somebody in a region, unless it has been carried out."""
    session.flush()
    request = session.get(ErasureRequest, request_id)
    if request is None:
        return None
    member = session.get_one(Member, request.member_id)
    known = member.region_id == region_id and not is_erased(member)
    return _asked(session, request, on) if known else None


def undecided(session: Session, region_id: int, on: date) -> tuple[Asked, ...]:
    """The open requests of a region, the oldest first."""
    session.flush()
    rows = session.exec(
        select(ErasureRequest)
        .join(Member, col(Member.id) == col(ErasureRequest.member_id))
        .where(_OPEN, Member.region_id == region_id)
        .order_by(col(ErasureRequest.asked_at), col(ErasureRequest.id))
    )
    return tuple(_asked(session, request, on) for request in rows.all())


def decide(session: Session, request_id: int, by: int, now: datetime, *, granted: bool) -> bool:
    """Decide an open request; False when it has been decided or withdrawn meanwhile."""
    session.flush()
    decision = {"decided_at": now, "decided_by": by, "granted": granted}
    open_one = update(ErasureRequest).where(col(ErasureRequest.id) == request_id, _OPEN)
    decided = session.connection().execute(open_one.values(decision)).rowcount == 1
    session.expire_all()
    return decided


def reopen(session: Session, request_id: int, by: int) -> bool:
    """Take the own decision back, as long as nothing is erased; whether there was one."""
    request = session.get(ErasureRequest, request_id)
    if request is None or request.decided_by != by:
        return False
    request.decided_at, request.decided_by, request.granted = None, None, None
    return True


_OPEN = col(ErasureRequest.decided_at).is_(None)


def _of(member_id: int, *conditions: ColumnElement[bool]) -> SelectOfScalar[ErasureRequest]:
    return select(ErasureRequest).where(ErasureRequest.member_id == member_id, *conditions)


def _id(request: ErasureRequest) -> int:
    assert request.id is not None  # noqa: S101 (a stored row has an id)
    return request.id


def _asked(session: Session, request: ErasureRequest, on: date) -> Asked:
    member = session.get_one(Member, request.member_id)
    states = {None: RequestState.OPEN, True: RequestState.GRANTED, False: RequestState.REFUSED}
    return Asked(
        request_id=_id(request),
        member_id=request.member_id,
        name=member.name,
        libraries=_libraries(session, request.member_id, on),
        asked_at=request.asked_at,
        state=states[request.granted],
        decided_at=request.decided_at,
        decided_by=request.decided_by,
    )


def _libraries(session: Session, member_id: int, on: date) -> tuple[str, ...]:
    names = session.exec(
        select(Library.name)
        .join(Employment, col(Employment.library_id) == col(Library.id))
        .where(
            Employment.member_id == member_id,
            Employment.starts_on <= on,
            or_(col(Employment.ends_on).is_(None), col(Employment.ends_on) > on),
        )
    )
    return tuple(sorted(set(names), key=swedish_order))
