"""Cards as activities, and the ways they leave: to everybody there, or to one person among them.

In a channel or a group chat one person is answered by a targeted message, which nobody else sees.
That is a preview of Teams', and not everywhere: else the answer comes in the person's own chat
with the bot, with a word in the channel that it does; and where the person has no such chat, that
word asks them to begin one. What is private is never posted for all to see.
Source: https://learn.microsoft.com/microsoftteams/platform/agents-in-teams/targeted-messages
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from enum import StrEnum
from functools import partial
from typing import Any

import structlog

from bot.teams.activities import Told
from bot.teams.connector import Connector, Spot
from bot.teams.errors import CardRefused, NotThere, ShutOut, Unexpected
from bot.teams.pacing import obeying
from bot.teams.render import Message

_CARD = "application/vnd.microsoft.card.adaptive"
OwnChat = Callable[[], Awaitable[Spot | None]]  # the person's own chat, where it is known
REFUSED = (CardRefused, NotThere, ShutOut, Unexpected)  # certainly not done, nor done later
_LOG = structlog.get_logger()


class Arrived(StrEnum):
    """Where an answer that is for one person has come."""

    HERE = "here"  # where they asked, seen by them alone
    OWN_CHAT = "own_chat"
    NOWHERE = "nowhere"  # they have no chat with the bot


def activity(message: Message) -> Mapping[str, Any]:
    """A message as it is posted."""
    return {
        "type": "message",
        "summary": message.summary,
        "attachments": [attachment(message.card)],
    }


def attachment(card: Mapping[str, Any]) -> Mapping[str, Any]:
    """A card as it is attached to something."""
    return {"contentType": _CARD, "content": card}


async def post(connector: Connector, spot: Spot, messages: Sequence[Message]) -> None:
    """Post messages for all in a conversation to see. Raises a TeamsError."""
    for message in messages:
        await obeying(partial(connector.post, spot, activity(message)))


async def post_privately(
    connector: Connector, told: Told, messages: Sequence[Message], own_chat: OwnChat
) -> Arrived:
    """Post messages that one person alone may see; `own_chat` is asked for where it is needed.

    Raises a TeamsError.
    """
    if told.is_personal:
        await post(connector, told.spot, messages)
        return Arrived.HERE
    if await _targeted(connector, told, messages):
        return Arrived.HERE
    try:
        await post(connector, await own_chat() or await opened_chat(connector, told), messages)
    except REFUSED as error:
        _LOG.warning("no_own_chat", error=str(error))
        return Arrived.NOWHERE
    return Arrived.OWN_CHAT


async def _targeted(connector: Connector, told: Told, messages: Sequence[Message]) -> bool:
    """Whether Teams has taken them; none of them is posted again once the first is out."""
    for number, message in enumerate(messages):
        send = partial(connector.post_targeted, told.spot, told.account_id, activity(message))
        try:
            await obeying(send)
        except REFUSED as error:
            if number:
                raise
            _LOG.info("not_targeted", error=str(error))
            return False
    return True


async def opened_chat(connector: Connector, told: Told) -> Spot:
    """The person's own chat, opened. Raises a TeamsError where they have not got the bot."""
    opened = await obeying(
        partial(
            connector.open_personal, told.service_url, told.tenant, told.bot_id, told.account_id
        )
    )
    return Spot(told.service_url, opened)
