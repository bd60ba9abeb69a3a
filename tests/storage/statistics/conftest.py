"""A KB on 127.0.0.1, and a region that it tells of."""

from collections.abc import Iterator

import pytest

from tests.storage.statistics.kb import Kb, Site, site


@pytest.fixture
def kb() -> Kb:
    """A KB that has published nothing."""
    return Kb()


@pytest.fixture
def bibstat(kb: Kb, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """Its site. No proxy stands between."""
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    with site(kb) as served:
        yield served
