"""Conversations with Kompis, as transcripts: people say, run, press and fill in; replies are read.

    anna = conversation.staff("Anna")
    anna.runs("/training", "hängslen och livrem igår")
    assert "26 maj 2020" in anna.reply
    anna.presses("Ångra")

They go over the real desk and a real database, with the libraries and the catalogue that Kompis
comes with. It is Wednesday, 27 May 2020, 10:00 in Stockholm, until a test says otherwise.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from itertools import count
from typing import TypeVar

from sqlmodel import Session, SQLModel, select

from goals.record import ResourceKind
from goals.rules import Rules
from handlers import assessment, progress, registration, training
from handlers.access import AT_WORK, GRANTS
from handlers.cards import Reply
from handlers.commands import COMMANDS
from handlers.dispatch import Desk
from handlers.request import Account, Place, PlaceKind, Profile, Request
from handlers.routes import Command, Route
from handlers.services import Services
from handlers.understanding import Intent, Title, Understanding
from storage.database import Database
from storage.imports import ImportContext, ImportKind, import_table, read_table
from storage.shipped import LIBRARIES, RESOURCES
from storage.tables import Library, Member, Platform, Region, Resource, Role
from tests import builders
from tests.builders import TENANT
from tests.handlers.surfaces import TALKED_ON
from tests.handlers.talking import Person

WEDNESDAY = datetime(2020, 5, 27, 8, tzinfo=UTC)  # 10:00 in Stockholm
TODAY = date(2020, 5, 27)
YESTERDAY = date(2020, 5, 26)
NASSJO, VETLANDA = "Nässjö stadsbibliotek", "Vetlanda bibliotek"
COURSE = "Hängslen och livrem – grundläggande säkerhet på internet"
COORDINATOR = "katarina@example.se"  # whom the settings name

_ANSWERS = {
    Intent.TRAINING: training.asking.answer_understood,
    Intent.ASSESSMENT: assessment.answer_understood,
    Intent.REGISTRATION: registration.answer_understood,
}
Row = TypeVar("Row", bound=SQLModel)
_numbers = count(1)


@dataclass
class Clock:
    """The moment at which everybody talks."""

    now: datetime = WEDNESDAY


class Conversation:
    """A county, its people, and the desk that answers them."""

    def __init__(
        self,
        database: Database,
        county: str = "Jönköpings län",
        *,
        tenant: str = TENANT,
        rules: Rules | None = None,
        language: str = "sv",
        shipped: bool = True,
        stands: bool = False,
    ) -> None:
        self.database, self.tenant, self.clock = database, tenant, Clock()
        self._said: list[Understanding] = []
        self.desk = Desk(
            database,
            coordinators=frozenset({COORDINATOR}),
            commands=(*COMMANDS, self._understood()),
            grants={**GRANTS, "understood": AT_WORK},
        )
        if stands:  # as another conversation has made it
            [region] = self.rows(Region)
            self.region_id = builders.key(region)
            return
        with database.writing() as session:
            region = builders.region(session, county, rules=rules, language=language)
            builders.installation(session, region, platform=TALKED_ON, tenant=tenant)
            self.region_id = builders.key(region)
            if shipped:
                self._import(session)

    def _import(self, session: Session) -> None:
        context = ImportContext(self.region_id, TODAY, WEDNESDAY)
        for kind, file in ((ImportKind.LIBRARIES, LIBRARIES), (ImportKind.RESOURCES, RESOURCES)):
            import_table(session, kind, read_table(file), context)

    def _understood(self) -> Command:
        """A command for what is understood of a message, whatever understands it."""

        def answer(request: Request, services: Services) -> Reply:
            number, _, words = request.text.partition(" ")
            said, asked = self._said[int(number)], replace(request, text=words)
            if said.intent is Intent.PROGRESS:
                return progress.answer_question(asked, services)
            return _ANSWERS[said.intent](said, asked, services)

        return Command(name="understood", routes={"": Route(answer, writes=True)})

    def understood(self, person: Person, said: Understanding, words: str = "…") -> None:
        """Somebody writes something that is understood like this."""
        self._said.append(said)
        person.sends("understood", text=f"{len(self._said) - 1} {words}")

    def request_to(self, route: str, account: Account) -> Request:
        """A new request of somebody's, made now."""
        place = Place(PlaceKind.DIRECT)
        return Request(f"request:{next(_numbers)}", route, account, place, self.clock.now)

    # Who talks

    def staff(
        self,
        name: str,
        at: str = NASSJO,
        *,
        role: Role = Role.STAFF,
        confirmed: bool = True,
        starts_on: date = builders.LONG_AGO,
        ends_on: date | None = None,
        locale: str | None = "sv-SE",
    ) -> Person:
        """Somebody who works at a library and has talked with Kompis before."""
        with self.database.writing() as session:
            member = builders.member(session, self._region(session), name, role=role)
            builders.employed(
                session,
                member,
                self._library(session, at),
                starts_on=starts_on,
                ends_on=ends_on,
                confirmed=confirmed,
                chief=role is Role.MANAGER,
            )
            return self._known(session, member, locale)

    def manager(self, name: str, at: str = NASSJO, *, confirmed: bool = True) -> Person:
        """The manager of a library."""
        return self.staff(name, at, role=Role.MANAGER, confirmed=confirmed)

    def also_at(self, person: Person, at: str, *, chief: bool = False) -> None:
        """Somebody works at one more library."""
        with self.database.writing() as session:
            member = session.get_one(Member, person.member_id)
            builders.employed(session, member, self._library(session, at), chief=chief)

    def coordinator(self, name: str, *, locale: str = "sv-SE") -> Person:
        """A coordinator of the region, who works at no library."""
        with self.database.writing() as session:
            member = builders.member(session, self._region(session), name, role=Role.COORDINATOR)
            return self._known(session, member, locale)

    def leaver(self, name: str, at: str = NASSJO) -> Person:
        """Somebody whose employment ended yesterday."""
        return self.staff(name, at, ends_on=TODAY)

    def stranger(
        self,
        name: str,
        *,
        email: str | None = None,
        locale: str | None = "sv-SE",
        also: str | None = None,
        unproven: str | None = None,
    ) -> Person:
        """An account of the workspace that Kompis has never met."""
        profile = Profile(name, email, locale, also=also, unproven=unproven)
        return Person(self, self._account(), profile)

    def colleagues(self, number: int, at: str = NASSJO) -> Sequence[Person]:
        """More staff at a library."""
        return [self.staff(f"Kollega {next(_numbers)}", at) for _ in range(number)]

    def _account(self) -> Account:
        number = next(_numbers)
        on_teams = TALKED_ON is Platform.TEAMS
        user_id = f"00000000-0000-4000-8000-{number:012}" if on_teams else f"U{number:06}"
        return Account(TALKED_ON, self.tenant, user_id)

    def _known(self, session: Session, member: Member, locale: str | None) -> Person:
        account = self._account()
        tenant, user_id = account.tenant, account.user_id
        builders.identity(
            session, member, user_id, platform=TALKED_ON, tenant=tenant, locale=locale
        )
        profile = Profile(member.name, member.email, locale)
        return Person(self, account, profile, builders.key(member))

    # What there is

    def library(self, name: str) -> None:
        """One more library."""
        with self.database.writing() as session:
            builders.library(session, self._region(session), name)

    def resource(
        self, title: str, *, kind: ResourceKind = ResourceKind.COURSE, approved: bool = True
    ) -> Title:
        """One more resource in the catalogue."""
        with self.database.writing() as session:
            region = self._region(session)
            row = builders.resource(session, region, title, kind=kind, approved=approved)
            return Title(builders.key(row), row.title)

    def title(self, beginning: str = COURSE) -> Title:
        """A resource of the catalogue, by how its title begins."""
        for row in self.rows(Resource):
            if row.region_id == self.region_id and row.title.startswith(beginning):
                return Title(builders.key(row), row.title)
        raise LookupError(beginning)

    def rows(self, table: type[Row]) -> Sequence[Row]:
        """Everything that a table holds."""
        with self.database.reading() as session:
            return session.exec(select(table)).all()

    def _region(self, session: Session) -> Region:
        return session.get_one(Region, self.region_id)

    def _library(self, session: Session, name: str) -> Library:
        return session.exec(
            select(Library).where(Library.region_id == self.region_id, Library.name == name)
        ).one()

    def elsewhere(self) -> "Conversation":
        """Another county in the same database, with the same libraries and catalogue."""
        return Conversation(self.database, "Kronobergs län", tenant="T0ELSEWHERE")
