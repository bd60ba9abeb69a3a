"""How a goal has moved: the figures that were published, week by week, up to the latest one.

A group changes in number between snapshots, so movement is told in heads.
Snapshots of nobody (an empty denominator) say nothing and are passed over, as are those after the
day; the latest figure replaces a snapshot of its own day.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from operator import attrgetter
from typing import NamedTuple

from goals.progress import Progress, reaches

WEEK = timedelta(days=7)
WEEKS = 8  # that a trend is made of
_DAY = attrgetter("day")


class Snapshot(NamedTuple):
    """One goal of one group as it was told on a day: heads, and the target in percent."""

    day: date
    numerator: int
    denominator: int
    target: int

    @classmethod
    def of(cls, progress: Progress, day: date) -> "Snapshot":
        """The figure of a day as a snapshot."""
        return cls(day, progress.numerator, progress.denominator, progress.target)

    @property
    def share(self) -> Fraction:
        """The exact share, from 0 to 1. Raises ZeroDivisionError for a group of nobody."""
        return Fraction(self.numerator, self.denominator)

    @property
    def reached(self) -> bool:
        """Whether the share is at or over its target."""
        return reaches(self.numerator, self.denominator, self.target)


@dataclass(frozen=True, slots=True)
class Change:
    """The movement since an earlier day, in heads."""

    since: date
    heads: int


def change_since(snapshots: Iterable[Snapshot], now: Snapshot) -> Change | None:
    """The change since a week before `now`; without a snapshot of that day, since the latest
    before it. None where there is nothing to compare.
    """
    if not now.denominator:
        return None
    week_ago = now.day - WEEK
    earlier = (one for one in snapshots if one.denominator and one.day <= week_ago)
    then = max(earlier, default=None, key=_DAY)
    if then is None:
        return None
    return Change(then.day, now.numerator - then.numerator)


def weekly(snapshots: Iterable[Snapshot], now: Snapshot) -> tuple[Snapshot, ...]:
    """The latest figure of each of the last 8 weeks, oldest first; the weeks end on `now`'s day.

    A week without a figure is missing. What is older than the 8 weeks is not drawn in.
    """
    today = now.day.toordinal()
    latest: dict[int, Snapshot] = {}
    for one in sorted(snapshots, key=_DAY):
        weeks_ago = (today - one.day.toordinal()) // WEEK.days
        if one.denominator and 0 <= weeks_ago < WEEKS and one.day != now.day:
            latest[weeks_ago] = one
    if now.denominator:
        latest[0] = now
    return tuple(latest[weeks_ago] for weeks_ago in sorted(latest, reverse=True))
