"""A progress bar drawn in text, which reads the same in a notification and on a phone."""

from collections.abc import Iterator

from bot.render.bars import drawing, reading
from bot.slack.render.drawn import Drawn
from bot.slack.render.paragraphs import paragraph
from handlers.cards import ProgressBar
from handlers.texts import Span


def progress(bar: ProgressBar) -> Iterator[Drawn]:
    """The label, the bar with its figures, and what they mean.

    The reading leaves the bar out: a screen reader would spell it, step by step.
    """
    figures = f"{drawing(bar.numerator, bar.denominator)} {bar.summary}"
    lines = "".join(f"\n{line}" for line in (figures, bar.detail) if line)
    spans = (Span(bar.label, bold=True), Span(lines))
    first, *rest = paragraph(spans)
    yield first if rest else Drawn(first.block, reading(bar))
    yield from rest
