"""Fixtures of every browser test: one browser for all of a process, and pages that may not fail.

Run in pytest processes of their own: `pytest -m browser`, with `-n auto --dist loadfile` for a
browser on each core; what a file's tests share is served once.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.bot.sandbox.browser.chromium import DESKTOP, PATIENCE, OpenPage, chromium


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
