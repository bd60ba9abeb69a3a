"""One thing that was looked at."""

from dataclasses import dataclass, field
from enum import StrEnum

from handlers.texts import Texts


class Health(StrEnum):
    """How something is."""

    RIGHT = "right"
    NOTE = "note"  # cannot be told, or is worth knowing
    WRONG = "wrong"


_MARKS = {Health.RIGHT: "✓", Health.NOTE: "·", Health.WRONG: "✗"}


@dataclass(frozen=True, slots=True)
class Finding:
    """The key of a text that says what was found, and what to do where it is wrong."""

    health: Health
    key: str
    values: dict[str, str | int] = field(default_factory=dict)

    def told(self, texts: Texts) -> str:
        """The finding as a line."""
        return f"{_MARKS[self.health]} {texts.say(self.key, **self.values)}"


def right(key: str, **values: str | int) -> Finding:
    """Something is as it should be."""
    return Finding(Health.RIGHT, key, values)


def note(key: str, **values: str | int) -> Finding:
    """Something to know."""
    return Finding(Health.NOTE, key, values)


def wrong(key: str, **values: str | int) -> Finding:
    """Something to put right."""
    return Finding(Health.WRONG, key, values)
