"""Messages to the bot, direct or by mention: each has its answer, once.

An event counts as answered when its answer is out, not before: a delivery again after a crash is
answered, and one while the first is in hand waits for it. Where a post is in doubt, or the event
is delivered again, the conversation itself tells whether the answer is there. While the database
is away the event is left for Slack to deliver again; the last time, that is what is answered.
"""

import structlog
from slack_bolt.async_app import AsyncApp, AsyncBoltContext
from slack_bolt.request.async_request import AsyncBoltRequest

from bot.once import Once
from bot.slack.edge import Body, Edge, as_card
from bot.slack.errors import ChannelGone, PersonGone
from bot.slack.posting import post_answer
from bot.slack.requests import message_request
from handlers.request import Request
from storage.away import is_away

_SPOKEN = frozenset({None, "file_share", "thread_broadcast"})  # subtypes that people write
_LAST_TIME = 3  # deliveries before it: Slack's are at once, after a minute and after five
_LOG = structlog.get_logger()


def register(app: AsyncApp, edge: Edge) -> None:
    """Listen to direct messages and mentions."""
    once = Once(edge.front, edge.patience)

    async def on_message(body: Body, request: AsyncBoltRequest, context: AsyncBoltContext) -> None:
        if not _from_a_person(body):
            return
        said = message_request(body, context.bot_user_id, edge.front.now())
        again = deliveries_before(request) > 0
        try:
            await once.do(body["event_id"], lambda: answer_message(edge, body, said, again=again))
        except Exception as error:
            if not is_away(error) or deliveries_before(request) < _LAST_TIME:
                raise
            await answer_message(edge, body, said, again=again)

    app.event("message")(on_message)
    app.event("app_mention")(on_message)


def _from_a_person(body: Body) -> bool:
    """Not the bot's own posts, other bots', edits and deletions."""
    event = body["event"]
    return event.get("subtype") in _SPOKEN and "bot_id" not in event and "user" in event


def deliveries_before(request: AsyncBoltRequest) -> int:
    """How often the event was delivered before; Socket Mode says 0 where HTTP says nothing."""
    return int(request.headers.get("x-slack-retry-num", ["0"])[0])


async def answer_message(edge: Edge, body: Body, said: Request, *, again: bool) -> None:
    """Answer in the conversation: for all in a direct message, for the writer in a channel.

    Where nobody can be answered any more, trying again would not help.
    """
    reply = await edge.answer(said)
    try:
        await post_answer(edge.client, body, as_card(reply), again=again)
    except (ChannelGone, PersonGone) as error:
        _LOG.warning("answer_refused", event_id=body["event_id"], error=str(error))
        return
    event = body["event"]
    direct = event["channel"].startswith("D")
    edge.send_along(reply, event["user"], event["channel"] if direct else None)
