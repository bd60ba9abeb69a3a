"""Posts that can be found again: each carries a key in its metadata.

So where a post is in doubt (the connection broke after Slack may have taken it), the
conversation's own history tells whether it is there.
Source: https://docs.slack.dev/messaging/message-metadata.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.errors import speaking_slack
from bot.slack.render import Message

_PAGE = 200  # messages of a history at a time, as Slack advises
MOST_PAGES = 25  # that are looked through for one key


class KeyKind(StrEnum):
    """What the keys are of: the event type of the metadata."""

    ANSWER = "kompis_answer"
    DELIVERY = "kompis_delivery"


class TooMuchToLookThrough(Exception):  # noqa: N818 (named for what happens)
    """The key is not in the messages that one looks through, and there are more."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A conversation, or a thread in it."""

    channel: str
    thread_ts: str | None = None


async def post_keyed(
    client: AsyncWebClient, spot: Spot, message: Message, kind: KeyKind, key: str
) -> tuple[str, str]:
    """Post a message; the conversation's id and the message's timestamp. Raises a SlackError."""
    # Not by the client's own method for it, which looks through every block for objects of the
    # SDK: ours are JSON already, and a Monday posts thousands.
    posted: dict[str, Any] = {
        "channel": spot.channel,
        "text": message.text,
        "blocks": message.blocks,
        "metadata": {"event_type": kind, "event_payload": {"key": key}},
        "unfurl_links": False,
        "unfurl_media": False,
    }
    if spot.thread_ts is not None:
        posted["thread_ts"] = spot.thread_ts
    with speaking_slack():
        answer = await client.api_call("chat.postMessage", json=posted)
    return str(answer["channel"]), str(answer["ts"])


async def find_keyed(
    client: AsyncWebClient, spot: Spot, kind: KeyKind, key: str, oldest: str
) -> str | None:
    """The timestamp of the message with a key, if it is there and newer than `oldest`.

    Raises a SlackError where Slack does not tell, and TooMuchToLookThrough.
    """
    cursor: str | None = None
    for _ in range(MOST_PAGES):
        with speaking_slack():
            page = await _page(client, spot, oldest, cursor)
        for message in page.get("messages") or ():
            if _carries(message, kind, key):
                return str(message["ts"])
        cursor = (page.get("response_metadata") or {}).get("next_cursor")
        if not cursor:
            return None
    raise TooMuchToLookThrough


async def _page(client: AsyncWebClient, spot: Spot, oldest: str, cursor: str | None) -> Any:
    asked: dict[str, Any] = {
        "channel": spot.channel,
        "oldest": oldest,
        "limit": _PAGE,
        "include_all_metadata": True,
    }
    if cursor:
        asked["cursor"] = cursor
    if spot.thread_ts is not None:
        return await client.conversations_replies(ts=spot.thread_ts, **asked)
    return await client.conversations_history(**asked)


def _carries(message: dict[str, Any], kind: KeyKind, key: str) -> bool:
    metadata = message.get("metadata") or {}
    payload = metadata.get("event_payload") or {}
    return metadata.get("event_type") == kind and payload.get("key") == key
