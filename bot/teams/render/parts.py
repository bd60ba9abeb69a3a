"""Every part of a card as elements."""

from collections.abc import Iterable, Iterator

from bot.teams.render.bars import progress
from bot.teams.render.buttons import buttons
from bot.teams.render.charts import chart
from bot.teams.render.drawn import Drawn
from bot.teams.render.facts import facts
from bot.teams.render.paragraphs import bullets, heading, paragraph, remark
from bot.teams.render.tables import table
from handlers.cards import (
    Bullets,
    Buttons,
    Chart,
    Divider,
    Facts,
    Heading,
    Part,
    ProgressBar,
    Table,
    Text,
    Tone,
)


def drawn(parts: Iterable[Part]) -> Iterator[Drawn]:
    """The elements of the parts in order; a line between parts is drawn over the one after it."""
    is_parted = False
    for part in parts:
        if isinstance(part, Divider):
            is_parted = True
            continue
        for one in _elements(part):
            line = {"separator": True, "spacing": "Medium"} if is_parted else {}
            yield Drawn(one.element | line, one.reading)
            is_parted = False


def _elements(part: Part) -> Iterator[Drawn]:
    match part:
        case Heading(text):
            yield from heading(text)
        case Text(spans, Tone.SUBTLE):
            yield from remark(spans)
        case Text(spans):
            yield from paragraph(spans)
        case Bullets(items):
            yield from bullets(items)
        case Facts(pairs):
            yield from facts(pairs)
        case ProgressBar():
            yield from progress(part)
        case Table():
            yield from table(part)
        case Chart():
            yield from chart(part)
        case Buttons(row):
            yield from buttons(row)
        case Divider():
            return
