"""Reading what a report tells on a day."""

from collections.abc import Collection
from datetime import date

from sqlmodel import Session

from goals.milestones import Milestone, done
from goals.programme import SHARES
from storage.figures import county_group, groups, library_group
from storage.history import county_history, library_history
from storage.milestones import milestones
from storage.progress import county_counts, library_counts, region_counts
from storage.regions import LibraryName, RegionSettings, libraries_of
from storage.report.private import Private, of_county, of_libraries
from storage.report.telling import Both, told, told_history
from storage.report.values import Report, Told
from storage.snapshots import Trends
from storage.tutoring import library_log, region_log


def library_report(
    session: Session, region: RegionSettings, place: LibraryName, on: date
) -> Report:
    """What is told of a library, with the county to compare with."""
    weeks = library_history(session, place.library_id, on)
    private = of_libraries(session, region, _days(weeks), on)[place.library_id]
    group = Both(
        library_group(session, region, place.library_id, on),
        library_counts(session, place.library_id, on, region.rules, certified=True),
    )
    about = told(place.name, group, private, on, region.rules)
    county_weeks = county_history(session, region.region_id, on)
    county = _county(session, region, of_county(session, region, county_weeks, on), on)
    history, hidden_days = told_history(about, weeks, private, on)
    log = tuple(library_log(session, place.library_id, group.all.tutoring, on))
    return Report(about, county, (about,), on, region.rules, history, hidden_days, log)


def county_report(
    session: Session, region: RegionSettings, on: date, *, each_library: bool
) -> Report:
    """What is told of a county, with `each_library` beside it or alone."""
    weeks = county_history(session, region.region_id, on)
    private = of_county(session, region, weeks, on)
    about = _county(session, region, private, on)
    history, hidden_days = told_history(about, weeks, private, on)
    libraries = _libraries(session, region, _days(weeks), on) if each_library else ()
    log = tuple(region_log(session, region.region_id, about.tutoring, on))
    reached = _done(session, region, on)
    return Report(about, about, libraries, on, region.rules, history, hidden_days, log, reached)


def _county(session: Session, region: RegionSettings, private: Private, on: date) -> Told:
    group = Both(
        county_group(session, region, on),
        county_counts(session, region.region_id, on, region.rules, certified=True),
    )
    return told(region.name, group, private, on, region.rules)


def _libraries(
    session: Session, region: RegionSettings, days: Collection[date], on: date
) -> tuple[Told, ...]:
    """Each library, in the order of names."""
    _, by_id = groups(session, region, on)
    _, certified = region_counts(session, region.region_id, on, region.rules, certified=True)
    private = of_libraries(session, region, days, on)
    return tuple(
        told(place.name, Both(by_id[id_], certified[id_]), private[id_], on, region.rules)
        for place in libraries_of(session, region.region_id)
        if (id_ := place.library_id) in by_id
    )


def _done(session: Session, region: RegionSettings, on: date) -> dict[str, Milestone]:
    """The milestones that were done by the day."""
    known = milestones(session, region.region_id)
    return {key: milestone for key, milestone in known.items() if done(milestone, on)}


def _days(weeks: Trends) -> list[date]:
    """The days with snapshots, of any share, in order."""
    return sorted({one.day for goal in SHARES for one in weeks[goal.key]})
