"""The programme's goals in their order. A new goal is a module of its own and a line in GOALS."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from goals import digiteket, growth, self_assessment
from goals.progress import Progress, Source, measure
from goals.record import Record
from goals.rules import Rules


def _only_one_way(_rules: Rules) -> None:
    """Most goals are measured alike in every region, so that no measure needs a name."""


@dataclass(frozen=True, slots=True)
class StaffGoal:
    """A goal that is a share of staff; `achieved` decides for one member on a day."""

    number: int
    key: str
    target: int
    achieved: Callable[[Record, date, Rules], bool]
    measured_by: Callable[[Rules], str | None] = _only_one_way
    private: bool = False  # nobody else may see it per person

    def progress(self, numerator: int, denominator: int, rules: Rules) -> Progress:
        """The goal for a group of `denominator` staff, of whom `numerator` are there."""
        return measure(
            self.key,
            numerator,
            denominator,
            rules.targets.get(self.key, self.target),
            Source.SELF_REPORTED,
            measured_by=self.measured_by(rules),
            deadline=rules.deadline(self.key),
        )


GOALS: tuple[StaffGoal, ...] = (
    StaffGoal(
        self_assessment.NUMBER,
        self_assessment.KEY,
        self_assessment.TARGET,
        self_assessment.achieved,
    ),
    StaffGoal(digiteket.NUMBER, digiteket.KEY, digiteket.TARGET, digiteket.achieved),
    StaffGoal(
        growth.NUMBER,
        growth.KEY,
        growth.TARGET,
        growth.achieved,
        growth.measured_by,
        private=True,
    ),
)


def of_staff(records: Iterable[Record], on: date, rules: Rules) -> tuple[Progress, ...]:
    """Every goal for the staff whose records these are, one record a head."""
    staff = tuple(records)
    return of_counts(
        len(staff),
        {goal.key: sum(goal.achieved(record, on, rules) for record in staff) for goal in GOALS},
        rules,
    )


def of_counts(staff: int, done: Mapping[str, int], rules: Rules) -> tuple[Progress, ...]:
    """Every goal from counts of heads, as a database gives them; `done` by goal key."""
    return tuple(goal.progress(done[goal.key], staff, rules) for goal in GOALS)
