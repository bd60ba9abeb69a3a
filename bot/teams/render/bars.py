"""A progress bar: Teams' own, with a drawing in text where there is none."""

from collections.abc import Iterator

from bot.render.bars import drawing
from bot.teams.render.drawn import Drawn, Element
from bot.teams.render.paragraphs import paragraph, remark, rich
from goals.progress import Status
from handlers.cards import ProgressBar
from handlers.texts import Span

_COLORS = {Status.REACHED: "Good", Status.BEHIND: "Warning"}  # the words say the same


def progress(bar: ProgressBar) -> Iterator[Drawn]:
    """The label and the figures, the bar, and what they mean."""
    yield from paragraph([Span(bar.label, bold=True)])
    for line in paragraph([Span(bar.summary)]):
        yield Drawn(line.element | {"spacing": "None"}, line.reading)
    yield Drawn(_bar(bar), "")
    for line in remark([Span(bar.detail)]):
        yield Drawn(line.element | {"spacing": "Small"}, line.reading)


def _bar(bar: ProgressBar) -> Element:
    """The bar. Without a share it stays a drawing: Teams' own would move as if at work."""
    drawn = rich([Span(drawing(bar.numerator, bar.denominator))]) | {"spacing": "Small"}
    if bar.numerator is None or bar.denominator <= 0:
        return drawn
    return {
        "type": "ProgressBar",
        "value": max(0, min(bar.numerator, bar.denominator)),
        "max": bar.denominator,
        "color": _COLORS.get(bar.status, "Accent"),
        "spacing": "Small",
        "fallback": drawn,
    }
