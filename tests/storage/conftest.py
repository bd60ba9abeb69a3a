"""An office in an empty region, and one with libraries, staff and a catalogue."""

from collections.abc import Iterator

import pytest

from storage.database import Database
from storage.imports import ImportKind
from tests import builders
from tests.storage.imports.office import LIBRARIES, RESOURCES, STAFF, Office


@pytest.fixture
def office(database: Database) -> Iterator[Office]:
    """A region without anything in it."""
    with database.reading() as session:
        yield Office(session, builders.key(builders.region(session)))


@pytest.fixture
def busy_office(office: Office) -> Office:
    """A region with three libraries, three people and three resources."""
    office.imports(ImportKind.LIBRARIES, LIBRARIES)
    office.imports(ImportKind.STAFF, STAFF)
    office.imports(ImportKind.RESOURCES, RESOURCES)
    return office
