"""An element of a card and how it is read aloud."""

import json
from dataclasses import dataclass
from typing import Any

Element = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Drawn:
    """An element of an Adaptive Card and its plain reading, which is empty for a drawing."""

    element: Element
    reading: str


def weight(json_value: object) -> int:
    """The bytes of JSON in ASCII without white space, which Teams does not count."""
    return len(json.dumps(json_value, separators=(",", ":")))
