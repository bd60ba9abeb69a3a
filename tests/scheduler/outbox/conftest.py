"""A world on each database."""

from collections.abc import Iterator

import pytest

from storage.database import Database
from tests.scheduler.outbox.world import World


@pytest.fixture
def world(database: Database) -> Iterator[World]:
    """A library with channels and a manager, and no process yet."""
    made = World(database)
    yield made
    made.end()
