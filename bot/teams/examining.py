"""Looking at a tenant of Teams without changing anything: which of its channels are closed.

A team's list of channels tells; what stands in them is not asked for, nor who is there.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bot.teams.connector import Connector
from bot.teams.errors import TeamsError
from storage.conversations import Reference

DELETED = "ConversationNotFound"


@dataclass(frozen=True, slots=True)
class Examined:
    """By channel: why it is `closed` to the bot; group chats and what Teams won't tell are not."""

    closed: Mapping[str, str]


async def examine(connector: Connector, known: Iterable[Reference]) -> Examined:
    """Ask each team that there are channels of, once."""
    teams: dict[tuple[str, str], frozenset[str] | str] = {}
    closed = {}
    for channel in known:
        if channel.team_id is None:
            continue
        team = (channel.service_url, channel.team_id)
        if team not in teams:
            teams[team] = await _channels(connector, *team)
        found = teams[team]
        if isinstance(found, str):
            closed[channel.conversation_id] = found
        elif channel.conversation_id not in found:
            closed[channel.conversation_id] = DELETED
    return Examined(closed)


async def _channels(connector: Connector, service_url: str, team_id: str) -> frozenset[str] | str:
    """The channels of a team, the first of which has the team's own id; or why it won't tell."""
    try:
        return await connector.channels_of(service_url, team_id) | {team_id}
    except TeamsError as error:
        return error.code or type(error).__name__
