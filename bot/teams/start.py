"""Starting the bot on Teams: its registrations are tried, and the edge is put together here."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from aiohttp import ClientSession

from bot.front import Front
from bot.patience import Patience
from bot.readiness import CannotStartError
from bot.teams.connector import Connector
from bot.teams.door import Door
from bot.teams.edge import Edge
from bot.teams.errors import TeamsError, TokenRefused, Unreachable
from bot.teams.files import Offered
from bot.teams.hearing import Hearing
from bot.teams.keys import PUBLIC, Cloud, TeamsKeys
from bot.teams.places import Places
from bot.teams.tokens import BotToken
from handlers.texts import Texts

_WRONG = {  # what Entra's numbers say is wrong
    "AADSTS7000215": "start.teams_secret_refused",
    "AADSTS7000222": "start.teams_secret_old",
    "AADSTS700016": "start.teams_client_unknown",
    "AADSTS90002": "start.teams_tenant_unknown",
    "AADSTS900023": "start.teams_tenant_unknown",
}


@dataclass(frozen=True, slots=True)
class Registered:
    """The tenants' bots, whose keys have been tried, and the door that knows them."""

    keys: tuple[TeamsKeys, ...]
    connectors: Mapping[str, Connector]
    door: Door
    cloud: Cloud


@dataclass(frozen=True, slots=True)
class OnTeams:
    """The bot on Teams, ready to answer what is posted to its address."""

    edge: Edge
    hearing: Hearing
    door: Door
    tenants: tuple[str, ...]


async def register(
    session: ClientSession, keys: Sequence[TeamsKeys], cloud: Cloud = PUBLIC
) -> Registered:
    """Try each tenant's keys. Raises CannotStartError, saying which setting is wrong."""
    door = Door(keys, cloud)
    tokens = {each.tenant.lower(): BotToken(session, each, cloud) for each in keys}
    await asyncio.gather(*(_tried(token, cloud) for token in tokens.values()))
    connectors = {tenant: Connector(session, token) for tenant, token in tokens.items()}
    return Registered(tuple(keys), connectors, door, cloud)


def on_teams(
    registered: Registered, front: Front, places: Places, patience: Patience, texts: Texts
) -> OnTeams:
    """What answers on Teams."""
    edge = Edge(front, registered.connectors, places, Offered(), patience, texts)
    return OnTeams(edge, Hearing(edge), registered.door, tuple(registered.connectors))


async def _tried(token: BotToken, cloud: Cloud) -> None:
    try:
        await token.value()
    except TokenRefused as error:
        key = _WRONG.get(error.code, "start.teams_refused")
        raise CannotStartError(key, code=error.code) from error
    except Unreachable as error:
        raise CannotStartError("start.teams_unreachable", address=cloud.login) from error
    except TeamsError as error:
        raise CannotStartError("start.teams_refused", code=error.code or "?") from error
