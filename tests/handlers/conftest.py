"""What people talk in: a county with its libraries and catalogue, on both databases."""

import pytest

from storage.database import Database
from storage.tables import Platform
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
def conversation(database: Database) -> Conversation:
    """The first county."""
    return Conversation(database)
