"""What buttons of certifying carry: a library, a member of its staff, and what they reported."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from handlers.carried import row_id
from handlers.errors import OutdatedButtonError

MOST_REFS = 150  # as many as a button can carry
_REF = re.compile(r"r|[ac]\d{1,10}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Whose:
    """Somebody at a library, and some of what they have reported, by its references."""

    library_id: int
    member_id: int
    refs: tuple[str, ...] = ()

    def carried(self, refs: Iterable[str] = ()) -> str:
        """As a button carries it: `7|12|r,a3,c40`."""
        return f"{self.library_id}|{self.member_id}|{','.join([*refs][:MOST_REFS])}"


def carried_whose(value: str) -> Whose:
    """What a button carries. Raises OutdatedButtonError for what no button carries."""
    parts = value.split("|")
    if len(parts) != 3:
        raise OutdatedButtonError
    refs = tuple(filter(None, parts[2].split(",")))
    if len(refs) > MOST_REFS or not all(map(_REF.fullmatch, refs)):
        raise OutdatedButtonError
    return Whose(row_id(parts[0]), row_id(parts[1]), refs)
