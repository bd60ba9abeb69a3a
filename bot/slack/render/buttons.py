"""Buttons, and how the route of a pressed one is found again."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from bot.render.errors import held
from bot.render.wording import length, one_line, shorten
from bot.slack.render.drawn import Block, Drawn, plain_text
from bot.slack.render.limits import ACTION_ID, ACTIONS, BUTTON_LABEL, BUTTON_URL, BUTTON_VALUE
from bot.slack.render.paragraphs import paragraph
from handlers.cards import Button, Style
from handlers.texts import Span

LINK = "link"  # the route of a button that opens an address; Slack sends its presses too
_REPEAT = re.compile(r"#\d+$")
_ADDRESS = re.compile(r"https?://[^\s\x00-\x1f<>\"]+")


def route_of(action_id: str) -> str:
    """The route that a button or a menu was made for."""
    return _REPEAT.sub("", action_id)


def buttons(row: Iterable[Button]) -> Iterator[Drawn]:
    """Blocks of buttons. What no button can hold stands before it as text."""
    waiting: list[Button] = []
    for button in row:
        words = _words(button)
        if waiting and (words or len(waiting) == ACTIONS):
            yield _block(waiting)
            waiting = []
        if words:
            yield from paragraph([Span(words)])
        if not button.url or _opens(button.url):
            waiting.append(button)
    if waiting:
        yield _block(waiting)


def _words(button: Button) -> str:
    """A label that is too long, or an address that Slack would refuse."""
    if button.url and not _opens(button.url):
        return f"{one_line(button.label)} {one_line(button.url)}"
    return button.label if length(one_line(button.label)) > BUTTON_LABEL else ""


def _block(row: list[Button]) -> Drawn:
    seen: Counter[str] = Counter()
    elements = []
    for button in row:
        route = button.action or LINK
        seen[route] += 1
        elements.append(_element(button, f"{route}#{seen[route]}" if seen[route] > 1 else route))
    reading = " · ".join(element["text"]["text"] for element in elements)
    return Drawn({"type": "actions", "elements": elements}, reading)


def _element(button: Button, action_id: str) -> Block:
    element: Block = {
        "type": "button",
        "action_id": held("the route of a button", action_id, ACTION_ID),
        "text": plain_text(shorten(button.label, BUTTON_LABEL)),
    }
    if button.url:
        element["url"] = button.url
    if button.value:
        element["value"] = held("the value of a button", button.value, BUTTON_VALUE)
    if button.style is not Style.DEFAULT:
        element["style"] = button.style.value
    return element


def _opens(url: str) -> bool:
    return len(url) <= BUTTON_URL and _ADDRESS.fullmatch(url) is not None
