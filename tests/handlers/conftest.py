"""What people talk in: a county with its libraries and catalogue, on both databases."""

import pytest

from storage.database import Database
from tests.handlers.conversations import Conversation


@pytest.fixture
def conversation(database: Database) -> Conversation:
    """The first county."""
    return Conversation(database)
