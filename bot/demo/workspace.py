"""The workspace of the made-up county: its accounts, its channels and the bot's commands.

The bot hears and may do what its manifest asks for, no more, as in a real workspace.
"""

from collections.abc import Sequence

from bot.demo.county import COUNTY_CHANNEL, REGION, TEAM, TIMEZONE, Place
from bot.demo.people import Part, Person
from bot.sandbox import Bot, Channel, SlashCommand, User, Workspace
from bot.slack.listeners.commands import slash_routes
from bot.slack.manifest import DOMAINS, EVENTS, SCOPES
from handlers.commands import COMMANDS
from handlers.texts import Texts
from storage.tables import Role

_BOT = Bot(
    user_id="U0KOMPIS",
    bot_id="B0KOMPIS",
    app_id="A0KOMPIS",
    name="kompis",
    real_name="Kompis",
    events=frozenset(EVENTS),
    scopes=frozenset(SCOPES),
    unfurl_domains=DOMAINS,
)


def county_workspace(county: Sequence[Place], people: Sequence[Person], texts: Texts) -> Workspace:
    """The workspace, its commands described in the language of the texts."""
    accounts = [person for person in people if person.has_account]
    return Workspace(
        team_id=TEAM,
        team_name=REGION,
        domain="kompis",
        bot=_BOT,
        users=tuple(_user(person) for person in accounts),
        channels=(*(_channel(place, accounts) for place in county), _county_channel(accounts)),
        commands=tuple(
            SlashCommand(
                f"/{name}",
                texts.say(f"command.{route}"),
                texts.say(f"command.{route}.hint"),
                should_escape=True,
            )
            for name, route in slash_routes(COMMANDS).items()
        ),
    )


def _user(person: Person) -> User:
    return User(
        id=person.user_id,
        name=person.handle,
        real_name=person.name,
        email=person.email,
        locale=person.locale,
        tz=TIMEZONE,
        title=person.title,
        is_admin=person.part is Part.COORDINATOR,
    )


def _channel(place: Place, accounts: Sequence[Person]) -> Channel:
    """A library's channel; who has left is no longer in it."""
    there = [one for one in accounts if one.place == place and one.part is not Part.LEFT]
    return Channel(place.channel_id, place.channel_name, place.name, _members(there))


def _county_channel(accounts: Sequence[Person]) -> Channel:
    """Where the managers and the coordinator talk."""
    leaders = [one for one in accounts if one.role is not Role.STAFF]
    return Channel(COUNTY_CHANNEL, "lanet", REGION, _members(leaders))


def _members(people: Sequence[Person]) -> tuple[str, ...]:
    return (*(person.user_id for person in people), _BOT.user_id)
