"""What stands in the fields of a view or a message: Slack's `state.values`."""

from collections.abc import Iterable, Iterator
from typing import Any

Entry = dict[str, Any]

# The key under which each element keeps its value, and what an empty one holds.
FIELDS: dict[str, tuple[str, Any]] = {
    "plain_text_input": ("value", None),
    "email_text_input": ("value", None),
    "url_text_input": ("value", None),
    "number_input": ("value", None),
    "rich_text_input": ("rich_text_value", None),
    "datepicker": ("selected_date", None),
    "timepicker": ("selected_time", None),
    "datetimepicker": ("selected_date_time", None),
    "static_select": ("selected_option", None),
    "external_select": ("selected_option", None),
    "radio_buttons": ("selected_option", None),
    "users_select": ("selected_user", None),
    "channels_select": ("selected_channel", None),
    "conversations_select": ("selected_conversation", None),
    "checkboxes": ("selected_options", []),
    "multi_static_select": ("selected_options", []),
    "multi_external_select": ("selected_options", []),
    "multi_users_select": ("selected_users", []),
    "multi_channels_select": ("selected_channels", []),
    "multi_conversations_select": ("selected_conversations", []),
}

_INITIAL = {
    "value": "initial_value",
    "rich_text_value": "initial_value",
    "selected_date": "initial_date",
    "selected_time": "initial_time",
    "selected_date_time": "initial_date_time",
    "selected_option": "initial_option",
    "selected_options": "initial_options",
    "selected_user": "initial_user",
    "selected_users": "initial_users",
    "selected_channel": "initial_channel",
    "selected_channels": "initial_channels",
    "selected_conversation": "initial_conversation",
    "selected_conversations": "initial_conversations",
}


class State:
    """The fields of some blocks, with their initial values or what was kept from before."""

    def __init__(self, blocks: Iterable[dict[str, Any]], *, kept: "State | None" = None) -> None:
        self._entries: dict[str, dict[str, Entry]] = {}
        for block, element in elements(blocks):
            if element["type"] in FIELDS:
                place = self._entries.setdefault(block["block_id"], {})
                place[element["action_id"]] = _initial(element)
        if kept is not None:
            self._keep(kept)

    def values(self) -> dict[str, dict[str, Entry]]:
        """A copy of everything, as it stands in payloads."""
        return {
            block: {action: dict(entry) for action, entry in entries.items()}
            for block, entries in self._entries.items()
        }

    def put(self, block_id: str, action_id: str, entry: Entry) -> None:
        """Fills in one field."""
        self._entries[block_id][action_id] = entry

    def get(self, block_id: str, action_id: str) -> Entry | None:
        """What stands in one field; None where there is no such field."""
        return self._entries.get(block_id, {}).get(action_id)

    def _keep(self, kept: "State") -> None:
        for block_id, entries in self._entries.items():
            for action_id, entry in entries.items():
                old = kept.get(block_id, action_id)
                if old is not None and old["type"] == entry["type"]:
                    entries[action_id] = old


def elements(blocks: Iterable[dict[str, Any]]) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """Every (block, interactive element) of the blocks."""
    for block in blocks:
        inside = list(block["elements"]) if block["type"] in _WITH_ELEMENTS else []
        inside += [block[key] for key in ("element", "accessory") if key in block]
        for element in inside:
            if "action_id" in element:
                yield block, element


_WITH_ELEMENTS = frozenset({"actions", "context_actions"})


def _initial(element: dict[str, Any]) -> Entry:
    key, empty = FIELDS[element["type"]]
    value = element.get(_INITIAL[key], empty)
    return {"type": element["type"], key: list(value) if isinstance(value, list) else value}
