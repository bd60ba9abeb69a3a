"""What must be right before anything starts, and how it is told when it is not."""

from storage.database import Database
from storage.migrate import USABLE, schema_state


class CannotStartError(Exception):
    """Something that must be put right first; the key of a text that says what."""

    def __init__(self, key: str, **values: str) -> None:
        super().__init__(key)
        self.key = key
        self.values = values


def check_schema(database: Database) -> None:
    """Raise CannotStartError unless this code can work on the database's schema."""
    state = schema_state(database)
    if state not in USABLE:
        raise CannotStartError(f"start.schema_{state}")
