"""Rows for tests, one builder a table: say what matters, the rest has sensible defaults.

    nassjo = library(session)
    anna = staff(session, nassjo, name="Anna")
    completed(session, anna, resource(session, nassjo), on=date(2026, 3, 2))

Days are half-open, as in the tables. Every builder flushes, so that its row has an id.
"""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from decimal import Decimal
from itertools import count
from typing import Protocol, TypeVar

from sqlmodel import Session

from goals.progress import Source
from goals.record import Area, ResourceKind
from goals.rules import Rules
from storage.deliveries import ChannelAddress
from storage.tables import (
    ActionPlan,
    Channel,
    Completion,
    Conversation,
    ConversationKind,
    Employment,
    GrowthReport,
    Identity,
    Installation,
    Invitation,
    Leave,
    Library,
    Member,
    Milestone,
    OfficialStatistic,
    PlanStatus,
    Platform,
    Region,
    Registration,
    Resource,
    ResourceStatus,
    Role,
    SelfAssessment,
    TutoringCount,
)
from storage.tables.schema import Table

LONG_AGO = date(2020, 1, 1)  # before anything in a test happens
A_DAY = date(2026, 3, 2)  # a Monday, on which things happen unless told otherwise
TENANT = "T0KOMPIS"

_numbers = count(1)
Row = TypeVar("Row", bound=Table)


class Keyed(Protocol):
    """A row that has a number of its own."""

    id: int | None


class OfRegion(Protocol):
    """A row that belongs to a region, such as a library or a member."""

    region_id: int


def key(row: Keyed) -> int:
    """The id of a row that is in the database."""
    assert row.id is not None
    return row.id


def noon(day: date) -> datetime:
    """The moment at which a test's day is reported."""
    return datetime.combine(day, time(12), UTC)


def region(
    session: Session, name: str | None = None, *, rules: Rules | None = None, language: str = "sv"
) -> Region:
    """A county, which counts as `rules` say."""
    rules = rules or Rules()
    return _added(
        session,
        Region(
            name=name or f"Region {next(_numbers)}",
            timezone="Europe/Stockholm",
            language=language,
            counted_kinds=",".join(sorted(rules.counted_kinds)),
            growth_measure=rules.growth_measure,
        ),
    )


def library(session: Session, county: Region | None = None, name: str | None = None) -> Library:
    """A library, in a region of its own unless one is given."""
    name = name or f"Bibliotek {next(_numbers)}"
    return _added(
        session,
        Library(
            region_id=key(county or region(session)),
            name=name,
            name_key=name.casefold(),
            municipality=name.split()[0],
            municipality_code="0682",
        ),
    )


def member(
    session: Session,
    county: Region | OfRegion | None = None,
    name: str | None = None,
    *,
    role: Role = Role.STAFF,
    language: str | None = None,
) -> Member:
    """A person of a region, without employment."""
    name = name or f"Person {next(_numbers)}"
    email = f"{name.replace(' ', '.').lower()}.{next(_numbers)}@example.se"
    return _added(
        session,
        Member(
            region_id=_region_id(session, county),
            name=name,
            email=email,
            email_key=email.casefold(),
            role=role,
            language=language,
            created_at=noon(LONG_AGO),
        ),
    )


def employed(
    session: Session,
    person: Member,
    at: Library,
    *,
    starts_on: date = LONG_AGO,
    ends_on: date | None = None,
    confirmed: bool = True,
    chief: bool = False,
) -> Employment:
    """A person works at a library until the day before `ends_on`."""
    return _added(
        session,
        Employment(
            member_id=key(person),
            library_id=key(at),
            starts_on=starts_on,
            ends_on=ends_on,
            confirmed_at=noon(starts_on) if confirmed else None,
            chief=chief,
        ),
    )


def staff(
    session: Session, at: Library, name: str | None = None, *, role: Role = Role.STAFF
) -> Member:
    """A person who has long been employed at a library."""
    person = member(session, at, name, role=role)
    employed(session, person, at, chief=role is Role.MANAGER)
    return person


def on_leave(
    session: Session, person: Member, *, starts_on: date = LONG_AGO, ends_on: date | None = None
) -> Leave:
    """A person is away until the day before `ends_on`."""
    return _added(session, Leave(member_id=key(person), starts_on=starts_on, ends_on=ends_on))


def resource(
    session: Session,
    county: Region | OfRegion | None = None,
    title: str | None = None,
    *,
    kind: ResourceKind = ResourceKind.COURSE,
    approved: bool = True,
    leadership: bool = False,
    url: str | None = None,
) -> Resource:
    """Something to learn in a region's catalogue."""
    title = title or f"Kurs {next(_numbers)}"
    return _added(
        session,
        Resource(
            region_id=_region_id(session, county),
            title=title,
            title_key=title.casefold(),
            url=url,
            url_key=url,
            kind=kind,
            leadership=leadership,
            status=ResourceStatus.APPROVED if approved else ResourceStatus.PROPOSED,
            changed_at=noon(LONG_AGO),
        ),
    )


def completed(
    session: Session, person: Member, finished: Resource, *, on: date = A_DAY
) -> Completion:
    """A person finished a resource."""
    return _added(
        session,
        Completion(
            member_id=key(person),
            resource_id=key(finished),
            completed_on=on,
            source=Source.SELF_REPORTED,
            reported_at=noon(on),
        ),
    )


