"""Spans cut to the length that a platform takes."""

from collections.abc import Iterable, Iterator

from bot.render.wording import clean, ranges
from handlers.texts import Span


def reading(runs: Iterable[Span]) -> str:
    """The runs as plain text."""
    return "".join(run.text for run in runs)


def cut(spans: Iterable[Span], longest: int) -> Iterator[list[Span]]:
    """Cleaned spans cut to at most `longest`; none for a text with nothing to see."""
    cleaned = [Span(clean(span.text), span.bold) for span in spans]
    text = reading(cleaned)
    for start, end in ranges(text, longest):
        whole = end - start == len(text)
        yield [run for run in cleaned if run.text] if whole else list(between(cleaned, start, end))


def between(spans: Iterable[Span], start: int, end: int) -> Iterator[Span]:
    """What of the spans stands from one place in their text to another."""
    at = 0
    for span in spans:
        text = span.text[max(0, start - at) : max(0, end - at)]
        if text:
            yield Span(text, span.bold)
        at += len(span.text)
