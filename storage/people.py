"""Who somebody is: from an account on a platform to a member, a role and a library."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Row, Select, and_, bindparam, or_
from sqlalchemy import select as core_select
from sqlmodel import Session, col, select

from storage.coordinators import coordinates
from storage.keys import email_key
from storage.regions import SETTINGS, RegionSettings, settings_from
from storage.tables import (
    Employment,
    Identity,
    Installation,
    Library,
    Member,
    Platform,
    Region,
    Role,
)


@dataclass(frozen=True, slots=True)
class Workplace:
    """Where a member is employed today, maybe as its chief; counted once it is confirmed."""

    library_id: int
    name: str
    confirmed: bool
    chief: bool


@dataclass(frozen=True, slots=True)
class Who:
    """A known member, as of a day. Without a workplace the member has left, or never joined.

    Of several workplaces a confirmed one goes first, then the one as chief, then the latest.
    """

    member_id: int
    name: str
    email_key: str | None
    role: Role
    language: str | None
    locale: str | None
    workplaces: tuple[Workplace, ...]

    @property
    def workplace(self) -> Workplace | None:
        """The first workplace."""
        return self.workplaces[0] if self.workplaces else None

    @property
    def led(self) -> tuple[Workplace, ...]:
        """The confirmed workplaces that a manager leads: as chief; who is chief nowhere, the first.

        A role is a member's and not a workplace's, so nobody leads where they only help out.
        """
        confirmed = tuple(place for place in self.workplaces if place.confirmed)
        as_chief = tuple(place for place in confirmed if place.chief)
        return (as_chief or confirmed[:1]) if self.role is Role.MANAGER else ()


@dataclass(frozen=True, slots=True)
class Found:
    """The region that an account belongs to, and the member behind it where it is known."""

    region: RegionSettings
    today: date
    who: Who | None


_LONGEST_NAME, _LONGEST_EMAIL, _LONGEST_LOCALE = 200, 254, 20  # characters, as the tables have it

_EMPLOYED = and_(
    col(Employment.member_id) == col(Member.id),
    or_(col(Employment.ends_on).is_(None), col(Employment.ends_on) > bindparam("since")),
)
_IDENTITY = and_(
    col(Identity.platform) == col(Installation.platform),
    col(Identity.tenant) == col(Installation.tenant),
    col(Identity.user_id) == bindparam("user_id"),
)
_WHO: Select[*tuple[Any, ...]] = (
    core_select(
        *SETTINGS,
        col(Member.id).label("member_id"),
        col(Member.name).label("member_name"),
        col(Member.email_key).label("email_key"),
        col(Member.role).label("role"),
        col(Member.language).label("member_language"),
        col(Identity.locale).label("locale"),
        col(Employment.id).label("employment_id"),
        col(Employment.starts_on).label("starts_on"),
        col(Employment.ends_on).label("ends_on"),
        col(Employment.confirmed_at).label("confirmed_at"),
        col(Employment.chief).label("chief"),
        col(Library.id).label("library_id"),
        col(Library.name).label("library_name"),
    )
    .select_from(Installation)
    .join(Region, col(Region.id) == col(Installation.region_id))
    .outerjoin(Identity, _IDENTITY)
    .outerjoin(
        Member,
        and_(
            col(Member.id) == col(Identity.member_id),
            col(Member.region_id) == col(Region.id),
        ),
    )
    .outerjoin(Employment, _EMPLOYED)
    .outerjoin(Library, col(Library.id) == col(Employment.library_id))
    .where(
        col(Installation.platform) == bindparam("platform"),
        col(Installation.tenant) == bindparam("tenant"),
    )
)


def find(
    session: Session, platform: Platform, tenant: str, user_id: str, now: datetime
) -> Found | None:
    """The region and member of an account at a moment; None for a tenant that is not served."""
    rows = (
        session.connection()
        .execute(
            _WHO,
            {
                "platform": platform,
                "tenant": tenant,
                "user_id": user_id,
                "since": now.date() - timedelta(days=1),  # zones differ by less than a day
            },
        )
        .all()
    )
    if not rows:
        return None
    region = settings_from(*rows[0][: len(SETTINGS)])
    today = now.astimezone(region.zone).date()
    return Found(region, today, _lapsed(session, _who(rows, today), today))


def _lapsed(session: Session, who: Who | None, today: date) -> Who | None:
    """The same, as staff where a coordinator's role went with the last employment."""
    if who is None or who.role is not Role.COORDINATOR:
        return who
    if any(place.confirmed for place in who.workplaces):
        return who
    return who if coordinates(session, who.member_id, today) else replace(who, role=Role.STAFF)


