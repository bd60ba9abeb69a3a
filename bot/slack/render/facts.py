"""Labels with their values."""

from collections.abc import Iterable, Iterator

from bot.render.labels import in_lines, labelled
from bot.slack.render.drawn import Drawn
from bot.slack.render.paragraphs import paragraph
from handlers.cards import Fact


def facts(pairs: Iterable[Fact]) -> Iterator[Drawn]:
    """A line for each fact, its label bold."""
    yield from paragraph(in_lines(labelled(fact.label, fact.value) for fact in pairs))
