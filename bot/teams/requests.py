"""From Teams' activities to requests. Pure: an activity and the time in, a request out."""

from datetime import datetime

from bot.teams.activities import Json, Told, part, text
from bot.teams.mentions import as_typed, written
from bot.teams.render import Pressed
from handlers.request import Account, Place, PlaceKind, Request
from handlers.words import spoken
from storage.tables import Platform


def account(told: Told) -> Account:
    """A person of a tenant."""
    return Account(Platform.TEAMS, told.tenant, told.user_id)


def place(told: Told) -> Place:
    """A personal chat, or a channel; a group chat is as a channel of its own."""
    kind = PlaceKind.DIRECT if told.is_personal else PlaceKind.CHANNEL
    return Place(kind, told.channel_id)


def message_request(told: Told, activity: Json, now: datetime) -> Request:
    """A message to the bot: in a personal chat, or a mention elsewhere."""
    said, mentions = written(activity, told.bot_id)
    return Request(
        id=_id("message", told),
        route="message",
        account=account(told),
        place=place(told),
        now=now,
        text=as_typed(said) if spoken(said) else said,  # only the understanding reads markup
        mentions=mentions,
    )


def button_request(told: Told, pressed: Pressed, now: datetime) -> Request:
    """A pressed button."""
    return Request(
        id=_id("press", told),
        route=pressed.route,
        account=account(told),
        place=place(told),
        now=now,
        value=pressed.value,
    )


def form_request(told: Told, pressed: Pressed, now: datetime) -> Request:
    """A filled-in form."""
    return Request(
        id=_id("form", told),
        route=pressed.route,
        account=account(told),
        place=Place(PlaceKind.FORM),
        now=now,
        values=pressed.values,
        state=pressed.state,
    )


def reopening_request(told: Told, pressed: Pressed, now: datetime) -> Request:
    """The same form once more, as it was when it was opened."""
    return Request(
        id=_id("reopen", told),
        route=pressed.opened_by,
        account=account(told),
        place=place(told),
        now=now,
        value=pressed.state,
    )


def search_request(told: Told, activity: Json, now: datetime) -> Request:
    """What somebody has typed so far into a searching menu."""
    asked = part(activity, "value")
    return Request(
        id=_id("search", told),
        route=text(asked, "dataset"),
        account=account(told),
        place=Place(PlaceKind.FORM),
        now=now,
        text=text(asked, "queryText"),
    )


def welcome_request(told: Told, now: datetime) -> Request:
    """Somebody has installed the bot: they are greeted with the help."""
    return Request(
        id=_id("welcome", told),
        route="kompis",
        account=account(told),
        place=place(told),
        now=now,
    )


def _id(kind: str, told: Told) -> str:
    """Activities are numbered within their conversation."""
    return f"{kind}:{told.conversation_id}:{told.activity_id}"
