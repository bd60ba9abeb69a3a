"""What the summaries of many libraries tell of a day, read at once; they may be of many regions."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple, Self

from sqlmodel import Session

from goals.programme import Counts
from storage.achieved import Way
from storage.figures import Group, group_of
from storage.progress import counts_and_certified_of
from storage.regions import RegionSettings
from storage.shown import finishers
from storage.sizes import hidden_in
from storage.snapshots import trend_days, trends_of
from storage.tutoring import progress_of


@dataclass(frozen=True, slots=True)
class Backdrop:
    """What the libraries of a region have in common on a day.

    `hidden` are those whose private figures are hidden, by their ids; `days` are those of the
    snapshots that trends are made of.
    """

    region: RegionSettings
    on: date
    hidden: frozenset[int]
    days: frozenset[date]


@dataclass(frozen=True, slots=True)
class LibraryDay:
    """A library's goals on a day, what is hidden of them, and who may be named.

    `certified` are the counts by what somebody has certified alone.
    """

    group: Group
    certified: Counts
    private_hidden: bool
    finishers: tuple[str, ...]


def backdrop(session: Session, region: RegionSettings, on: date) -> Backdrop:
    """What the libraries of a region have in common on a day."""
    hidden = hidden_in(session, region.region_id, on)
    return Backdrop(region, on, hidden.libraries, trend_days(session, region.region_id, on))


def library_days(session: Session, libraries: Mapping[int, Backdrop]) -> dict[int, LibraryDay]:
    """Some libraries, by their ids, each before its backdrop."""
    alike: defaultdict[_Question, dict[int, Backdrop]] = defaultdict(dict)
    for library_id, behind in libraries.items():
        alike[_Question.of(behind)][library_id] = behind
    return {
        library_id: day
        for question, its in alike.items()
        for library_id, day in _days(session, question, its)
    }


class _Question(NamedTuple):
    """What the database is asked; libraries of several regions can be asked about together."""

    on: date
    way: Way
    baseline_year: int

    @classmethod
    def of(cls, behind: Backdrop) -> Self:
        rules = behind.region.rules
        return cls(behind.on, Way.of(rules), rules.baseline_year)


def _days(
    session: Session, question: _Question, libraries: Mapping[int, Backdrop]
) -> Iterator[tuple[int, LibraryDay]]:
    on = question.on
    counted = counts_and_certified_of(session, libraries, on, question.way)
    trends = trends_of(session, {id_: behind.days for id_, behind in libraries.items()})
    tutoring = progress_of(session, libraries, question.baseline_year, on)
    named = finishers(session, libraries, on)
    for id_, (counts, certified) in counted.items():
        behind = libraries[id_]
        group = group_of(counts, trends[id_], tutoring[id_], on, behind.region.rules)
        hidden = counts.staff > 0 and id_ in behind.hidden
        yield id_, LibraryDay(group, certified, hidden, named.get(id_, ()))
