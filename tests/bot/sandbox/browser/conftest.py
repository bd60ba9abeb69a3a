"""Fixtures of the browser tests: a browser, a page that may not fail, and the live sandbox.

Run in a pytest process of their own: `pytest -m browser tests/bot/sandbox/browser`.
"""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.bot.sandbox.browser.chromium import chromium
from tests.bot.sandbox.browser.live import LiveSandbox

PATIENCE = 10_000  # ms
DESKTOP = {"width": 1280, "height": 800}

OpenPage = Callable[..., Page]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One headless Chromium for all."""
    expect.set_options(timeout=PATIENCE)
    with chromium() as started:
        yield started


@pytest.fixture
def new_page(browser: Browser) -> Iterator[OpenPage]:
    """Makes pages, each in a profile of its own; a script error in any of them fails the test."""
    contexts = []
    errors: list[str] = []

    def make(**options: Any) -> Page:
        context = browser.new_context(**{"viewport": DESKTOP, "locale": "en-GB", **options})
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        return page

    yield make
    for context in contexts:
        context.close()
    assert errors == []


@pytest.fixture
def page(new_page: OpenPage) -> Page:
    """A page of desktop size."""
    return new_page()


@pytest.fixture(scope="module")
def sandbox() -> Iterator[LiveSandbox]:
    """The real sandbox with the helper bot connected, fresh for each module."""
    live = LiveSandbox()
    yield live
    live.close()
