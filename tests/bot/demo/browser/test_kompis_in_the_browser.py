"""From the typed message to the answer on the page, in both languages."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.bot.sandbox.browser.chromium import OpenPage

pytestmark = pytest.mark.browser

LIBRARIAN, MANAGER, COORDINATOR = "U0KARINNYSTROM", "U0ASAHEDLUND", "U0LOTTAENGSTROM"
ENGLISH, NEWCOMER = "U0ALICEBENNETT", "U0JONNASJOGREN"
CHANNEL = "C0NASS"  # of Nässjö stadsbibliotek

Meet = Callable[..., "Person"]


class Person:
    """Somebody with the page open."""

    def __init__(self, page: Page) -> None:
        self.page = page

    @property
    def last(self) -> Locator:
        """The newest message."""
        return self.page.get_by_role("log").get_by_role("article").last

    @property
    def dialog(self) -> Locator:
        """The open form."""
        return self.page.get_by_role("dialog")

    def say(self, text: str) -> None:
        """Write something and send it."""
        field = self.page.locator("#composer")
        field.fill(text)
        field.press("Enter")

    def press(self, name: str) -> None:
        """Press the newest button of a name."""
        self.page.get_by_role("button", name=name, exact=True).last.click()


@pytest.fixture
def meet(new_page: OpenPage, demo: str) -> Meet:
    def opened(user: str, place: str = "") -> Person:
        page = new_page()
        page.goto(f"{demo}/#{user}/{place or 'D' + user[1:]}")
        expect(page.get_by_role("status").filter(has_text="Kompis")).to_be_visible()
        return Person(page)

    return opened


def test_a_report_is_recorded_undone_and_put_back(meet: Meet) -> None:
    karin = meet(LIBRARIAN)
    karin.say("/training hängslen och livrem igår")
    expect(karin.last).to_contain_text("är registrerad som gjord 26 maj 2020")
    karin.press("Ångra")
    expect(karin.last).to_contain_text("Borttaget från din lista")
    karin.press("Lägg tillbaka")
    expect(karin.last).to_contain_text("är registrerad som gjord 26 maj 2020")


def test_a_message_counts_for_the_library(meet: Meet) -> None:
    asa = meet(MANAGER)
    asa.say("/progress")
    expect(asa.last).to_contain_text("9 av 13")
    expect(asa.last).to_contain_text("2 personer till behövs.")
    karin = meet(LIBRARIAN)
    karin.say("gjorde självskattningen i måndags")
    expect(karin.last).to_contain_text("registrerad som gjord 25 maj 2020")
    asa.say("/progress")
    expect(asa.last).to_contain_text("10 av 13")
    asa.press("Personalen")
    expect(asa.last).to_contain_text("Karin Nyström")


def test_a_form_is_searched_mended_and_sent(meet: Meet) -> None:
    karin = meet(LIBRARIAN)
    karin.say("/training")
    expect(karin.dialog).to_contain_text("Vilken lärresurs har du gått klart?")
    karin.dialog.get_by_label("Vilken dag blev du klar?").fill("2020-06-30")
    karin.dialog.get_by_role("button", name="Spara").click()
    expect(karin.dialog).to_contain_text("har inte varit än")
    karin.dialog.get_by_label("Vilken dag blev du klar?").fill("2020-05-20")
    search = karin.dialog.get_by_role("combobox", name="Vilken lärresurs har du gått klart?")
    search.click()
    search.press_sequentially("teknikjakt")
    karin.page.get_by_role("option", name="Bygg din egen teknikjakt").click()
    karin.dialog.get_by_role("button", name="Spara").click()
    expect(karin.dialog).to_contain_text("Bygg din egen teknikjakt")
    expect(karin.dialog).to_contain_text("20 maj 2020")
    karin.page.keyboard.press("Escape")
    expect(karin.dialog).to_have_count(0)


def test_english_is_answered_in_english(meet: Meet) -> None:
    alice = meet(ENGLISH)
    alice.say("done with 115 idéer yesterday")
    expect(alice.last).to_contain_text("is recorded as finished on 26 May 2020")
    alice.say("how are we doing?")
    expect(alice.last).to_contain_text("Goal 3")
    alice.press("My progress")
    expect(alice.last).to_contain_text("Registered on Digiteket")


def test_a_newcomer_chooses_a_library_and_waits(meet: Meet) -> None:
    jonna = meet(NEWCOMER)
    jonna.say("klar med hängslen och livrem")
    expect(jonna.last).to_contain_text("Jag vet inte vilket bibliotek du arbetar på")
    jonna.press("Kom igång")
    jonna.dialog.get_by_role("combobox").first.click()
    jonna.page.get_by_role("option", name="Habo bibliotek").click()
    save = jonna.dialog.get_by_role("button", name="Spara")
    save.click()
    expect(save).to_have_count(0)  # the answer has no form: the library is named in that too
    expect(jonna.dialog).to_contain_text("Habo bibliotek")
    jonna.page.keyboard.press("Escape")
    expect(jonna.dialog).to_have_count(0)
    jonna.say("/progress")
    expect(jonna.last).to_contain_text("har inte bekräftat dig än")


def test_a_course_taken_together_is_asked_about_and_confirmed(meet: Meet) -> None:
    karin = meet(LIBRARIAN)
    karin.say("/training teknikjakt igår @Alice Bennett")
    expect(karin.last).to_contain_text("Jag frågar Alice Bennett om samma sak.")
    alice = meet(ENGLISH)
    expect(alice.last).to_contain_text("Karin Nyström says that you finished")
    alice.press("Yes, I have done it")
    expect(alice.last).to_contain_text("is recorded as finished on 26 May 2020")


def test_a_posted_page_has_a_button_for_everybody(meet: Meet) -> None:
    karin = meet(LIBRARIAN, CHANNEL)
    karin.say("Vi gick https://digiteket.se/kurs/helt-ny-kurs/ idag!")
    expect(karin.last).to_contain_text("Har du gått digiteket.se/kurs/helt-ny-kurs?")
    asa = meet(MANAGER, CHANNEL)
    for person in (karin, asa):
        person.press("Jag har gjort den")
        expect(person.last).to_contain_text("är registrerad som gjord 27 maj 2020")


def test_the_county_is_the_coordinators(meet: Meet) -> None:
    lotta = meet(COORDINATOR)
    lotta.say("/progress")
    expect(lotta.last.get_by_role("row")).to_have_count(15)
    expect(lotta.last.get_by_role("row", name="Habo")).to_contain_text("dold")


def test_a_wide_table_shows_on_a_phone_that_it_goes_on(meet: Meet) -> None:
    lotta = meet(COORDINATOR)
    lotta.say("/progress")
    table = lotta.last.get_by_role("region", name="Tabell")
    expect(table).not_to_have_attribute("data-more", "")
    lotta.page.set_viewport_size({"width": 390, "height": 844})
    expect(table).to_have_attribute("data-more", "")
    # Again at each frame, since a page that has become narrower is laid out in several
    lotta.page.wait_for_function(
        "node => { node.scrollLeft = node.scrollWidth; return !node.hasAttribute('data-more'); }",
        arg=table.element_handle(),
    )


def test_what_people_write_is_shown_as_they_wrote_it(meet: Meet) -> None:
    karin = meet(LIBRARIAN)
    title = "<script>alert(1)</script> *fet* <!channel> `kod` & <b>x</b>"
    karin.say("/training")
    karin.dialog.get_by_label("Finns den inte i listan?").fill(title)
    karin.dialog.get_by_role("button", name="Spara").click()
    expect(karin.dialog).to_contain_text(f"{title} är registrerad")
    karin.page.keyboard.press("Escape")
    karin.say("/training list")
    expect(karin.last).to_contain_text(title)


def test_the_own_page_is_drawn(meet: Meet) -> None:
    karin = meet(LIBRARIAN, "home")
    expect(karin.page.get_by_role("heading", name="Hej Karin Nyström")).to_be_visible()
    expect(karin.page.get_by_text("Nässjö stadsbibliotek").last).to_be_visible()
