"""The live sandbox of its page's own tests."""

from collections.abc import Iterator

import pytest

from tests.bot.sandbox.browser.live import LiveSandbox


@pytest.fixture(scope="module")
def sandbox() -> Iterator[LiveSandbox]:
    """The real sandbox with the helper bot connected, fresh for each module."""
    live = LiveSandbox()
    yield live
    live.close()
