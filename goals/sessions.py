"""Tutoring sessions of two times beside each other: more, or how many are missing."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol


class Sessions(Protocol):
    """Sessions counted over some time: a year or a month."""

    @property
    def adults(self) -> int:
        """Sessions for adults."""

    @property
    def children(self) -> int:
        """Sessions for children."""


@dataclass(frozen=True, slots=True)
class Compared:
    """Sessions in the baseline and now; None where there is no figure, which is never zero."""

    baseline: int | None = None
    current: int | None = None

    @property
    def missing(self) -> int | None:
        """How many more sessions it takes to be above the baseline; None without both figures."""
        if self.baseline is None or self.current is None:
            return None
        return max(0, self.baseline + 1 - self.current)

    @property
    def above(self) -> bool:
        """Whether there are more than in the baseline: as many are not enough."""
        return self.missing == 0


@dataclass(frozen=True, slots=True)
class Groups:
    """The same comparison for adults and for children."""

    adults: Compared
    children: Compared


def compare(baseline: Iterable[Sessions], current: Iterable[Sessions]) -> Groups:
    """The sums of both times, for adults and children apart."""
    before, now = tuple(baseline), tuple(current)
    return Groups(
        adults=Compared(_sum(one.adults for one in before), _sum(one.adults for one in now)),
        children=Compared(_sum(one.children for one in before), _sum(one.children for one in now)),
    )


def _sum(counts: Iterable[int]) -> int | None:
    known = tuple(counts)
    return sum(known) if known else None
