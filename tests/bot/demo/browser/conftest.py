"""The demo's page in a browser: Kompis as people meet it."""

from collections.abc import Iterator

import pytest

from tests.bot.demo.live import live_demo


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a running demo, on Wednesday 27 May 2020."""
    with live_demo(tmp_path_factory.mktemp("demo")) as url:
        yield url
