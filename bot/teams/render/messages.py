"""Cards as messages: as few as the limits allow, and nothing lost."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.render.wording import ELLIPSIS, is_blank, shorten
from bot.teams.render.drawn import Drawn, Element, weight
from bot.teams.render.limits import CARD_BYTES, HEADING, SUMMARY
from bot.teams.render.markdown import escape
from bot.teams.render.paragraphs import heading, remark
from bot.teams.render.parts import drawn
from handlers.cards import Card
from handlers.texts import Span, plain_spaces

NAME = "Kompis"  # where a card has no words at all
_FRAME: Element = {
    "type": "AdaptiveCard",
    "version": "1.5",
    "msteams": {"width": "full"},
}


@dataclass(frozen=True, slots=True)
class Message:
    """An Adaptive Card, and what a notification says of it. Nothing in either can call anybody."""

    card: Element
    summary: str


def messages(card: Card) -> tuple[Message, ...]:
    """The card as one message, or as several where Teams' limits ask for it. Never none."""
    return tuple(message(page) for page in _pages(drawn(card.parts))) or (
        message(named(card.title)),
    )


def message(page: list[Drawn]) -> Message:
    """Elements as one message, whose words are the card's fallback too."""
    lines = "\n".join(plain_spaces(one.reading) for one in page if one.reading)
    card = _FRAME | {"body": [one.element for one in page], "fallbackText": escape(lines) or NAME}
    return Message(card, NAME if is_blank(lines) else shorten(lines, SUMMARY))


def named(title: str) -> list[Drawn]:
    """The title as a heading, for a card that has nothing else to show."""
    return list(heading(NAME if is_blank(title) else shorten(title, HEADING)))


def fitted(page: Iterable[Drawn], room: int) -> list[Drawn]:
    """As many elements as there is room for; an ellipsis says that there was more."""
    kept: list[Drawn] = []
    for one in page:
        room -= cost(one)
        if room < 0:
            return [*kept, *remark([Span(ELLIPSIS)])]
        kept.append(one)
    return kept


def cost(one: Drawn) -> int:
    """The bytes of an element and of its words in the fallback."""
    return weight(one.element) + weight(escape(one.reading)) + 2


def _pages(elements: Iterable[Drawn]) -> Iterator[list[Drawn]]:
    page: list[Drawn] = []
    room = CARD_BYTES
    for one in elements:
        size = cost(one)
        if page and size > room:
            yield page
            page, room = [], CARD_BYTES
        page.append(one)
        room -= size
    if page:
        yield page
