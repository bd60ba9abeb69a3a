"""Labels with their values."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from bot.render.labels import NOTHING, in_lines, labelled
from bot.render.wording import clean, is_blank, length
from bot.teams.render.drawn import Drawn
from bot.teams.render.limits import FACT_TEXT, FACT_WORDS, FACTS
from bot.teams.render.markdown import is_plain
from bot.teams.render.paragraphs import paragraph
from handlers.cards import Fact


def facts(pairs: Iterable[Fact]) -> Iterator[Drawn]:
    """Side by side; a line of text for what is long or could be taken for Markdown.

    Lines all of them where a narrow card would cut a word, such as an address, at its edge.
    """
    told = list(pairs)
    words = _widest(one.label for one in told) + _widest(one.value for one in told)
    for fits, some in groupby(told, _fits):
        if fits and words <= FACT_WORDS:
            yield from _sets(list(some))
        else:
            yield from paragraph(in_lines(labelled(fact.label, fact.value) for fact in some))


def _sets(some: list[Fact]) -> Iterator[Drawn]:
    for start in range(0, len(some), FACTS):
        group = [(clean(one.label), _value(one)) for one in some[start : start + FACTS]]
        yield Drawn(
            {
                "type": "FactSet",
                "facts": [{"title": label, "value": told} for label, told in group],
            },
            "\n".join(f"{label}: {told}" for label, told in group),
        )


def _widest(texts: Iterable[str]) -> int:
    """The characters of the widest word."""
    return max((length(word) for text in texts for word in clean(text).split()), default=0)


def _fits(fact: Fact) -> bool:
    texts = (clean(fact.label), clean(fact.value))
    short = all(is_plain(text) and length(text) <= FACT_TEXT for text in texts)
    return short and not is_blank(texts[0])


def _value(fact: Fact) -> str:
    value = clean(fact.value)
    return NOTHING if is_blank(value) else value
