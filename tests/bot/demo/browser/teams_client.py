"""Microsoft's client as a person uses it, as far as it names what it shows."""

import re

from playwright.sync_api import Locator, Page, TimeoutError, expect  # noqa: A004

from tests.bot.sandbox.browser.chromium import PATIENCE

_LOADS = 3
_ELSEWHERE = re.compile(r"^https?://(?!127\.0\.0\.1)")


class TeamsClient:
    """One open page, in the personal chat to begin with."""

    def __init__(self, page: Page, url: str) -> None:
        self.page = page
        page.route(_ELSEWHERE, lambda route: route.abort())  # its fonts, which nothing waits for
        for _ in range(_LOADS):
            page.goto(url, wait_until="commit")
            if self._is_greeted():
                break
        expect(self.last).to_be_visible()
        page.wait_for_timeout(500)  # the client has two lines open for a moment

    def _is_greeted(self) -> bool:
        """Whether the greeting is shown. The client drops what comes before it knows its own
        places, and asks for it anew when it is loaded anew.
        """
        try:
            self.last.wait_for(timeout=PATIENCE)
        except TimeoutError:
            return False
        return True

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
