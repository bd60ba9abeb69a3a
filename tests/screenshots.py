"""`make screenshots`: the README's pictures, made anew from the demo."""

import tempfile
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from bot.demo.keeping import FILE
from handlers.report.picture import picture
from handlers.texts import texts_in
from storage.database import open_database
from storage.regions import the_region
from storage.report import county_report
from tests.bot.demo.browser.teams_client import TeamsClient
from tests.bot.demo.live import WEDNESDAY, live_demo, live_teams_demo
from tests.bot.sandbox.browser.chromium import chromium

PICTURES = Path(__file__).parent.parent / "docs" / "pictures"
DESKTOP = {"width": 1100, "height": 720}
TALL = {"width": 1100, "height": 1180}
WIDE = {"width": 1280, "height": 1010}
PHONE = {"width": 390, "height": 844}
LIBRARIAN, MANAGER, COORDINATOR = "U0KARINNYSTROM", "U0ASAHEDLUND", "U0LOTTAENGSTROM"
ENGLISH = "U0ALICEBENNETT"


@dataclass(frozen=True, slots=True)
class Camera:
    """Opens the page as somebody, and keeps what it shows."""

    browser: Browser
    url: str

    def at(self, user: str, place: str, size: dict[str, int] = DESKTOP) -> Page:
        """The page as a user sees a place: `bot` for the direct message, or `home`."""
        page = self.browser.new_page(viewport=size, device_scale_factor=1.5)  # type: ignore[arg-type]
        page.goto(f"{self.url}/#{user}/{place}")
        expect(page.get_by_role("status").filter(has_text="Kompis")).to_be_visible()
        return page


def say(page: Page, text: str, answer: str) -> None:
    """Write something, and wait for what the answer begins with."""
    field = page.locator("#composer")
    field.fill(text)
    field.press("Enter")
    expect(page.get_by_text(answer).last).to_be_visible()


def keep(page: Page, name: str, closing: str = "") -> None:
    """Save what the page shows; a form is closed by its button's name."""
    page.screenshot(path=PICTURES / f"{name}.png", animations="disabled", caret="hide")
    if closing:
        page.get_by_role("button", name=closing, exact=True).last.click()
        expect(page.get_by_role("dialog")).to_have_count(0)
    page.close()


def take(camera: Camera) -> None:
    """Every picture, in the order of a first visit."""
    dm = {user: f"D{user[1:]}" for user in (LIBRARIAN, MANAGER, COORDINATOR, ENGLISH)}
    page = camera.at(LIBRARIAN, dm[LIBRARIAN])
    say(page, "/training hängslen och livrem igår", "är registrerad som gjord")
    say(page, "gjorde självskattningen i måndags", "Självskattningen är registrerad")
    keep(page, "training-sv")

    page = camera.at(LIBRARIAN, dm[LIBRARIAN])
    say(page, "/training", "Rapportera lärresurs")
    keep(page, "form-sv", closing="Stäng")

    page = camera.at(MANAGER, dm[MANAGER])
    say(page, "/progress", "Mål 3")
    keep(page, "progress-sv")

    page = camera.at(COORDINATOR, dm[COORDINATOR], TALL)
    say(page, "/progress", "målet är nått.")
    keep(page, "county-sv")

    page = camera.at(ENGLISH, dm[ENGLISH])
    say(page, "how are we doing?", "Goal 3")
    keep(page, "progress-en")

    keep(_home(camera, LIBRARIAN), "home-sv")
    keep(_home(camera, LIBRARIAN, PHONE), "home-phone-sv")


def _home(camera: Camera, user: str, size: dict[str, int] = DESKTOP) -> Page:
    page = camera.at(user, "home", size)
    expect(page.get_by_role("heading", name="Nässjö stadsbibliotek")).to_be_visible()
    return page


def take_teams(browser: Browser, url: str) -> None:
    """A report in Microsoft's client, without its log."""
    page = browser.new_page(viewport=WIDE, device_scale_factor=1.5)  # type: ignore[arg-type]
    karin = TeamsClient(page, url)
    page.locator("text=Log Panel").locator("xpath=..").get_by_role("button").last.click()
    karin.say("klar med Hängslen och livrem igår")
    expect(karin.last).to_contain_text("är registrerad som gjord")
    keep(page, "teams-sv")


def draw_report(folder: Path) -> None:
    """The county's own picture, as *Ladda ner* gives it."""
    database = open_database(f"sqlite:///{folder / FILE}")
    with database.reading() as session:
        region = the_region(session)
        assert region is not None
        report = county_report(session, region, WEDNESDAY.date(), each_library=True)
    database.close()
    (PICTURES / "report-sv.png").write_bytes(picture(report, texts_in("sv")))


def main() -> None:
    """Take every picture."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as folder,
        live_demo(Path(folder) / "slack") as url,
        live_teams_demo(Path(folder) / "teams") as teams,
        chromium() as browser,
    ):
        take(Camera(browser, url))
        take_teams(browser, teams.url)
        draw_report(Path(folder) / "slack")


if __name__ == "__main__":
    main()
