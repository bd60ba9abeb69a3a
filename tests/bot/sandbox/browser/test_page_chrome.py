"""The page's own frame: languages, narrow screens, colours, and breaks of the connection."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

import bot.sandbox
from tests.bot.sandbox.browser.chat import Chat
from tests.bot.sandbox.browser.chromium import OpenPage
from tests.bot.sandbox.browser.live import LiveSandbox

pytestmark = pytest.mark.browser

PAGE = Path(bot.sandbox.__file__).parent / "page"
STYLES = PAGE / "styles"
MARKUP = re.compile(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function")
PHONE = {"width": 390, "height": 844}
AA = 4.5
TEXTS = [
    ("ink", "paper"),
    ("ink", "side"),
    ("ink", "private"),
    ("ink", "danger-tint"),
    ("muted", "paper"),
    ("muted", "side"),
    ("muted", "sunk"),
    ("muted", "raised"),
    ("muted", "private"),
    ("muted", "tint"),
    ("accent", "paper"),
    ("accent", "tint"),
    ("accent", "private"),
    ("accent-strong", "tint"),
    ("on-accent", "accent"),
    ("on-accent", "accent-strong"),
    ("danger", "paper"),
    ("danger", "danger-tint"),
    ("on-danger", "danger"),
]


def test_the_language_follows_the_user_until_one_is_chosen(
    page: Page, sandbox: LiveSandbox
) -> None:
    chat = Chat(page, sandbox.url)
    chat.open("U0ANNA", "D0ANNA")
    expect(page.locator("html")).to_have_attribute("lang", "sv")
    expect(page.get_by_role("heading", name="Kanaler")).to_be_visible()

    chat.open("U0EVE", "D0EVE")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.get_by_role("heading", name="Channels")).to_be_visible()

    page.get_by_role("button", name="Svenska").click()
    expect(page.get_by_role("heading", name="Direktmeddelanden")).to_be_visible()
    page.reload()
    expect(page.get_by_role("heading", name="Direktmeddelanden")).to_be_visible()
    expect(page.get_by_role("button", name="Svenska")).to_have_attribute("aria-pressed", "true")


def test_both_languages_have_the_same_words(page: Page, sandbox: LiveSandbox) -> None:
    Chat(page, sandbox.url).open("U0ANNA", "D0ANNA")
    keys = page.evaluate(
        """async () => {
            const read = (name) => import(`/page/strings/${name}.js`);
            const tables = await Promise.all(["sv", "en"].map(read));
            const holes = (text) => (text.match(/\\{\\w+\\}/g) ?? []).sort().join();
            return tables.map(({ default: table }) =>
                Object.entries(table).map(([key, text]) => `${key} ${holes(text)}`));
        }"""
    )
    assert keys[0] == keys[1]


@pytest.mark.parametrize("place", ["C0GENERAL", "D0ANNA", "home"])
def test_a_phone_shows_everything_without_scrolling_sideways(
    new_page: OpenPage, sandbox: LiveSandbox, place: str
) -> None:
    page = new_page(viewport=PHONE, has_touch=True)
    chat = Chat(page, sandbox.url)
    chat.open("U0ANNA", "D0ANNA").say("showcase")
    expect(chat.last.get_by_role("heading", name="A header")).to_be_visible()
    page.goto(f"{sandbox.url}/#U0ANNA/{place}")
    expect(page.get_by_role("main")).to_contain_text(
        {"home": "Counted", "D0ANNA": "A header"}.get(place, "general")
    )

    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    assert page.evaluate("document.querySelector('.scroller').scrollWidth") <= PHONE["width"]


def test_on_a_phone_the_sidebar_is_a_drawer(new_page: OpenPage, sandbox: LiveSandbox) -> None:
    page = new_page(viewport=PHONE)
    Chat(page, sandbox.url).open("U0ANNA", "D0ANNA")
    general = page.get_by_role("link", name="general")
    drawer = page.get_by_role("button", name="Kanaler och personer")
    expect(general).to_be_hidden()

    drawer.click()
    expect(drawer).to_have_attribute("aria-expanded", "true")
    general.click()

    expect(page.get_by_role("heading", name="general")).to_be_visible()
    expect(general).to_be_hidden()


def test_the_page_says_when_the_sandbox_is_away_and_comes_back(
    page: Page, sandbox: LiveSandbox
) -> None:
    chat = Chat(page, sandbox.url).open("U0ANNA", "D0ANNA")
    chat.say("before")
    expect(chat.last).to_contain_text("You said: before")

    sandbox.stop()
    expect(page.get_by_text("Sandlådan svarar inte. Försöker igen")).to_be_visible()
    expect(page.get_by_text("Helper är inte ansluten")).to_be_visible()
    chat.say("meanwhile")
    expect(chat.log.get_by_role("alert")).to_contain_text("Sandlådan svarar inte.")
    expect(chat.field).to_have_value("meanwhile")

    sandbox.start()
    expect(page.get_by_text("Sandlådan svarar inte. Försöker igen")).to_have_count(0)
    expect(page.get_by_text("Helper är ansluten")).to_be_visible()
    chat.say("after")
    expect(chat.last).to_contain_text("You said: after")


def test_nothing_is_fetched_from_elsewhere(page: Page, sandbox: LiveSandbox) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    chat = Chat(page, sandbox.url).open("U0ANNA", "D0ANNA")
    chat.say("showcase")
    expect(chat.last.get_by_role("heading", name="A header")).to_be_visible()

    assert [url for url in asked if not url.startswith(sandbox.url + "/")] == []


def test_no_module_turns_text_into_markup() -> None:
    modules = list(PAGE.rglob("*.js"))
    assert len(modules) > 40
    assert [path for path in modules if MARKUP.search(path.read_text(encoding="utf-8"))] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_colours_have_the_contrast_of_wcag_aa(scheme: str) -> None:
    light, dark = (STYLES / "tokens.css").read_text(encoding="utf-8").split("@media", 1)
    colours = _colours(light) | (_colours(dark) if scheme == "dark" else {})

    weak = {
        f"{text} on {ground}": round(_contrast(colours[text], colours[ground]), 2)
        for text, ground in TEXTS
        if _contrast(colours[text], colours[ground]) < AA
    }
    assert weak == {}


def _colours(css: str) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", css))


def _contrast(one: str, other: str) -> float:
    """WCAG 2.2, "contrast ratio"."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
