"""What people talk in: a county with its libraries and catalogue, on both databases."""

from collections.abc import Iterator

import pytest

from storage.database import Database
from storage.tables import Platform
from tests.databases import Databases, opened
from tests.handlers.conversations import Conversation
from tests.handlers.surfaces import TALKED_ON


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On Teams only conversations are held once more: nothing else knows a platform."""
    if TALKED_ON is Platform.SLACK:
        return
    held = [each for each in items if "conversation" in getattr(each, "fixturenames", ())]
    config.hook.pytest_deselected(items=[each for each in items if each not in held])
    items[:] = held


@pytest.fixture
def database(databases: Databases, request: pytest.FixtureRequest) -> Iterator[Database]:
    """With the county where people talk in it: it takes longer to make than most talks."""
    talks = "conversation" in request.fixturenames
    address = databases.filled(Conversation) if talks else databases.migrated()
    with opened(address) as database:
        yield database
    databases.drop(address)


@pytest.fixture
def conversation(database: Database) -> Conversation:
    """The first county."""
    return Conversation(database, stands=True)
