"""Cards in a modal and on App Home."""

import json
from collections.abc import Iterable

from bot.slack.render.drawn import Block, Drawn, plain_text
from bot.slack.render.limits import VIEW_BLOCKS, VIEW_BYTES, VIEW_TITLE
from bot.slack.render.messages import NAME, named
from bot.slack.render.paragraphs import heading, remark
from bot.slack.render.parts import drawn
from bot.slack.render.wording import ELLIPSIS, is_blank, length, one_line, shorten
from handlers.cards import Card, Part
from handlers.texts import Span


def modal_card(card: Card) -> Block:
    """A modal that shows a card."""
    blocks = fitted([*long_title(card.title), *drawn(card.parts, tables=False)], VIEW_BLOCKS)
    return {
        "type": "modal",
        "title": title(card.title),
        "blocks": blocks or [named(card.title).block],
    }


def home(card: Card) -> Block:
    """The App Home tab."""
    blocks = fitted(drawn(card.parts, tables=False), VIEW_BLOCKS)
    return {"type": "home", "blocks": blocks or [named(card.title).block]}


def title(text: str) -> Block:
    """A modal's title; a long one is shortened, see `long_title`."""
    return plain_text(NAME if is_blank(one_line(text)) else shorten(text, VIEW_TITLE))


def long_title(text: str) -> Iterable[Drawn]:
    """The whole title as a heading, where the modal's own had to be shortened."""
    return heading(text) if length(one_line(text)) > VIEW_TITLE else ()


def introduction(parts: Iterable[Part], room: int) -> list[Block]:
    """What stands before a form's fields, in at most `room` blocks."""
    return fitted(drawn(parts, tables=False), room)


def fitted(blocks: Iterable[Drawn], room: int) -> list[Block]:
    """The blocks that a view has room for; an ellipsis says that there was more."""
    kept: list[Block] = []
    size = 0
    for drawn_block in blocks:
        size += len(json.dumps(drawn_block.block))
        if len(kept) == room or size > VIEW_BYTES:
            return kept[: room - 1] + [more.block for more in remark([Span(ELLIPSIS)])]
        kept.append(drawn_block.block)
    return kept
