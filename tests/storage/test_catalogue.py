"""The resources of a region, and what staff propose."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import Session

from goals.record import ResourceKind
from storage.catalogue import (
    LONGEST_TITLE,
    CatalogueEntry,
    NoTitleError,
    catalogue,
    catalogue_version,
    entry,
    propose,
)
from storage.database import Database
from storage.tables import Region, Resource
from tests.builders import key, member, region, resource

NOW = datetime(2020, 5, 27, 8, tzinfo=UTC)
PAGE = "https://digiteket.se/kurs/hangslen-och-livrem"


@pytest.fixture
def session(database: Database) -> Iterator[Session]:
    """A transaction."""
    with database.writing() as session:
        yield session


@pytest.fixture
def county(session: Session) -> Region:
    """A region."""
    return region(session)


def proposed(session: Session, county: Region, title: str) -> CatalogueEntry:
    """What a member's proposal leads to."""
    person = key(member(session, county))
    return propose(session, key(county), title, person, NOW)


def test_a_catalogue_is_its_regions(session: Session, county: Region) -> None:
    course = resource(session, county, "A", kind=ResourceKind.THEME, url=PAGE)
    theirs = resource(session)
    expected = CatalogueEntry(key(course), "A", PAGE, ResourceKind.THEME, None, approved=True)
    assert catalogue(session, key(county)) == (expected,)
    assert entry(session, key(county), key(course)) == expected
    assert entry(session, key(county), key(theirs)) is None
    assert entry(session, key(county), 999_999) is None


def test_every_change_of_a_catalogue_has_a_version_of_its_own(
    session: Session, county: Region
) -> None:
    versions = [catalogue_version(session, key(county))]

    def changed() -> bool:
        session.flush()
        versions.append(catalogue_version(session, key(county)))
        return versions[-1] not in versions[:-1]

    first = resource(session, county, "A")
    assert changed()
    second = resource(session, county, "B")
    assert changed()
    second.changed_at += timedelta(seconds=1)
    assert changed()
    session.delete(first)
    assert changed()
    resource(session)
    assert not changed()


def test_what_the_catalogue_lacks_waits_for_approval(session: Session, county: Region) -> None:
    new = proposed(session, county, "  Podda i\u202e \n biblioteket\x07 ")
    assert (new.title, new.kind, new.approved) == (
        "Podda i biblioteket",
        ResourceKind.COURSE,
        False,
    )
    row = session.get_one(Resource, new.resource_id)
    assert (row.title_key, row.url, row.changed_at) == ("podda i biblioteket", None, NOW)
    assert row.proposed_by is not None


@pytest.mark.parametrize("name", ["Podda, i BIBLIOTEKET!", "podda i\u200b biblioteket"])
def test_one_of_that_name_is_found(session: Session, county: Region, name: str) -> None:
    first = proposed(session, county, "Podda i biblioteket")
    assert proposed(session, county, name) == first
    elsewhere = region(session)
    assert proposed(session, elsewhere, name).resource_id != first.resource_id


def test_an_address_names_a_page_on_digiteket(session: Session, county: Region) -> None:
    new = proposed(session, county, f"{PAGE}/steg-2/?utm_source=x")
    assert (new.title, new.url) == ("digiteket.se/kurs/hangslen-och-livrem", PAGE)
    assert proposed(session, county, "www.digiteket.se/kurs/hangslen-och-livrem/") == new


def test_the_address_goes_before_the_name(session: Session, county: Region) -> None:
    resource(session, county, "digiteket se kurs ny")
    row = resource(session, county, "Ny kurs")
    row.url_key = "digiteket.se/kurs/ny"
    session.flush()
    assert proposed(session, county, "https://digiteket.se/kurs/ny").title == "Ny kurs"


@pytest.mark.parametrize(
    "name", ["", "  ", "🎉", "–", "https://digiteket.se", "digiteket.se/kurs/", "\u202e\u200b"]
)
def test_what_names_nothing_is_refused(session: Session, county: Region, name: str) -> None:
    with pytest.raises(NoTitleError, match=r"title|front page"):
        proposed(session, county, name)


@pytest.mark.parametrize("name", ["kurs " * 200, "ﷺ" * 400, f"{PAGE}{'x' * 4_000}", "ﷺ" * 299])
def test_long_names_are_cut_to_their_columns(session: Session, county: Region, name: str) -> None:
    new = proposed(session, county, name)
    session.flush()
    row = session.get_one(Resource, new.resource_id)
    assert len(row.title) <= LONGEST_TITLE
    assert len(row.title_key) <= LONGEST_TITLE
    assert row.url is None
    assert proposed(session, county, name) == new
