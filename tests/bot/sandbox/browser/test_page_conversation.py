"""Commands, messages and buttons on the page, with a real bot behind them."""

import pytest
from playwright.sync_api import Page, expect

from tests.bot.sandbox.browser.chat import Chat
from tests.bot.sandbox.browser.chromium import OpenPage
from tests.bot.sandbox.browser.live import LiveSandbox

pytestmark = pytest.mark.browser


@pytest.fixture
def anna(page: Page, sandbox: LiveSandbox) -> Chat:
    return Chat(page, sandbox.url)


def test_a_command_is_answered_for_the_one_who_typed_it(
    anna: Chat, new_page: OpenPage, sandbox: LiveSandbox
) -> None:
    anna.open("U0ANNA", "C0GENERAL").say("/hello world")

    expect(anna.last).to_contain_text("Hello world")
    expect(anna.last).to_contain_text("Syns bara för dig")
    expect(anna.last.locator("strong")).to_have_text("world")
    expect(anna.log).to_contain_text("Du körde /hello world")

    eve = Chat(new_page(), sandbox.url).open("U0EVE", "C0GENERAL")
    eve.say("anybody here?")
    expect(eve.log).to_contain_text("anybody here?")
    expect(eve.log).not_to_contain_text("Hello world")
    expect(anna.log).to_contain_text("anybody here?")


def test_acting_as_somebody_else_shows_what_they_see(anna: Chat) -> None:
    anna.open("U0ANNA", "C0GENERAL").say("/hello secret")
    expect(anna.last).to_contain_text("Hello secret")

    who = anna.page.get_by_role("combobox", name="Agera som")
    who.click()
    anna.page.get_by_role("option", name="Eve Smith").click()

    act_as = anna.page.get_by_role("combobox", name="Act as")
    expect(act_as).to_have_value("Eve Smith")
    expect(act_as).to_be_focused()
    expect(anna.page.get_by_role("heading", name="general")).to_be_visible()
    anna.say("eve is here")
    expect(anna.log).to_contain_text("eve is here")
    expect(anna.log).not_to_contain_text("Hello secret")
    expect(anna.page.get_by_role("link", name="quiet")).to_have_count(0)


def test_a_direct_message_is_answered(anna: Chat) -> None:
    anna.open("U0ANNA", "D0ANNA").say("done with it")

    expect(anna.last).to_contain_text("You said: done with it")
    expect(anna.last).to_contain_text("Helper")


def test_a_mention_is_completed_and_sent(anna: Chat) -> None:
    anna.open("U0ANNA", "C0GENERAL")
    anna.field.press_sequentially("@he")
    expect(anna.page.get_by_role("option", name="@Helper")).to_be_visible()
    anna.field.press("Enter")
    expect(anna.field).to_have_value("@Helper ")
    anna.field.press_sequentially("hello there")
    anna.field.press("Enter")

    expect(anna.last).to_contain_text("You said: @Helper hello there")


def test_a_pressed_button_replaces_the_message(anna: Chat) -> None:
    anna.open("U0ANNA", "D0ANNA").say("/hello button")
    expect(anna.last).to_contain_text("Hello button")

    anna.button("Undo").click()

    expect(anna.last).to_contain_text("Undone.")
    expect(anna.log).not_to_contain_text("Hello button")
    expect(anna.last).to_be_focused()


def test_a_message_is_answered_in_a_thread(anna: Chat) -> None:
    anna.open("U0ANNA", "D0ANNA").say("the beginning")
    expect(anna.last).to_contain_text("You said: the beginning")
    anna.last.hover()
    anna.last.get_by_role("button", name="Svara i tråd").click()
    expect(anna.field).to_be_focused()
    expect(anna.page.get_by_role("main").locator("form")).to_contain_text(
        "Svar på: You said: the beginning"
    )

    anna.field.fill("in the thread")
    anna.field.press("Enter")
    mine = anna.log.get_by_role("article").filter(has_text="Svar på: You said: the beginning")
    expect(mine).to_contain_text("in the thread")
    anna.field.fill("/hello")
    anna.page.keyboard.press("Tab")
    anna.field.press("Enter")
    expect(anna.log.get_by_role("alert")).to_contain_text("/hello fungerar inte i en tråd.")

    anna.field.press("Escape")
    anna.say("/hello outside")
    expect(anna.last).to_contain_text("Hello outside")


def test_a_button_is_worked_on_once(anna: Chat) -> None:
    anna.open("U0ANNA", "D0ANNA").say("/hello twice")
    expect(anna.last).to_contain_text("Hello twice")
    hold = anna.button("Hold")

    hold.click()
    expect(hold).to_have_attribute("aria-busy", "true")
    hold.click()
    anna.say("/release")

    expect(anna.log).to_contain_text("Pressed 1")


def test_a_command_that_is_typed_whole_is_sent_at_enter(anna: Chat) -> None:
    anna.open("U0ANNA", "C0GENERAL").field.fill("/hello")
    expect(anna.page.get_by_role("listbox")).to_be_visible()
    anna.field.press("Enter")
    expect(anna.field).to_have_value("")
    expect(anna.last).to_contain_text("Hello")


