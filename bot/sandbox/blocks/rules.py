"""What a message and a view have to be as a whole. Raises ApiError with every fault named."""

import json
from typing import Any

from bot.sandbox.blocks.checks import Check, Faults, anything, boolean, string, struct
from bot.sandbox.blocks.identity import check_ids, fill_in, filled
from bot.sandbox.blocks.layout import BLOCKS, Surface
from bot.sandbox.blocks.objects import plain_text, typed
from bot.sandbox.errors import ApiError

MOST_TEXT = 40_000
MOST_BLOCK_TEXT = 12_000
LARGEST_VIEW = 250_000

_COMMON: dict[str, Check] = {
    "private_metadata": string(3000, 0),
    "callback_id": string(255, 0),
    "external_id": string(255, 0),
}
_VIEWS: dict[str, Check] = {
    "modal": typed(
        {"title": plain_text(24), "blocks": anything},
        {
            **_COMMON,
            "close": plain_text(24),
            "submit": plain_text(24),
            "clear_on_close": boolean,
            "notify_on_close": boolean,
        },
    ),
    "home": typed({"blocks": anything}, _COMMON),
}
_METADATA = struct({"event_type": string(255), "event_payload": anything}, {"entities": anything})


def message_blocks(blocks: Any, at: str = "/blocks") -> list[dict[str, Any]]:
    """The blocks of a message as Slack stores them.

    Raises ApiError: invalid_blocks_format (not a list of objects), invalid_blocks,
    msg_blocks_too_long (over 12,000 characters in all).
    """
    if not isinstance(blocks, list) or not all(isinstance(block, dict) for block in blocks):
        raise ApiError("invalid_blocks_format")
    faults = Faults()
    _check_blocks(blocks, Surface.MESSAGE, at, faults)
    if sum(block.get("type") == "table" for block in blocks) > 1:
        faults.add("only one table block is allowed in a message", at)
    if faults.messages:
        raise ApiError("invalid_blocks", tuple(faults.messages))
    if text_length(blocks) > MOST_BLOCK_TEXT:
        raise ApiError("msg_blocks_too_long")
    return fill_in(blocks)


def message_text(text: Any) -> str:
    """The text of a message; nothing is "". Raises ApiError: msg_too_long, invalid_arguments."""
    if text is None:
        return ""
    if not isinstance(text, str):
        raise ApiError("invalid_arguments", ("must be a string [json-pointer:/text]",))
    if len(text) > MOST_TEXT:
        raise ApiError("msg_too_long")
    return text


def metadata(value: Any) -> dict[str, Any] | None:
    """A message's metadata; an empty object is none. Raises ApiError invalid_metadata_format."""
    if not value:
        return None
    faults = Faults()
    _METADATA(value, "/metadata", faults)
    if isinstance(value, dict) and not isinstance(value.get("event_payload", {}), dict):
        faults.add("must be an object", "/metadata/event_payload")
    if faults.messages:
        raise ApiError("invalid_metadata_format", tuple(faults.messages))
    kept: dict[str, Any] = value
    return kept


def view(value: Any, *, allowed: str) -> dict[str, Any]:
    """A view as Slack stores it; `allowed` is modal or home.

    Raises ApiError: invalid_arguments (every fault named), view_too_large (over 250 kB).
    """
    faults = Faults()
    kind = value.get("type") if isinstance(value, dict) else None
    if not isinstance(value, dict):
        faults.add("must be an object", "/view")
    elif kind is None:
        faults.add("missing required field: type", "/view")
    elif kind != allowed:
        faults.add(f"must be of type {allowed}", "/view/type")
    else:
        _VIEWS[allowed](value, "/view", faults)
        surface = Surface.MODAL if allowed == "modal" else Surface.HOME
        _check_blocks(value.get("blocks"), surface, "/view/blocks", faults)
        _check_fields(value, faults)
    if faults.messages:
        raise ApiError("invalid_arguments", tuple(faults.messages))
    if len(json.dumps(value)) > LARGEST_VIEW:
        raise ApiError("view_too_large")
    return {**filled(value), "blocks": fill_in(value["blocks"])}


def text_length(value: Any) -> int:
    """How many characters of text stand in some blocks, alt texts left out."""
    if isinstance(value, list):
        return sum(map(text_length, value))
    if not isinstance(value, dict):
        return 0
    own = len(value["text"]) if isinstance(value.get("text"), str) else 0
    inside = [inner for inner in value.values() if isinstance(inner, dict | list)]
    return own + sum(map(text_length, inside))


def _check_blocks(blocks: Any, surface: Surface, at: str, faults: Faults) -> None:
    if not isinstance(blocks, list):
        faults.add("must be an array", at)
        return
    if len(blocks) > surface.most_blocks:
        faults.add(f"no more than {surface.most_blocks} items allowed", at)
    for index, block in enumerate(blocks):
        BLOCKS[surface](block, f"{at}/{index}", faults)
    check_ids(blocks, at, faults)


def _check_fields(view: dict[str, Any], faults: Faults) -> None:
    found = view.get("blocks")
    blocks = (
        [block for block in found if isinstance(block, dict)] if isinstance(found, list) else []
    )
    inputs = [block for block in blocks if block.get("type") == "input"]
    if inputs and view["type"] == "modal" and "submit" not in view:
        faults.add("missing required field: submit (the view has input blocks)", "/view")
    focused = [block for block in inputs if _focused(block.get("element"))]
    if len(focused) > 1:
        faults.add("only one element may have focus_on_load", "/view/blocks")


def _focused(element: Any) -> bool:
    return isinstance(element, dict) and element.get("focus_on_load") is True
