"""Chromium for the tests that drive a page: where it is, and how it is started."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Page, sync_playwright

PATIENCE = 10_000  # ms
DESKTOP = {"width": 1280, "height": 800}

OpenPage = Callable[..., Page]

PLACES = ("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def chromium_path() -> str:
    """The browser's path: CHROMIUM, else a usual place. A missing one is an error, not a skip."""
    named = os.environ.get("CHROMIUM")
    for place in [named] if named else PLACES:
        found = shutil.which(place)
        if found:
            return found
    raise FileNotFoundError(
        f"The browser tests need Chromium, and {named or 'none of the usual places'} has it. "
        "Install it (Debian: apt install chromium), or set CHROMIUM to its path."
    )


@contextmanager
def chromium() -> Iterator[Browser]:
    """A headless browser, closed at the end."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium_path(), args=list(ARGUMENTS), headless=True
        )
        try:
            yield browser
        finally:
            browser.close()
