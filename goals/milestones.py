"""Goals 1 and 2: the region's role as node is defined, and its action plan is adopted.

Each is done or not done, so it is a share of one. It has no pace: until its deadline has passed,
what is not done is open.
"""

from dataclasses import dataclass
from datetime import date

from goals.progress import Progress, Source, measure
from goals.rules import Rules

TARGET = 100  # percent of one milestone: done


@dataclass(frozen=True, slots=True)
class Milestone:
    """What a region has done, the day it was done, and where it can be read."""

    done_on: date
    link: str | None = None


@dataclass(frozen=True, slots=True)
class MilestoneGoal:
    """A goal that is one milestone of the region."""

    number: int
    key: str

    def progress(self, milestone: Milestone | None, on: date, rules: Rules) -> Progress:
        """The goal on a day; None is a milestone that has never been reported as done."""
        return measure(
            self.key,
            int(done(milestone, on)),
            1,
            TARGET,
            Source.SELF_REPORTED,
            on=on,
            deadline=rules.deadline(self.key),
        )


NODE_ROLE = MilestoneGoal(1, "node_role")
REGIONAL_PLAN = MilestoneGoal(2, "regional_plan")


def done(milestone: Milestone | None, on: date) -> bool:
    """Whether the milestone was done by the day."""
    return milestone is not None and milestone.done_on <= on