def test_a_command_that_is_not_answered_says_so(anna: Chat) -> None:
    anna.open("U0ANNA", "D0ANNA").say("/silent")

    expect(anna.log).to_contain_text("Helper arbetar")
    expect(anna.log.get_by_role("alert")).to_contain_text(
        "/silent Helper svarade inte inom 3 sekunder. operation_timeout"
    )
    expect(anna.log).not_to_contain_text("Helper arbetar")


def test_an_unknown_command_says_so(anna: Chat) -> None:
    anna.open("U0ANNA", "D0ANNA").say("/nonsense at all")

    expect(anna.log.get_by_role("alert")).to_contain_text("/nonsense är inget kommando här.")


def test_a_file_is_shown_and_downloaded(anna: Chat) -> None:
    anna.open("U0ANNA", "D0ANNA").say("files")

    picture = anna.last.get_by_role("img", name="Two bars")
    expect(picture).to_be_visible()
    assert picture.evaluate("image => image.decode().then(() => image.naturalWidth)") == 1
    with anna.page.expect_download() as begun:
        anna.last.get_by_role("link", name="Ladda ner A page (0,1 kB)").click()
    assert begun.value.suggested_filename == "page.html"
    assert begun.value.path().read_text() == "<script>alert(1)</script>"


def test_arrow_up_recalls_what_was_sent(anna: Chat) -> None:
    anna.open("U0ANNA", "D0ANNA").say("/hello again")
    expect(anna.last).to_contain_text("Hello again")

    anna.field.press("ArrowUp")
    expect(anna.field).to_have_value("/hello again")


def test_several_lines_are_one_message(anna: Chat) -> None:
    anna.open("U0ANNA", "D0ANNA")
    anna.field.press_sequentially("first")
    anna.field.press("Shift+Enter")
    anna.field.press_sequentially("second")
    anna.field.press("Enter")

    expect(anna.last).to_contain_text("You said: first")
    expect(anna.last.locator("br")).to_have_count(1)


def test_the_json_of_a_message_can_be_shown(anna: Chat) -> None:
    anna.open("U0ANNA", "D0ANNA").say("/hello json")
    expect(anna.last).to_contain_text("Hello json")

    anna.last.get_by_role("button", name="Visa JSON").click()
    shown = anna.last.get_by_role("region", name="Visa JSON")
    expect(shown).to_contain_text('"action_id": "undo"')
    anna.last.get_by_role("button", name="Visa JSON").click()
    expect(shown).to_have_count(0)


def test_news_elsewhere_are_marked(anna: Chat, new_page: OpenPage, sandbox: LiveSandbox) -> None:
    anna.open("U0ANNA", "D0ANNA")
    eve = Chat(new_page(), sandbox.url).open("U0EVE", "C0GENERAL")

    eve.say("look here")

    expect(anna.page.get_by_role("link", name="general Nytt")).to_be_visible()
    anna.page.get_by_role("link", name="general Nytt").click()
    expect(anna.last).to_contain_text("look here")
    expect(anna.page.get_by_role("link", name="general Nytt")).to_have_count(0)


def test_the_newest_stays_in_sight_when_a_phones_keyboard_takes_half(anna: Chat) -> None:
    anna.open("U0ANNA", "D0ANNA")
    for number in range(12):
        anna.say(f"number {number}")
        expect(anna.last).to_contain_text(f"You said: number {number}")
    expect(anna.last).to_be_in_viewport()
    anna.page.set_viewport_size({"width": 1280, "height": 400})
    expect(anna.last).to_be_in_viewport(ratio=1)


def test_the_keyboard_is_enough(anna: Chat) -> None:
    anna.open("U0ANNA", "D0ANNA")
    keyboard = anna.page.keyboard
    keyboard.press("Tab")
    expect(anna.page.get_by_role("link", name="Till meddelandefältet")).to_be_focused()
    keyboard.press("Enter")
    expect(anna.field).to_be_focused()
    keyboard.type("/he")
    expect(anna.page.get_by_role("option", name="/hello [name] Says hello")).to_be_visible()
    keyboard.press("Tab")
    keyboard.type("keys")
    keyboard.press("Enter")
    expect(anna.last).to_contain_text("Hello keys")

    anna.button("Open form").focus()
    keyboard.press("Enter")
    expect(anna.dialog).to_be_visible()
    keyboard.press("Escape")
    expect(anna.dialog).to_have_count(0)
    expect(anna.button("Open form")).to_be_focused()


def test_the_arrows_walk_through_the_messages(anna: Chat) -> None:
    anna.open("U0ANNA", "D0ANNA").say("one more")
    expect(anna.last).to_contain_text("You said: one more")

    anna.log.press("ArrowUp")
    expect(anna.last).to_be_focused()
    anna.page.keyboard.press("ArrowUp")
    expect(anna.log.get_by_role("article").nth(-2)).to_be_focused()
    anna.page.keyboard.press("Tab")
    expect(anna.log.get_by_role("button", name="Visa JSON").nth(-2)).to_be_focused()
    anna.page.keyboard.press("Tab")
    expect(anna.log.get_by_role("button", name="Svara i tråd").nth(-2)).to_be_focused()
    anna.page.keyboard.press("Tab")
    expect(anna.field).to_be_focused()
