"""The programme's eight goals in their order. A new goal is a module of its own and a line here."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from goals import action_plan, digiteket, growth, leadership, self_assessment, tutoring
from goals.action_plan import Plan
from goals.milestones import NODE_ROLE, REGIONAL_PLAN, MilestoneGoal
from goals.progress import Progress, Source, Status, measure
from goals.record import Record
from goals.rules import Rules
from goals.tutoring import TutoringProgress


class Of(StrEnum):
    """What a share is of."""

    STAFF = "staff"
    CHIEFS = "chiefs"
    LIBRARIES = "libraries"


@dataclass(frozen=True, slots=True)
class Counts:
    """How many a group is on a day, and how many have achieved each goal, by goal key."""

    staff: int
    chiefs: int
    libraries: int
    done: Mapping[str, int]

    def all(self, of: Of) -> int:
        """How many there are of a kind."""
        return {Of.STAFF: self.staff, Of.CHIEFS: self.chiefs, Of.LIBRARIES: self.libraries}[of]


def _only_one_way(_rules: Rules) -> None:
    """Most goals are measured alike in every region, so that no measure needs a name."""


@dataclass(frozen=True, slots=True)
class ShareGoal:
    """A goal that is a share of a group, in percent; `private` ones nobody else sees per person."""

    number: int
    key: str
    target: int
    of: Of
    measured_by: Callable[[Rules], str | None] = _only_one_way
    private: bool = False

    def progress(self, counts: Counts, on: date, rules: Rules) -> Progress:
        """The goal for a group on a day."""
        return measure(
            self.key,
            counts.done[self.key],
            counts.all(self.of),
            rules.targets.get(self.key, self.target),
            Source.SELF_REPORTED,
            measured_by=self.measured_by(rules),
            on=on,
            deadline=rules.deadline(self.key),
        )


@dataclass(frozen=True, slots=True)
class PersonalGoal(ShareGoal):
    """A share that is decided person by person, by their record alone."""

    achieved: Callable[[Record, date, Rules], bool] = lambda _record, _on, _rules: False


SELF_ASSESSMENT = PersonalGoal(
    self_assessment.NUMBER,
    self_assessment.KEY,
    self_assessment.TARGET,
    Of.STAFF,
    achieved=self_assessment.achieved,
)
DIGITEKET = PersonalGoal(
    digiteket.NUMBER, digiteket.KEY, digiteket.TARGET, Of.STAFF, achieved=digiteket.achieved
)
GROWTH = PersonalGoal(
    growth.NUMBER,
    growth.KEY,
    growth.TARGET,
    Of.STAFF,
    growth.measured_by,
    private=True,
    achieved=growth.achieved,
)
ACTION_PLAN = ShareGoal(action_plan.NUMBER, action_plan.KEY, action_plan.TARGET, Of.LIBRARIES)
LEADERSHIP = PersonalGoal(
    leadership.NUMBER,
    leadership.KEY,
    leadership.TARGET,
    Of.CHIEFS,
    achieved=leadership.achieved,
)

MILESTONES: tuple[MilestoneGoal, ...] = (NODE_ROLE, REGIONAL_PLAN)
SHARES: tuple[ShareGoal, ...] = (SELF_ASSESSMENT, DIGITEKET, GROWTH, ACTION_PLAN, LEADERSHIP)
PERSONAL = tuple(goal for goal in SHARES if isinstance(goal, PersonalGoal))
PRIVATE = frozenset(goal.key for goal in SHARES if goal.private)
CERTIFIABLE = frozenset(goal.key for goal in PERSONAL if not goal.private)  # by a manager
NUMBERS: Mapping[str, int] = {
    **{goal.key: goal.number for goal in MILESTONES},
    **{goal.key: goal.number for goal in SHARES},
    tutoring.KEY: tutoring.NUMBER,
}
OF = {goal.key: goal.of for goal in SHARES}
OF_A_LIBRARY = (*(goal.key for goal in SHARES), tutoring.KEY)  # the milestones are the region's


@dataclass(frozen=True, slots=True)
class OnStaff:
    """One head on the staff: what they have reported, and whether they are a chief."""

    record: Record
    chief: bool = False


def counted(
    staff: Iterable[OnStaff], plans: Iterable[Iterable[Plan]], on: date, rules: Rules
) -> Counts:
    """The counts of a group with this staff, one a head, and these plans of each library."""
    everybody, libraries = tuple(staff), tuple(plans)
    chiefs = tuple(one for one in everybody if one.chief)
    done = {
        goal.key: sum(
            goal.achieved(one.record, on, rules)
            for one in (chiefs if goal.of is Of.CHIEFS else everybody)
        )
        for goal in PERSONAL
    }
    done[action_plan.KEY] = sum(action_plan.valid(each, on) for each in libraries)
    return Counts(len(everybody), len(chiefs), len(libraries), done)


def of_counts(counts: Counts, on: date, rules: Rules) -> tuple[Progress, ...]:
    """Every goal that is a share, for a group on a day."""
    return tuple(goal.progress(counts, on, rules) for goal in SHARES)


def as_share(progress: TutoringProgress) -> Progress:
    """Goal 8 as a share: of adults and children, how many are above the baseline year."""
    known = progress.status is not Status.NO_DATA
    above = progress.adults.above + progress.children.above
    return Progress(
        key=progress.key,
        numerator=above,
        denominator=2 if known else 0,
        target=100,
        status=progress.status,
        missing=2 - above if known else 0,
        source=progress.source,
    )
