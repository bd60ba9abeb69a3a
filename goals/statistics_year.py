"""A year in KB's library statistics: what its figures are called, and when KB publishes them.

KB renamed its terms when the survey was made anew for 2014. The counts go on; the age of children
does not: until 2013 it is 0 to 14 years, from 2014 on 0 to 17.
"""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

FIRST_YEAR_OF_PUBL = 2014  # and of real sigels in KB's export
STAFF_TERM = "Personer99"  # head count of the staff, which is asked for from 2014 on


class TutoringTerms(NamedTuple):
    """KB's names of a year's tutoring sessions: all of them, and those for children among them."""

    total: str
    children: str


_PUBL = TutoringTerms("Publ111", "Publ211")
_FOLK = TutoringTerms("Folk177", "Folk178")


def tutoring_terms(year: int) -> TutoringTerms:
    """What KB calls the tutoring sessions of a year."""
    return _PUBL if year >= FIRST_YEAR_OF_PUBL else _FOLK


def terms_of(year: int) -> tuple[str, ...]:
    """Every term of a year that the programme has use for."""
    tutoring = tuple(tutoring_terms(year))
    return (*tutoring, STAFF_TERM) if year >= FIRST_YEAR_OF_PUBL else tutoring


def terms_of_years(years: Iterable[int]) -> dict[str, frozenset[int]]:
    """The terms of several years, each with the years that it is for."""
    asked = sorted(set(years))
    terms = dict.fromkeys(term for year in asked for term in terms_of(year))
    return {term: frozenset(year for year in asked if term in terms_of(year)) for term in terms}


def published_by(year: int) -> date:
    """The last day of the month in which KB publishes a year's figures: May of the next year."""
    return date(year + 1, 5, 31)
