"""What buttons and forms of plans carry: a library, and which of its plans."""

from dataclasses import dataclass
from datetime import date

from handlers.carried import row_id
from handlers.errors import OutdatedButtonError
from storage.plans import DRAFT


@dataclass(frozen=True, slots=True)
class Entry:
    """A library's plan by its name, a day or `draft`; without one, a plan that is not noted yet."""

    library_id: int | None = None
    name: str | None = None

    def carried(self) -> str:
        """As a button carries it: `7|2026-05-03`, each part empty where it is not known."""
        library = "" if self.library_id is None else self.library_id
        return f"{library}|{self.name or ''}"


def carried_entry(value: str) -> Entry:
    """What a button carries. Raises OutdatedButtonError for what no button carries."""
    library, _, name = value.partition("|")
    if name and name != DRAFT:
        try:
            date.fromisoformat(name)
        except ValueError as error:
            raise OutdatedButtonError from error
    return Entry(row_id(library) if library else None, name or None)
