"""Pressed buttons and filled-in forms: what comes of them takes the card's place, or stands below.

Teams shows the answer to a press to the one who pressed alone, so nothing private is seen by
others where the card stands in a channel. In a personal chat the message itself is changed too,
so that it stays so.
Source: https://learn.microsoft.com/adaptive-cards/authoring-cards/universal-action-model
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

import structlog

from bot.teams.activities import Json, Told, part
from bot.teams.consent import offer_files
from bot.teams.edge import Edge
from bot.teams.errors import TeamsError
from bot.teams.pacing import obeying
from bot.teams.posting import activity, attachment
from bot.teams.render import CLOSE, Message, Pressed, form, messages, pressed
from bot.teams.requests import button_request, form_request, reopening_request
from handlers.cards import Card, FieldErrors, Form, Reply, Text
from handlers.request import Request

_CARD = "application/vnd.microsoft.card.adaptive"
_WORDS = "application/vnd.microsoft.activity.message"
_LOG = structlog.get_logger()
Response = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Press:
    """A button of a card, with what it carries; of a form, with what is filled in."""

    told: Told
    pressed: Pressed
    is_form: bool

    def request(self, edge: Edge) -> Request:
        """What is wanted."""
        make = form_request if self.is_form else button_request
        return make(self.told, self.pressed, edge.front.now())


@dataclass(frozen=True, slots=True)
class Outcome:
    """What is shown in the card's place, if anything, and what stands below it.

    What does not stay is shown by the response alone: a form to mend is written in at once, and
    would be emptied by a change of the message that comes a moment later.
    """

    instead: Message | None
    below: tuple[Message, ...]
    stays: bool = True


def press_of(told: Told, data: Json) -> Press:
    """What `data` of an action says was pressed."""
    return Press(told, pressed(data), "opened_by" in data)


async def answer_invoke(edge: Edge, told: Told, sent: Json) -> Response:
    """Answer a button of the universal kind: the response is what Teams shows in its place."""
    press = press_of(told, part(part(part(sent, "value"), "action"), "data"))
    if press.pressed.route == CLOSE:
        return _shows(await _stay(edge, told, _closed(edge, press)))
    outcome = await edge.patience.inline(
        _outcome(edge, press), meanwhile=_nothing, afterwards=partial(_late, edge, told)
    )
    if outcome is None:
        return _says(edge.texts_for(told).say("working"))
    await edge.deliver(outcome.below, told)
    if outcome.instead is None:
        return _says(edge.texts_for(told).say("teams.below"))
    if not outcome.stays:
        return _shows(outcome.instead)
    return _shows(await _stay(edge, told, outcome.instead))


async def answer_submit(edge: Edge, told: Told, sent: Json) -> None:
    """Answer a button of the plain kind, which comes as a message: all of it stands below."""
    press = press_of(told, part(sent, "value"))
    if press.pressed.route == CLOSE:
        await _stay(edge, told, _closed(edge, press))
        return
    await _late(edge, told, await _outcome(edge, press))


async def _outcome(edge: Edge, press: Press) -> Outcome:
    request = press.request(edge)
    reply = await edge.answer(request, press.told)
    if isinstance(reply.body, FieldErrors):
        return await _with_errors(edge, press, reply.body)
    edge.patience.go_on(offer_files(edge, press.told, reply.files))
    shown = edge.shown(reply, press.told)
    if press.is_form or reply.replaces:
        return Outcome(shown[0], shown[1:])
    return Outcome(None, shown)


async def _with_errors(edge: Edge, press: Press, wrong: FieldErrors) -> Outcome:
    """The form again, with what was filled in and what is wrong at its field.

    Where it cannot be made anew just now it is left as it stands, and what is wrong is said below.
    """
    request = reopening_request(press.told, press.pressed, edge.front.now())
    again = await edge.answer(request, press.told)
    texts = edge.texts_for(press.told)
    if isinstance(again.body, Form):
        shown = form(again.body, texts, press.pressed.values, wrong.errors)
        return Outcome(shown, (), stays=False)
    return Outcome(None, edge.shown(Reply(wrong), press.told))


async def _late(edge: Edge, told: Told, outcome: Outcome) -> None:
    """The response has left by now: the message itself is changed, where nobody else sees it."""
    below = outcome.below
    if outcome.instead is not None and not await _changed(edge, told, outcome.instead):
        below = (outcome.instead, *below)
    await edge.deliver(below, told)


async def _stay(edge: Edge, told: Told, shown: Message) -> Message:
    """Let a personal chat's message be what is shown in its place."""
    if told.is_personal:
        edge.patience.go_on(_change(edge, told, shown))
    return shown


async def _change(edge: Edge, told: Told, shown: Message) -> None:
    await _changed(edge, told, shown)


async def _changed(edge: Edge, told: Told, shown: Message) -> bool:
    """Whether the message has become what is shown."""
    if not told.is_personal or not told.reply_to:
        return False
    update = edge.connector(told).update
    try:
        await obeying(partial(update, told.spot, told.reply_to, activity(shown)))
    except TeamsError as error:
        _LOG.warning("card_not_changed", id=told.activity_id, error=str(error))
        return False
    return True


def _closed(edge: Edge, press: Press) -> Message:
    """What stands where a form was put away."""
    texts = edge.texts_for(press.told)
    [shown] = messages(Card(texts.say("working.title"), (Text(texts.rich("teams.closed")),)))
    return shown


async def _nothing() -> None:
    """Teams gets its word in the response itself."""


def _shows(shown: Message) -> Response:
    return {"statusCode": 200, "type": _CARD, "value": attachment(shown.card)["content"]}


def _says(words: str) -> Response:
    return {"statusCode": 200, "type": _WORDS, "value": words}
