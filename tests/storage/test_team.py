"""Who is on a library's team on a day, by their employments and leaves."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import Session

from storage.database import Database
from storage.tables import Library, Member, Region, Role
from storage.team import Away, Standing, colleague, places_of, team_of, teams_of
from tests.builders import employed, key, library, member, on_leave, region, staff

TODAY = date(2020, 5, 27)
LONG_AGO = date(2020, 1, 1)
shared = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
spans = st.tuples(st.integers(-4, 3), st.sampled_from([1, 2, 3, None]), st.booleans())


@pytest.fixture
def session(database: Database) -> Iterator[Session]:
    """A transaction."""
    with database.writing() as session:
        yield session


@pytest.fixture
def county(session: Session) -> Region:
    """A region."""
    return region(session)


@pytest.fixture
def nassjo(session: Session, county: Region) -> Library:
    """A library of it."""
    return library(session, county, "Nässjö")


def standing(session: Session, at: Library, person: Member) -> Standing | None:
    """How somebody stands at a library today."""
    found = colleague(session, key(at), key(person), TODAY)
    return None if found is None else found.standing


def test_everybody_by_name_as_swedes_sort(session: Session, nassjo: Library) -> None:
    for name in ("Örjan", "Åsa", "Anna", "Zara"):
        staff(session, nassjo, name)
    names = [one.name for one in team_of(session, key(nassjo), TODAY)]
    assert names == ["Anna", "Zara", "Åsa", "Örjan"]


def test_how_somebody_stands(session: Session, nassjo: Library) -> None:
    day = timedelta(days=1)
    for starts_on, ends_on, confirmed, stands in (
        (LONG_AGO, None, True, Standing.WORKING),
        (TODAY, None, True, Standing.WORKING),
        (TODAY, TODAY + day, True, Standing.WORKING),
        (TODAY + day, None, True, Standing.COMING),
        (LONG_AGO, TODAY, True, Standing.GONE),
        (TODAY, None, False, Standing.WAITING),
        (TODAY + day, None, False, Standing.WAITING),
        (LONG_AGO, TODAY, False, Standing.GONE),
    ):
        person = member(session, nassjo)
        employed(session, person, nassjo, starts_on=starts_on, ends_on=ends_on, confirmed=confirmed)
        assert standing(session, nassjo, person) is stands
    assert standing(session, nassjo, member(session, nassjo)) is None


def test_since_is_the_first_day_without_a_break(session: Session, nassjo: Library) -> None:
    anna = member(session, nassjo, role=Role.MANAGER)
    for starts_on, ends_on, chief in (
        (date(2015, 1, 1), date(2016, 1, 1), False),
        (date(2018, 1, 1), date(2019, 1, 1), False),
        (date(2019, 1, 1), date(2020, 1, 1), True),
        (date(2020, 1, 1), None, False),
    ):
        employed(session, anna, nassjo, starts_on=starts_on, ends_on=ends_on, chief=chief)
    found = colleague(session, key(nassjo), key(anna), TODAY)
    assert found is not None
    assert (found.since, found.starts_on, found.ends_on) == (
        date(2018, 1, 1),
        date(2020, 1, 1),
        None,
    )
    assert (found.chief, found.role, found.library) == (False, Role.MANAGER, "Nässjö")


def test_the_leave_that_holds_goes_before_the_next(session: Session, nassjo: Library) -> None:
    anna = staff(session, nassjo)
    on_leave(session, anna, starts_on=date(2020, 9, 1))
    on_leave(session, anna, starts_on=date(2019, 1, 1), ends_on=TODAY)
    found = colleague(session, key(nassjo), key(anna), TODAY)
    assert found is not None
    assert found.away == Away(date(2020, 9, 1), None)
    assert not found.is_away(TODAY)
    on_leave(session, anna, starts_on=TODAY, ends_on=TODAY + timedelta(days=1))
    (found,) = team_of(session, key(nassjo), TODAY)
    assert found.away == Away(TODAY, TODAY + timedelta(days=1))
    assert found.is_away(TODAY)


def test_each_library_is_its_own_and_a_region_holds_its_own(
    session: Session, county: Region, nassjo: Library
) -> None:
    vetlanda, elsewhere = library(session, county, "Vetlanda"), library(session)
    anna = staff(session, nassjo, "Anna")
    employed(session, anna, vetlanda, ends_on=TODAY)
    staff(session, vetlanda, "Bo")
    theirs = staff(session, elsewhere, "Karl")
    employed(session, theirs, nassjo)  # no member of ours, whatever a row says
    assert [one.name for one in team_of(session, key(nassjo), TODAY)] == ["Anna"]
    assert [(one.name, one.library) for one in teams_of(session, key(county), TODAY)] == [
        ("Anna", "Nässjö"),
        ("Anna", "Vetlanda"),
        ("Bo", "Vetlanda"),
    ]
    places = places_of(session, key(county), key(anna), TODAY)
    assert {(one.library, one.standing) for one in places} == {
        ("Nässjö", Standing.WORKING),
        ("Vetlanda", Standing.GONE),
    }
    assert not places_of(session, key(county), key(theirs), TODAY)
    assert colleague(session, key(nassjo), key(theirs), TODAY) is None


@shared
@given(told=st.dictionaries(st.integers(-4, 3), spans, max_size=4))
def test_the_one_that_holds_is_as_by_hand(
    database: Database, told: dict[int, tuple[int, int | None, bool]]
) -> None:
    with database.reading() as session:
        home = library(session)
        anna = member(session, home)
        for start, (_, length, confirmed) in told.items():
            starts_on = TODAY + timedelta(days=start)
            ends_on = None if length is None else starts_on + timedelta(days=length)
            employed(session, anna, home, starts_on=starts_on, ends_on=ends_on, confirmed=confirmed)
        found = colleague(session, key(home), key(anna), TODAY)
        assert (None if found is None else found.standing) is _by_hand(told)


def _by_hand(told: dict[int, tuple[int, int | None, bool]]) -> Standing | None:
    """At work wherever one confirmed employment holds; else waiting, to come, or gone."""
    holding, coming = [], []
    for start, (_, length, confirmed) in sorted(told.items()):
        end = 1000 if length is None else start + length
        if start <= 0 < end:
            holding.append(confirmed)
        elif end > 0:
            coming.append(confirmed)
    if holding:
        return Standing.WORKING if any(holding) else Standing.WAITING
    if coming:
        return Standing.COMING if coming[0] else Standing.WAITING
    return Standing.GONE if told else None
