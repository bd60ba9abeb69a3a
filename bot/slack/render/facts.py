"""Labels with their values."""

from collections.abc import Iterable, Iterator

from bot.slack.render.drawn import Drawn
from bot.slack.render.paragraphs import paragraph
from bot.slack.render.wording import clean, is_blank
from handlers.cards import Fact
from handlers.texts import Span

NOTHING = "–"


def facts(pairs: Iterable[Fact]) -> Iterator[Drawn]:
    """A line for each fact, its label bold."""
    spans: list[Span] = []
    for fact in pairs:
        line = list(labelled(fact.label, fact.value))
        spans += [Span("\n"), *line] if spans and line else line
    yield from paragraph(spans)


def labelled(label: str, value: str) -> Iterator[Span]:
    """`Label: value`, with a dash for no value; nothing where there is neither."""
    label, value = clean(label), clean(value)
    if is_blank(label):
        if not is_blank(value):
            yield Span(value)
        return
    yield Span(f"{label}: ", bold=True)
    yield Span(NOTHING if is_blank(value) else value)
