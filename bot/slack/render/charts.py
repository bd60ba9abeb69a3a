"""Charts, as text: small bars and the words that say the same. One that comes as a picture too is
left to the picture.
"""

from collections.abc import Iterator

from bot.render.charts import sketch
from bot.render.wording import clean
from bot.slack.render.drawn import Drawn
from bot.slack.render.paragraphs import paragraph
from handlers.cards import Chart, Series
from handlers.texts import Span


def chart(one: Chart) -> Iterator[Drawn]:
    """The title, then a paragraph for each series.

    The reading leaves the drawing out: a screen reader would spell it, step by step.
    """
    yield from paragraph([Span(one.title, bold=True)])
    for series in one.series:
        yield from _series(one, series)


def _series(one: Chart, series: Series) -> Iterator[Drawn]:
    drawn = sketch(one.kind, series)
    before = [Span(f"{drawn}\n")] if drawn else []
    said = list(paragraph([*before, Span(series.words)]))
    if len(said) == 1:
        yield Drawn(said[0].block, clean(series.words))
    else:
        yield from said
