"""The bot is let in somewhere or shut out of it; channels and teams come, change and go.

Source: https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/subscribe-to-conversation-events
"""

from dataclasses import replace

import structlog

from bot.teams.activities import Json, Told, part, parts, text
from bot.teams.edge import Edge
from bot.teams.errors import TeamsError
from bot.teams.requests import welcome_request
from storage.tables import ConversationKind

_REMOVED = "bot_removed"
_CLOSED = {"channelDeleted": "channel_deleted"}  # one that is shared less is still its own team's
_TEAM_CLOSED = {
    "teamDeleted": "team_deleted",
    "teamHardDeleted": "team_deleted",
    "teamArchived": "team_archived",
}
_OPENED = frozenset({"channelRestored", "channelShared"})  # a renamed one keeps its id
_TEAM_OPENED = frozenset({"teamRestored", "teamUnarchived"})
_LOG = structlog.get_logger()


async def on_installation(edge: Edge, told: Told, sent: Json) -> None:
    """Installed, by a person or in a team; or removed."""
    action = text(sent, "action")
    if action.startswith("remove"):
        await _left(edge, told)
        return
    await _joined(edge, told, sent)
    if told.is_personal and told.is_by_somebody and action == "add":
        await _greet(edge, told)


async def on_conversation(edge: Edge, told: Told, sent: Json) -> None:
    """Members come and go, of which only the bot itself counts; or something becomes of a channel
    or a team.
    """
    data = part(sent, "channelData")
    event = text(data, "eventType")
    channel, team = (text(part(data, name), "id") for name in ("channel", "team"))
    if event in _CLOSED and channel:
        await edge.places.close(told, channel, _CLOSED[event])
    elif event in _TEAM_CLOSED and team:
        await edge.places.close_team(told, team, _TEAM_CLOSED[event])
    elif event in _OPENED and channel:
        await edge.places.reopen(told, channel)
    elif event in _TEAM_OPENED and team:
        await edge.places.reopen_team(told, team)
    elif _names(told.bot_id, sent, "membersRemoved"):
        await _left(edge, told)
    elif _names(told.bot_id, sent, "membersAdded"):
        await _joined(edge, told, sent)


def _names(bot_id: str, sent: Json, which: str) -> bool:
    return any(text(each, "id") == bot_id for each in parts(sent, which))


async def _joined(edge: Edge, told: Told, sent: Json) -> None:
    """Keep how the conversation is reached: in a team, that of the channel that was chosen."""
    if told.is_personal and not told.is_by_somebody:
        return  # nobody's own chat
    settings = part(part(sent, "channelData"), "settings")
    chosen = text(part(settings, "selectedChannel"), "id")
    here = replace(told, channel_id=chosen) if chosen and told.team_id else told
    await edge.places.remember(here.reference, anew=True)
    if told.kind is not ConversationKind.PERSONAL:
        await edge.places.reopen(here, here.channel_id)
    if told.team_id:
        await edge.places.reopen_team(told, told.team_id)


async def _left(edge: Edge, told: Told) -> None:
    if told.is_personal:
        await edge.places.forget_own_chat(told)
    elif told.team_id:
        await edge.places.close_team(told, told.team_id, _REMOVED)
    else:
        await edge.places.close(told, told.channel_id, _REMOVED)


async def _greet(edge: Edge, told: Told) -> None:
    """Say hello with the help, which says how to begin."""
    request = welcome_request(told, edge.front.now())
    reply = await edge.answer(request, told)
    try:
        await edge.post(edge.shown(reply, told), told)
    except TeamsError as error:
        _LOG.warning("not_greeted", id=told.activity_id, error=str(error))
