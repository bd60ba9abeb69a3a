"""What can be seen in an Adaptive Card."""

from collections.abc import Iterator
from typing import Any

_SHOWN = ("text", "title", "label", "placeholder")


def card_texts(value: Any) -> Iterator[str]:
    """Every text of a card, in order; a fallback is seen in place of what it stands for."""
    if isinstance(value, list):
        for item in value:
            if isinstance(item, str):
                yield item
            else:
                yield from card_texts(item)
    elif isinstance(value, dict):
        yield from (value[key] for key in _SHOWN if isinstance(value.get(key), str))
        if "title" in value and value.keys() == {"title", "value"}:
            yield value["value"]
        if value.get("type") == "Input.Text":
            yield value.get("value", "\u200b")
        for key in ("body", "items", "inlines", "columns", "rows", "cells", "facts", "choices"):
            yield from card_texts(value.get(key, []))
        for key in ("actions", "fallback"):
            yield from card_texts(value.get(key, []))
