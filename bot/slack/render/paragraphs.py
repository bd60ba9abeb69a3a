"""Sentences and lists as rich text, in which nothing that a person wrote can be markup."""

from collections.abc import Iterable, Iterator, Sequence

from bot.slack.render.drawn import Block, Drawn, plain_text
from bot.slack.render.limits import CONTEXT_TEXT, HEADER, LIST_ITEMS, RICH_TEXT
from bot.slack.render.wording import (
    beginning,
    clean,
    fits,
    is_blank,
    length,
    one_line,
    pieces,
    ranges,
)
from handlers.texts import Span


def heading(text: str) -> Iterator[Drawn]:
    """A header; what is over its length goes on as bold text."""
    line = one_line(text)
    first = beginning(line, HEADER)
    if first:
        yield Drawn({"type": "header", "text": plain_text(first)}, first)
        yield from paragraph([Span(line[line.index(first) + len(first) :], bold=True)])


def paragraph(spans: Iterable[Span]) -> Iterator[Drawn]:
    """A text as one block, or as several where it is long."""
    for runs in _cut(spans):
        yield Drawn(rich_text([section(runs)]), _reading(runs))


def remark(spans: Iterable[Span]) -> Iterator[Drawn]:
    """A text in small grey letters."""
    text = clean("".join(span.text for span in spans))
    for piece in pieces(text, CONTEXT_TEXT):
        yield Drawn({"type": "context", "elements": [plain_text(piece)]}, piece)


def bullets(items: Iterable[Iterable[Span]]) -> Iterator[Drawn]:
    """A list; an item that is too long for a block goes on below as text."""
    waiting: list[Sequence[Span]] = []
    room = RICH_TEXT
    for item in items:
        first, *rest = list(_cut(item)) or [[]]
        size = length(_reading(first))
        if waiting and (size > room or len(waiting) == LIST_ITEMS):
            yield _list(waiting)
            waiting, room = [], RICH_TEXT
        if first:
            waiting.append(first)
            room -= size
        if rest:
            yield _list(waiting)
            waiting, room = [], RICH_TEXT
            yield from (Drawn(rich_text([section(runs)]), _reading(runs)) for runs in rest)
    if waiting:
        yield _list(waiting)


def section(runs: Iterable[Span]) -> Block:
    """The runs of one text, which are cleaned and not empty."""
    return {"type": "rich_text_section", "elements": [_element(run) for run in runs]}


def rich_text(elements: list[Block]) -> Block:
    """A block of sections and lists, or a table's cell."""
    return {"type": "rich_text", "elements": elements}


def _list(items: Iterable[Sequence[Span]]) -> Drawn:
    items = list(items)
    block = {
        "type": "rich_text_list",
        "style": "bullet",
        "elements": [section(item) for item in items],
    }
    return Drawn(rich_text([block]), "\n".join(f"• {_reading(item)}" for item in items))


def _element(run: Span) -> Block:
    element: Block = {"type": "text", "text": run.text}
    return element | {"style": {"bold": True}} if run.bold else element


def _reading(runs: Iterable[Span]) -> str:
    return "".join(run.text for run in runs)


def _cut(spans: Iterable[Span]) -> Iterator[list[Span]]:
    """Cleaned spans cut to the length of a block; none for a text with nothing to see."""
    cleaned = [Span(clean(span.text), span.bold) for span in spans]
    text = _reading(cleaned)
    if is_blank(text):
        return
    if fits(text, RICH_TEXT) and text == text.strip():  # as nearly all
        yield [span for span in cleaned if span.text]
        return
    for start, end in ranges(text, RICH_TEXT):
        yield list(_between(cleaned, start, end))


def _between(spans: Iterable[Span], start: int, end: int) -> Iterator[Span]:
    at = 0
    for span in spans:
        text = span.text[max(0, start - at) : max(0, end - at)]
        if text:
            yield Span(text, span.bold)
        at += len(span.text)
