"""Who and what stands in Microsoft's client: the demo's people, and a team with two channels.

It wants exactly five users beside the one who sits before it, and one team whose first channel has
the team's own id. Ids stay the same, so that what is stored of them fits when it starts again.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid5

from bot.demo.county import COUNTY_CHANNEL, REGION, Place
from bot.demo.people import Person
from bot.demo.site import Site
from bot.teams.keys import TeamsKeys
from storage.tables import Platform

LIBRARY = "Nässjö stadsbibliotek"  # whose team it is, and whose people
KOMPIS = "Kompis"
_NAMESPACE = UUID("6b6f6d70-6973-4b6f-8d70-69732e64656d")
_BESIDE = 5  # users
Json = Mapping[str, Any]


def _id(name: str) -> str:
    return str(uuid5(_NAMESPACE, name))


TENANT, CLIENT = _id("tenant"), _id("client")
BOT_ID = f"28:{CLIENT}"
GROUP_CHAT = f"19:{_id('group')}@thread.v2"
TEAM_ID = f"19:{_id('team')}@thread.tacv2"  # and so its first channel
COUNTY_ID = f"19:{_id(COUNTY_CHANNEL)}@thread.tacv2"


@dataclass(frozen=True, slots=True)
class Cast:
    """Who sits before the client, and the five who are there beside them."""

    me: Person
    others: tuple[Person, ...]


def cast_of(people: Sequence[Person], name: str | None = None) -> Cast | None:
    """The first six with an account; who sits there is named by a first name, else the first.

    None where nobody of them is called so.
    """
    there = [person for person in people if person.has_account][: _BESIDE + 1]
    wanted = (name or there[0].name).casefold()
    me = next((one for one in there if one.name.casefold().startswith(wanted)), None)
    if me is None:
        return None
    return Cast(me, tuple(one for one in there if one is not me))


def registration(secret: str) -> TeamsKeys:
    """The bot's registration in the made-up tenant."""
    return TeamsKeys(CLIENT, secret, TENANT)


def settings(cast: Cast) -> Json:
    """What the client's settings file holds. Its spelling of a principal's name is its own."""
    return {
        "version": "0.1.1",
        "tenantId": TENANT,
        "bot": {"id": BOT_ID, "name": KOMPIS},
        "currentUser": _user(cast.me),
        "users": [_user(person) for person in cast.others],
        "personalChat": {"id": chat_id(cast.me)},
        "groupChat": {"id": GROUP_CHAT, "name": LIBRARY},
        "team": {
            "id": TEAM_ID,
            "name": LIBRARY,
            "aadGroupId": _id("group of the team"),
            "channels": [{"id": COUNTY_ID, "name": REGION}],
        },
    }


def account_id(person: Person) -> str:
    """What Teams calls a person to this bot."""
    return f"29:{person.handle}"


def entra_id(person: Person) -> str:
    """A person's object id in Entra."""
    return _id(person.email)


def chat_id(person: Person) -> str:
    """A person's own chat with the bot."""
    return f"a:{_id(f'chat of {person.email}')}"


def _user(person: Person) -> Json:
    first, _, last = person.name.partition(" ")
    return {
        "id": account_id(person),
        "name": person.name,
        "userPrincipleName": person.email,
        "aadObjectId": entra_id(person),
        "givenName": first,
        "surname": last,
        "email": person.email,
    }


def _nobody(_: Person) -> None:
    """People are recognised by their addresses when they first write."""


def _channel(place: Place | None) -> str | None:
    if place is None:
        return COUNTY_ID
    return TEAM_ID if place.name == LIBRARY else None


TEAMS = Site(Platform.TEAMS, TENANT, _nobody, _channel)
