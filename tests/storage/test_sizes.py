"""Which libraries are too few to show: the same ones as the rule over all rosters says."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import Session

from goals.privacy import LATELY, hidden, hidden_lately
from storage.database import Database
from storage.figures import library_told
from storage.presence import Roster, rosters
from storage.regions import region_settings
from storage.sizes import hidden_in, tells_of_few
from storage.tables import Region
from tests.builders import employed, key, library, member, noon, on_leave, region
from tests.databases import Databases, opened

TODAY = date(2020, 5, 27)
DAY = timedelta(days=1)
SINCE = TODAY - LATELY
RECENTLY = TODAY - timedelta(days=10)


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


def one_by_one(session: Session, region_id: int, heads: dict[int, int]) -> frozenset[int]:
    """The hidden libraries, each asked for by itself; its figures come with the same answer."""
    asked = frozenset(
        library_id
        for library_id, number in heads.items()
        if tells_of_few(session, region_id, library_id, number, TODAY)
    )
    settled = region_settings(session, region_id)
    told = {each for each in heads if library_told(session, settled, each, TODAY).private_hidden}
    assert told == asked
    return asked


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from([0, 1, 2, 4, 5, 6]), min_size=1, max_size=6))
def test_where_nothing_changes_one_by_one_and_all_at_once_hide_what_sizes_say(
    lasting: Database, sizes: list[int]
) -> None:
    with lasting.writing() as session:
        region_id, libraries = county_of(session, sizes)
        found = hidden_in(session, region_id, TODAY)
        assert found.libraries == hidden(libraries)
        assert found.county is (0 < sum(sizes) < 5)
        assert one_by_one(session, region_id, libraries) == hidden(libraries)


# The rosters of every day


spells = st.tuples(
    st.integers(0, 2),  # the library
    st.integers(-90, 5),  # the first day, from today
    st.none() | st.integers(1, 60),  # for how long
    st.none() | st.integers(-90, 5),  # the day of the confirmation, from today
)
leaves = st.tuples(st.integers(0, 7), st.integers(-90, 5), st.none() | st.integers(1, 60))


def days_of(start: int, length: int | None) -> tuple[date, date | None]:
    """A span of days, from today."""
    first = TODAY + start * DAY
    return first, None if length is None else first + length * DAY


def naive(
    people: dict[int, tuple[int, date, date | None, date | None]],
    away: list[tuple[int, date, date | None]],
    day: date,
) -> dict[int, frozenset[int]]:
    """Who is where on a day, everybody and every leave looked at."""
    found: dict[int, set[int]] = {}
    for who, (place, first, end, confirmed) in people.items():
        there = first <= day and (end is None or day < end)
        known = confirmed is not None and (confirmed <= day or confirmed > TODAY)
        gone = any(
            one == who and begins <= day and (back is None or day < back)
            for one, begins, back in away
        )
        if there and known and not gone:
            found.setdefault(place, set()).add(who)
    return {place: frozenset(members) for place, members in found.items()}


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(spells, min_size=1, max_size=8),
    st.lists(leaves, max_size=3, unique_by=lambda leave: leave[:2]),
)
def test_the_rosters_are_those_of_every_day(
    lasting: Database,
    spells: list[tuple[int, int, int | None, int | None]],
    leaves: list[tuple[int, int, int | None]],
) -> None:
    with lasting.writing() as session:
        county = region(session)
        places = [library(session, county) for _ in range(3)]
        people: dict[int, tuple[int, date, date | None, date | None]] = {}
        for place, start, length, confirmed in spells:
            first, end = days_of(start, length)
            person = member(session, county)
            row = employed(session, person, places[place], starts_on=first, ends_on=end)
            known = None if confirmed is None else TODAY + confirmed * DAY
            row.confirmed_at = None if known is None else noon(known)
            people[key(person)] = (key(places[place]), first, end, known)
        ids, away = list(people), []
        for who, start, length in leaves:
            if who < len(ids):
                first, end = days_of(start, length)
                absent = session.get_one(type(person), ids[who])
                on_leave(session, absent, starts_on=first, ends_on=end)
                away.append((ids[who], first, end))
        found = rosters(session, key(county), TODAY, LATELY)
        every_day = [naive(people, away, SINCE + day * DAY) for day in range(LATELY.days + 1)]
        assert found[-1] == every_day[-1]
        assert without_repeats(found) == without_repeats(every_day)
        hiding = hidden_lately(every_day)
        assert hidden_in(session, key(county), TODAY).libraries == hiding
        heads = {key(place): len(every_day[-1].get(key(place), ())) for place in places}
        assert one_by_one(session, key(county), heads) == hiding


def without_repeats(days: Sequence[Roster]) -> list[Roster]:
    """The days without those that are as the one before."""
    return [day for at, day in enumerate(days) if at == 0 or day != days[at - 1]]


# What has changed lately


def steady(session: Session, county: Region, size: int) -> int:
    """A library where nothing changes."""
    place = library(session, county)
    for _ in range(size):
        employed(session, member(session, county), place)
    return key(place)


def test_a_library_that_has_just_grown_stays_hidden_for_nine_weeks(database: Database) -> None:
    with database.writing() as session:
        county = region(session)
        place, other = library(session, county), steady(session, county, 6)
        large = steady(session, county, 9)
        for _ in range(4):
            employed(session, member(session, county), place)
        employed(session, member(session, county), place, starts_on=RECENTLY)
        sizes = {key(place): 5, other: 6, large: 9}
        assert one_by_one(session, key(county), sizes) == {key(place), other}
        for day, still in ((RECENTLY + LATELY - DAY, True), (RECENTLY + LATELY, False)):
            assert (key(place) in hidden_in(session, key(county), day).libraries) is still


def test_it_counts_when_somebody_is_confirmed_not_when_they_began(database: Database) -> None:
    with database.writing() as session:
        county = region(session)
        place = library(session, county)
        steady(session, county, 6)
        rows = [employed(session, member(session, county), place) for _ in range(5)]
        assert not tells_of_few(session, key(county), key(place), 5, TODAY)
        rows[0].confirmed_at = noon(RECENTLY)
        session.flush()
        assert tells_of_few(session, key(county), key(place), 5, TODAY)


def test_a_county_that_was_too_few_lately_is_hidden(database: Database) -> None:
    with database.writing() as session:
        region_id, _ = county_of(session, [4])
        county = session.get_one(Region, region_id)
        place = library(session, county)
        employed(session, member(session, county), place, starts_on=RECENTLY)
        assert hidden_in(session, region_id, TODAY).county
        assert not hidden_in(session, region_id, RECENTLY + LATELY).county
        elsewhere, _ = county_of(session, [9])
        assert not hidden_in(session, elsewhere, TODAY).county
