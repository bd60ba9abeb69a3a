"""A report as frozen values, from which nothing that is hidden can be read."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from goals.figures import Figure
from goals.milestones import Milestone
from goals.progress import Progress, Source
from goals.rules import Rules
from goals.trend import Snapshot
from goals.tutoring import TutoringProgress
from goals.tutoring_log import LocalLog


@dataclass(frozen=True, slots=True)
class Goal:
    """A share as it may be told; `figure` is None where so few people are behind it that it would
    tell of some. How many they are, and how it is measured, is told anyhow.

    `certified` is how many are there by what a manager has certified alone; None where nobody can.
    """

    key: str
    denominator: int
    target: int
    source: Source
    measure: str | None
    figure: Figure | None
    certified: int | None = None

    @classmethod
    def shown(cls, figure: Figure, certified: int | None = None) -> "Goal":
        """A goal with its figure."""
        return replace(cls.hidden(figure.progress), figure=figure, certified=certified)

    @classmethod
    def hidden(cls, progress: Progress) -> "Goal":
        """A goal whose figure may not be told."""
        return cls(
            progress.key,
            progress.denominator,
            progress.target,
            progress.source,
            progress.measure,
            None,
        )


@dataclass(frozen=True, slots=True)
class Told:
    """A group's goals on a day as they may be told, in their order."""

    name: str
    staff: int
    goals: tuple[Goal, ...]
    tutoring: TutoringProgress


@dataclass(frozen=True, slots=True)
class Report:
    """What is told of a library or of a whole county, `about`, on a day.

    The county stands beside its libraries; of a library it stands there to compare with. `history`
    has the shares of `about` by goal key, one a week, oldest first, with the day itself last;
    `hidden_days` are those whose private figures are left out of it. `log` is the libraries' own
    count of tutoring sessions, for the years without an official figure. `milestones` are those
    that the region has done by the day, by goal key.
    """

    about: Told
    county: Told
    libraries: tuple[Told, ...]
    on: date
    rules: Rules
    history: Mapping[str, tuple[Snapshot, ...]]
    hidden_days: frozenset[date] = frozenset()
    log: tuple[LocalLog, ...] = ()
    milestones: Mapping[str, Milestone] = field(default_factory=dict)

    @property
    def of_county(self) -> bool:
        """Whether it is about the whole county."""
        return self.about is self.county
