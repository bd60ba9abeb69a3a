"""Cursor pagination: at most `limit` items, and where the next page begins."""

import base64
import binascii
from typing import Any, TypeVar

from bot.sandbox.errors import ApiError
from bot.sandbox.webapi.arguments import Arguments

Item = TypeVar("Item")


def page(
    items: list[Item], arguments: Arguments, *, default: int = 100, most: int = 1000
) -> tuple[list[Item], dict[str, Any]]:
    """One page and its `response_metadata`. Raises ApiError invalid_cursor."""
    start = _start(arguments.text("cursor"))
    end = start + arguments.number("limit", default, most)
    following = _cursor(end) if end < len(items) else ""
    return items[start:end], {"response_metadata": {"next_cursor": following}}


def _cursor(index: int) -> str:
    return base64.b64encode(f"next:{index}".encode()).decode()


def _start(cursor: str) -> int:
    if not cursor:
        return 0
    try:
        word, _, index = base64.b64decode(cursor, validate=True).decode().partition(":")
        if word == "next" and index.isdecimal():
            return int(index)
    except (binascii.Error, UnicodeDecodeError):
        pass
    raise ApiError("invalid_cursor")
