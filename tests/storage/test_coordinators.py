"""Who is a coordinator on a day: with a library, without one, and after having left it."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import Session

from storage.coordinators import coordinates, coordinators_of, set_role
from storage.database import Database
from storage.people import find
from storage.tables import Library, Member, Platform, Role
from tests.builders import TENANT, employed, identity, installation, key, library, member, region

TODAY = date(2020, 5, 27)
NOW = datetime(2020, 5, 27, 8, tzinfo=UTC)
DAY = timedelta(days=1)
shared = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
spans = st.tuples(st.integers(-3, 2), st.sampled_from([1, 2, 3, None]), st.booleans())


@pytest.fixture
def session(database: Database) -> Iterator[Session]:
    """A transaction."""
    with database.writing() as session:
        yield session


@pytest.fixture
def nassjo(session: Session) -> Library:
    """A library."""
    return library(session)


def karin_at(session: Session, nassjo: Library, ends_on: date | None = None) -> Member:
    """A coordinator with an employment."""
    karin = member(session, nassjo, role=Role.COORDINATOR)
    employed(session, karin, nassjo, ends_on=ends_on)
    return karin


def test_one_without_a_library_is_one(session: Session, nassjo: Library) -> None:
    karin = member(session, nassjo, role=Role.COORDINATOR)
    assert coordinates(session, key(karin), TODAY)
    assert not coordinates(session, key(member(session, nassjo, role=Role.MANAGER)), TODAY)
    assert not coordinates(session, 10_000, TODAY)


def test_the_role_goes_with_the_last_employment(session: Session, nassjo: Library) -> None:
    karin = key(karin_at(session, nassjo, TODAY))
    assert coordinates(session, karin, TODAY - DAY)
    assert not coordinates(session, karin, TODAY)


def test_it_stays_where_somebody_has_wanted_it_since(session: Session, nassjo: Library) -> None:
    karin = key(karin_at(session, nassjo, TODAY))
    for since, stays in ((TODAY - DAY, False), (TODAY, True), (TODAY + DAY, True), (None, False)):
        set_role(session, karin, Role.COORDINATOR, since)
        assert coordinates(session, karin, TODAY) is stays
    set_role(session, karin, Role.STAFF, TODAY)
    assert session.get_one(Member, karin).coordinator_since is None


def test_it_stays_with_another_employment_but_not_with_a_wish(
    session: Session, nassjo: Library
) -> None:
    karin = karin_at(session, nassjo, TODAY)
    employed(session, karin, nassjo, starts_on=TODAY, confirmed=False)
    assert not coordinates(session, key(karin), TODAY)
    employed(session, karin, library(session), starts_on=TODAY)
    assert coordinates(session, key(karin), TODAY)


def test_a_region_has_its_own(session: Session, nassjo: Library) -> None:
    for name in ("Örjan", "Åsa"):
        member(session, nassjo, name, role=Role.COORDINATOR)
    member(session, nassjo, "Anna")
    member(session, library(session), "Karl", role=Role.COORDINATOR)
    karin_at(session, nassjo, TODAY)
    found = coordinators_of(session, nassjo.region_id, TODAY)
    assert [one.name for one in found] == ["Åsa", "Örjan"]
    assert all(one.email_key for one in found)


def test_who_has_lapsed_is_found_as_staff(session: Session) -> None:
    county = region(session)
    installation(session, county)
    for ends_on, role in ((TODAY, Role.STAFF), (None, Role.COORDINATOR)):
        karin = karin_at(session, library(session, county), ends_on)
        account = identity(session, karin)
        found = find(session, Platform.SLACK, TENANT, account.user_id, NOW)
        assert found is not None
        assert found.who is not None
        assert found.who.role is role


@shared
@given(
    told=st.dictionaries(st.integers(-3, 2), spans, max_size=3),
    since=st.none() | st.integers(-3, 2),
)
def test_it_is_as_by_hand(
    database: Database, told: dict[int, tuple[int, int | None, bool]], since: int | None
) -> None:
    with database.reading() as session:
        home = library(session)
        karin = member(session, home, role=Role.COORDINATOR)
        wanted = None if since is None else TODAY + DAY * since
        set_role(session, key(karin), Role.COORDINATOR, wanted)
        ends, works = [], False
        for start, (_, length, confirmed) in told.items():
            starts_on = TODAY + DAY * start
            ends_on = None if length is None else starts_on + DAY * length
            employed(
                session, karin, home, starts_on=starts_on, ends_on=ends_on, confirmed=confirmed
            )
            if confirmed and ends_on is not None and ends_on <= TODAY:
                ends.append(ends_on)
            elif confirmed and starts_on <= TODAY:
                works = True
        left = max(ends, default=None)
        by_hand = works or left is None or (wanted is not None and wanted >= left)
        assert coordinates(session, key(karin), TODAY) is by_hand
