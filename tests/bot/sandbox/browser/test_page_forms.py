"""Modal forms and App Home on the page."""

import pytest
from playwright.sync_api import APIResponse, Page, Route, expect

from tests.bot.sandbox.browser.chat import Chat
from tests.bot.sandbox.browser.live import LiveSandbox

pytestmark = pytest.mark.browser


@pytest.fixture
def anna(page: Page, sandbox: LiveSandbox) -> Chat:
    return Chat(page, sandbox.url).open("U0ANNA", "D0ANNA")


def open_form(chat: Chat) -> None:
    chat.say("/form")
    expect(chat.page.get_by_role("dialog", name="A form")).to_be_visible()


def test_a_form_is_refused_mended_and_sent(anna: Chat) -> None:
    open_form(anna)
    course = anna.dialog.get_by_role("combobox", name="Course")
    note = anna.dialog.get_by_role("textbox", name="Note")
    expect(course).to_be_focused()

    anna.dialog.get_by_role("button", name="Save").click()
    expect(course).to_have_attribute("aria-invalid", "true")
    expect(course).to_be_focused()
    expect(anna.dialog.get_by_text("Det här behöver fyllas i.")).to_have_count(2)

    course.press_sequentially("source")
    anna.page.get_by_role("option", name="Source criticism").click()
    expect(course).to_have_value("Source criticism")
    expect(anna.dialog.get_by_text("söndag 3 maj 2026")).to_be_visible()
    note.fill("ah")
    anna.dialog.get_by_role("button", name="Save").click()
    expect(anna.dialog.get_by_text("Skriv minst 3 tecken.")).to_be_visible()
    note.fill("bad")
    anna.dialog.get_by_role("button", name="Save").click()
    expect(anna.dialog.get_by_text("Write good.")).to_be_visible()
    expect(note).to_be_focused()

    note.fill("good")
    expect(anna.dialog.get_by_text("Write good.")).to_be_hidden()
    note.press("Enter")
    expect(anna.dialog).to_have_count(0)
    expect(anna.last).to_contain_text("Saved: Source criticism, 2026-05-03, good")
    expect(anna.field).to_be_focused()


def test_a_search_says_when_it_wants_more_and_when_it_finds_nothing(anna: Chat) -> None:
    open_form(anna)
    course = anna.dialog.get_by_role("combobox", name="Course")

    course.press_sequentially("s")
    expect(anna.dialog.get_by_text("Skriv minst 2 tecken")).to_be_visible()
    course.press_sequentially("af")
    expect(anna.dialog.get_by_role("option")).to_have_text(["Safe on the internet"])
    course.press_sequentially("xyz")
    expect(anna.dialog.get_by_text("Inget hittades")).to_be_visible()
    course.press("Escape")
    expect(anna.dialog.get_by_text("Inget hittades")).to_have_count(0)
    expect(anna.dialog).to_be_visible()
    anna.dialog.get_by_role("button", name="Cancel").click()
    expect(anna.dialog).to_have_count(0)


def test_a_choice_mends_a_missing_one_without_typing(anna: Chat) -> None:
    open_form(anna)
    anna.dialog.get_by_role("button", name="Save").click()
    missing = anna.dialog.get_by_text("Det här behöver fyllas i.")
    expect(missing).to_have_count(2)

    course = anna.dialog.get_by_role("combobox", name="Course")
    course.press_sequentially("source")
    anna.page.get_by_role("option", name="Source criticism").click()

    expect(missing).to_have_count(1)
    anna.dialog.get_by_role("button", name="Cancel").click()  # the next one finds what lies open
    expect(anna.dialog).to_have_count(0)


def test_forms_lie_on_top_of_each_other_and_keep_what_is_filled_in(anna: Chat) -> None:
    open_form(anna)
    anna.dialog.get_by_role("textbox", name="Note").fill("half done")
    anna.dialog.get_by_role("button", name="More").click()

    second = anna.page.get_by_role("dialog", name="Second")
    expect(second).to_contain_text("On top of the first")
    second.get_by_role("button", name="Tillbaka").click()

    first = anna.page.get_by_role("dialog", name="A form")
    expect(first.get_by_role("textbox", name="Note")).to_have_value("half done")
    first.press("Escape")
    expect(anna.dialog).to_have_count(0)


def test_a_late_answer_does_not_undo_news(page: Page, sandbox: LiveSandbox) -> None:
    held: list[tuple[Route, APIResponse]] = []
    page.route("**/sandbox/views?*", lambda route: held.append((route, route.fetch())))
    chat = Chat(page, sandbox.url)
    with page.expect_request("**/sandbox/views?*"):
        chat.open("U0ANNA", "D0ANNA")
    open_form(chat)

    for route, answer in held:
        with page.expect_response("**/sandbox/views?*"):
            route.fulfill(response=answer)

    chat.page.evaluate("new Promise(requestAnimationFrame)")
    expect(chat.dialog).to_be_visible()
    chat.dialog.get_by_role("textbox", name="Note").press("Escape")
    expect(chat.dialog).to_have_count(0)


def test_the_focus_stays_in_the_form(anna: Chat) -> None:
    open_form(anna)
    for _ in range(20):
        anna.page.keyboard.press("Tab")
        outside = anna.page.evaluate(
            "!document.querySelector('dialog').contains(document.activeElement)"
            " && document.activeElement !== document.body"
        )
        assert outside is False
    anna.dialog.get_by_role("textbox", name="Note").press("Escape")
    expect(anna.dialog).to_have_count(0)


def test_a_reload_finds_the_form_again(anna: Chat) -> None:
    open_form(anna)
    anna.page.reload()
    expect(anna.page.get_by_role("dialog", name="A form")).to_be_visible()
    anna.page.keyboard.press("Escape")
    expect(anna.dialog).to_have_count(0)


def test_the_home_is_drawn_and_its_buttons_work(anna: Chat) -> None:
    anna.page.get_by_role("link", name="Helper: App Home").click()
    main = anna.page.get_by_role("main")
    expect(main).to_contain_text("Counted to 0")

    main.get_by_role("button", name="Count").click()
    expect(main).to_contain_text("Counted to 1")
    main.get_by_role("button", name="Count").press("Enter")
    expect(main).to_contain_text("Counted to 2")
    expect(main.get_by_role("button", name="Count")).to_be_focused()
    main.get_by_role("button", name="Visa JSON").click()
    expect(main.get_by_role("region", name="Visa JSON")).to_contain_text('"type": "home"')
