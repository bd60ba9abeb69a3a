"""A block and how it is read aloud."""

from dataclasses import dataclass
from typing import Any

Block = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Drawn:
    """A block of Block Kit and its plain reading, which is empty for a line between parts."""

    block: Block
    reading: str

    @property
    def is_table(self) -> bool:
        """Whether it takes the one place for a table that a message has."""
        return bool(self.block["type"] == "table")


def plain_text(text: str) -> Block:
    """A text object that Slack shows as it is; the text is cleaned and not empty."""
    return {"type": "plain_text", "text": text, "emoji": False}
