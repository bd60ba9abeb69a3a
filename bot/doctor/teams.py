"""What Microsoft tells: whether it takes the keys of each tenant that is served on Teams."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from aiohttp import ClientSession, ClientTimeout

from bot.doctor.finding import Finding, note, right, wrong
from bot.readiness import CannotStartError
from storage.deliveries import Tenant
from storage.served import ServedChannel
from storage.tables import Platform

if TYPE_CHECKING:  # a bot that is on Slack alone loads nothing of Teams
    from bot.teams.keys import Cloud, TeamsKeys

_LONGEST_ANSWER = 15.0  # seconds


async def examine_teams(
    keys: "Sequence[TeamsKeys]",
    tenants: Sequence[Tenant],
    channels: Sequence[ServedChannel],
    cloud: "Cloud | None" = None,
) -> list[Finding]:
    """Try the keys; `tenants` and `channels` are those that the database knows.

    Whether a channel lets the bot in cannot be asked: it is told when something is posted.
    """
    known = [each for each in tenants if each.platform is Platform.TEAMS]
    served = {each.tenant for each in keys}
    found = [await _tried(each, cloud) for each in keys]
    found += [wrong("doctor.teams_unserved", tenant=t.id) for t in known if t.id not in served]
    untried = sum(each.tenant.platform is Platform.TEAMS for each in channels)
    if keys and untried:
        found.append(note("doctor.teams_channels", n=untried))
    return found


async def _tried(keys: "TeamsKeys", cloud: "Cloud | None") -> Finding:
    from bot.teams.keys import PUBLIC  # noqa: PLC0415 (only where Teams is served)
    from bot.teams.start import register  # noqa: PLC0415

    async with ClientSession(timeout=ClientTimeout(total=_LONGEST_ANSWER)) as session:
        try:
            await register(session, [keys], cloud or PUBLIC)
        except CannotStartError as error:
            return wrong(error.key, **error.values)
    return right("doctor.teams", tenant=keys.tenant)
