"""A clause with what it says."""

from dataclasses import dataclass, field
from enum import Enum, auto

from handlers.understanding.clauses import Clause
from handlers.understanding.day import Day
from handlers.understanding.model import Intent
from handlers.understanding.runs import Run
from handlers.understanding.tags import Tag

CUES = frozenset({Tag.STATE, Tag.PARTICIPLE, Tag.PAST, Tag.LOOKED})
HARMLESS = frozenset(
    {Tag.FILLER, Tag.DAY, Tag.SIGN, Tag.STOP, Tag.JOIN, Tag.ME, Tag.WITH, Tag.DIGITEKET, Tag.END}
)
PRONOUNS = frozenset({"den", "det", "it", "dem", "denna"})


class Kind(Enum):
    """What a clause is good for."""

    REPORT = auto()  # says that something is finished
    ITEM = auto()  # only names a thing, and perhaps a day
    DAY = auto()  # only a day
    EMPTY = auto()  # nothing but words that change nothing
    TALK = auto()  # something else
    BLOCKED = auto()  # expressly no report


@dataclass(slots=True)
class Statement:
    """A clause and what it says."""

    clause: Clause
    kind: Kind
    intent: Intent = Intent.TRAINING
    runs: list[Run] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    days: list[Day] = field(default_factory=list)
    doubt: bool = False
    looked: bool = False  # looked at it, perhaps to the end
    elliptic: bool = False  # says "klar" without saying with what
    placed: bool = False  # says itself when

    @property
    def named(self) -> bool:
        """Whether it names a thing, known or not."""
        return bool(self.runs or self.links)
