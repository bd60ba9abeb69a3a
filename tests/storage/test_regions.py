"""Regions, the workspaces they are served in, and their libraries."""

from datetime import date

from sqlmodel import select

from goals.record import ResourceKind
from goals.rules import GrowthMeasure, Rules
from storage.database import Database
from storage.regions import (
    FirstRegion,
    ensure_installation,
    ensure_region,
    libraries_of,
    library_of,
    link_installation,
    regions,
    swedish_order,
    tenants_of,
    the_region,
)
from storage.tables import Channel, GoalSetting, Installation, Platform
from tests.builders import channel, key, library, region


def test_the_first_region_is_made_once(database: Database) -> None:
    with database.writing() as session:
        assert the_region(session) is None
        made = ensure_region(session, FirstRegion("Jönköpings län", "en", "Europe/Helsinki"))
        assert (made.name, made.language, made.zone.key) == (
            "Jönköpings län",
            "en",
            "Europe/Helsinki",
        )
        assert made.rules == Rules()
        assert ensure_region(session, FirstRegion("Another")) == made
        assert the_region(session) == made


def test_a_region_is_found_by_its_name(database: Database) -> None:
    rules = Rules(frozenset({ResourceKind.THEME}), GrowthMeasure.PAIRED)
    with database.writing() as session:
        region(session, "A")
        other = region(session, "B", rules=rules)
        found = the_region(session, "B")
        assert found is not None
        assert (found.region_id, found.rules) == (key(other), rules)
        assert the_region(session, "C") is None


def test_a_workspace_stays_with_its_region(database: Database) -> None:
    with database.writing() as session:
        first, second = key(region(session)), key(region(session))
        ensure_installation(session, first, Platform.SLACK, "T1", "One")
        ensure_installation(session, second, Platform.SLACK, "T1", "Two")
        ensure_installation(session, second, Platform.TEAMS, "T1", "Three")
        rows = session.exec(select(Installation)).all()
        assert {(row.platform, row.region_id, row.name) for row in rows} == {
            (Platform.SLACK, first, "One"),
            (Platform.TEAMS, second, "Three"),
        }


def test_libraries_stand_in_swedish_order(database: Database) -> None:
    with database.writing() as session:
        county = region(session)
        for name in ("Ödeshög", "Åby", "ängelholm", "Zinkgruvan", "Aneby"):
            library(session, county, name)
        library(session, name="Elsewhere")
        names = [place.name for place in libraries_of(session, key(county))]
    assert names == ["Aneby", "Zinkgruvan", "Åby", "ängelholm", "Ödeshög"]


def test_foreign_letters_stand_with_their_swedish_kin() -> None:
    assert sorted(["Ø", "Ö", "Æ", "Ä", "z"], key=swedish_order) == ["z", "Æ", "Ä", "Ø", "Ö"]


def test_a_region_has_targets_deadlines_and_dates_of_its_own(database: Database) -> None:
    with database.writing() as session:
        county = region(session, "A")
        region(session, "B")
        county.baseline_year, county.july_pause = 2018, False
        county.starts_on, county.ends_on = date(2026, 1, 1), date(2028, 1, 1)
        for goal, target, deadline in (
            ("digiteket", 60, date(2027, 6, 30)),
            ("growth", None, date(2027, 7, 1)),
            ("action_plan", 100, None),
        ):
            session.add(
                GoalSetting(region_id=key(county), goal=goal, target=target, deadline=deadline)
            )
    with database.reading() as session:
        own, other = the_region(session, "A"), the_region(session, "B")
    assert own is not None
    assert other is not None
    assert own.rules == Rules(
        targets={"digiteket": 60, "action_plan": 100},
        deadlines={"digiteket": date(2027, 6, 30), "growth": date(2027, 7, 1)},
        baseline_year=2018,
        ends_on=date(2028, 1, 1),
    )
    assert own.rules.deadline("growth") == date(2027, 7, 1)
    assert own.rules.deadline("action_plan") == date(2027, 12, 31)
    assert (own.july_pause, own.starts_on) == (False, date(2026, 1, 1))
    assert (other.rules, other.july_pause, other.starts_on) == (Rules(), True, None)


def test_a_region_is_found_by_a_part_that_no_other_name_has(database: Database) -> None:
    with database.writing() as session:
        first = region(session, "Region Jönköpings län")
        region(session, "Region Kronoberg")
        for name in ("region jönköpings län", "JÖNKÖPING", "köping"):
            found = the_region(session, name)
            assert found is not None
            assert found.region_id == key(first)
        for name in ("Region", "Skåne", "", " "):
            assert the_region(session, name) is None
        assert [each.name for each in regions(session)] == [
            "Region Jönköpings län",
            "Region Kronoberg",
        ]


def test_a_library_is_found_in_its_own_region(database: Database) -> None:
    with database.writing() as session:
        nassjo = library(session, name="Nässjö")
        found = library_of(session, nassjo.region_id, key(nassjo))
        assert found is not None
        assert found.name == "Nässjö"
        assert library_of(session, key(region(session)), key(nassjo)) is None
        assert library_of(session, nassjo.region_id, 10_000) is None


def test_a_workspace_is_linked_to_another_region(database: Database) -> None:
    with database.writing() as session:
        one, two = region(session), region(session)
        first, second = key(one), key(two)
        link_installation(session, first, Platform.SLACK, "T1", "One")
        channel(session, one, None, "C1", tenant="T1")
        channel(session, one, None, "C2", tenant="T2")
        channel(session, two, None, "C3", tenant="T1")
        link_installation(session, first, Platform.SLACK, "T1", "One")
        assert len(session.exec(select(Channel)).all()) == 2  # what another region had goes
        link_installation(session, second, Platform.SLACK, "T1", "Two")
        link_installation(session, second, Platform.TEAMS, "T2", "Three")
        assert tenants_of(session, first) == ()
        assert tenants_of(session, second) == ("slack T1", "teams T2")
        assert {row.channel_id for row in session.exec(select(Channel))} == {"C2"}
