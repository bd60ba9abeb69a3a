"""The goals of a library or a region as they are told on a day, from the base tables and trends."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from goals.figures import Figure, figure
from goals.programme import Counts, as_share, of_counts
from goals.progress import Progress
from goals.rules import Rules
from goals.trend import Snapshot
from goals.tutoring import TutoringProgress
from storage.milestones import milestones_of
from storage.progress import (
    all_library_counts,
    county_counts,
    library_counts,
    region_counts,
)
from storage.regions import RegionSettings, libraries_of
from storage.sizes import is_hidden
from storage.snapshots import county_trends, keep_snapshots, library_trends, trends_by_library
from storage.tutoring import library_progress, progress_by_library


@dataclass(frozen=True, slots=True)
class Group:
    """A library or a region on a day: how many it counts, and its goals in their order."""

    counts: Counts
    figures: tuple[Figure, ...]
    tutoring: TutoringProgress


@dataclass(frozen=True, slots=True)
class LibraryTold:
    """A library's goals, how many of its staff are there by what is certified alone, and whether
    its private figures are hidden.
    """

    group: Group
    certified: Counts
    private_hidden: bool


def library_group(session: Session, region: RegionSettings, library_id: int, on: date) -> Group:
    """One library's goals on a day."""
    counts = library_counts(session, library_id, on, region.rules)
    return _library(session, region, library_id, counts, on)


def library_told(
    session: Session, region: RegionSettings, library_id: int, on: date
) -> LibraryTold:
    """One library's goals on a day, and what has to be known to tell of them."""
    region_id = region.region_id
    counted = all_library_counts(session, region_id, library_id, on, region.rules)
    counts, certified, another_first = counted
    return LibraryTold(
        _library(session, region, library_id, counts, on),
        certified,
        is_hidden(session, region_id, library_id, counts.staff, on, another_first=another_first),
    )


def _library(
    session: Session, region: RegionSettings, library_id: int, counts: Counts, on: date
) -> Group:
    trends = library_trends(session, library_id, on)
    tutoring = library_progress(session, library_id, region.rules.baseline_year, on)
    return group_of(counts, trends, tutoring, on, region.rules)


def group_of(
    counts: Counts,
    trends: Mapping[str, Iterable[Snapshot]],
    tutoring: TutoringProgress,
    on: date,
    rules: Rules,
) -> Group:
    """A library's goals on a day, from what has been counted and published."""
    return Group(counts, _figures(of_counts(counts, on, rules), trends, on, rules), tutoring)


def county_group(session: Session, region: RegionSettings, on: date) -> Group:
    """A region's goals on a day, its milestones first."""
    libraries = [each.library_id for each in libraries_of(session, region.region_id)]
    tutoring, _ = progress_by_library(
        session, region.region_id, libraries, region.rules.baseline_year, on
    )
    counts = county_counts(session, region.region_id, on, region.rules)
    return _county(session, region, counts, tutoring, on)


def groups(
    session: Session, region: RegionSettings, on: date, *, with_trends: bool = True
) -> tuple[Group, dict[int, Group]]:
    """A region's goals on a day, and those of each of its libraries by its id."""
    whole, counted = region_counts(session, region.region_id, on, region.rules)
    trends = trends_by_library(session, region.region_id, on) if with_trends else {}
    county, tutoring = progress_by_library(
        session, region.region_id, counted, region.rules.baseline_year, on
    )
    return _county(session, region, whole, county, on), {
        library_id: group_of(
            counts, trends.get(library_id, {}), tutoring[library_id], on, region.rules
        )
        for library_id, counts in counted.items()
    }


def _county(
    session: Session, region: RegionSettings, counts: Counts, tutoring: TutoringProgress, on: date
) -> Group:
    progress = (*milestones_of(session, region, on), *of_counts(counts, on, region.rules))
    trends = county_trends(session, region.region_id, on)
    return Group(counts, _figures(progress, trends, on, region.rules), tutoring)


def _figures(
    goals: Iterable[Progress],
    trends: Mapping[str, Iterable[Snapshot]],
    on: date,
    rules: Rules,
) -> tuple[Figure, ...]:
    return tuple(figure(progress, trends.get(progress.key, ()), on, rules) for progress in goals)


def certified_counts(
    session: Session, region: RegionSettings, library_id: int | None, on: date
) -> Counts:
    """How many of a library, or of a region, are there by what somebody has certified alone."""
    if library_id is None:
        return county_counts(session, region.region_id, on, region.rules, certified=True)
    return library_counts(session, library_id, on, region.rules, certified=True)


def take_snapshots(session: Session, region: RegionSettings, day: date) -> None:
    """Publish a day's figures of a region and of each of its libraries; again changes nothing.

    A forecast decides a status only where there is a deadline: without any, no trend is read.
    """
    deadlines = bool(region.rules.deadlines or region.rules.ends_on)
    county, libraries = groups(session, region, day, with_trends=deadlines)
    keep_snapshots(
        session,
        region.region_id,
        day,
        _told(county),
        {library_id: _told(group) for library_id, group in libraries.items()},
    )


def _told(group: Group) -> list[Progress]:
    return [*(each.progress for each in group.figures), as_share(group.tutoring)]
