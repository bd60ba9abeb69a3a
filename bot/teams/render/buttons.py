"""Buttons."""

import re
from collections.abc import Iterable, Iterator

from bot.render.wording import length, one_line, shorten
from bot.teams.render.drawn import Drawn, Element
from bot.teams.render.limits import ACTIONS, BUTTON_LABEL, BUTTON_URL
from bot.teams.render.paragraphs import paragraph
from bot.teams.render.pressed import button_data
from handlers.cards import Button, Style
from handlers.texts import Span

_ADDRESS = re.compile(r"https?://[^\s\x00-\x1f<>\"]+")
_STYLES = {Style.PRIMARY: "positive", Style.DANGER: "destructive"}


def buttons(row: Iterable[Button]) -> Iterator[Drawn]:
    """Sets of buttons. What no button can hold stands before it as text."""
    waiting: list[Button] = []
    for button in row:
        words = _words(button)
        if waiting and (words or len(waiting) == ACTIONS):
            yield _set(waiting)
            waiting = []
        yield from paragraph([Span(words)])
        if not button.url or _opens(button.url):
            waiting.append(button)
    if waiting:
        yield _set(waiting)


def execute(title: str, data: Element, style: Style = Style.DEFAULT) -> Element:
    """A button that sends `data`; its answer takes the card's place."""
    action: Element = {
        "type": "Action.Execute",
        "title": shorten(title, BUTTON_LABEL),
        "verb": data["action"],
        "data": data,
    }
    return action | {"style": _STYLES[style]} if style in _STYLES else action


def _words(button: Button) -> str:
    """A label that is too long, or an address that must not be opened."""
    if button.url and not _opens(button.url):
        return f"{one_line(button.label)} {one_line(button.url)}"
    return button.label if length(one_line(button.label)) > BUTTON_LABEL else ""


def _set(row: list[Button]) -> Drawn:
    actions = [_action(button) for button in row]
    reading = " · ".join(action["title"] for action in actions)
    return Drawn({"type": "ActionSet", "actions": actions}, reading)


def _action(button: Button) -> Element:
    if not button.url:
        # A card may hold a form: only its own button sends what is filled in.
        data = button_data(button)
        return execute(button.label, data, button.style) | {"associatedInputs": "none"}
    title = shorten(button.label, BUTTON_LABEL)
    return {"type": "Action.OpenUrl", "title": title, "url": button.url}


def _opens(url: str) -> bool:
    return len(url) <= BUTTON_URL and _ADDRESS.fullmatch(url) is not None
