"""Pressed buttons: the answer stands where the button stood, or comes as a modal."""

import re
from functools import partial

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.slack.edge import Body, Edge, as_card
from bot.slack.errors import BlocksRefused, TriggerExpired, ViewGone, speaking_slack
from bot.slack.render import LINK, messages, modal, modal_card, route_of
from bot.slack.requests import action_request, channel_of, in_view
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

    app.block_action(_ANY)(on_action)


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
    edge.send_along(reply, body["user"]["id"])
    if not in_view(body):
        await _answer_in_message(edge, body, reply)
    elif body["view"]["type"] == "home":
        await _answer_over_home(edge, body, reply)
    else:
        await _answer_in_modal(edge, body, reply)


async def _answer_in_message(edge: Edge, body: Body, reply: Reply) -> None:
    form = reply.body if isinstance(reply.body, Form) else None
    if form and await edge.open(body["trigger_id"], modal(form)):
        return
    container = body["container"]
    direct = channel_of(body).startswith("D")
    await respond(
        edge.client,
        body["response_url"],
        messages(as_card(reply)),
        replace=reply.replaces,
        in_channel=direct and not container.get("is_ephemeral", False),
        thread_ts=container.get("thread_ts"),
    )


async def _answer_over_home(edge: Edge, body: Body, reply: Reply) -> None:
    """A modal over the page, which is drawn anew under it; too late for one, a direct message."""
    user_id = body["user"]["id"]
    form = reply.body if isinstance(reply.body, Form) else None
    view = modal(form) if form else modal_card(as_card(reply))
    if not await edge.open(body["trigger_id"], view):
        await edge.tell(user_id, as_card(reply))
    if not form:
        await edge.publish_home(body, user_id)


async def _answer_in_modal(edge: Edge, body: Body, reply: Reply) -> None:
    """A form goes on top, so that closing it leads back; a card takes the modal's place."""
    if isinstance(reply.body, Form) and await _push(edge, body, reply.body):
        return
    try:
        with speaking_slack():
            view = modal_card(as_card(reply))
            await edge.client.views_update(view_id=body["view"]["id"], view=view)
    except ViewGone:
        await edge.tell(body["user"]["id"], as_card(reply))
    edge.patience.go_on(edge.publish_home(body, body["user"]["id"]))


async def _push(edge: Edge, body: Body, form: Form) -> bool:
    """Put a form on top, or, on the third modal, in its place; False when it is too late."""
    trigger_id, view = body["trigger_id"], modal(form)
    try:
        with speaking_slack():
            await edge.client.views_push(trigger_id=trigger_id, view=view)
    except TriggerExpired:
        return False
    except BlocksRefused as refused:
        if refused.code != "push_limit_reached":
            raise
        with speaking_slack():
            await edge.client.views_update(view_id=body["view"]["id"], view=view)
    return True
