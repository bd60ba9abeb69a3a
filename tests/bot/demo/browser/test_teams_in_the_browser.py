"""Kompis on Teams, in Microsoft's own client: the real bot behind its door, as people meet it."""

import re
from collections.abc import Callable, Iterator

import httpx
import pytest
from playwright.sync_api import Locator, Page, expect

from bot.demo.county import REGION
from bot.demo.teams.run import Address
from tests.bot.demo.browser.teams_client import TeamsClient
from tests.bot.demo.live import live_demo, live_teams_demo
from tests.bot.sandbox.browser.chromium import DESKTOP, OpenPage

pytestmark = pytest.mark.browser

MOVING = 60.0  # seconds that the clock may take to next Monday
TRANSCRIPT = (
    ("say", "framsteg"),
    ("say", "klar med Hängslen och livrem igår"),
    ("press", "Ångra"),
    ("press", "Lägg tillbaka"),
    ("say", "klar med Hängslen och livrem igår"),
    ("say", "hur går det för mig?"),
    ("say", "mål"),
    ("say", "handlingsplan"),
    ("say", "påminnelser"),
    ("say", "mina uppgifter"),
    ("say", "vad är klockan?"),
    ("say", "english"),
    ("say", "how are we doing?"),
    ("say", "took the self-assessment on Monday"),
    ("say", "goals"),
    ("say", "my data"),
)


@pytest.fixture(scope="module")
def teams(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Address]:
    """The demo on Teams on Wednesday 27 May 2020, with Karin before the client."""
    with live_teams_demo(tmp_path_factory.mktemp("teams")) as address:
        yield address


@pytest.fixture
def karin(new_page: OpenPage, teams: Address) -> TeamsClient:
    page = new_page()
    page.set_viewport_size(DESKTOP)  # type: ignore[arg-type]
    return TeamsClient(page, teams.url)


def test_who_opens_the_chat_is_greeted(karin: TeamsClient) -> None:
    expect(karin.last).to_contain_text("Hej! Jag heter Kompis")
    expect(karin.last).to_contain_text("Du arbetar på Nässjö stadsbibliotek.")


def test_commands_are_answered_in_both_languages(karin: TeamsClient) -> None:
    karin.say("framsteg")
    expect(karin.last).to_contain_text("Mål 3: har gjort självskattningen")
    karin.say("english")
    karin.say("progress")
    expect(karin.last).to_contain_text("Goal 3: have taken the self-assessment")
    karin.say("svenska")
    expect(karin.last).to_contain_text("Då svarar jag på svenska")


def test_a_report_is_undone_and_put_back_where_it_stands(karin: TeamsClient) -> None:
    karin.say("klar med Hängslen och livrem igår")
    expect(karin.last).to_contain_text("är registrerad som gjord 26 maj 2020")
    cards = karin.cards.count()
    karin.press("Ångra")
    expect(karin.last).to_contain_text("Borttaget från din lista")
    karin.press("Lägg tillbaka")
    expect(karin.last).to_contain_text("är registrerad som gjord 26 maj 2020")
    karin.press("Ångra")
    expect(karin.last).to_contain_text("Borttaget från din lista")
    assert karin.cards.count() == cards


def test_a_form_is_mended_where_it_is_wrong_and_sent(karin: TeamsClient) -> None:
    karin.say("utbildning")
    own = karin.last.get_by_role("textbox", name="Finns den inte i listan?")
    own.fill("Sagostund på nätet")
    _choose_day(karin, "28")  # tomorrow
    karin.press("Spara")
    expect(karin.last).to_contain_text("har inte varit än")
    expect(own).to_have_value("Sagostund på nätet")
    _choose_day(karin, "20")
    karin.press("Spara")
    expect(karin.last).to_contain_text("Sagostund på nätet")
    expect(karin.last).to_contain_text("20 maj 2020")


def test_a_form_is_put_away(karin: TeamsClient) -> None:
    karin.say("självskattning")
    karin.press("Stäng")
    expect(karin.last.get_by_role("button", name="Spara")).to_have_count(0)


