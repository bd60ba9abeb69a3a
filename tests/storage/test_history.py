"""The whole history, a day a week, on both databases."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import Session

from goals.progress import Progress, Source, Status
from goals.trend import WEEK, Snapshot, change_since, weekly
from storage.database import Database
from storage.history import county_history, library_history, snapshots_on
from storage.snapshots import county_trends, keep_snapshots, library_trends
from storage.tables import Library
from tests.builders import key, library, region
from tests.databases import Databases, opened

ON = date(2026, 3, 2)
DAY = timedelta(days=1)
GOAL, OTHER = "self_assessment", "growth"


@pytest.fixture
def session(database: Database) -> Iterator[Session]:
    with database.reading() as session:  # nothing is kept
        yield session


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def lasting(request: pytest.FixtureRequest) -> Iterator[Database]:
    """A database for all the examples of a test."""
    databases: Databases = request.getfixturevalue(f"{request.param}_databases")
    with opened(databases.migrated()) as database:
        yield database


def published(goal: str, numerator: int, denominator: int = 10) -> Progress:
    return Progress(goal, numerator, denominator, 80, Status.OPEN, 0, Source.SELF_REPORTED)


def keep(session: Session, at: Library, day: date, numerator: int, goal: str = GOAL) -> None:
    """Publish a day: the county has twice what its only library has."""
    county, own = published(goal, 2 * numerator, 20), published(goal, numerator)
    keep_snapshots(session, at.region_id, day, [county], {key(at): [own]})


days_ago = st.sets(st.integers(0, 100), max_size=20)


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(days_ago)
def test_the_latest_day_of_each_week_stands_for_it(lasting: Database, days: set[int]) -> None:
    with lasting.writing() as session:
        nassjo = library(session)
        for ago in days:
            keep(session, nassjo, ON - ago * DAY, ago % 10)
        latest: dict[int, int] = {}
        for ago in sorted(days, reverse=True):
            if ago >= 7:
                latest[ago // 7] = ago
        wanted = [Snapshot(ON - ago * DAY, ago % 10, 10, 80) for ago in latest.values()]
        assert library_history(session, key(nassjo), ON).get(GOAL, []) == wanted
        counties = county_history(session, nassjo.region_id, ON).get(GOAL, [])
        assert [(one.day, one.numerator, one.denominator) for one in counties] == [
            (one.day, 2 * one.numerator, 20) for one in wanted
        ]


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(days_ago)
def test_it_goes_on_where_a_trend_ends(lasting: Database, days: set[int]) -> None:
    """Of the weeks of a trend, both are the same."""
    now = Snapshot(ON, 5, 10, 80)
    with lasting.writing() as session:
        nassjo = library(session)
        for ago in days:
            keep(session, nassjo, ON - ago * DAY, ago % 10)
        for whole, trend in (
            (library_history(session, key(nassjo), ON), library_trends(session, key(nassjo), ON)),
            (
                county_history(session, nassjo.region_id, ON),
                county_trends(session, nassjo.region_id, ON),
            ),
        ):
            recent = [one for one in whole[GOAL] if one.day > ON - 9 * WEEK]
            assert weekly(recent, now) == weekly(trend[GOAL], now)
            assert change_since(recent, now) == change_since(trend[GOAL], now)


def test_every_goal_of_a_day_is_there_and_nothing_of_others(session: Session) -> None:
    nassjo = library(session)
    vetlanda = library(session, region(session))
    for goal, numerator in ((GOAL, 3), (OTHER, 4)):
        keep(session, nassjo, ON - WEEK, numerator, goal)
        keep(session, vetlanda, ON - 2 * WEEK, 9, goal)
    told = library_history(session, key(nassjo), ON)
    assert {goal: [one.numerator for one in of_goal] for goal, of_goal in told.items()} == {
        GOAL: [3],
        OTHER: [4],
    }
    assert [one.numerator for one in county_history(session, nassjo.region_id, ON)[OTHER]] == [8]


def test_without_snapshots_there_is_no_history(session: Session) -> None:
    nassjo = library(session)
    assert library_history(session, key(nassjo), ON) == {}
    assert snapshots_on(session, nassjo.region_id, GOAL, []) == {}


def test_a_goal_of_each_library_on_some_days(session: Session) -> None:
    nassjo = library(session)
    eksjo = library(session)
    eksjo.region_id = nassjo.region_id
    elsewhere = library(session)
    session.flush()
    for at in (nassjo, elsewhere):
        keep(session, at, ON - WEEK, 3)
    keep(session, nassjo, ON - WEEK, 7, OTHER)
    told = {key(nassjo): [published(GOAL, 1)], key(eksjo): [published(GOAL, 2)]}
    keep_snapshots(session, nassjo.region_id, ON - 2 * WEEK, [], told)
    assert snapshots_on(session, nassjo.region_id, GOAL, [ON, ON - WEEK, ON - 2 * WEEK]) == {
        ON: {},
        ON - WEEK: {key(nassjo): Snapshot(ON - WEEK, 3, 10, 80)},
        ON - 2 * WEEK: {
            key(nassjo): Snapshot(ON - 2 * WEEK, 1, 10, 80),
            key(eksjo): Snapshot(ON - 2 * WEEK, 2, 10, 80),
        },
    }
