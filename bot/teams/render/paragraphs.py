"""Sentences and lists as text runs, in which nothing that a person wrote can be markup."""

from collections.abc import Iterable, Iterator, Sequence

from bot.render.runs import between, cut, reading
from bot.render.wording import beginning, is_blank, one_line
from bot.teams.render.drawn import Drawn, Element
from bot.teams.render.limits import HEADING, TEXT
from bot.teams.render.markdown import is_plain, without_dates
from handlers.texts import Span

_BULLET = "• "
_TITLE: Element = {"size": "Large", "weight": "Bolder"}
_SMALL: Element = {"size": "Small", "isSubtle": True}


def heading(text: str) -> Iterator[Drawn]:
    """A heading that screen readers find; what is over its length goes on as bold text."""
    line = one_line(text)
    first = beginning(line, HEADING)
    if first:
        yield Drawn(_title(first), first)
        yield from paragraph([Span(line[line.index(first) + len(first) :], bold=True)])


def paragraph(spans: Iterable[Span], look: Element | None = None) -> Iterator[Drawn]:
    """A text, in runs that all have the `look` of a text run in Adaptive Cards, if any."""
    for runs in cut(spans, TEXT):
        yield from _drawn(runs, look)


def remark(spans: Iterable[Span]) -> Iterator[Drawn]:
    """A text in small grey letters."""
    yield from paragraph([Span("".join(span.text for span in spans))], _SMALL)


def bullets(items: Iterable[Iterable[Span]]) -> Iterator[Drawn]:
    """A list, whose items stand close together."""
    spacing: Element = {}
    for item in items:
        mark = [Span(_BULLET)]
        for runs in cut(item, TEXT):
            for line in _drawn([*mark, *runs], None):
                yield Drawn(line.element | spacing, line.reading)
                spacing = {"spacing": "None"}
            mark = []


def rich(runs: Iterable[Span], look: Element | None = None) -> Element:
    """A text of cleaned runs which are not empty; where none has a look of its own, their words."""
    inlines: list[Element] = []
    for run in runs:
        weight = {"weight": "Bolder"} if run.bold else {}
        text = without_dates(run.text)
        inlines.append({"type": "TextRun", "text": text, **(look or {}), **weight})
    if all(run.keys() == {"type", "text"} for run in inlines):
        return {"type": "RichTextBlock", "inlines": ["".join(run["text"] for run in inlines)]}
    return {"type": "RichTextBlock", "inlines": inlines}


def _drawn(runs: Sequence[Span], look: Element | None) -> Iterator[Drawn]:
    """An element for each line, since no client promises to keep the end of one."""
    spacing: Element = {}
    for line in _lines(runs):
        if is_blank(reading(line)):
            spacing = {"spacing": "Small"}
            continue
        yield Drawn(rich(line, look) | spacing, reading(line))
        spacing = {"spacing": "None"}


def _title(text: str) -> Element:
    """A text block, which alone can be a heading, where its words can't be taken for Markdown."""
    if not is_plain(text):
        return rich([Span(text)], _TITLE)
    return {"type": "TextBlock", "style": "heading", "wrap": True, "text": text, **_TITLE}


def _lines(runs: Sequence[Span]) -> Iterator[list[Span]]:
    start = 0
    for line in reading(runs).split("\n"):
        yield list(between(runs, start, start + len(line)))
        start += len(line) + 1
