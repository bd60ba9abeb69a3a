"""The page as a person uses it: by roles and words, not by classes."""

from playwright.sync_api import Locator, Page, expect


class Chat:
    """One person's open page."""

    def __init__(self, page: Page, url: str) -> None:
        self.page = page
        self._url = url

    def open(self, user: str, place: str) -> "Chat":
        """Act as a user, in a channel, a direct message or `home`."""
        self.page.goto(f"{self._url}/#{user}/{place}")
        expect(self.page.get_by_role("status").filter(has_text="Helper")).to_have_text(
            "Helper är ansluten" if user == "U0ANNA" else "Helper is connected"
        )
        return self

    @property
    def field(self) -> Locator:
        """The message field."""
        return self.page.locator("#composer")

    @property
    def log(self) -> Locator:
        """The messages, with this page's notices among them."""
        return self.page.get_by_role("log")

    @property
    def dialog(self) -> Locator:
        """The open form or question."""
        return self.page.get_by_role("dialog")

    @property
    def last(self) -> Locator:
        """The newest message."""
        return self.log.get_by_role("article").last

    def say(self, text: str) -> None:
        """Write something and send it with Enter."""
        self.field.fill(text)
        self.field.press("Escape")
        self.field.press("Enter")

    def button(self, name: str) -> Locator:
        """The newest button of a name in the conversation."""
        return self.log.get_by_role("button", name=name, exact=True).last
