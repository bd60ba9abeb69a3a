"""What a person might learn next: what is in the catalogue, undone, and liked by colleagues."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Integer, bindparam, func, select
from sqlmodel import Session

from goals.record import ResourceKind
from storage.achieved import COMPLETION, RESOURCE
from storage.roster import EMPLOYMENT, staff
from storage.tables import ResourceStatus

_MEMBER_ID = bindparam("member", type_=Integer)
_MY_LIBRARIES = staff(EMPLOYMENT.c.library_id).where(EMPLOYMENT.c.member_id == _MEMBER_ID)
_COLLEAGUES = staff(EMPLOYMENT.c.member_id).where(EMPLOYMENT.c.library_id.in_(_MY_LIBRARIES))
_DONE = select(COMPLETION.c.resource_id).where(COMPLETION.c.member_id == _MEMBER_ID)
_LIKED = (
    select(COMPLETION.c.resource_id, func.count().label("heads"))
    .where(COMPLETION.c.member_id.in_(_COLLEAGUES))
    .group_by(COMPLETION.c.resource_id)
    .subquery("liked")
)
_UNDONE = (
    select(
        RESOURCE.c.id,
        RESOURCE.c.title,
        RESOURCE.c.url,
        RESOURCE.c.kind,
        RESOURCE.c.topic,
        RESOURCE.c.leadership,
        func.coalesce(_LIKED.c.heads, 0).label("heads"),
    )
    .outerjoin(_LIKED, _LIKED.c.resource_id == RESOURCE.c.id)
    .where(
        RESOURCE.c.region_id == bindparam("region", type_=Integer),
        RESOURCE.c.status == ResourceStatus.APPROVED,
        RESOURCE.c.id.not_in(_DONE),
    )
    .order_by(RESOURCE.c.id)
)


@dataclass(frozen=True, slots=True)
class Undone:
    """A resource that a person has not finished; `heads` colleagues at the library have."""

    title: str
    url: str | None
    kind: ResourceKind
    topic: str | None
    leadership: bool
    heads: int


def undone(session: Session, region_id: int, member_id: int, on: date) -> tuple[Undone, ...]:
    """The approved resources of a region that a member has not finished.

    Colleagues are the staff on the day of the libraries where the member works.
    """
    given = {"region": region_id, "member": member_id, "on": on}
    rows = session.connection().execute(_UNDONE, given)
    return tuple(
        Undone(row.title, row.url, row.kind, row.topic, row.leadership, row.heads) for row in rows
    )
