"""What was published each day, and the trends that are made of it, on both databases."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import Session, col, select

from goals.forecast import foresee
from goals.progress import Progress, Source, Status
from goals.trend import WEEK, Snapshot, change_since, weekly
from storage.database import Database
from storage.figures import county_group, groups, library_group, take_snapshots
from storage.regions import RegionSettings, the_region
from storage.snapshots import (
    county_trends,
    keep_snapshots,
    library_trends,
    trends_by_library,
)
from storage.tables import GoalSetting, Library, Region
from storage.tables import Snapshot as Row
from tests.builders import assessed, key, library, milestone, official, plan, region, staff

ON = date(2026, 3, 2)
DAY = timedelta(days=1)
GOAL = "self_assessment"


@pytest.fixture
def session(database: Database) -> Iterator[Session]:
    with database.reading() as session:
        yield session


@pytest.fixture
def county(session: Session) -> Region:
    return region(session, "Jönköpings län")


@pytest.fixture
def nassjo(session: Session, county: Region) -> Library:
    return library(session, county, "Nässjö stadsbibliotek")


def settings_of(session: Session) -> RegionSettings:
    found = the_region(session)
    assert found is not None
    return found


def published(numerator: int, denominator: int = 10) -> Progress:
    return Progress(
        GOAL, numerator, denominator, 80, Status.OPEN, 8 - numerator, Source.SELF_REPORTED
    )


def keep(session: Session, at: Library, day: date, numerator: int) -> None:
    goals = [published(numerator)]
    keep_snapshots(session, at.region_id, day, goals, {key(at): goals})


class TestKeeping:
    """One row a goal, library and day."""

    def test_a_day_holds_every_goal_of_each_library_and_of_the_county(
        self, session: Session, nassjo: Library
    ) -> None:
        take_snapshots(session, settings_of(session), ON)
        rows = session.exec(select(Row)).all()
        of_county = {row.goal for row in rows if row.library_id is None}
        of_library = {row.goal for row in rows if row.library_id == key(nassjo)}
        assert len(of_county) == 8
        assert of_county - of_library == {"node_role", "regional_plan"}
        assert len(rows) == 8 + 6

    def test_taking_a_day_again_changes_nothing(self, session: Session, nassjo: Library) -> None:
        staff(session, nassjo)
        take_snapshots(session, settings_of(session), ON)
        before = [row.model_dump() for row in session.exec(select(Row).order_by(col(Row.id)))]
        assessed(session, staff(session, nassjo), on=ON)
        take_snapshots(session, settings_of(session), ON)
        session.expire_all()
        assert [
            row.model_dump() for row in session.exec(select(Row).order_by(col(Row.id)))
        ] == before

    def test_another_region_is_not_touched(self, session: Session, nassjo: Library) -> None:
        elsewhere = library(session)
        take_snapshots(session, settings_of(session), ON)
        assert {row.region_id for row in session.exec(select(Row))} == {nassjo.region_id}
        assert library_trends(session, key(elsewhere), ON + DAY) == {}

    def test_tutoring_is_told_as_how_many_of_two_groups(
        self, session: Session, nassjo: Library
    ) -> None:
        for year, total, children in ((2017, 100, 40), (2019, 110, 40)):
            official(session, nassjo, year, "Publ111", total)
            official(session, nassjo, year, "Publ211", children)
        take_snapshots(session, settings_of(session), ON)
        (row,) = session.exec(
            select(Row).where(Row.goal == "tutoring", Row.library_id == key(nassjo))
        )
        assert (row.numerator, row.denominator, row.status) == (1, 2, Status.OPEN)


class TestTrends:
    """What a trend reads: the latest day of each week, and one more to compare with."""

    def test_a_day_a_week_is_read(self, session: Session, nassjo: Library) -> None:
        for ago in range(90):
            keep(session, nassjo, ON - ago * DAY, ago % 10)
        days = [one.day for one in library_trends(session, key(nassjo), ON)[GOAL]]
        assert days == [ON - week * WEEK for week in range(8, -1, -1)]
        assert county_trends(session, nassjo.region_id, ON) == library_trends(
            session, key(nassjo), ON
        )
        by_library = trends_by_library(session, nassjo.region_id, ON)
        assert by_library[key(nassjo)] == library_trends(session, key(nassjo), ON)

    def test_later_days_are_not_read(self, session: Session, nassjo: Library) -> None:
        keep(session, nassjo, ON, 1)
        keep(session, nassjo, ON + DAY, 2)
        assert [one.numerator for one in library_trends(session, key(nassjo), ON)[GOAL]] == [1]

    def test_the_change_and_the_forecast_stand_in_the_figure(
        self, session: Session, nassjo: Library
    ) -> None:
        people = [staff(session, nassjo) for _ in range(10)]
        for week, person in enumerate(people[:4]):
            assessed(session, person, on=ON - (3 - week) * WEEK)
        for week in range(3, 0, -1):
            take_snapshots(session, settings_of(session), ON - week * WEEK)
        figure = library_group(session, settings_of(session), key(nassjo), ON).figures[0]
        assert figure.change is not None
        assert (figure.change.since, figure.change.heads) == (ON - WEEK, 1)
        assert figure.forecast.on == ON + 4 * WEEK  # one a week; four of ten, eight are needed

    @pytest.mark.parametrize(
        ("weeks", "status"), [(3, Status.BEHIND), (4, Status.ON_TRACK), (None, Status.OPEN)]
    )
    def test_a_deadline_decides_whether_the_pace_is_enough(
        self, session: Session, nassjo: Library, weeks: int | None, status: Status
    ) -> None:
        if weeks is not None:
            deadline = ON + weeks * WEEK
            session.add(GoalSetting(region_id=nassjo.region_id, goal=GOAL, deadline=deadline))
        for person in range(10):
            assessed(session, staff(session, nassjo), on=ON + (person - 3) * WEEK)
        for week in range(3, -1, -1):
            take_snapshots(session, settings_of(session), ON - week * WEEK)
        (row,) = session.exec(
            select(Row).where(Row.goal == GOAL, Row.library_id == key(nassjo), Row.day == ON)
        )
        assert row.status is status


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(
    days=st.dictionaries(st.integers(-80, 5), st.integers(0, 10), max_size=40),
    now=st.integers(0, 10),
)
def test_what_is_read_tells_as_much_as_every_snapshot(
    database: Database, days: dict[int, int], now: int
) -> None:
    """The change, the weekly points and the forecast are those of the whole history.

    Only a change that would be since longer ago than a trend is long goes untold.
    """
    with database.reading() as session:
        nassjo = library(session)
        everything = [Snapshot(ON + days_ * DAY, done, 10, 80) for days_, done in days.items()]
        for one in everything:
            keep(session, nassjo, one.day, one.numerator)
        today = Snapshot(ON, now, 10, 80)
        read = library_trends(session, key(nassjo), ON).get(GOAL, [])

        assert weekly(read, today) == weekly(everything, today)
        assert foresee(read, today) == foresee(everything, today)
        change = change_since(everything, today)
        if change is None or change.since > ON - 9 * WEEK:
            assert change_since(read, today) == change


def test_the_county_and_its_libraries_are_told_alike(session: Session, county: Region) -> None:
    random = Random(1)  # noqa: S311 (no secret)
    for _ in range(4):
        place = library(session, county)
        plan(session, place, adopted_on=ON - random.randrange(2) * DAY, valid_until=ON)
        for year in (2017, 2018):
            official(session, place, year, "Publ111", random.randrange(50, 90))
            official(session, place, year, "Publ211", random.randrange(40))
        for _ in range(random.randrange(5)):
            assessed(session, staff(session, place), on=ON - random.randrange(3) * DAY)
    milestone(session, county, "node_role", on=ON)
    settled = settings_of(session)
    take_snapshots(session, settled, ON - WEEK)

    whole, libraries = groups(session, settled, ON)

    assert whole == county_group(session, settled, ON)
    assert libraries == {
        library_id: library_group(session, settled, library_id, ON) for library_id in libraries
    }
    assert whole.counts.libraries == len(libraries) == 4
    assert whole.figures[0].progress.status is Status.REACHED
