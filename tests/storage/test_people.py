"""Who somebody is: from an account to a member, a role and a library."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlmodel import Session, select

from storage.database import Database
from storage.people import (
    Person,
    Who,
    add_identity,
    add_member,
    choose_language,
    find,
    join_library,
    member_by_email,
    person_of,
    step_down,
)
from storage.tables import Employment, Identity, Library, Member, Platform, Region, Role
from tests import builders
from tests.builders import TENANT, employed, installation, key, library, member, region, staff

NOW = datetime(2020, 5, 27, 8, tzinfo=UTC)
TODAY = date(2020, 5, 27)


@pytest.fixture
def session(database: Database) -> Iterator[Session]:
    """A transaction."""
    with database.writing() as session:
        yield session


@pytest.fixture
def county(session: Session) -> Region:
    """A region that is served in a workspace."""
    county = region(session, "Jönköpings län")
    installation(session, county)
    return county


@pytest.fixture
def nassjo(session: Session, county: Region) -> Library:
    """A library of it."""
    return library(session, county, "Nässjö")


def who(session: Session, person: Member, now: datetime = NOW) -> Who:
    """What is known of a person by a new account of theirs."""
    account = builders.identity(session, person, locale="sv-SE")
    found = find(session, Platform.SLACK, TENANT, account.user_id, now)
    assert found is not None
    assert found.who is not None
    return found.who


def at(session: Session, person: Member, now: datetime = NOW) -> str | None:
    """The name of the library where a person works."""
    place = who(session, person, now).workplace
    return None if place is None else place.name


def test_a_workspace_that_is_not_served(session: Session, county: Region) -> None:
    assert find(session, Platform.SLACK, "T0OTHER", "U1", NOW) is None
    assert find(session, Platform.TEAMS, TENANT, "U1", NOW) is None


def test_an_unknown_account_of_a_region(session: Session, county: Region) -> None:
    found = find(session, Platform.SLACK, TENANT, "U1", NOW)
    assert found is not None
    assert (found.region.name, found.today, found.who) == ("Jönköpings län", TODAY, None)


def test_the_day_is_the_regions(session: Session, county: Region) -> None:
    late = datetime(2020, 5, 27, 22, 30, tzinfo=UTC)
    found = find(session, Platform.SLACK, TENANT, "U1", late)
    assert found is not None
    assert found.today == date(2020, 5, 28)


def test_everything_that_is_known_of_a_member(session: Session, nassjo: Library) -> None:
    anna = staff(session, nassjo, "Anna", role=Role.MANAGER)
    anna.language = "en"
    known = who(session, anna)
    assert (known.member_id, known.name, known.email_key) == (key(anna), "Anna", anna.email_key)
    assert (known.role, known.language, known.locale) == (Role.MANAGER, "en", "sv-SE")
    assert known.workplace is not None
    assert (known.workplace.library_id, known.workplace.confirmed) == (key(nassjo), True)


def test_an_account_of_another_regions_member_is_unknown(session: Session, county: Region) -> None:
    account = builders.identity(session, staff(session, library(session)))
    found = find(session, Platform.SLACK, TENANT, account.user_id, NOW)
    assert found is not None
    assert found.who is None


@pytest.mark.parametrize(
    ("starts", "ends", "works"),
    [(0, None, True), (1, None, False), (-9, 0, False), (-9, 1, True), (-9, None, True)],
)
def test_who_works_on_a_day(
    session: Session, nassjo: Library, *, starts: int, ends: int | None, works: bool
) -> None:
    anna = member(session, nassjo)
    employed(
        session,
        anna,
        nassjo,
        starts_on=TODAY + timedelta(days=starts),
        ends_on=None if ends is None else TODAY + timedelta(days=ends),
    )
    assert (at(session, anna) is not None) is works


def test_of_several_libraries_the_confirmed_then_the_led_then_the_latest_goes_first(
    session: Session, county: Region
) -> None:
    places = {name: library(session, county, name) for name in ("Led", "Old", "New", "Waits")}
    anna = member(session, county)
    employed(session, anna, places["Old"], starts_on=date(2019, 1, 1))
    assert at(session, anna) == "Old"
    employed(session, anna, places["New"], starts_on=date(2020, 1, 1))
    assert at(session, anna) == "New"
    employed(session, anna, places["Waits"], starts_on=date(2020, 5, 1), confirmed=False)
    assert at(session, anna) == "New"
    employed(session, anna, places["Led"], starts_on=date(2018, 1, 1), chief=True)
    assert at(session, anna) == "Led"


def test_of_two_that_began_the_same_day_one_is_always_first(
    session: Session, county: Region
) -> None:
    anna = member(session, county)
    for name in ("A", "B"):
        employed(session, anna, library(session, county, name))
    assert {at(session, anna) for _ in range(3)} == {"B"}


def test_a_member_is_found_by_the_address_in_the_own_region(
    session: Session, county: Region
) -> None:
    member_id = add_member(session, key(county), "Anna", "Anna@Example.se", NOW)
    assert member_by_email(session, key(county), "anna@example.se") == member_id
    assert member_by_email(session, key(county), "bo@example.se") is None
    assert member_by_email(session, key(region(session)), "anna@example.se") is None


def test_names_and_addresses_from_outside_fit(session: Session, county: Region) -> None:
    member_id = add_member(session, key(county), "A" * 999, "a@" + "b" * 300, NOW)
    add_identity(session, member_id, Platform.SLACK, TENANT, "U1", "sv" * 99)
    session.flush()
    assert len(session.get_one(Member, member_id).name) == 200
    assert session.get_one(Member, member_id).email is None
    assert session.exec(select(Identity.locale)).one() is None
    for odd in ("", "ß" * 200 + "@example.se"):  # whose key is longer than itself
        other = add_member(session, key(county), "Bo", odd, NOW)
        assert session.get_one(Member, other).email_key is None


def waiting(session: Session, member_id: int) -> list[tuple[int, date, bool]]:
    """The employments of a member: library, first day, and whether it is confirmed."""
    session.flush()
    rows = session.exec(select(Employment).where(Employment.member_id == member_id))
    return sorted((row.library_id, row.starts_on, row.confirmed_at is not None) for row in rows)


def test_who_joins_waits_and_may_change_the_choice(session: Session, county: Region) -> None:
    here, there = library(session, county), library(session, county)
    anna = key(member(session, county))
    join_library(session, anna, key(here), TODAY)
    assert waiting(session, anna) == [(key(here), TODAY, False)]
    later = TODAY + timedelta(days=3)
    join_library(session, anna, key(here), later)
    assert waiting(session, anna) == [(key(here), TODAY, False)]
    join_library(session, anna, key(there), later)
    assert waiting(session, anna) == [(key(there), later, False)]


def test_joining_leaves_what_was_confirmed_and_what_has_ended(
    session: Session, county: Region
) -> None:
    here, there = library(session, county), library(session, county)
    anna = member(session, county)
    then = date(2019, 1, 1)
    employed(session, anna, here, starts_on=then, ends_on=TODAY)
    employed(session, anna, there, starts_on=then, ends_on=date(2019, 2, 1), confirmed=False)
    join_library(session, key(anna), key(here), TODAY)
    assert waiting(session, key(anna)) == [
        (key(here), then, True),
        (key(here), TODAY, False),
        (key(there), then, False),
    ]


def test_only_a_manager_steps_down(session: Session, county: Region) -> None:
    for role, then in {
        Role.STAFF: Role.STAFF,
        Role.MANAGER: Role.STAFF,
        Role.COORDINATOR: Role.COORDINATOR,
    }.items():
        person = member(session, county, role=role)
        step_down(session, key(person), TODAY)
        assert person.role == then


def test_a_chosen_language_is_remembered(session: Session, nassjo: Library) -> None:
    anna = staff(session, nassjo)
    choose_language(session, key(anna), "en")
    session.flush()
    assert who(session, anna).language == "en"


def test_a_member_is_looked_up_in_the_own_region(session: Session, nassjo: Library) -> None:
    anna = member(session, nassjo, "Anna", role=Role.MANAGER)
    assert person_of(session, nassjo.region_id, key(anna)) == Person(
        key(anna), "Anna", anna.email_key, Role.MANAGER
    )
    assert person_of(session, key(region(session)), key(anna)) is None
    assert person_of(session, nassjo.region_id, 10_000) is None


def test_who_chooses_a_library_leads_no_county_that_they_had_left(
    session: Session, nassjo: Library
) -> None:
    karin = member(session, nassjo, role=Role.COORDINATOR)
    employed(session, karin, nassjo, ends_on=TODAY)
    step_down(session, key(karin), TODAY)
    assert karin.role == Role.STAFF
