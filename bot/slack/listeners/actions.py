"""Pressed buttons: the answer stands where the button stood, or comes as a modal."""

import re
from functools import partial

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.slack.edge import Body, Edge, as_card
from bot.slack.errors import speaking_slack
from bot.slack.render import LINK, messages, modal, modal_card, route_of
from bot.slack.requests import action_request
from bot.slack.responding import respond
from handlers.cards import Form, Reply

_ANY = re.compile("")


def register(app: AsyncApp, edge: Edge) -> None:
    """Listen to every button."""

    async def on_action(ack: AsyncAck, body: Body) -> None:
        if route_of(body["actions"][0]["action_id"]) == LINK:
            await ack()  # the browser has opened the address
            return
        await answer_action(edge, ack, body)

    app.action(_ANY)(on_action)


async def answer_action(edge: Edge, ack: AsyncAck, body: Body) -> None:
    """Answer in time, or acknowledge first and answer behind it."""
    request = action_request(body, edge.front.now())
    reply = await edge.patience.inline(
        edge.answer(request), meanwhile=ack, afterwards=partial(_answer, edge, body)
    )
    if reply is not None:
        await _answer(edge, body, reply)
        await ack()


async def _answer(edge: Edge, body: Body, reply: Reply) -> None:
    if body["container"]["type"] != "view":
        await _answer_in_message(edge, body, reply)
    elif body["view"]["type"] == "home":
        await _answer_over_home(edge, body, reply)
    else:
        await _answer_in_modal(edge, body, reply)


async def _answer_in_message(edge: Edge, body: Body, reply: Reply) -> None:
    if isinstance(reply.body, Form) and await edge.open(body["trigger_id"], reply.body):
        return
    direct = body["container"]["channel_id"].startswith("D")
    in_channel = direct and not body["container"].get("is_ephemeral", False)
    await respond(
        edge.client,
        body["response_url"],
        messages(as_card(reply)),
        replace=reply.replaces,
        in_channel=in_channel,
    )


async def _answer_over_home(edge: Edge, body: Body, reply: Reply) -> None:
    """A modal over the page, which is drawn anew under it."""
    view = modal(reply.body) if isinstance(reply.body, Form) else modal_card(as_card(reply))
    await edge.show(body["trigger_id"], view)
    if not isinstance(reply.body, Form):
        await edge.publish_home(body, body["user"]["id"])


async def _answer_in_modal(edge: Edge, body: Body, reply: Reply) -> None:
    """A form goes on top, so that closing it leads back; a card takes the modal's place."""
    with speaking_slack():
        if isinstance(reply.body, Form):
            await edge.client.views_push(trigger_id=body["trigger_id"], view=modal(reply.body))
        else:
            view = modal_card(as_card(reply))
            await edge.client.views_update(view_id=body["view"]["id"], view=view)
