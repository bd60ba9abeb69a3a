"""Slash commands: answered in the acknowledgement itself, or over the response URL if late."""

import re
from collections.abc import Iterable, Mapping
from functools import partial

from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncBoltContext

from bot.slack.edge import Body, Edge, as_card
from bot.slack.render import messages, modal
from bot.slack.requests import command_request
from bot.slack.responding import respond
from handlers.cards import Form, Reply
from handlers.request import Request
from handlers.routes import Command

_ANY = re.compile("")


def slash_routes(commands: Iterable[Command]) -> Mapping[str, str]:
    """What each slash command's name, without its slash, leads to. Slack's names are ASCII."""
    return {
        name: command.name
        for command in commands
        if command.slash
        for name in (command.name, *command.aliases)
        if name.isascii()
    }


def register(app: AsyncApp, edge: Edge, routes: Mapping[str, str]) -> None:
    """Listen to every slash command."""

    async def on_command(ack: AsyncAck, body: Body, context: AsyncBoltContext) -> None:
        asked = command_request(body, routes, context.bot_user_id, edge.front.now())
        await answer_command(edge, ack, body, asked)

    app.command(_ANY)(on_command)


async def answer_command(edge: Edge, ack: AsyncAck, body: Body, request: Request) -> None:
    """Answer in time, or say that it takes a moment."""
    reply = await edge.patience.inline(
        edge.answer(request),
        meanwhile=lambda: ack(text=edge.texts.say("working"), response_type="ephemeral"),
        afterwards=partial(_answer_late, edge, body),
    )
    if reply is not None:
        await _answer(edge, ack, body, reply)


async def _answer(edge: Edge, ack: AsyncAck, body: Body, reply: Reply) -> None:
    edge.send_along(reply, body["user_id"])
    if isinstance(reply.body, Form) and await edge.open(body["trigger_id"], modal(reply.body)):
        await ack()
        return
    first, *rest = messages(as_card(reply))
    await ack(text=first.text, blocks=first.blocks, response_type="ephemeral")
    if rest:
        edge.patience.go_on(respond(edge.client, body["response_url"], rest))


async def _answer_late(edge: Edge, body: Body, reply: Reply) -> None:
    """The trigger for a modal has passed by now: a button opens the form anew."""
    late = messages(as_card(reply))
    await respond(edge.client, body["response_url"], late, replace=True)
    edge.send_along(reply, body["user_id"])
