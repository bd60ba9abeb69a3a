"""Goal 8 until a year's official figure exists: the libraries' own log of tutoring sessions.

What is logged in a year is compared with the same months of an earlier one, as far as a library
has logged both. The log never decides the goal: it stands beside the official figure, labelled.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from goals.progress import Source
from goals.sessions import Compared, compare
from goals.tutoring import TutoringProgress


@dataclass(frozen=True, slots=True)
class MonthCount:
    """A library's tutoring sessions in a month, which is told by its first day."""

    month: date
    adults: int
    children: int


@dataclass(frozen=True, slots=True)
class LocalLog:
    """The logs of two years, over the `months` (1 to 12) that each of `libraries` has in both.

    Together with others a library is compared over its own months; `months` are all of theirs.
    """

    baseline_year: int
    year: int
    months: tuple[int, ...]
    adults: Compared
    children: Compared
    libraries: int
    source: Source = Source.SELF_REPORTED


Months = Mapping[int, MonthCount]  # one library's log of a year, by month from 1 to 12


def years_to_show(progress: TutoringProgress, on: date) -> range:
    """The years without an official figure: after the latest that has one, up to the day's own."""
    return range((progress.current_year or progress.baseline_year) + 1, on.year + 1)


def same_months(
    logs: Iterable[Iterable[MonthCount]], baseline_year: int, year: int, on: date
) -> LocalLog | None:
    """The logs of these libraries, one or many, over the same months of both years.

    Only months that are over on the day count: a month that has just begun is no fair comparison.
    None where no library has a month of both years.
    """
    baseline: list[MonthCount] = []
    current: list[MonthCount] = []
    libraries = 0
    for log in logs:
        before, now = _of_both(tuple(log), baseline_year, year, on)
        baseline += before
        current += now
        libraries += bool(now)
    if not libraries:
        return None
    groups = compare(baseline, current)
    months = tuple(sorted({count.month.month for count in current}))
    return LocalLog(baseline_year, year, months, groups.adults, groups.children, libraries)


def _of_both(
    log: tuple[MonthCount, ...], baseline_year: int, year: int, on: date
) -> tuple[list[MonthCount], list[MonthCount]]:
    """One library's counts of the months that it has logged in both years."""
    before, now = _of_year(log, baseline_year, on), _of_year(log, year, on)
    common = before.keys() & now.keys()
    return [before[month] for month in common], [now[month] for month in common]


def _of_year(log: Iterable[MonthCount], year: int, on: date) -> Months:
    return {
        count.month.month: count for count in log if count.month.year == year and _over(count, on)
    }


def _over(count: MonthCount, on: date) -> bool:
    return (count.month.year, count.month.month) < (on.year, on.month)
