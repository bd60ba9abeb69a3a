"""What the buttons and forms of the team carry: `library|member|more…`, and reading it back.

None of it is trusted: who is meant is looked up within the person's reach.
"""

from datetime import date
from typing import NamedTuple

from handlers.access import check_access
from handlers.carried import row_id
from handlers.errors import OutdatedButtonError
from handlers.scope import colleague_within
from handlers.services import Services
from storage.employment import Tie
from storage.team import Colleague

_NOTHING = "-"  # a word that is not there


class Told(NamedTuple):
    """Somebody at a library, and what else was carried."""

    one: Colleague
    rest: tuple[str, ...]

    @property
    def tie(self) -> Tie:
        """Their employment."""
        return tie_of(self.one)


def tie_of(one: Colleague) -> Tie:
    """The employment that somebody stands by."""
    return Tie(one.member_id, one.library_id, one.starts_on)


def carry(one: Colleague, *more: object) -> str:
    """Somebody at a library, with more words; None is a word that is not there."""
    words = (one.library_id, one.member_id, *more)
    return "|".join(_NOTHING if word is None else str(word) for word in words)


def told(value: str, services: Services, more: int = 0) -> Told:
    """Read it back, with `more` words. Raises a refusal for somebody out of reach.

    Raises OutdatedButtonError for what cannot be read, and for somebody who is not there.
    """
    library, member, *rest = words_of(value, 2 + more)
    reached = check_access("team.person", services.member)
    one = colleague_within(row_id(library), row_id(member), reached, services)
    return Told(one, tuple(rest))


def words_of(value: str, least: int) -> list[str]:
    """The words of a value. Raises OutdatedButtonError where they are fewer."""
    words = value.split("|")
    if len(words) < least:
        raise OutdatedButtonError
    return words


def day_in(word: str) -> date:
    """A day. Raises OutdatedButtonError for anything else."""
    try:
        return date.fromisoformat(word)
    except ValueError as error:
        raise OutdatedButtonError from error


def day_or_none(word: str) -> date | None:
    """A day, or none where there is none."""
    return None if word == _NOTHING else day_in(word)
