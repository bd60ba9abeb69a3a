"""A region's settings for how its goals are counted."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from goals.record import ResourceKind


class GrowthMeasure(StrEnum):
    """What counts as developed in goal 5. Every figure names the measure it used."""

    PAIRED = "paired"  # the mean of the latest self-assessment is above the first
    REPORTED = "reported"  # the latest growth report says yes
    EITHER = "either"


@dataclass(frozen=True, slots=True)
class Rules:
    """How one region counts; `targets` are percents and `deadlines` days, by goal key.

    A goal without a deadline of its own has until the programme's last day: `ends_on` is the
    first day after it. Tutoring is held
    against `baseline_year`, the year before the programme.
    """

    counted_kinds: frozenset[ResourceKind] = frozenset(
        {ResourceKind.COURSE, ResourceKind.COURSE_PACKAGE}
    )
    growth_measure: GrowthMeasure = GrowthMeasure.EITHER
    targets: Mapping[str, int] = field(default_factory=dict)
    deadlines: Mapping[str, date] = field(default_factory=dict)
    baseline_year: int = 2017
    ends_on: date | None = None

    def deadline(self, key: str) -> date | None:
        """The last day to reach a goal on, if there is one."""
        last = None if self.ends_on is None else self.ends_on - timedelta(days=1)
        return self.deadlines.get(key, last)
