"""Filling a database with the made-up county."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from sqlmodel import Session, SQLModel, select

from bot.demo.county import COUNTY_CHANNEL, TEAM, places
from bot.demo.people import Part, Person, made_up
from bot.demo.seed import seed
from goals.forecast import Outlook
from goals.programme import Counts, of_counts
from goals.progress import Status
from goals.rules import Rules
from storage.database import Database
from storage.figures import groups
from storage.people import Who, find
from storage.progress import library_counts, region_counts
from storage.regions import libraries_of, the_region
from storage.statistics.figures import region_heads
from storage.tables import (
    ActionPlan,
    Channel,
    Completion,
    Employment,
    GrowthReport,
    Identity,
    Leave,
    Member,
    Platform,
    Registration,
    Resource,
    Role,
    SelfAssessment,
    Snapshot,
    TutoringCount,
)
from tests.databases import SqliteDatabases, opened

NOW = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)
TODAY = date(2026, 11, 23)
PEOPLE = made_up(places())
TABLES = (
    ActionPlan,
    Channel,
    Completion,
    Employment,
    GrowthReport,
    Identity,
    Leave,
    Member,
    Registration,
    Resource,
    SelfAssessment,
    Snapshot,
    TutoringCount,
)


@pytest.fixture
def seeded(database: Database) -> Database:
    """The county on both kinds of database, for a test to change."""
    seed(database, PEOPLE, TODAY, NOW)
    return database


@pytest.fixture(scope="module")
def county(sqlite_databases: SqliteDatabases) -> Iterator[Database]:
    """The county on SQLite, only to look at."""
    with opened(sqlite_databases.migrated()) as database:
        seed(database, PEOPLE, TODAY, NOW)
        yield database


def everything(database: Database) -> list[SQLModel]:
    with database.reading() as session:
        return [row for table in TABLES for row in session.exec(select(table))]


def only(part: Part) -> Person:
    return next(one for one in PEOPLE if one.part is part)


def who(session: Session, person: Person) -> Who | None:
    found = find(session, Platform.SLACK, TEAM, person.user_id, NOW)
    assert found is not None
    return found.who


def region_id(session: Session) -> int:
    region = the_region(session)
    assert region is not None
    return region.region_id


def counts(session: Session, day: date = TODAY) -> dict[str, Counts]:
    region = region_id(session)
    _, counted = region_counts(session, region, day, Rules())
    return {each.name: counted[each.library_id] for each in libraries_of(session, region)}


def test_the_example_of_the_design(county: Database) -> None:
    with county.reading() as session:
        nassjo = next(
            each
            for each in libraries_of(session, region_id(session))
            if each.name == "Nässjö stadsbibliotek"
        )
        counted = library_counts(session, nassjo.library_id, TODAY, Rules())

    (goal,) = (one for one in of_counts(counted, TODAY, Rules()) if one.key == "self_assessment")
    assert (goal.numerator, goal.denominator, goal.missing) == (9, 13, 2)


def test_every_library_stands_as_it_is_meant_to(seeded: Database) -> None:
    with seeded.reading() as session:
        counted = counts(session)

    for place in places():
        standing = place.standing
        assert counted[place.name].staff == standing.staff
        done = counted[place.name].done
        assert (done["self_assessment"], done["digiteket"], done["growth"]) == (
            standing.assessed,
            standing.finished,
            standing.grown,
        )


def test_some_goals_are_reached_and_most_are_not(county: Database) -> None:
    with county.reading() as session:
        goals = [
            goal.status
            for each in counts(session).values()
            for goal in of_counts(each, TODAY, Rules())
        ]

    assert 3 <= goals.count(Status.REACHED) < len(goals) / 2


def test_every_goal_of_the_county_has_something_to_show(county: Database) -> None:
    with county.reading() as session:
        settled = the_region(session)
        assert settled is not None
        whole, libraries = groups(session, settled, TODAY)

    assert [figure.progress.status for figure in whole.figures[:2]] == [
        Status.REACHED,
        Status.OPEN,
    ]
    plans = whole.figures[5].progress
    assert (plans.numerator, plans.denominator) == (9, 13)
    assert (whole.tutoring.libraries, whole.tutoring.of_libraries) == (12, 13)
    moved = [figure for group in libraries.values() for figure in group.figures if figure.change]
    assert {outlook for one in moved for outlook in [one.forecast.outlook]} >= {
        Outlook.REACHED,
        Outlook.REACHES,
        Outlook.STANDS_STILL,
    }


def test_kb_counts_as_many_as_the_list_or_a_few_more(county: Database) -> None:
    with county.reading() as session:
        settled = the_region(session)
        assert settled is not None
        heads = region_heads(session, settled.region_id, TODAY.year)
        known = {one.library_id: one.name for one in libraries_of(session, settled.region_id)}
    listed = {place.name: place.standing.staff for place in places()}
    more = {
        known[library]: found.heads - listed[known[library]] for library, found in heads.items()
    }
    assert set(more) == set(listed)
    assert set(more.values()) == {0, 1, 2}


def test_filling_again_changes_nothing(seeded: Database) -> None:
    before = everything(seeded)

    seed(seeded, PEOPLE, date(2027, 1, 4), NOW)

    assert everything(seeded) == before


def test_what_people_did_since_is_left_as_it_is(seeded: Database) -> None:
    with seeded.writing() as session:
        session.delete(session.exec(select(Completion)).first())
    before = everything(seeded)

    seed(seeded, PEOPLE, TODAY, NOW)

    assert everything(seeded) == before


def test_accounts_lead_to_their_people(county: Database) -> None:
    with county.reading() as session:
        for person in PEOPLE:
            known = who(session, person)
            expected = person.has_account and person.part is not Part.NEWCOMER
            assert (known is not None) == expected
            if known is not None:
                assert (known.name, known.role, known.locale) == (
                    person.name,
                    person.role,
                    person.locale,
                )


def test_people_without_an_account_are_on_the_roster_all_the_same(county: Database) -> None:
    with county.reading() as session:
        emails = set(session.exec(select(Member.email)))

    assert {one.email for one in PEOPLE if one.part is not Part.NEWCOMER} == emails


def test_the_coordinator_works_at_no_library(county: Database) -> None:
    with county.reading() as session:
        known = who(session, only(Part.COORDINATOR))

    assert known is not None
    assert known.role is Role.COORDINATOR
    assert known.workplace is None


def test_who_has_left_has_no_workplace(county: Database) -> None:
    with county.reading() as session:
        known = who(session, only(Part.LEFT))

    assert known is not None
    assert known.workplace is None


def test_who_joined_alone_waits(county: Database) -> None:
    with county.reading() as session:
        known = who(session, only(Part.WAITING))

    assert known is not None
    assert known.workplace is not None
    assert not known.workplace.confirmed


def test_every_library_and_the_county_have_a_channel(county: Database) -> None:
    with county.reading() as session:
        channels = session.exec(select(Channel)).all()

    assert len({channel.library_id for channel in channels}) == len(channels) == 14
    (whole,) = (channel for channel in channels if channel.library_id is None)
    assert whole.channel_id == COUNTY_CHANNEL


@pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
@pytest.mark.parametrize("day", [date(2024, 2, 29), date(2026, 1, 1), date(2030, 12, 31)])
def test_it_can_be_filled_on_any_day(database: Database, day: date) -> None:
    seed(database, PEOPLE, day, datetime.combine(day, NOW.time(), UTC))

    with database.reading() as session:
        counted = counts(session, day)
    assert {name: each.staff for name, each in counted.items()} == {
        place.name: place.standing.staff for place in places()
    }
