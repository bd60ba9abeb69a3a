"""Filling an empty database with the made-up county, by the product's own imports."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

from sqlmodel import Session

from bot.demo.county import REGION, TIMEZONE, Place, places
from bot.demo.people import Part, Person
from bot.demo.programme import add_programme
from bot.demo.reports import Reports, reports
from bot.demo.site import SLACK, Site
from bot.demo.tables import assessments_table, completions_table, staff_table
from storage.database import Database
from storage.imports import ImportContext, ImportKind, import_table, read_table
from storage.keys import email_key
from storage.people import add_identity, add_member, join_library, member_by_email
from storage.regions import (
    FirstRegion,
    ensure_installation,
    ensure_region,
    libraries_of,
    the_region,
)
from storage.shipped import LIBRARIES, RESOURCES
from storage.tables import Channel, GrowthReport, Leave


def first_region(language: str) -> FirstRegion:
    """The region of the made-up county."""
    return FirstRegion(REGION, language, TIMEZONE)


def seed(
    database: Database,
    people: Sequence[Person],
    today: date,
    now: datetime,
    language: str = "sv",
    *,
    site: Site = SLACK,
) -> None:
    """Fill a migrated database; one that has been filled is left as it is."""
    with database.writing() as session:
        if the_region(session) is not None:
            return
        region = ensure_region(session, first_region(language))
        ensure_installation(session, region.region_id, site.platform, site.tenant, REGION)
        told = reports(people, today)
        context = ImportContext(region.region_id, today, now)
        _import(session, context, people, told)
        _Hand(session, context, site).write(people, told)
        libraries = {each.name: each.library_id for each in libraries_of(session, region.region_id)}
        add_programme(session, region, libraries, today)


def _import(
    session: Session, context: ImportContext, people: Sequence[Person], told: Mapping[str, Reports]
) -> None:
    """Everything that a county would bring along as files."""
    for kind, table in (
        (ImportKind.LIBRARIES, read_table(LIBRARIES)),
        (ImportKind.RESOURCES, read_table(RESOURCES)),
        (ImportKind.STAFF, staff_table(people, told, context.today)),
        (ImportKind.COMPLETIONS, completions_table(told)),
        (ImportKind.ASSESSMENTS, assessments_table(told)),
    ):
        import_table(session, kind, table, context)


class _Hand:
    """Writes what no file tells: accounts, channels, leave, growth, and who joined alone."""

    def __init__(self, session: Session, context: ImportContext, site: Site) -> None:
        self._session = session
        self._context = context
        self._site = site
        self._libraries = {
            library.name: library.library_id for library in libraries_of(session, context.region_id)
        }

    def write(self, people: Sequence[Person], told: Mapping[str, Reports]) -> None:
        """Write everything."""
        for person in people:
            if person.part is Part.WAITING:
                self._join(person)
            member_id = member_by_email(
                self._session, self._context.region_id, email_key(person.email)
            )
            if member_id is not None:
                self._complete(person, member_id, told.get(person.email, Reports()))
        for place in (*places(), None):
            channel_id = self._site.channel_of(place)
            if channel_id is not None:
                self._channel(channel_id, place)

    def _join(self, person: Person) -> None:
        assert person.place is not None  # noqa: S101 (who joins chooses a library)
        member_id = add_member(
            self._session, self._context.region_id, person.name, person.email, self._context.now
        )
        since = self._context.today - timedelta(days=person.since)
        join_library(self._session, member_id, self._libraries[person.place.name], since)

    def _complete(self, person: Person, member_id: int, told: Reports) -> None:
        user_id, there = self._site.account_of(person), self._site
        if user_id is not None:
            add_identity(
                self._session, member_id, there.platform, there.tenant, user_id, person.locale
            )
        if person.part is Part.ON_LEAVE:
            since = self._context.today - timedelta(days=person.away)
            self._session.add(Leave(member_id=member_id, starts_on=since))
        for report in told.growth:
            self._session.add(
                GrowthReport(member_id=member_id, reported_on=report.on, developed=report.developed)
            )

    def _channel(self, channel_id: str, place: Place | None) -> None:
        self._session.add(
            Channel(
                region_id=self._context.region_id,
                library_id=self._libraries[place.name] if place else None,
                platform=self._site.platform,
                tenant=self._site.tenant,
                channel_id=channel_id,
            )
        )
