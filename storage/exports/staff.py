"""The staff of a region as lines of a file: employments, and coordinators who have none."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, exists, null, or_, select
from sqlmodel import Session

from storage.imports.spells import UNKNOWN_START
from storage.tables import METADATA, Platform, Role

_LIBRARY = METADATA.tables["library"]
_EMPLOYMENT = METADATA.tables["employment"]
_IDENTITY = METADATA.tables["identity"]
_REGISTRATION = METADATA.tables["registration"]
MEMBER = METADATA.tables["member"]

_AT_WORK = and_(_EMPLOYMENT.c.member_id == MEMBER.c.id, _EMPLOYMENT.c.confirmed_at.is_not(None))
Line = tuple[Any, ...]


def staff_lines(session: Session, region_id: int, tenant: str | None) -> list[Line]:
    """Each employment and each coordinator; `slack_user_id` is filled in for one workspace."""
    accounts = _accounts(session, region_id, tenant)
    connection = session.connection()
    rows = [row for each in (_staff, _offices) for row in connection.execute(each(region_id))]
    return [_with_account(_staff_line(row), accounts) for row in rows]


def yes_or_no(value: object) -> str:
    """As a file tells it."""
    return "yes" if value else "no"


def told(region_id: int) -> tuple[ColumnElement[bool], ...]:
    """The members that a staff file tells of; no file tells of others."""
    return (
        MEMBER.c.region_id == region_id,
        MEMBER.c.email.is_not(None),
        or_(exists().where(_AT_WORK).correlate(MEMBER), MEMBER.c.role == Role.COORDINATOR),
    )


def _staff(region_id: int) -> Select[*tuple[Any, ...]]:
    """A line an employment, and one for each coordinator without any."""
    return (
        select(
            _LIBRARY.c.name,
            MEMBER.c.name,
            MEMBER.c.email,
            MEMBER.c.role,
            MEMBER.c.id,
            _REGISTRATION.c.registered_on,
            _EMPLOYMENT.c.starts_on,
            _EMPLOYMENT.c.ends_on,
            _EMPLOYMENT.c.chief,
        )
        .select_from(MEMBER)
        .outerjoin(_EMPLOYMENT, _AT_WORK)
        .outerjoin(_LIBRARY, _LIBRARY.c.id == _EMPLOYMENT.c.library_id)
        .outerjoin(_REGISTRATION, _REGISTRATION.c.member_id == MEMBER.c.id)
        .where(*told(region_id))
    )


def _offices(region_id: int) -> Select[*tuple[Any, ...]]:
    """A line without a library for each coordinator who has worked at one and is to be one since.

    The others have theirs from `_staff`.
    """
    nothing = (null(), null(), null())
    return (
        select(
            null(),
            MEMBER.c.name,
            MEMBER.c.email,
            MEMBER.c.role,
            MEMBER.c.id,
            _REGISTRATION.c.registered_on,
            *nothing,
        )
        .select_from(MEMBER)
        .outerjoin(_REGISTRATION, _REGISTRATION.c.member_id == MEMBER.c.id)
        .where(
            *told(region_id),
            MEMBER.c.role == Role.COORDINATOR,
            MEMBER.c.coordinator_since.is_not(None),
            exists().where(_AT_WORK).correlate(MEMBER),
        )
    )


def _accounts(session: Session, region_id: int, tenant: str | None) -> Mapping[int, str]:
    rows = session.connection().execute(
        select(_IDENTITY.c.member_id, _IDENTITY.c.user_id)
        .join(MEMBER, MEMBER.c.id == _IDENTITY.c.member_id)
        .where(
            MEMBER.c.region_id == region_id,
            _IDENTITY.c.platform == Platform.SLACK,
            _IDENTITY.c.tenant == tenant,
        )
        .order_by(_IDENTITY.c.id.desc())
    )
    return {row[0]: row[1] for row in rows}


def _with_account(line: Line, accounts: Mapping[int, str]) -> Line:
    return (*line[:4], accounts.get(line[4]), *line[5:])


def _staff_line(row: Row[*tuple[Any, ...]]) -> Line:
    """A start that nobody told is an empty cell, as it was."""
    library, name, email, role, member_id, registered_on, starts_on, ends_on, chief = row
    started_on = None if starts_on == UNKNOWN_START else starts_on
    said = None if library is None else yes_or_no(chief)
    return library, name, email, role.value, member_id, registered_on, started_on, ends_on, said
