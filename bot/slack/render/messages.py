"""Cards as messages: as few as the limits allow, and nothing lost."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.render.wording import is_blank, length, shorten
from bot.slack.render.drawn import Block, Drawn, plain_text
from bot.slack.render.escaping import escape
from bot.slack.render.limits import HEADER, MESSAGE_BLOCKS, MESSAGE_TEXT
from bot.slack.render.parts import drawn
from handlers.cards import Card
from handlers.texts import plain_spaces

NAME = "Kompis"  # where a card has no words at all


@dataclass(frozen=True, slots=True)
class Message:
    """What chat.postMessage takes.

    `text` is the plain reading of the blocks, for screen readers and notifications. Nothing in it
    can call anybody: see `bot.slack.render.escaping`. Its spaces are plain ones.
    """

    blocks: list[Block]
    text: str


def messages(card: Card) -> tuple[Message, ...]:
    """The card as one message, or as several where Slack's limits ask for it. Never none."""
    return tuple(_message(page, card.title) for page in _pages(drawn(card.parts, tables=True))) or (
        _message([named(card.title)], card.title),
    )


def named(title: str) -> Drawn:
    """The title as a block, for a card that has nothing else to show."""
    text = NAME if is_blank(title) else shorten(title, HEADER)
    return Drawn({"type": "header", "text": plain_text(text)}, text)


def _message(page: list[Drawn], title: str) -> Message:
    reading = _reading(page) or named(title).reading
    return Message([drawn.block for drawn in page], escape(plain_spaces(reading)))


def _pages(blocks: Iterable[Drawn]) -> Iterator[list[Drawn]]:
    page: list[Drawn] = []
    room = MESSAGE_TEXT
    for block in blocks:
        size = length(block.reading) + 1  # and the end of the line
        if page and (size > room or not _takes(page, block)):
            yield page
            page, room = [], MESSAGE_TEXT
        page.append(block)
        room -= size
    if page:
        yield page


def _takes(page: list[Drawn], block: Drawn) -> bool:
    second_table = block.is_table and any(other.is_table for other in page)
    return len(page) < MESSAGE_BLOCKS and not second_table


def _reading(page: list[Drawn]) -> str:
    return "\n".join(drawn.reading for drawn in page if drawn.reading)
