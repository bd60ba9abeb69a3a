"""Invitations: somebody said that a colleague finished a resource with them; nothing counts yet.

What has been answered is deleted: a yes has become a completion.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, bindparam, delete, or_, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session

from storage.tables import METADATA, Platform, ResourceStatus

_INVITATION = METADATA.tables["invitation"]
_COMPLETION = METADATA.tables["completion"]
_EMPLOYMENT = METADATA.tables["employment"]
_IDENTITY = METADATA.tables["identity"]
_MEMBER = METADATA.tables["member"]
_RESOURCE = METADATA.tables["resource"]
_INVITER = _MEMBER.alias("inviter")
_KEY = ("member_id", "resource_id")


@dataclass(frozen=True, slots=True)
class Colleague:
    """A member who may be asked; `employed`: at a library on the day, confirmed or not."""

    member_id: int
    name: str
    region_id: int
    employed: bool


@dataclass(frozen=True, slots=True)
class OpenInvitation:
    """One that waits for an answer; `inviter` is a name, `approved` the resource's state."""

    invitation_id: int
    member_id: int
    resource_id: int
    title: str
    approved: bool
    on: date
    inviter_id: int
    inviter: str


_THERE = (
    select(_EMPLOYMENT.c.id)
    .where(
        _EMPLOYMENT.c.member_id == _MEMBER.c.id,
        _EMPLOYMENT.c.starts_on <= bindparam("on"),
        or_(_EMPLOYMENT.c.ends_on.is_(None), _EMPLOYMENT.c.ends_on > bindparam("on")),
    )
    .exists()
)
_COLLEAGUE = (_MEMBER.c.id, _MEMBER.c.name, _MEMBER.c.region_id, _THERE.label("employed"))
_COLLEAGUES: Select[Any] = (
    select(*_COLLEAGUE)
    .where(_MEMBER.c.id.in_(bindparam("members", expanding=True)))
    .order_by(_MEMBER.c.id)
)
_MENTIONED: Select[Any] = (
    select(_IDENTITY.c.user_id, *_COLLEAGUE)
    .join(_MEMBER, _MEMBER.c.id == _IDENTITY.c.member_id)
    .where(
        _IDENTITY.c.platform == bindparam("of_platform"),
        _IDENTITY.c.tenant == bindparam("of_tenant"),
        _IDENTITY.c.user_id.in_(bindparam("users", expanding=True)),
    )
)
_INSERT = {
    "sqlite": sqlite.insert(_INVITATION).on_conflict_do_nothing(index_elements=_KEY),
    "postgresql": postgresql.insert(_INVITATION).on_conflict_do_nothing(index_elements=_KEY),
}
_ADD = {name: insert.returning(_INVITATION.c.id) for name, insert in _INSERT.items()}
_OPEN: Select[Any] = (
    select(
        _INVITATION.c.id,
        _INVITATION.c.member_id,
        _INVITATION.c.resource_id,
        _RESOURCE.c.title,
        _RESOURCE.c.status,
        _INVITATION.c.completed_on,
        _INVITATION.c.invited_by,
        _INVITER.c.name,
    )
    .join(_RESOURCE, _RESOURCE.c.id == _INVITATION.c.resource_id)
    .join(_INVITER, _INVITER.c.id == _INVITATION.c.invited_by)
)
_BY_ID = _OPEN.where(_INVITATION.c.id == bindparam("invitation_id"))
_BY_KEY = _OPEN.where(
    _INVITATION.c.member_id == bindparam("member_id"),
    _INVITATION.c.resource_id == bindparam("resource_id"),
)
_FINISHED = select(_COMPLETION.c.id).where(
    _COMPLETION.c.member_id == bindparam("member_id"),
    _COMPLETION.c.resource_id == bindparam("resource_id"),
)
_ANSWERED = delete(_INVITATION).where(
    _INVITATION.c.member_id == bindparam("of_member"),
    _INVITATION.c.resource_id == bindparam("of_resource"),
)
_WITHDRAW = (
    delete(_INVITATION)
    .where(
        _INVITATION.c.invited_by == bindparam("by"),
        _INVITATION.c.resource_id.in_(bindparam("resources", expanding=True)),
    )
    .returning(_INVITATION.c.member_id)
)
_OF_RESOURCE = delete(_INVITATION).where(_INVITATION.c.resource_id == bindparam("of_resource"))


def mentioned(
    session: Session, platform: Platform, tenant: str, user_ids: Collection[str], on: date
) -> dict[str, Colleague]:
    """The members behind accounts of a workspace, by user id; who is unknown is not there."""
    given = {"of_platform": platform, "of_tenant": tenant, "users": list(user_ids), "on": on}
    rows = session.connection().execute(_MENTIONED, given)
    return {user_id: _colleague(*rest) for user_id, *rest in rows}


def colleagues(session: Session, member_ids: Collection[int], on: date) -> tuple[Colleague, ...]:
    """Members by their ids; those who are gone are not there."""
    rows = session.connection().execute(_COLLEAGUES, {"members": list(member_ids), "on": on})
    return tuple(_colleague(*row) for row in rows)


def _colleague(member_id: int, name: str, region_id: int, employed: object) -> Colleague:
    return Colleague(member_id, name, region_id, employed=bool(employed))


def has_finished(session: Session, member_id: int, resource_id: int) -> bool:
    """Whether a member has reported a resource."""
    given = {"member_id": member_id, "resource_id": resource_id}
    return session.connection().execute(_FINISHED, given).first() is not None


def invite(  # noqa: PLR0917
    session: Session, member_id: int, resource_id: int, on: date, invited_by: int, now: datetime
) -> tuple[OpenInvitation, bool]:
    """Ask a member, unless somebody has; what waits for the answer, and whether it is new."""
    connection = session.connection()
    row = {
        "member_id": member_id,
        "resource_id": resource_id,
        "completed_on": on,
        "invited_by": invited_by,
        "invited_at": now,
    }
    new = connection.execute(_ADD[connection.dialect.name], row).first() is not None
    given = {"member_id": member_id, "resource_id": resource_id}
    return _read(connection.execute(_BY_KEY, given).one()), new


def open_invitation(session: Session, invitation_id: int) -> OpenInvitation | None:
    """One by its id, while it waits."""
    row = session.connection().execute(_BY_ID, {"invitation_id": invitation_id}).first()
    return None if row is None else _read(row)


def _read(row: Any) -> OpenInvitation:
    invitation_id, member_id, resource_id, title, status, on, inviter_id, inviter = row
    approved = status == ResourceStatus.APPROVED
    return OpenInvitation(
        invitation_id, member_id, resource_id, title, approved, on, inviter_id, inviter
    )


def answered(session: Session, member_id: int, resource_id: int) -> bool:
    """The member has said yes or no: nothing waits any more. False where nothing did."""
    given = {"of_member": member_id, "of_resource": resource_id}
    return session.connection().execute(_ANSWERED, given).rowcount > 0


def withdraw(session: Session, by: int, resource_ids: Collection[int]) -> int:
    """Take back what a member asked colleagues about resources; how many had not answered."""
    given = {"by": by, "resources": list(resource_ids)}
    return len(session.connection().execute(_WITHDRAW, given).all())


def forget_invitations_to(session: Session, resource_id: int) -> None:
    """Delete what waits for a resource, before it is deleted itself."""
    session.connection().execute(_OF_RESOURCE, {"of_resource": resource_id})
