"""Microsoft's client as a person uses it, as far as it names what it shows."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.bot.sandbox.browser.chromium import PATIENCE

_ELSEWHERE = re.compile(r"^https?://(?!127\.0\.0\.1)")


class TeamsClient:
    """One open page, in the personal chat to begin with."""

    def __init__(self, page: Page, url: str) -> None:
        self.page = page
        page.route(_ELSEWHERE, lambda route: route.abort())  # its fonts, which nothing waits for
        page.goto(url, wait_until="commit")
        expect(self.last).to_be_visible(timeout=3 * PATIENCE)  # the greeting
        page.wait_for_timeout(500)  # the client has two lines open for a moment

    @property
    def cards(self) -> Locator:
        """All cards of the conversation."""
        return self.page.locator(".ac-adaptiveCard")

    @property
    def last(self) -> Locator:
        """The newest card."""
        return self.cards.last

    def say(self, text: str) -> None:
        """Write something, send it, and wait for the answer."""
        before = self.cards.count()
        field = self.page.locator("[data-lexical-editor=true]").last
        field.click()
        self.page.keyboard.type(text)
        self.page.keyboard.press("Enter")
        expect(self.cards).not_to_have_count(before)

    def press(self, name: str) -> None:
        """Press a button of the newest card."""
        self.last.get_by_role("button", name=name, exact=True).last.click()

    def enter(self, channel: str) -> None:
        """Go to a channel."""
        self.page.get_by_text(channel, exact=True).first.click()