def _who(rows: Sequence[Row[*tuple[Any, ...]]], today: date) -> Who | None:
    first = rows[0]
    if first.member_id is None:
        return None
    return Who(
        member_id=first.member_id,
        name=first.member_name,
        email_key=first.email_key,
        role=Role(first.role),
        language=first.member_language,
        locale=first.locale,
        workplaces=_workplaces(rows, today),
    )


def _workplaces(rows: Sequence[Row[*tuple[Any, ...]]], today: date) -> tuple[Workplace, ...]:
    """The employments that hold today, the first of them first."""
    current = [
        row
        for row in rows
        if row.employment_id is not None
        and row.starts_on <= today
        and (row.ends_on is None or today < row.ends_on)
    ]
    return tuple(
        Workplace(row.library_id, row.library_name, row.confirmed_at is not None, row.chief)
        for row in sorted(current, key=_precedence, reverse=True)
    )


def _precedence(row: Row[*tuple[Any, ...]]) -> tuple[bool, bool, date, int]:
    return row.confirmed_at is not None, row.chief, row.starts_on, row.employment_id


@dataclass(frozen=True, slots=True)
class Person:
    """A member of a region, wherever they work."""

    member_id: int
    name: str
    email_key: str | None
    role: Role


def person_of(session: Session, region_id: int, member_id: int) -> Person | None:
    """A member of a region, or None."""
    member = session.get(Member, member_id)
    if member is None or member.region_id != region_id:
        return None
    return Person(member_id, member.name, member.email_key, Role(member.role))


def member_by_email(session: Session, region_id: int, key: str) -> int | None:
    """The member of a region with an e-mail key, or None."""
    return session.exec(
        select(Member.id).where(Member.region_id == region_id, Member.email_key == key)
    ).first()


def add_member(
    session: Session, region_id: int, name: str, email: str | None, now: datetime
) -> int:
    """A new member of a region, as staff; returns the id.

    A name from outside is cut to what its column holds; an address that does not fit is none.
    """
    key = email_key(email or "")
    fits = 0 < len(key) <= _LONGEST_EMAIL and len(email or "") <= _LONGEST_EMAIL
    member = Member(
        region_id=region_id,
        name=name[:_LONGEST_NAME],
        email=email if fits else None,
        email_key=key if fits else None,
        created_at=now,
    )
    session.add(member)
    session.flush()
    assert member.id is not None  # noqa: S101 (flushed)
    return member.id


def step_down(session: Session, member_id: int, today: date) -> None:
    """A manager becomes staff: who chooses a library by themselves does not come to lead it.

    So does a coordinator whose role went with the last library; another one stays what they are.
    """
    member = session.get_one(Member, member_id)
    if member.role == Role.MANAGER or not coordinates(session, member_id, today):
        member.role = Role.STAFF


def add_identity(  # noqa: PLR0917
    session: Session,
    member_id: int,
    platform: Platform,
    tenant: str,
    user_id: str,
    locale: str | None,
) -> None:
    """Tie an account to a member; one whose workspace went over to another region is tied anew."""
    identity = session.exec(
        select(Identity).where(
            Identity.platform == platform, Identity.tenant == tenant, Identity.user_id == user_id
        )
    ).first() or Identity(member_id=member_id, platform=platform, tenant=tenant, user_id=user_id)
    identity.member_id = member_id
    identity.locale = locale if locale and len(locale) <= _LONGEST_LOCALE else None
    session.add(identity)
    session.flush()


def join_library(session: Session, member_id: int, library_id: int, today: date) -> None:
    """An employment from today that waits to be confirmed.

    One that waits at another library goes; one at this library stays, with its first day. A
    confirmed one is not the member's to change.
    """
    waiting = session.exec(
        select(Employment).where(
            Employment.member_id == member_id,
            col(Employment.confirmed_at).is_(None),
            or_(col(Employment.ends_on).is_(None), col(Employment.ends_on) > today),
        )
    ).all()
    for employment in waiting:
        if employment.library_id != library_id:
            session.delete(employment)
    session.flush()
    if all(employment.library_id != library_id for employment in waiting):
        session.add(Employment(member_id=member_id, library_id=library_id, starts_on=today))


def choose_language(session: Session, member_id: int, language: str) -> None:
    """Remember the language that a member wants to be answered in."""
    session.get_one(Member, member_id).language = language
