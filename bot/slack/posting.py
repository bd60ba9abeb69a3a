"""Posting the answer to a message.

Answers in a direct message carry the event's id (see `keyed`). So where a post is in doubt, or the
event is delivered again, the conversation's history tells whether the answer is there.
"""

from collections.abc import Mapping
from functools import partial
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.errors import Unreachable, speaking_slack
from bot.slack.keyed import KeyKind, Spot, find_keyed, post_keyed
from bot.slack.pacing import obeying
from bot.slack.render import Message, messages
from handlers.cards import Card

Body = Mapping[str, Any]


async def post_answer(
    client: AsyncWebClient, body: Body, card: Card, *, again: bool = False
) -> None:
    """Answer where the message stands: openly in a direct message, else only to the writer.

    Raises a SlackError when the answer cannot be put out.
    """
    event = body["event"]
    for part, message in enumerate(messages(card)):
        key = f"{body['event_id']}:{part}"
        if event["channel"].startswith("D"):
            await _post_direct(client, event, message, key, again=again)
        else:
            await obeying(partial(_post_ephemeral, client, event, message))


async def _post_direct(
    client: AsyncWebClient, event: Body, message: Message, key: str, *, again: bool
) -> None:
    if again and await _is_there(client, event, key):
        return
    try:
        await obeying(partial(_post, client, event, message, key))
    except Unreachable:
        if not await _is_there(client, event, key):
            await obeying(partial(_post, client, event, message, key))


async def _post(client: AsyncWebClient, event: Body, message: Message, key: str) -> None:
    await post_keyed(client, _spot(event), message, KeyKind.ANSWER, key)


async def _post_ephemeral(client: AsyncWebClient, event: Body, message: Message) -> None:
    with speaking_slack():
        await client.chat_postEphemeral(
            channel=event["channel"],
            user=event["user"],
            thread_ts=event.get("thread_ts"),
            text=message.text,
            blocks=message.blocks,
        )


async def _is_there(client: AsyncWebClient, event: Body, key: str) -> bool:
    """Whether the answer stands in the conversation, after what it answers."""
    found = await find_keyed(client, _spot(event), KeyKind.ANSWER, key, oldest=event["ts"])
    return found is not None


def _spot(event: Body) -> Spot:
    return Spot(event["channel"], event.get("thread_ts"))
