"""Ids of blocks and actions: no two alike, and filled in where the bot left them out."""

import secrets
from typing import Any

from bot.sandbox.blocks.checks import Faults

_PARTS = ("element", "accessory")
# A tuple: what is asked for may be no text at all.
_WITH_ELEMENTS = ("actions", "context", "context_actions")
_WITHOUT_ACTION = frozenset({"image", "plain_text", "mrkdwn"})
_TEXT_DEFAULTS = {"plain_text": ("emoji", True), "mrkdwn": ("verbatim", False)}


def check_ids(blocks: list[Any], at: str, faults: Faults) -> None:
    """Notes a `block_id` that stands twice, and an `action_id` that stands twice in a block."""
    seen: set[str] = set()
    for index, block in enumerate(blocks):
        if not isinstance(block, dict):
            continue
        name = block.get("block_id")
        if isinstance(name, str) and name in seen:
            faults.add(f"`block_id` `{name}` already exists", f"{at}/{index}/block_id")
        seen |= {name} if isinstance(name, str) else set()
        _check_actions(block, f"{at}/{index}", faults)


def _check_actions(block: dict[str, Any], at: str, faults: Faults) -> None:
    seen: set[str] = set()
    for pointer, element in parts(block):
        name = element.get("action_id")
        if isinstance(name, str) and name in seen:
            where = f"{at}/{pointer}/action_id"
            faults.add(f"`action_id` `{name}` already exists for this block", where)
        seen |= {name} if isinstance(name, str) else set()


def parts(block: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    """The elements of a block, each with where it stands in it."""
    found = [(key, block[key]) for key in _PARTS if isinstance(block.get(key), dict)]
    if block.get("type") in _WITH_ELEMENTS:
        inside = block.get("elements")
        for index, element in enumerate(inside if isinstance(inside, list) else []):
            if isinstance(element, dict):
                found.append((f"elements/{index}", element))
    return found


def fill_in(blocks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """A copy as Slack stores it: with ids everywhere, and the texts' defaults."""
    stored: list[dict[str, Any]] = _stored(blocks)
    for block in stored:
        block.setdefault("block_id", secrets.token_urlsafe(4))
        for _, element in parts(block):
            if element["type"] not in _WITHOUT_ACTION:
                element.setdefault("action_id", secrets.token_urlsafe(4))
    return stored


def filled(value: dict[str, Any]) -> dict[str, Any]:
    """A copy with the texts' defaults."""
    stored: dict[str, Any] = _stored(value)
    return stored


def _stored(value: Any) -> Any:
    """A copy of JSON, in which nothing stands twice, with the texts' defaults."""
    if isinstance(value, list):
        return [_stored(inner) for inner in value]
    if not isinstance(value, dict):
        return value
    copy = {
        key: _stored(inner) if isinstance(inner, dict | list) else inner
        for key, inner in value.items()
    }
    default = _TEXT_DEFAULTS.get(copy["type"]) if isinstance(copy.get("type"), str) else None
    if default is not None:
        copy.setdefault(*default)
    return copy
