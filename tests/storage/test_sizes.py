"""Which libraries are too few to show: the same ones as the rule over all of them says."""

from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import Session

from goals.privacy import hidden
from storage.database import Database
from storage.sizes import staff_by_library, tells_of_few
from storage.tables import Library
from tests.builders import employed, key, library, member, on_leave, region
from tests.databases import Databases, opened

TODAY = date(2020, 5, 27)


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def lasting(request: pytest.FixtureRequest) -> Iterator[Database]:
    """A database for all the examples of a test."""
    databases: Databases = request.getfixturevalue(f"{request.param}_databases")
    with opened(databases.migrated()) as database:
        yield database


def county_of(session: Session, sizes: list[int]) -> tuple[int, dict[int, int]]:
    """A region with libraries of these sizes: its id, and the sizes by library."""
    county = region(session)
    libraries = {}
    for size in sizes:
        place = library(session, county)
        for _ in range(size):
            employed(session, member(session, county), place)
        libraries[key(place)] = size
    return key(county), libraries


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from([0, 1, 2, 4, 5, 6]), min_size=1, max_size=6))
def test_one_by_one_and_all_at_once_hide_the_same(lasting: Database, sizes: list[int]) -> None:
    with lasting.writing() as session:
        region_id, libraries = county_of(session, sizes)
        assert staff_by_library(session, region_id, TODAY) == libraries
        assert {
            library_id
            for library_id, heads in libraries.items()
            if tells_of_few(session, region_id, library_id, heads, TODAY)
        } == hidden(libraries)


def test_heads_are_the_staff_of_the_day(database: Database) -> None:
    with database.writing() as session:
        region_id, libraries = county_of(session, [2])
        (library_id,) = libraries
        county_of(session, [3])
        place = session.get_one(Library, library_id)
        away, gone, unconfirmed, twice = (member(session, place) for _ in range(4))
        employed(session, away, place)
        on_leave(session, away)
        employed(session, gone, place, ends_on=TODAY)
        employed(session, unconfirmed, place, confirmed=False)
        employed(session, twice, place)
        employed(session, twice, place, starts_on=date(2020, 5, 1))
        assert staff_by_library(session, region_id, TODAY) == {library_id: 3}
