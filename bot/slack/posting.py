"""Posting the answer to a message.

Answers in a direct message carry the event's id in their metadata. So where a post is in doubt
(the connection broke after Slack may have taken it), or the event is delivered again, the
conversation's history tells whether the answer is there.
"""

from collections.abc import Mapping
from functools import partial
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.errors import Unreachable, speaking_slack
from bot.slack.pacing import obeying
from bot.slack.render import Message, messages
from handlers.cards import Card

ANSWER = "kompis_answer"  # the event type of the metadata
_LOOKED_THROUGH = 50  # messages of the history

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
    with speaking_slack():
        await client.chat_postMessage(
            channel=event["channel"],
            thread_ts=event.get("thread_ts"),
            text=message.text,
            blocks=message.blocks,
            metadata={"event_type": ANSWER, "event_payload": {"key": key}},
            unfurl_links=False,
            unfurl_media=False,
        )


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
    """Whether the answer stands in the conversation, by the key in its metadata."""
    with speaking_slack():
        history = await _history(client, event)
    return any(
        message.get("metadata", {}).get("event_payload", {}).get("key") == key
        for message in history["messages"]
    )


async def _history(client: AsyncWebClient, event: Body) -> Any:
    if "thread_ts" in event:
        return await client.conversations_replies(
            channel=event["channel"],
            ts=event["thread_ts"],
            oldest=event["ts"],
            limit=_LOOKED_THROUGH,
            include_all_metadata=True,
        )
    return await client.conversations_history(
        channel=event["channel"],
        oldest=event["ts"],
        limit=_LOOKED_THROUGH,
        include_all_metadata=True,
    )
