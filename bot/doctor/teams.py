"""What Teams tells: the keys, and the channels that the app should be in."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from aiohttp import ClientSession, ClientTimeout

from bot.doctor.elsewhere import elsewhere
from bot.doctor.finding import Finding, note, right, wrong
from bot.readiness import CannotStartError
from storage.conversations import Reference, conversation_of
from storage.database import Database
from storage.deliveries import Tenant
from storage.served import ServedChannel
from storage.tables import Platform

if TYPE_CHECKING:  # whoever is on Slack alone loads nothing of Teams
    from bot.teams.examining import Examined
    from bot.teams.keys import Cloud, TeamsKeys
    from bot.teams.start import Registered

_LONGEST_ANSWER = 15.0  # seconds


async def examine_teams(
    database: Database,
    keys: "Sequence[TeamsKeys]",
    tenants: Sequence[Tenant],
    channels: Sequence[ServedChannel],
    cloud: "Cloud | None" = None,
) -> list[Finding]:
    """Ask Microsoft; `tenants` and `channels` are those of Teams that the database knows."""
    from bot.teams.keys import PUBLIC  # noqa: PLC0415 (only where Teams is served)
    from bot.teams.start import register  # noqa: PLC0415

    here = {Tenant(Platform.TEAMS, each.tenant) for each in keys}
    away = elsewhere("teams", [each for each in tenants if each not in here], channels)
    async with ClientSession(timeout=ClientTimeout(total=_LONGEST_ANSWER)) as session:
        try:
            registered = await register(session, keys, cloud or PUBLIC)
        except CannotStartError as error:
            return [wrong(error.key, **error.values), *away]
        found = [await _examined(database, registered, each, channels) for each in keys]
    return [*(finding for one in found for finding in one), *away]


async def _examined(
    database: Database,
    registered: "Registered",
    keys: "TeamsKeys",
    channels: Sequence[ServedChannel],
) -> list[Finding]:
    from bot.teams.examining import examine  # noqa: PLC0415 (only where Teams is served)

    here = Tenant(Platform.TEAMS, keys.tenant)
    linked = [each for each in channels if each.tenant == here and each.broken_code is None]
    known = _known(database, linked)
    examined = await examine(registered.connectors[keys.tenant], known.values())
    return [
        right("doctor.teams", tenant=keys.tenant),
        *_memberships(linked, known, examined),
    ]


def _known(database: Database, linked: Sequence[ServedChannel]) -> Mapping[str, Reference]:
    """The channels that the bot has heard from."""
    with database.reading() as session:
        found = (conversation_of(session, each.tenant, each.channel_id) for each in linked)
        return {each.conversation_id: each for each in found if each is not None}


def _memberships(
    linked: Sequence[ServedChannel], known: Mapping[str, Reference], examined: "Examined"
) -> Iterator[Finding]:
    for each in linked:
        told = {"whose": each.whose, "channel": each.channel_id}
        if each.channel_id in examined.closed:
            yield wrong("doctor.team_shut", code=examined.closed[each.channel_id], **told)
        elif each.channel_id not in known:
            yield note("doctor.team_unknown", **told)
    heard = known.keys() - examined.closed.keys()
    if linked and len(heard) == len(linked):
        yield right("doctor.channels", n=len(linked))