def test_a_mention_in_a_channel_is_answered_below_it(karin: TeamsClient) -> None:
    karin.enter("General")
    field = karin.page.locator("[data-lexical-editor=true]").first
    field.click()
    karin.page.keyboard.type("@")
    karin.page.get_by_role("menuitem", name="Kompis").click()
    karin.page.keyboard.type(" framsteg")
    karin.page.get_by_role("button", name="Post", exact=True).click()
    expect(karin.last).to_contain_text("Mål 3: har gjort självskattningen")


def test_the_same_talk_reads_the_same_on_both_platforms(
    new_page: OpenPage, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folders = [tmp_path_factory.mktemp(name) for name in ("slack", "teams")]
    with live_demo(folders[0]) as slack_url, live_teams_demo(folders[1]) as address:
        slack = _Slack(new_page(), slack_url)
        there = TeamsClient(new_page(), address.url)
        for act, words in TRANSCRIPT:
            told = _words(slack.does(act, words))
            _read(there, lambda: there.last, act, words)
            # The client takes a card's buttons away before the new card comes.
            expect(there.last).to_have_text(_saying(told), use_inner_text=True)
            assert _words(there.last.inner_text()) == told, words


def test_monday_brings_each_channel_its_summary(
    new_page: OpenPage, tmp_path_factory: pytest.TempPathFactory
) -> None:
    with live_teams_demo(tmp_path_factory.mktemp("monday"), name="Lotta") as address:
        lotta = TeamsClient(new_page(), address.url)
        moved = httpx.post(f"{address.clock_url}/clock", follow_redirects=True, timeout=MOVING)
        assert "1 juni 2020 kl. 09:00" in moved.text.replace("\N{NO-BREAK SPACE}", " ")
        lotta.enter("General")
        expect(lotta.last).to_contain_text("Vecka 23: Nässjö stadsbibliotek")
        lotta.enter(REGION)
        expect(lotta.last).to_contain_text(f"Vecka 23: {REGION}")


class _Slack:
    """The same person on the sandbox's page."""

    def __init__(self, page: Page, url: str) -> None:
        self.page = page
        page.goto(f"{url}/#U0KARINNYSTROM/D0KARINNYSTROM")
        expect(page.get_by_role("status").filter(has_text="Kompis")).to_be_visible()

    @property
    def last(self) -> Locator:
        """What the newest message says."""
        return self.page.get_by_role("log").get_by_role("article").last.locator(".blocks")

    def does(self, act: str, words: str) -> str:
        """Write or press; what the newest message says then."""
        return _read(self, lambda: self.last, act, words)

    def say(self, text: str) -> None:
        """Write something, and wait for the answer."""
        articles = self.page.get_by_role("log").get_by_role("article")
        before = articles.count()
        field = self.page.locator("#composer")
        field.fill(text)
        field.press("Enter")
        expect(articles).to_have_count(before + 2)

    def press(self, name: str) -> None:
        """Press a button of the newest message."""
        self.last.get_by_role("button", name=name, exact=True).last.click()


def _read(who: "_Slack | TeamsClient", last: Callable[[], Locator], act: str, words: str) -> str:
    """What is read after a press or a sentence."""
    if act == "say":
        who.say(words)
    else:
        pressed = last().get_by_role("button", name=words, exact=True)
        who.press(words)
        expect(pressed).to_have_count(0)
    return last().inner_text()


def _words(read: str) -> list[str]:
    """The words alone: how a list or a bar is drawn is the platform's own."""
    return re.findall(r"\w+", read)


def _saying(words: list[str]) -> re.Pattern[str]:
    """A text of these words alone, for a browser to wait for."""
    return re.compile("".join((r"^\W*", r"\W+".join(words), r"\W*$")))


def _choose_day(karin: TeamsClient, day: str) -> None:
    """A day of this month, in the calendar that opens; days of the last month stand before it."""
    karin.last.get_by_role("combobox").last.click()
    karin.page.get_by_role("gridcell").get_by_text(day, exact=True).last.click()
