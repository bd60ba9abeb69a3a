"""A county of many libraries, each with a channel and a few staff, as workspace and as database."""

from dataclasses import dataclass
from datetime import datetime

from bot.sandbox import Bot, Channel, SlashCommand, User, Workspace
from bot.slack.listeners.commands import slash_routes
from bot.slack.manifest import DOMAINS, EVENTS, SCOPES
from handlers.commands import COMMANDS
from storage.database import Database
from storage.imports import ImportContext, ImportKind, import_table, read_table
from storage.shipped import RESOURCES
from storage.tables import Role
from tests import builders

STAFF = 2  # at each library
LED = 10  # one library in so many has a manager
BOT_ID = "U0KOMPIS"
ZONE = "Europe/Stockholm"
_BOT = Bot(
    BOT_ID,
    "B0KOMPIS",
    "A0KOMPIS",
    "kompis",
    "Kompis",
    frozenset(EVENTS),
    frozenset(SCOPES),
    DOMAINS,
)


@dataclass(frozen=True, slots=True)
class Person:
    """A member of the staff, by number; their library has its own."""

    number: int
    library: int

    @property
    def user_id(self) -> str:
        """The account in the workspace."""
        return f"U0P{self.number:05}"

    @property
    def dm(self) -> str:
        """The conversation with the bot."""
        return f"D0P{self.number:05}"

    @property
    def channel(self) -> str:
        """Their library's channel."""
        return channel_of(self.library)

    @property
    def leads(self) -> bool:
        """Whether they are the manager of their library."""
        return self.number % STAFF == 0 and self.library % LED == 0

    @property
    def name(self) -> str:
        """What the roster says."""
        return f"Person {self.number}"


@dataclass(frozen=True, slots=True)
class County:
    """So many libraries with their staff."""

    libraries: int

    @property
    def people(self) -> tuple[Person, ...]:
        """Everybody."""
        return tuple(Person(n, n // STAFF) for n in range(self.libraries * STAFF))

    @property
    def channels(self) -> tuple[str, ...]:
        """The libraries' channels."""
        return tuple(channel_of(number) for number in range(self.libraries))


def channel_of(library: int) -> str:
    """The id of a library's channel."""
    return f"C0L{library:05}"


def workspace_of(county: County) -> Workspace:
    """The workspace; the bot is in every channel."""
    people = county.people
    return Workspace(
        team_id=builders.TENANT,
        team_name="Länet",
        domain="lanet",
        bot=_BOT,
        users=tuple(
            User(one.user_id, f"p{one.number}", one.name, f"p{one.number}@lanet.example", "sv-SE")
            for one in people
        ),
        channels=tuple(
            Channel(
                channel_of(library),
                f"bibliotek-{library}",
                members=(*(p.user_id for p in people if p.library == library), BOT_ID),
            )
            for library in range(county.libraries)
        ),
        commands=tuple(
            SlashCommand(f"/{name}", should_escape=True) for name in slash_routes(COMMANDS)
        ),
    )


def settle(database: Database, county: County, now: datetime) -> dict[int, int]:
    """Fill a migrated database; the number of each person by the id of their row."""
    members: dict[int, int] = {}
    with database.writing() as session:
        region = builders.region(session, "Länet")
        context = ImportContext(builders.key(region), now.date(), now)
        import_table(session, ImportKind.RESOURCES, read_table(RESOURCES), context)
        staff = iter(county.people)
        for number in range(county.libraries):
            library = builders.library(session, region, f"Bibliotek {number}")
            builders.channel(session, region, library, channel_of(number))
            for person in (next(staff) for _ in range(STAFF)):
                role = Role.MANAGER if person.leads else Role.STAFF
                row = builders.staff(session, library, person.name, role=role)
                row.email = row.email_key = f"p{person.number}@lanet.example"
                session.add(row)
                builders.identity(session, row, person.user_id, locale="sv-SE")
                members[builders.key(row)] = person.number
    return members
