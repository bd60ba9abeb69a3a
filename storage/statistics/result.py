"""What an import of KB's statistics tells: what it changed, and what it could not find."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Gap:
    """A library for which KB tells nothing of some terms in a year.

    `kept` are those of which KB told before: the figure that was read then still stands.
    """

    library: str
    year: int
    terms: tuple[str, ...]
    kept: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Doubt:
    """A library's year in which the sessions for children are more than all sessions."""

    library: str
    year: int
    total: int
    children: int


@dataclass(frozen=True, slots=True)
class StatisticsResult:
    """How many figures were new, other than before, or known; and what a person should look at.

    `strangers` are the sigels (without one, the names) of KB's that no library of the region has.
    `without_sigel` are libraries of the region that KB's figures cannot be matched with.
    `gaps` leaves out years in which KB tells nothing of any library: those are `empty_years`.
    """

    added: int
    changed: int
    unchanged: int
    strangers: tuple[str, ...] = ()
    without_sigel: tuple[str, ...] = ()
    empty_years: tuple[int, ...] = ()
    gaps: tuple[Gap, ...] = ()
    doubts: tuple[Doubt, ...] = ()
