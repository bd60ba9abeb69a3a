"""Channels: linked, changed and let go, each region's its own."""

from collections.abc import Iterator

import pytest
from sqlmodel import Session

from storage.database import Database
from storage.linking import Link, Place, link, link_of, links_of, unlink
from storage.tables import Library, Platform, Region
from tests.builders import A_DAY, TENANT, channel, key, library, noon, region

HERE = Place(Platform.SLACK, TENANT, "C0HERE")


@pytest.fixture
def session(database: Database) -> Iterator[Session]:
    """A transaction."""
    with database.writing() as session:
        yield session


@pytest.fixture
def nassjo(session: Session) -> Library:
    """A library."""
    return library(session, name="Nässjö")


def test_a_channel_is_linked_changed_and_let_go(session: Session, nassjo: Library) -> None:
    region_id = nassjo.region_id
    assert link_of(session, region_id, HERE) is None
    link(session, region_id, HERE, Link(key(nassjo), nassjo.name))
    assert link_of(session, region_id, HERE) == Link(key(nassjo), "Nässjö", weekday=1, hour=9)
    assert unlink(session, region_id, HERE) == Link(key(nassjo), "Nässjö", weekday=1, hour=9)
    assert unlink(session, region_id, HERE) is None
    link(session, region_id, HERE, Link(None, None, weekday=5, hour=14))
    assert link_of(session, region_id, HERE) == Link(None, None, weekday=5, hour=14)


def test_another_library_keeps_the_hour_and_mends_the_channel(
    session: Session, nassjo: Library
) -> None:
    vetlanda = library(session, session.get_one(Region, nassjo.region_id), "Vetlanda")
    row = channel(session, None, nassjo, "C0HERE", weekday=5, hour=14)
    row.broken_at, row.broken_code = noon(A_DAY), "is_archived"
    session.flush()
    now = link(session, nassjo.region_id, HERE, Link(key(vetlanda), "Vetlanda"))
    assert now == Link(key(vetlanda), "Vetlanda", weekday=5, hour=14)
    session.refresh(row)
    assert row.broken_at is None


def test_the_regions_own_channel_comes_first(session: Session, nassjo: Library) -> None:
    region_id = nassjo.region_id
    county = session.get_one(Region, region_id)
    orebro = library(session, county, "Örebro")
    for name, at in (("C1", orebro), ("C2", nassjo), ("C3", None)):
        channel(session, county, at, name)
    channel(session)
    names = [each.library for each in links_of(session, region_id)]
    assert names == [None, "Nässjö", "Örebro"]


def test_another_regions_channel_is_not_seen_and_may_be_taken_over(
    session: Session, nassjo: Library
) -> None:
    elsewhere = region(session)
    other = key(elsewhere)
    channel(session, elsewhere, None, "C0HERE", weekday=5)
    assert link_of(session, nassjo.region_id, HERE) is None
    assert unlink(session, nassjo.region_id, HERE) is None
    now = link(session, nassjo.region_id, HERE, Link(key(nassjo), "Nässjö"))
    assert now == Link(key(nassjo), "Nässjö", weekday=1, hour=9)
    assert link_of(session, other, HERE) is None
    assert not links_of(session, other)
