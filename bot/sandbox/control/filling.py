"""Finding an element on a message or a view, and filling in fields there."""

from typing import Any

from bot.sandbox.control import fields
from bot.sandbox.control.fields import Complaint
from bot.sandbox.errors import ControlError
from bot.sandbox.messages import Message
from bot.sandbox.state import FIELDS, State, elements
from bot.sandbox.surfaces import OpenView

Element = dict[str, Any]
Values = dict[str, dict[str, Any]]


class Form:
    """The blocks that a user acts on, with the state of their fields.

    A message's state lives as long as this sandbox keeps it (in `states`); a view has its own.
    """

    def __init__(self, surface: OpenView | Message, states: "States") -> None:
        self._states = states
        self._surface = surface
        if isinstance(surface, OpenView):
            self.blocks: list[Element] = surface.content["blocks"]
            self.state = surface.state
        else:
            self.blocks = list(surface.blocks)
            self.state = states.of_message(surface)

    def find(self, block_id: str | None, action_id: str) -> tuple[Element, Element]:
        """The (block, element) of an action. Raises ControlError when there is none, or two."""
        found = [
            (block, element)
            for block, element in elements(self.blocks)
            if element["action_id"] == action_id and block_id in {None, block["block_id"]}
        ]
        if not found:
            raise ControlError(f"There is no {action_id} there.")
        if len(found) > 1:
            raise ControlError(f"{action_id} stands in several blocks: give its block_id too.")
        return found[0]

    def fill(self, values: Values) -> None:
        """Fills in several fields, all or none. Raises ControlError for one that is not there."""
        entries = []
        for block_id, actions in values.items():
            for action_id, value in actions.items():
                _, element = self.find(block_id, action_id)
                if element["type"] not in FIELDS:
                    raise ControlError(f"{action_id} is nothing to fill in.")
                entries.append((block_id, action_id, self.entry(block_id, element, value)))
        for block_id, action_id, entry in entries:
            self.state.put(block_id, action_id, entry)

    def entry(self, block_id: str, element: Element, value: Any) -> Element:
        """The state entry of one field."""
        offered = self._states.offered(self._surface, block_id, element["action_id"])
        return fields.entry(element, value, offered)

    def complaints(self) -> dict[str, Complaint]:
        """What the client says before it submits, by block id."""
        said = {}
        for block in self.blocks:
            if block["type"] == "input":
                element = block["element"]
                filled = self.state.get(block["block_id"], element["action_id"]) or {}
                optional = block.get("optional", False)
                complaint = fields.complaint(element, filled, optional=optional)
                if complaint:
                    said[block["block_id"]] = complaint
        return said


class States:
    """The state of the fields in messages, and the options that external menus were given."""

    def __init__(self) -> None:
        self._of_messages: dict[tuple[str, str], tuple[tuple[Element, ...], State]] = {}
        self._offered: dict[tuple[str, str, str], list[Element]] = {}

    def of_message(self, message: Message) -> State:
        """The state of a message's fields; a changed message begins with what stays."""
        key = (message.channel, message.ts)
        blocks, state = self._of_messages.get(key, ((), None))
        if state is None or blocks is not message.blocks:
            state = State(message.blocks, kept=state)
            self._of_messages[key] = (message.blocks, state)
        return state

    def offer(
        self, surface: OpenView | Message, block_id: str, action_id: str, options: list[Element]
    ) -> None:
        """Notes the options that the bot gave a menu."""
        known = self._offered.setdefault((_name(surface), block_id, action_id), [])
        known.extend(option for option in options if option not in known)

    def offered(self, surface: OpenView | Message, block_id: str, action_id: str) -> list[Element]:
        """Every option that the bot has given a menu."""
        return self._offered.get((_name(surface), block_id, action_id), [])


def _name(surface: OpenView | Message) -> str:
    return surface.id if isinstance(surface, OpenView) else surface.channel + surface.ts
