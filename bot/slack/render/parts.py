"""Every part of a card as blocks."""

from collections.abc import Iterable, Iterator

from bot.slack.render.bars import progress
from bot.slack.render.buttons import buttons
from bot.slack.render.charts import chart
from bot.slack.render.drawn import Drawn
from bot.slack.render.facts import facts
from bot.slack.render.paragraphs import bullets, heading, paragraph, remark
from bot.slack.render.tables import lines, native
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


def drawn(parts: Iterable[Part], *, tables: bool) -> Iterator[Drawn]:
    """The blocks of the parts in order; `tables` says whether the surface takes Slack's tables."""
    for part in parts:
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
                yield from native(part) if tables else lines(part)
            case Chart():
                yield from () if part.pictured else chart(part)
            case Buttons(row):
                yield from buttons(row)
            case Divider():
                yield Drawn({"type": "divider"}, "")
