"""Filled-in forms and the searches in them: errors stand at their fields, answers in the modal."""

import re
from functools import partial

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.slack.edge import Body, Edge, as_card
from bot.slack.errors import ViewGone, speaking_slack
from bot.slack.render import field_errors, modal, modal_card, options
from bot.slack.requests import search_request, submission_request
from handlers.cards import FieldErrors, Form, Options, Reply

_ANY = re.compile("")


def register(app: AsyncApp, edge: Edge) -> None:
    """Listen to every form and every searching menu."""

    async def on_submission(ack: AsyncAck, body: Body) -> None:
        await answer_submission(edge, ack, body)

    async def on_search(ack: AsyncAck, body: Body) -> None:
        await answer_search(edge, ack, body)

    app.view_submission(_ANY)(on_submission)
    app.block_suggestion(_ANY)(on_search)


async def answer_submission(edge: Edge, ack: AsyncAck, body: Body) -> None:
    """Answer in time, or show that it takes a moment and answer behind it."""
    request = submission_request(body, edge.front.now())
    reply = await edge.patience.inline(
        edge.answer(request),
        meanwhile=lambda: ack(response_action="update", view=edge.waiting_view()),
        afterwards=partial(_answer_late, edge, body),
    )
    if reply is None:
        return
    if isinstance(reply.body, FieldErrors):
        await ack(**field_errors(reply.body))
        return
    await ack(response_action="update", view=_view(reply))
    edge.send_along(reply, body["user"]["id"])
    edge.patience.go_on(edge.publish_home(body, body["user"]["id"]))


async def _answer_late(edge: Edge, body: Body, reply: Reply) -> None:
    """The form is gone by now: what was wrong with it is told where it stood."""
    edge.send_along(reply, body["user"]["id"])
    try:
        with speaking_slack():
            await edge.client.views_update(view_id=body["view"]["id"], view=_view(reply))
    except ViewGone:
        await edge.tell(body["user"]["id"], as_card(reply))
    await edge.publish_home(body, body["user"]["id"])


def _view(reply: Reply) -> dict[str, object]:
    if isinstance(reply.body, Form):
        return modal(reply.body)
    return modal_card(as_card(reply))


async def answer_search(edge: Edge, ack: AsyncAck, body: Body) -> None:
    """What was found for the words typed so far; somebody who may not search finds nothing."""
    reply = await edge.answer(search_request(body, edge.front.now()))
    found = reply.body if isinstance(reply.body, Options) else Options(())
    await ack(**options(found))
