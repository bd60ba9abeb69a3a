"""What can be seen in a text, and in blocks, whatever was done to lay it out."""

import unicodedata
from collections.abc import Iterable, Iterator
from typing import Any

from handlers.cards import (
    Bullets,
    Buttons,
    Chart,
    Facts,
    Heading,
    Part,
    ProgressBar,
    Table,
    Text,
)

_UNSEEN = {"Cc", "Cf", "Zs", "Zl", "Zp"}


def seen(text: str) -> str:
    """The characters that can be seen; half a character is seen as a replacement."""
    return "".join(
        "\ufffd" if unicodedata.category(char) == "Cs" else char
        for char in text
        if unicodedata.category(char) not in _UNSEEN and not char.isspace()
    )


def texts(value: Any) -> Iterator[str]:
    """Every text in blocks, in order."""
    if isinstance(value, list):
        for item in value:
            yield from texts(item)
    elif isinstance(value, dict):
        if isinstance(value.get("text"), str):
            yield value["text"]
        for key, item in value.items():
            if key != "text" or not isinstance(item, str):
                yield from texts(item)


def ordered(parts: Iterable[Part]) -> Iterator[str]:
    """Every text of a card's parts that has to be found, in order; a table's rows alone."""
    for part in parts:
        match part:
            case Heading(text):
                yield text
            case Text(spans):
                yield "".join(span.text for span in spans)
            case Bullets(items):
                yield from ("".join(span.text for span in item) for item in items)
            case Facts(pairs):
                for fact in pairs:
                    yield from (fact.label, fact.value)
            case ProgressBar():
                yield from (part.label, part.summary, part.detail)
            case Table():
                for row in part.rows:
                    yield from row
            case Chart(pictured=False):  # else a picture may stand for it
                yield from (part.title, *(series.words for series in part.series))
            case Buttons(row):
                yield from (button.label for button in row)


def lost(parts: Iterable[Part], shown: Iterable[str]) -> str | None:
    """The first text of the parts that is not among the shown ones, in order; None if all are."""
    whole = "".join(map(seen, shown))
    at = 0
    for text in map(seen, ordered(parts)):
        found = whole.find(text, at)
        if found < 0:
            return text
        at = found + len(text)
    return None


def empty_texts(value: Any) -> list[str]:
    """Texts with nothing in them at all, which Slack refuses."""
    return [text for text in texts(value) if not text]
