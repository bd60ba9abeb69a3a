"""Cards in a modal and on App Home."""

import json
from collections.abc import Iterable

from bot.render.wording import ELLIPSIS, is_blank, length, one_line, shorten
from bot.slack.render.drawn import Block, Drawn, plain_text
from bot.slack.render.limits import VIEW_BLOCKS, VIEW_BYTES, VIEW_TITLE
from bot.slack.render.messages import NAME, named
from bot.slack.render.paragraphs import heading, remark
from bot.slack.render.parts import drawn
from handlers.cards import Card, Heading, Part
from handlers.texts import Span


def modal_card(card: Card) -> Block:
    """A modal that shows a card."""
    blocks = fitted([*long_title(card.title, card.parts), *drawn(card.parts, tables=False)])
    return {
        "type": "modal",
        "title": title(card.title),
        "blocks": blocks or [named(card.title).block],
    }


def home(card: Card) -> Block:
    """The App Home tab."""
    blocks = fitted(drawn(card.parts, tables=False))
    return {"type": "home", "blocks": blocks or [named(card.title).block]}


def title(text: str) -> Block:
    """A modal's title; a long one is shortened, see `long_title`."""
    return plain_text(NAME if is_blank(one_line(text)) else shorten(text, VIEW_TITLE))


def long_title(text: str, parts: tuple[Part, ...]) -> Iterable[Drawn]:
    """The whole title as a heading, where the modal's had to be shortened and none stands there."""
    if length(one_line(text)) <= VIEW_TITLE or parts[:1] == (Heading(text),):
        return ()
    return heading(text)


def fitted(blocks: Iterable[Drawn], room: int = VIEW_BLOCKS, left: int = VIEW_BYTES) -> list[Block]:
    """As many blocks as there is room for; an ellipsis as the last says that there was more."""
    kept: list[Block] = []
    for one in blocks:
        left -= weight(one.block)
        if len(kept) == room or left < 0:
            return kept[: room - 1] + [more.block for more in remark([Span(ELLIPSIS)])]
        kept.append(one.block)
    return kept


def weight(json_value: object) -> int:
    """The bytes that Slack counts: of JSON in ASCII."""
    return len(json.dumps(json_value))
