"""What a message can be about, and what is understood of it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Intent(StrEnum):
    """What somebody wants with a message."""

    TRAINING = "training"
    ASSESSMENT = "assessment"
    REGISTRATION = "registration"
    PROGRESS = "progress"
    HELP = "help"
    NONE = "none"


class Problem(StrEnum):
    """Why a day could not be taken."""

    FUTURE_DATE = "future_date"
    UNCLEAR_DATE = "unclear_date"
    NO_SUCH_DATE = "no_such_date"


@dataclass(frozen=True, slots=True)
class Title:
    """A resource of the catalogue, as far as words can name it."""

    resource_id: int
    title: str
    url: str | None = None
    topic: str | None = None
    approved: bool = True


@dataclass(frozen=True, slots=True)
class Understanding:
    """What a message would lead to.

    `resources`: certain: all to record; uncertain: at most three to choose among.
    `on`: the day meant, today when none was said, None when it is unclear (`problem` says why).
    `proposal`: a course that the catalogue lacks, as written.
    `companions`: the accounts of those who are mentioned as having finished it too.
    """

    intent: Intent
    certain: bool
    resources: tuple[Title, ...] = ()
    on: date | None = None
    proposal: str | None = None
    problem: Problem | None = None
    companions: tuple[str, ...] = ()