def registered(session: Session, person: Member, *, on: date = A_DAY) -> Registration:
    """A person registered on Digiteket."""
    return _added(
        session, Registration(member_id=key(person), registered_on=on, reported_at=noon(on))
    )


def assessed(
    session: Session,
    person: Member,
    *,
    on: date = A_DAY,
    results: Mapping[Area, Decimal] | None = None,
) -> SelfAssessment:
    """A person took the self-assessment, with or without results."""
    given = results or {}
    return _added(
        session,
        SelfAssessment(
            member_id=key(person),
            taken_on=on,
            information=given.get(Area.INFORMATION),
            communication=given.get(Area.COMMUNICATION),
            content=given.get(Area.CONTENT),
            safety=given.get(Area.SAFETY),
            problem_solving=given.get(Area.PROBLEM_SOLVING),
            reported_at=noon(on),
        ),
    )


def grew(
    session: Session, person: Member, *, on: date = A_DAY, developed: bool = True
) -> GrowthReport:
    """A person says whether the own competence has developed."""
    return _added(session, GrowthReport(member_id=key(person), reported_on=on, developed=developed))


def invited(
    session: Session, person: Member, finished: Resource, by: Member, *, on: date = A_DAY
) -> Invitation:
    """A colleague said that a person finished a resource with them."""
    return _added(
        session,
        Invitation(
            member_id=key(person),
            resource_id=key(finished),
            completed_on=on,
            invited_by=key(by),
            invited_at=noon(on),
        ),
    )


def identity(
    session: Session,
    person: Member,
    user_id: str | None = None,
    *,
    platform: Platform = Platform.SLACK,
    tenant: str = TENANT,
    locale: str | None = None,
) -> Identity:
    """A person's account on a platform."""
    return _added(
        session,
        Identity(
            member_id=key(person),
            platform=platform,
            tenant=tenant,
            user_id=user_id or f"U{next(_numbers):06}",
            locale=locale,
        ),
    )


def conversation(session: Session, account: Identity, on: date = A_DAY) -> Conversation:
    """The chat of somebody's account with the bot."""
    return _added(
        session,
        Conversation(
            platform=account.platform,
            tenant=account.tenant,
            kind=ConversationKind.PERSONAL,
            conversation_id=f"a:{account.user_id}",
            service_url="https://smba.example/emea/",
            user_id=account.user_id,
            account_id=f"29:{account.user_id}",
            seen_at=noon(on),
        ),
    )


def installation(
    session: Session,
    county: Region,
    *,
    platform: Platform = Platform.SLACK,
    tenant: str = TENANT,
    client_id: str | None = None,
    sealed_secret: str | None = None,
) -> Installation:
    """A workspace that the bot serves for a region; on Teams perhaps with its own bot."""
    return _added(
        session,
        Installation(
            region_id=key(county),
            platform=platform,
            tenant=tenant,
            name=tenant,
            client_id=client_id,
            sealed_secret=sealed_secret,
        ),
    )


def channel(
    session: Session,
    county: Region | None = None,
    at: Library | None = None,
    channel_id: str | None = None,
    *,
    platform: Platform = Platform.SLACK,
    tenant: str = TENANT,
    weekday: int = 1,
    hour: int = 9,
) -> Channel:
    """A library's channel; without a library, the region's own."""
    return _added(
        session,
        Channel(
            region_id=_region_id(session, county or at),
            library_id=None if at is None else key(at),
            platform=platform,
            tenant=tenant,
            channel_id=channel_id or f"C{next(_numbers):06}",
            weekday=weekday,
            hour=hour,
        ),
    )


def address(of: Channel) -> ChannelAddress:
    """A channel as messages are owed to it."""
    return ChannelAddress(of.region_id, of.platform, of.tenant, of.channel_id)


def plan(
    session: Session,
    at: Library,
    *,
    adopted_on: date | None = A_DAY,
    valid_until: date | None = None,
) -> ActionPlan:
    """A library's action plan; without a day of adoption a draft."""
    return _added(
        session,
        ActionPlan(
            library_id=key(at),
            status=PlanStatus.DRAFT if adopted_on is None else PlanStatus.ADOPTED,
            adopted_on=adopted_on,
            valid_until=valid_until,
            reported_at=noon(adopted_on or A_DAY),
        ),
    )


def tutored(
    session: Session, at: Library, month: date, *, adults: int = 0, children: int = 0
) -> TutoringCount:
    """A library's tutoring sessions of a month, which is told by its first day."""
    return _added(
        session,
        TutoringCount(
            library_id=key(at),
            month=month,
            adults=adults,
            children=children,
            reported_at=noon(month),
        ),
    )


def official(
    session: Session, at: Library, year: int, term: str = "Publ111", value: int = 10
) -> OfficialStatistic:
    """A library's figure in KB's statistics."""
    return _added(
        session,
        OfficialStatistic(
            library_id=key(at), year=year, term=term, value=value, read_at=noon(A_DAY)
        ),
    )


def milestone(session: Session, county: Region, goal: str, *, on: date = A_DAY) -> Milestone:
    """A region reached goal 1 or 2."""
    return _added(
        session, Milestone(region_id=key(county), goal=goal, done_on=on, reported_at=noon(on))
    )


def _region_id(session: Session, county: Region | OfRegion | None) -> int:
    if county is None:
        county = region(session)
    return key(county) if isinstance(county, Region) else county.region_id


def _added(session: Session, row: Row) -> Row:
    session.add(row)
    session.flush()
    return row
