"""The made-up people: the staff of every library, and those who show what else can be.

The same people every time. Who is acted as first comes first, then her manager and the
coordinator.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from random import Random

from bot.demo.county import REGION, Place
from bot.demo.names import ascii_words, names
from storage.tables import Role

SEED = 2018  # the year the programme began
_JOBS = ("Bibliotekarie", "Barnbibliotekarie", "Biblioteksassistent", "Bibliotekspedagog")
_CHIEF = "Bibliotekschef"
_MORE_ACCOUNTS = {"Jönköpings stadsbibliotek": 3}  # elsewhere the manager has one


class Part(StrEnum):
    """What somebody is there to show."""

    STAFF = "staff"
    COORDINATOR = "coordinator"
    ON_LEAVE = "on_leave"
    LEFT = "left"
    WAITING = "waiting"  # joined without being on the roster, and is not confirmed yet
    NEWCOMER = "newcomer"  # only has an account


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody made up. `since` and `away` are the days since they came, and since they went."""

    name: str
    job: str
    place: Place | None = None
    part: Part = Part.STAFF
    has_account: bool = False
    locale: str = "sv-SE"
    since: int = 0
    away: int = 0

    @property
    def role(self) -> Role:
        """What they may do."""
        if self.part is Part.COORDINATOR:
            return Role.COORDINATOR
        return Role.MANAGER if self.job == _CHIEF else Role.STAFF

    @property
    def title(self) -> str:
        """What the workspace shows beside the name."""
        return f"{self.job}, {self.place.name if self.place else REGION}"

    @property
    def handle(self) -> str:
        """The name that starts the e-mail address: asa.hedlund."""
        return ascii_words(self.name, ".")

    @property
    def email(self) -> str:
        """An address that no mail can reach."""
        town = self.place.municipality if self.place else REGION
        return f"{self.handle}@{ascii_words(town, '-')}.example"

    @property
    def user_id(self) -> str:
        """The id of the account in the workspace."""
        return f"U0{ascii_words(self.name, '').upper()}"

    @property
    def on_roster(self) -> bool:
        """Whether the county's staff file names them."""
        return self.part not in {Part.WAITING, Part.NEWCOMER}


def made_up(county: Sequence[Place], seed: int = SEED) -> tuple[Person, ...]:
    """Everybody."""
    random = Random(seed)  # noqa: S311 (no secret)
    free = names(random)
    cast = _cast({place.name: place for place in county})
    staff = [one for place in county for one in _staff(place, cast, free, random)]
    return (*cast, *staff)


def _cast(county: dict[str, Place]) -> tuple[Person, ...]:
    """The people whom a visitor is most likely to act as; their names are never drawn."""
    nassjo = partial(Person, place=county["Nässjö stadsbibliotek"], has_account=True)
    vetlanda, jonkoping, varnamo = (
        partial(Person, place=county[name])
        for name in (
            "Vetlanda bibliotek",
            "Jönköpings stadsbibliotek",
            "Värnamo kommunbibliotek",
        )
    )
    return (
        nassjo("Karin Nyström", "Bibliotekarie", since=2500),
        nassjo("Åsa Hedlund", _CHIEF, since=4100),
        Person("Lotta Engström", "Regional utvecklare", part=Part.COORDINATOR, has_account=True),
        nassjo("Tomas Ekström", "Biblioteksassistent", since=700),
        nassjo("Samira Haddad", "Barnbibliotekarie", since=1600),
        nassjo("Alice Bennett", "IT-bibliotekarie", locale="en-GB", since=900),
        nassjo("Robin Dahlberg", "Bibliotekarie", part=Part.WAITING, since=4),
        vetlanda("Jonna Sjögren", "Bibliotekarie", part=Part.NEWCOMER, has_account=True),
        jonkoping(
            "Börje Fransson",
            "Bibliotekarie",
            part=Part.LEFT,
            has_account=True,
            since=6000,
            away=60,
        ),
        varnamo("Cecilia Arvidsson", "Bibliotekspedagog", part=Part.ON_LEAVE, since=1900, away=90),
    )


def _staff(
    place: Place, cast: Sequence[Person], free: Iterator[str], random: Random
) -> Iterator[Person]:
    """Those of a library's staff who are not in the cast; the manager first, where it is drawn."""
    there = [one for one in cast if one.place == place and one.part is Part.STAFF]
    managed = any(one.role is Role.MANAGER for one in there)
    accounts = 0 if managed else _MORE_ACCOUNTS.get(place.name, 1)
    for number in range(place.standing.staff - len(there)):
        chief = number == 0 and not managed
        yield Person(
            name=next(free),
            job=_CHIEF if chief else random.choice(_JOBS),
            place=place,
            has_account=number < accounts,
            since=random.choice((150, 300, 800, 2000, 5000)) + random.randrange(300),
        )
