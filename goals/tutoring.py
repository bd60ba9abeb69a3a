"""Goal 8: more tutoring sessions than in the baseline year, for adults and for children each.

Official figures are KB's library statistics, a number a year. A year's figure cannot be known
before the year is over, so it counts from the next year on; KB publishes it in May, and until
then it is not stored.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from goals.progress import Source, Status
from goals.sessions import Compared, Groups, compare

KEY = "tutoring"
NUMBER = 8


@dataclass(frozen=True, slots=True)
class YearFigures:
    """A library's tutoring sessions in a year."""

    year: int
    adults: int
    children: int


Known = Mapping[int, YearFigures]  # a library's figures by year


@dataclass(frozen=True, slots=True)
class TutoringProgress:
    """The goal for `of_libraries` libraries, of which `libraries` have both years.

    `current_year` is None where there is no figure after the baseline year.
    """

    baseline_year: int
    current_year: int | None
    adults: Compared
    children: Compared
    status: Status
    libraries: int
    of_libraries: int
    key: str = KEY
    source: Source = Source.OFFICIAL


def official(year: int, everybody: int, children: int) -> YearFigures | None:
    """Figures from KB's terms: `everybody` is Publ111 and `children` Publ211, a part of it.

    None where the part is larger than the whole: then nothing is known of the adults.
    """
    return None if children > everybody else YearFigures(year, everybody - children, children)


def of_library(figures: Iterable[YearFigures], baseline_year: int, on: date) -> TutoringProgress:
    """One library's progress; the year that it has is told, also where the other is missing."""
    known = _known(figures, on)
    current_year = max(_later(known, baseline_year), default=None)
    return _progress([known], baseline_year, current_year, of_libraries=1)


def of_county(
    libraries: Iterable[Iterable[YearFigures]], baseline_year: int, on: date
) -> TutoringProgress:
    """The progress of all libraries together, summed over those that have both years.

    The current year is one for all: the latest that any library with the baseline year has. Who
    lacks the baseline can never be compared, so does not move the county to a year of its own.
    """
    everyone = [_known(figures, on) for figures in libraries]
    based = [known for known in everyone if baseline_year in known]
    current_year = max(
        (year for known in based for year in _later(known, baseline_year)), default=None
    )
    both = [known for known in based if current_year in known]
    return _progress(both, baseline_year, current_year, of_libraries=len(everyone))


def _known(figures: Iterable[YearFigures], on: date) -> Known:
    """The figures of the years that were over on the day."""
    return {figure.year: figure for figure in figures if figure.year < on.year}


def _later(known: Known, baseline_year: int) -> list[int]:
    return [year for year in known if year > baseline_year]


def _progress(
    libraries: Sequence[Known], baseline_year: int, current_year: int | None, *, of_libraries: int
) -> TutoringProgress:
    baseline, current = _of_year(libraries, baseline_year), _of_year(libraries, current_year)
    groups = compare(baseline, current)
    return TutoringProgress(
        baseline_year,
        current_year,
        groups.adults,
        groups.children,
        _status(groups),
        min(len(baseline), len(current)),
        of_libraries,
    )


def _of_year(libraries: Sequence[Known], year: int | None) -> list[YearFigures]:
    return [] if year is None else [known[year] for known in libraries if year in known]


def _status(groups: Groups) -> Status:
    if groups.adults.missing is None:  # and so for the children: a figure has both
        return Status.NO_DATA
    return Status.REACHED if groups.adults.above and groups.children.above else Status.OPEN
