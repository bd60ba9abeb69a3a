"""Reading what a report tells on a day."""

from collections.abc import Collection
from datetime import date

from sqlmodel import Session

from goals.milestones import Milestone, done
from goals.programme import SHARES
from storage.figures import Group, county_group, groups, library_group
from storage.history import county_history, library_history
from storage.milestones import milestones
from storage.regions import LibraryName, RegionSettings, libraries_of
from storage.report.private import Private, of_county, of_libraries
from storage.report.telling import IN_A_TREND, told, told_history
from storage.report.values import Report, Told
from storage.snapshots import Trends
from storage.tutoring import library_log, region_log


def library_report(
    session: Session, region: RegionSettings, place: LibraryName, on: date
) -> Report:
    """What is told of a library, with the county to compare with."""
    weeks = library_history(session, place.library_id, on)
    private = of_libraries(session, region, _days(weeks), on)[place.library_id]
    group = library_group(session, region, place.library_id, on)
    about = told(place.name, group, private, on, region.rules)
    whole = county_group(session, region, on)
    before = county_history(session, region.region_id, on)
    beside = told(region.name, whole, of_county(session, region, before, on), on, region.rules)
    history, hidden_days = told_history(about, weeks, private, on)
    log = tuple(library_log(session, place.library_id, group.tutoring, on))
    return Report(about, beside, (about,), on, region.rules, history, hidden_days, log)


def county_report(
    session: Session, region: RegionSettings, on: date, *, each_library: bool
) -> Report:
    """What is told of a county, with `each_library` beside it or alone."""
    libraries: dict[int, Group] = {}
    if each_library:
        whole, libraries = groups(session, region, on)
    else:
        whole = county_group(session, region, on)
    weeks = county_history(session, region.region_id, on)
    private = of_county(session, region, weeks, on)
    about = told(region.name, whole, private, on, region.rules)
    history, hidden_days = told_history(about, weeks, private, on)
    beside = _libraries(session, region, libraries, _days(weeks), on)
    log = tuple(region_log(session, region.region_id, whole.tutoring, on))
    reached = _done(session, region, on)
    return Report(about, about, beside, on, region.rules, history, hidden_days, log, reached)


def _libraries(
    session: Session,
    region: RegionSettings,
    groups_by_id: dict[int, Group],
    days: Collection[date],
    on: date,
) -> tuple[Told, ...]:
    """Each library in the order of names; none where none are to be told."""
    if not groups_by_id:
        return ()
    recent = [day for day in days if day > on - IN_A_TREND]
    private: dict[int, Private] = of_libraries(session, region, recent, on)
    return tuple(
        told(place.name, groups_by_id[id_], private[id_], on, region.rules)
        for place in libraries_of(session, region.region_id)
        if (id_ := place.library_id) in groups_by_id
    )


def _done(session: Session, region: RegionSettings, on: date) -> dict[str, Milestone]:
    """The milestones that were done by the day."""
    known = milestones(session, region.region_id)
    return {key: milestone for key, milestone in known.items() if done(milestone, on)}


def _days(weeks: Trends) -> list[date]:
    """The days with snapshots, of any share, in order."""
    return sorted({one.day for goal in SHARES for one in weeks[goal.key]})
