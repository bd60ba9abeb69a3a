"""When a goal is reached if it goes on at the same pace: "i samma takt nås målet 3 maj".

The pace is the slope of the least-squares line through the weekly figures' shares, as an exact
fraction. The forecast goes on from the latest share with that pace; today's target decides.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction
from math import lcm

from goals.progress import Progress, status_of
from goals.trend import Snapshot, weekly

FEWEST = 3  # weekly figures that make a pace
FARTHEST_DAYS = 5 * 365  # beyond, a date says nothing but that the pace is too slow


class Outlook(StrEnum):
    """What a pace leads to."""

    REACHED = "reached"  # the goal is there already
    REACHES = "reaches"  # on a day
    TOO_SLOW = "too_slow"  # in more than five years
    STANDS_STILL = "stands_still"
    FALLS = "falls"
    TOO_FEW = "too_few"  # figures to speak of a pace; or a yes or no, which has none


_NEVER = frozenset({Outlook.TOO_SLOW, Outlook.STANDS_STILL, Outlook.FALLS})


@dataclass(frozen=True, slots=True)
class Forecast:
    """What the pace leads to; `on` is the first day at the target, where it is reached in time."""

    outlook: Outlook
    on: date | None = None

    @property
    def expected(self) -> date | None:
        """The day to hold against a deadline: later than any where the pace never gets there.

        None where there is no forecast.
        """
        return date.max if self.outlook in _NEVER else self.on


def pace(points: Sequence[Snapshot]) -> Fraction | None:
    """The share gained a day, by least squares; None with fewer than three days.

    Each point is a figure of a day of its own, with somebody in the group.
    """
    if len(points) < FEWEST:
        return None
    days = [point.day.toordinal() for point in points]
    count, total = len(days), sum(days)
    from_middle = [count * day - total for day in days]  # in parts of a day, to stay whole
    gained: Counter[int] = Counter()  # by the size of the group, mostly one and the same
    for away, point in zip(from_middle, points, strict=True):
        gained[point.denominator] += away * point.numerator
    whole = lcm(*gained)  # one fraction is made, in whole numbers: it is done for every goal
    slope = sum(heads * (whole // size) for size, heads in gained.items())
    return Fraction(slope * count, whole * sum(away * away for away in from_middle))


def foresee(snapshots: Iterable[Snapshot], now: Snapshot) -> Forecast:
    """The forecast for the figure `now`, from the snapshots of the last 8 weeks and itself.

    One head is a yes or a no: it has no pace, and no forecast.
    """
    if now.reached:
        return Forecast(Outlook.REACHED)
    daily = pace(weekly(snapshots, now)) if now.denominator > 1 else None
    if daily is None:
        return Forecast(Outlook.TOO_FEW)
    if daily <= 0:
        return Forecast(Outlook.FALLS if daily else Outlook.STANDS_STILL)
    left = now.target * now.denominator - 100 * now.numerator  # in hundredths of a head
    days = -(-left * daily.denominator // (100 * now.denominator * daily.numerator))
    if days > FARTHEST_DAYS:
        return Forecast(Outlook.TOO_SLOW)
    return Forecast(Outlook.REACHES, now.day + timedelta(days=days))


def held_against(
    progress: Progress, forecast: Forecast, on: date, deadline: date | None
) -> Progress:
    """The progress of a day with the status that its forecast and the goal's deadline give."""
    status = status_of(
        progress.numerator,
        progress.denominator,
        progress.target,
        on=on,
        forecast=forecast.expected,
        deadline=deadline,
    )
    return progress if status is progress.status else replace(progress, status=status)
