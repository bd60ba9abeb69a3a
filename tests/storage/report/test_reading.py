"""What a report tells, beside what `/progress` tells, on both databases."""

from collections.abc import Iterator
from datetime import date

import pytest
from sqlmodel import Session, select

from goals.milestones import Milestone
from goals.programme import OF_A_LIBRARY, SHARES
from goals.progress import Source
from goals.trend import WEEK, Snapshot
from storage.database import Database
from storage.figures import county_group, groups, library_group, take_snapshots
from storage.regions import LibraryName, RegionSettings, the_region
from storage.report import Told, county_report, library_report
from storage.tables import Library, Region, SelfAssessment
from tests.builders import assessed, key, library, milestone, plan, region, staff, tutored

ON = date(2026, 3, 2)
ASSESSED = "self_assessment"


@pytest.fixture
def session(database: Database) -> Iterator[Session]:
    with database.reading() as session:  # nothing is kept
        yield session


@pytest.fixture
def county(session: Session) -> Region:
    return region(session, "Jönköpings län")


@pytest.fixture
def nassjo(session: Session, county: Region) -> Library:
    """Five people, of whom one more has taken the self-assessment each week."""
    place = library(session, county, "Nässjö stadsbibliotek")
    for ago in (3, 2, 1, 0, None):
        person = staff(session, place)
        if ago is not None:
            assessed(session, person, on=ON - ago * WEEK)
    for ago in (3, 2, 1):
        take_snapshots(session, settings_of(session), ON - ago * WEEK)
    return place


def settings_of(session: Session) -> RegionSettings:
    found = the_region(session)
    assert found is not None
    return found


def shares(told: Told) -> list[tuple[str, int, int]]:
    """The figures that may be told."""
    return [
        (each.key, each.figure.progress.numerator, each.figure.progress.denominator)
        for each in told.goals
        if each.figure is not None
    ]


def test_a_library_is_told_of_itself_beside_the_county(session: Session, nassjo: Library) -> None:
    library(session, session.get_one(Region, nassjo.region_id), "Aneby bibliotek")
    settings = settings_of(session)
    report = library_report(session, settings, LibraryName(key(nassjo), nassjo.name), ON)
    group = library_group(session, settings, key(nassjo), ON)
    whole = county_group(session, settings, ON)
    assert report.about.name == nassjo.name
    assert report.libraries == (report.about,)
    assert not report.of_county
    assert tuple(goal.figure for goal in report.about.goals) == group.figures
    assert [goal.key for goal in report.about.goals] == list(OF_A_LIBRARY[:-1])
    assert report.about.tutoring == group.tutoring
    assert report.county.name == "Jönköpings län"
    assert tuple(goal.figure for goal in report.county.goals) == whole.figures
    assert report.milestones == {}


def test_a_county_is_told_with_its_libraries_in_swedish_order(
    session: Session, county: Region, nassjo: Library
) -> None:
    for name in ("Örebro", "Aneby bibliotek", "Ängelholm"):
        staff(session, library(session, county, name))
    report = county_report(session, settings_of(session), ON, each_library=True)
    assert [told.name for told in report.libraries] == [
        "Aneby bibliotek",
        nassjo.name,
        "Ängelholm",
        "Örebro",
    ]
    assert report.of_county
    assert report.county.name == "Jönköpings län"
    _, by_id = groups(session, settings_of(session), ON)
    (told,) = (told for told in report.libraries if told.name == nassjo.name)
    open_ones = [one for one in shares(told) if one[0] != "growth"]
    assert open_ones == [
        (each.progress.key, each.progress.numerator, each.progress.denominator)
        for each in by_id[key(nassjo)].figures
        if each.progress.key != "growth"
    ]
    assert told.staff == 5


def test_whoever_sees_the_county_as_a_whole_sees_no_library(
    session: Session, nassjo: Library
) -> None:
    settings = settings_of(session)
    alone = county_report(session, settings, ON, each_library=False)
    beside = county_report(session, settings, ON, each_library=True)
    assert alone.libraries == ()
    assert (alone.about, alone.history) == (beside.about, beside.history)
    assert nassjo.name not in str(alone)


def test_the_history_ends_with_the_day_itself(session: Session, nassjo: Library) -> None:
    report = library_report(
        session, settings_of(session), LibraryName(key(nassjo), nassjo.name), ON
    )
    weeks = [Snapshot(ON - ago * WEEK, 4 - ago, 5, 80) for ago in (3, 2, 1, 0)]
    assert report.history[ASSESSED] == tuple(weeks)
    assert report.history.keys() == {goal.key for goal in SHARES}
    assert report.history["leadership"] == ()  # nobody is chief


def test_an_earlier_day_is_told_as_it_was(session: Session, nassjo: Library) -> None:
    report = county_report(session, settings_of(session), ON - 2 * WEEK, each_library=True)
    assert [one.day for one in report.history[ASSESSED]] == [ON - 3 * WEEK, ON - 2 * WEEK]
    assert shares(report.about)[2] == (ASSESSED, 2, 5)


def test_a_library_without_staff_has_nothing_to_hide(
    session: Session, county: Region, nassjo: Library
) -> None:
    empty = library(session, county, "Aneby bibliotek")
    report = library_report(session, settings_of(session), LibraryName(key(empty), "Aneby"), ON)
    assert ("growth", 0, 0) in shares(report.about)
    assert report.hidden_days == frozenset()
    assert report.history["growth"] == ()


def test_milestones_and_the_own_log_come_along(
    session: Session, county: Region, nassjo: Library
) -> None:
    milestone(session, county, "node_role", on=ON)
    milestone(session, county, "regional_plan", on=ON + WEEK)
    plan(session, nassjo)
    for year, adults in ((2017, 3), (2026, 5)):
        tutored(session, nassjo, date(year, 1, 1), adults=adults, children=1)
    settings = settings_of(session)
    report = county_report(session, settings, ON, each_library=False)
    assert report.milestones == {"node_role": Milestone(ON, None)}
    of_library = library_report(session, settings, LibraryName(key(nassjo), nassjo.name), ON)
    for told in (report, of_library):
        (log,) = told.log
        assert (log.year, log.adults.baseline, log.adults.current) == (2026, 3, 5)


def test_what_a_manager_has_certified_is_counted_apart(session: Session, nassjo: Library) -> None:
    for row in session.exec(select(SelfAssessment)).all()[:2]:
        row.source = Source.CONFIRMED
    settings = settings_of(session)
    whole = county_report(session, settings, ON, each_library=True)
    own = library_report(session, settings, LibraryName(key(nassjo), nassjo.name), ON)
    for told in (whole.about, *whole.libraries, own.about, own.county):
        counted = {goal.key: goal.certified for goal in told.goals if goal.certified is not None}
        assert counted == {ASSESSED: 2, "digiteket": 0, "leadership": 0}


def test_of_another_county_nothing_is_told(session: Session, nassjo: Library) -> None:
    elsewhere = library(session, region(session, "Kronobergs län"), "Växjö bibliotek")
    staff(session, elsewhere)
    report = county_report(session, settings_of(session), ON, each_library=True)
    assert [told.name for told in report.libraries] == [nassjo.name]
    assert report.about.staff == 5
