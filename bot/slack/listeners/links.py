"""Pages of Digiteket that somebody posts in a channel: one message in the thread, with buttons.

A message that mentions the bot has an answer of its own, and one by a bot none: the event does not
tell, so the message itself is read. Slack may send the event again when a message is edited; each
message gets one answer, whichever event tells of it.
Source: https://docs.slack.dev/reference/events/link_shared.
"""

from typing import Any

import structlog
from slack_bolt.async_app import AsyncApp, AsyncBoltContext
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_sdk.web.async_client import AsyncWebClient

from bot.once import Once
from bot.slack.edge import Body, Edge
from bot.slack.errors import ChannelGone, ScopeMissing, speaking_slack
from bot.slack.keyed import Spot
from bot.slack.listeners.messages import deliveries_before
from bot.slack.mentions import mentions_in
from bot.slack.posting import post_once
from bot.slack.render import messages
from bot.slack.requests import links_request
from handlers.cards import Audience, Card
from handlers.request import Request
from storage.keys import address_key

_POSTED = frozenset({None, "conversations_history"})  # not in the composer, still being written
_LOG = structlog.get_logger()


def register(app: AsyncApp, edge: Edge) -> None:
    """Listen to addresses of Digiteket's."""
    once = Once(edge.front, edge.patience)

    async def on_links(body: Body, request: AsyncBoltRequest, context: AsyncBoltContext) -> None:
        if not _in_a_channel(body, context.bot_user_id) or not _names_a_page(body):
            return
        asked = links_request(body, edge.front.now())
        again = deliveries_before(request) > 0
        bot = context.bot_user_id
        await once.do(asked.id, lambda: answer_links(edge, body, asked, bot, again=again))

    app.event("link_shared")(on_links)


def _in_a_channel(body: Body, bot_user_id: str | None) -> bool:
    """Posted by somebody else in a channel where the bot is, not to the bot itself."""
    event = body["event"]
    return (
        event.get("source") in _POSTED
        and str(event.get("channel", "")).startswith(("C", "G"))
        and event.get("is_bot_user_member") is not False
        and event.get("user") not in {None, bot_user_id}
    )


def _names_a_page(body: Body) -> bool:
    """Whether an address is that of a page, not of the front page or of a list."""
    return any(address_key(link.get("url", "")) for link in body["event"].get("links") or ())


async def answer_links(
    edge: Edge, body: Body, asked: Request, bot_user_id: str | None, *, again: bool
) -> None:
    """Answer in the message's thread, where the message is a person's and not for the bot.

    A refusal or a fault is nothing that all should read: then there is no answer.
    """
    event = body["event"]
    try:
        posted = await _message(edge.client, event)
        if posted is None or not _by_a_person(posted, bot_user_id):
            return
        reply = await edge.answer(asked)
        if isinstance(reply.body, Card) and reply.audience is Audience.EVERYONE:
            await _post(edge.client, event, reply.body, asked.id, again=again)
    except (ChannelGone, ScopeMissing) as error:
        _LOG.warning("links_unanswered", event_id=body.get("event_id"), error=str(error))


async def _post(client: AsyncWebClient, event: Body, card: Card, key: str, *, again: bool) -> None:
    spot = Spot(event["channel"], event.get("thread_ts") or event["message_ts"])
    for part, message in enumerate(messages(card)):
        await post_once(client, spot, message, f"{key}:{part}", event["message_ts"], again=again)


def _by_a_person(posted: Body, bot_user_id: str | None) -> bool:
    """Not a bot's message, nor one to the bot, which is answered as such."""
    called = {mention.user_id for mention in mentions_in(posted.get("text") or "")}
    return "bot_id" not in posted and bot_user_id not in called


async def _message(client: AsyncWebClient, event: Body) -> Body | None:
    """The message that holds the addresses; None where it is gone. Raises a SlackError."""
    ts, thread = event["message_ts"], event.get("thread_ts")
    asked: dict[str, Any] = {
        "channel": event["channel"],
        "oldest": ts,
        "latest": ts,
        "inclusive": True,
    }
    with speaking_slack():
        if thread and thread != ts:
            page = await client.conversations_replies(ts=thread, **asked)
        else:
            page = await client.conversations_history(**asked)
    found: list[Body] = page.get("messages") or []
    return next((message for message in found if message.get("ts") == ts), None)
