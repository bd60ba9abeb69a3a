"""Cards in a window of their own, which has a title and is closed by its own cross.

Teams takes buttons of the plain kind alone there, and sends them to whoever opened the window.
Source: https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/task-modules/design-teams-task-modules
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.render.wording import is_blank, one_line, shorten
from bot.teams.render.drawn import Element
from bot.teams.render.forms import form_card
from bot.teams.render.limits import DIALOG_TITLE
from bot.teams.render.messages import NAME, Message, messages
from handlers.cards import Card, Form
from handlers.texts import Texts

_NOTHING: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True)
class Dialog:
    """A window's title, and the card in it."""

    title: str
    card: Element


def dialog(
    one: Form,
    texts: Texts,
    values: Mapping[str, str] = _NOTHING,
    errors: Mapping[str, str] = _NOTHING,
) -> Dialog:
    """A form in a window, with `values` filled in and `errors` at their fields.

    Raises DoesNotFit for what cannot come back through Teams.
    """
    return Dialog(_title(one.title), _plain(form_card(one, texts, values, errors)))


def card_dialog(card: Card) -> tuple[Dialog, tuple[Message, ...]]:
    """A card in a window, and what of it there is no room for."""
    first, *rest = messages(card)
    return Dialog(_title(card.title), _plain(first.card)), tuple(rest)


def _title(said: str) -> str:
    return NAME if is_blank(one_line(said)) else shorten(said, DIALOG_TITLE)


def _plain(element: Any) -> Any:
    """The same with every button of the plain kind."""
    if isinstance(element, list):
        return [_plain(each) for each in element]
    if not isinstance(element, dict):
        return element
    known = {name: _plain(each) for name, each in element.items()}
    if known.get("type") != "Action.Execute":
        return known
    return {name: each for name, each in known.items() if name != "verb"} | {
        "type": "Action.Submit"
    }
