"""Messages to the bot, direct or by mention: each has its answer, once.

An event counts as answered when its answer is out, not before: a delivery again after a crash is
answered, and one while the first is in hand waits for it. Where a post is in doubt, or the event
is delivered again, the conversation itself tells whether the answer is there.
"""

from slack_bolt.async_app import AsyncApp
from slack_bolt.request.async_request import AsyncBoltRequest

from bot.slack.edge import Body, Edge, as_card
from bot.slack.once import Once
from bot.slack.posting import post_answer
from bot.slack.requests import message_request

_SPOKEN = frozenset({None, "file_share", "thread_broadcast"})  # subtypes that people write


def register(app: AsyncApp, edge: Edge) -> None:
    """Listen to direct messages and mentions."""
    once = Once(edge.front, edge.patience)

    async def on_message(body: Body, request: AsyncBoltRequest) -> None:
        if not _from_a_person(body):
            return
        again = "x-slack-retry-num" in request.headers
        await once.do(body["event_id"], lambda: answer_message(edge, body, again=again))

    app.event("message")(on_message)
    app.event("app_mention")(on_message)


def _from_a_person(body: Body) -> bool:
    """Not the bot's own posts, other bots', edits and deletions."""
    event = body["event"]
    return event.get("subtype") in _SPOKEN and "bot_id" not in event and "user" in event


async def answer_message(edge: Edge, body: Body, *, again: bool) -> None:
    """Answer in the conversation: for all in a direct message, for the writer in a channel."""
    reply = await edge.answer(message_request(body, edge.front.now()))
    await post_answer(edge.client, body, as_card(reply), again=again)
