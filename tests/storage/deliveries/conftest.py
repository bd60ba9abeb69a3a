"""An office on each database."""

import pytest

from storage.database import Database
from tests.storage.deliveries.office import Office


@pytest.fixture
def office(database: Database) -> Office:
    """A region with a library."""
    return Office(database)
