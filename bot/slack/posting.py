"""Posting the answer to a message.

Answers in a direct message carry the event's id (see `keyed`). So where a post is in doubt, or the
event is delivered again, the conversation's history tells whether the answer is there.
"""

from collections.abc import Mapping
from functools import partial
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.errors import TimedOut, Unreachable, speaking_slack
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
            await post_once(client, _spot(event), message, key, event["ts"], again=again)
        else:
            await obeying(partial(_post_ephemeral, client, event, message))


async def post_once(
    client: AsyncWebClient, spot: Spot, message: Message, key: str, after: str, *, again: bool
) -> None:
    """Post a message for all with a key, unless it stands there after a timestamp already.

    It is looked for where it may have been posted `again`, and where a post is in doubt. One that
    has timed out may come yet: it is looked for when the event is delivered again. Raises a
    SlackError.
    """

    async def post() -> None:
        await post_keyed(client, spot, message, KeyKind.ANSWER, key)

    find = partial(find_keyed, client, spot, KeyKind.ANSWER, key, oldest=after)
    if again and await find() is not None:
        return
    try:
        await obeying(post)
    except TimedOut:
        raise
    except Unreachable:
        if await find() is None:
            await obeying(post)


async def _post_ephemeral(client: AsyncWebClient, event: Body, message: Message) -> None:
    with speaking_slack():
        await client.chat_postEphemeral(
            channel=event["channel"],
            user=event["user"],
            thread_ts=event.get("thread_ts"),
            text=message.text,
            blocks=message.blocks,
        )


def _spot(event: Body) -> Spot:
    return Spot(event["channel"], event.get("thread_ts"))
