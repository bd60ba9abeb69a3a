"""A progress bar drawn in text, which reads the same in a notification and on a phone."""

from collections.abc import Iterator

from bot.slack.render.drawn import Drawn
from bot.slack.render.paragraphs import paragraph
from bot.slack.render.wording import clean
from handlers.cards import ProgressBar
from handlers.texts import Span

STEPS = 10
FILLED, EMPTY = "▰", "▱"


def progress(bar: ProgressBar) -> Iterator[Drawn]:
    """The label, the bar with its figures, and what they mean.

    The reading leaves the bar out: a screen reader would spell it, step by step.
    """
    figures = f"{drawing(bar.numerator, bar.denominator)} {bar.summary}"
    lines = "".join(f"\n{line}" for line in (figures, bar.detail) if line)
    spans = (Span(bar.label, bold=True), Span(lines))
    reading = "\n".join(clean(text) for text in (bar.label, bar.summary, bar.detail) if text)
    first, *rest = paragraph(spans)
    yield first if rest else Drawn(first.block, reading)
    yield from rest


def drawing(numerator: int | None, denominator: int) -> str:
    """Ten steps, rounded down: all are filled only by the whole, one by anything at all."""
    if not numerator or denominator <= 0:
        return EMPTY * STEPS
    filled = max(1, min(STEPS, STEPS * numerator // denominator))
    return FILLED * filled + EMPTY * (STEPS - filled)
