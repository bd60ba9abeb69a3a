"""Forms that somebody opens from where they write, in a window over whatever chat that is.

The bot need not be in that chat, so nothing is posted there: all that there is to say stands in
the window, which one person sees. Only what has no room in it, or comes too late, is told in the
person's own chat with the bot.
Source: https://learn.microsoft.com/microsoftteams/platform/messaging-extensions/how-to/action-commands/create-task-module
"""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

import structlog

from bot.teams.activities import Json, Told, part, text
from bot.teams.connector import Spot
from bot.teams.consent import offer_files
from bot.teams.edge import Edge, as_card
from bot.teams.errors import TeamsError
from bot.teams.listeners.presses import Press, press_of
from bot.teams.posting import attachment, opened_chat, post
from bot.teams.render import CLOSE, Dialog, Message, Pressed, card_dialog, dialog
from bot.teams.requests import reopening_request
from handlers.cards import Attachment, Card, FieldErrors, Form, Reply, Text
from storage.tables import ConversationKind

_LOG = structlog.get_logger()
Shown = tuple[Dialog, tuple[Message, ...]]  # the window, and what has no room in it


async def answer_fetch(edge: Edge, told: Told, sent: Json) -> Json:
    """Open the form of a command, whose id is the form's route."""
    opened = Pressed(text(part(sent, "value"), "commandId"))
    return await _in_time(edge, told, Press(told, opened, is_form=False))


async def answer_submit_action(edge: Edge, told: Told, sent: Json) -> Json:
    """What becomes of a form, or of a button, in the window."""
    press = press_of(told, part(part(sent, "value"), "data"))
    if press.pressed.route == CLOSE:
        return {}
    return await _in_time(edge, told, press)


async def _in_time(edge: Edge, told: Told, press: Press) -> Json:
    shown = await edge.patience.inline(
        _shown(edge, press), meanwhile=_nothing, afterwards=partial(_late, edge, told)
    )
    if shown is None:
        texts = edge.texts_for(told)
        words = Text(texts.rich("teams.later"))
        return _window(card_dialog(Card(texts.say("working.title"), (words,)))[0])
    window, rest = shown
    if rest:
        edge.patience.go_on(_tell(edge, told, rest))
    return _window(window)


async def _shown(edge: Edge, press: Press) -> Shown:
    reply = await edge.answer(press.request(edge), press.told)
    if isinstance(reply.body, FieldErrors):
        return await _with_errors(edge, press, reply.body)
    if reply.files:
        edge.patience.go_on(_offer(edge, press.told, reply.files))
    return _drawn(edge, press, reply)


def _drawn(edge: Edge, press: Press, reply: Reply, wrong: FieldErrors | None = None) -> Shown:
    if isinstance(reply.body, Form):
        values, errors = (press.pressed.values, wrong.errors) if wrong else ({}, {})
        return dialog(reply.body, edge.texts_for(press.told), values, errors), ()
    return card_dialog(as_card(reply))


async def _with_errors(edge: Edge, press: Press, wrong: FieldErrors) -> Shown:
    """The form again, with what was filled in and what is wrong at its field."""
    request = reopening_request(press.told, press.pressed, edge.front.now())
    again = await edge.answer(request, press.told)
    return _drawn(edge, press, again if isinstance(again.body, Form) else Reply(wrong), wrong)


async def _offer(edge: Edge, told: Told, files: Sequence[Attachment]) -> None:
    """Files come in the person's own chat, as they do everywhere."""
    spot = await _own_chat(edge, told)
    if spot is None:
        return
    own = replace(
        told,
        kind=ConversationKind.PERSONAL,
        conversation_id=spot.conversation_id,
        service_url=spot.service_url,
    )
    await offer_files(edge, own, files)


async def _late(edge: Edge, told: Told, shown: Shown) -> None:
    """The window says by now that it takes a moment: what came of it is told where it can be."""
    window, rest = shown
    await _tell(edge, told, (Message(window.card, window.title), *rest))


async def _tell(edge: Edge, told: Told, shown: tuple[Message, ...]) -> None:
    """In the person's own chat with the bot, if they have one."""
    spot = await _own_chat(edge, told)
    if spot is None:
        return
    try:
        await post(edge.connector(told), spot, shown)
    except TeamsError as error:
        _LOG.warning("not_told_on", id=told.activity_id, error=str(error))


async def _own_chat(edge: Edge, told: Told) -> Spot | None:
    """Opened, where it is not known: the bot may be there for whom it has never heard of."""
    try:
        return await edge.known_chat(told) or await opened_chat(edge.connector(told), told)
    except TeamsError as error:
        _LOG.warning("not_told_on", id=told.activity_id, error=str(error))
        return None


async def _nothing() -> None:
    """Teams gets its word in the response itself."""


def _window(shown: Dialog) -> Json:
    card = attachment(shown.card)
    return {"task": {"type": "continue", "value": {"title": shown.title, "card": card}}}
