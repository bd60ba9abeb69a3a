"""The tenants that a process serves: their keys are tried, and each gets who posts in it.

Slack's and Teams' stand side by side; what one process does not serve, another may.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aiohttp import ClientSession

from bot.clock import Clock
from bot.keys import Keys
from bot.slack.sender import SlackSender
from bot.slack.start import Prepared, prepare
from scheduler.outbox import Sender
from storage.database import Database
from storage.deliveries import Tenant
from storage.tables import Platform

if TYPE_CHECKING:  # a bot that is on Slack alone loads nothing of Teams
    from bot.teams.keys import Cloud
    from bot.teams.start import Registered


@dataclass(frozen=True, slots=True)
class Served:
    """A workspace on Slack, tenants on Teams, or both."""

    slack: Prepared | None
    teams: "Registered | None"

    @property
    def tenants(self) -> Mapping[Tenant, str]:
        """The tenants, with their names; Teams tells none."""
        found = {}
        if self.slack is not None:
            workspace = self.slack.workspace
            found[Tenant(Platform.SLACK, workspace.team_id)] = workspace.name
        for tenant in self.teams.connectors if self.teams else ():
            found[Tenant(Platform.TEAMS, tenant)] = tenant
        return found

    def senders(self, database: Database, now: Clock) -> Mapping[Tenant, Sender]:
        """Who posts what is owed, by tenant."""
        found: dict[Tenant, Sender] = {}
        if self.slack is not None:
            tenant = Tenant(Platform.SLACK, self.slack.workspace.team_id)
            found[tenant] = SlackSender(self.slack.client)
        if self.teams is not None:
            from bot.teams.sender import senders  # noqa: PLC0415 (only where Teams is served)

            found |= senders(self.teams, database, now)
        return found


async def reach(session: ClientSession, keys: Keys, cloud: "Cloud | None" = None) -> Served:
    """Try all keys; `cloud` is Microsoft's own where none is given.

    Raises CannotStartError for a wrong key, or a platform that cannot be reached.
    """
    slack = None if keys.slack is None else await prepare(session, keys.slack)
    if not keys.teams:
        return Served(slack, None)
    from bot.teams.keys import PUBLIC  # noqa: PLC0415 (only where Teams is served)
    from bot.teams.start import register  # noqa: PLC0415

    return Served(slack, await register(session, keys.teams, cloud or PUBLIC))
