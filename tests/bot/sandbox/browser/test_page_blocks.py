"""Block Kit and mrkdwn as the page draws them; nothing that a message holds becomes markup."""

import pytest
from playwright.sync_api import Page, expect

from tests.bot.sandbox.browser.chat import Chat
from tests.bot.sandbox.browser.live import LiveSandbox

pytestmark = pytest.mark.browser


@pytest.fixture
def anna(page: Page, sandbox: LiveSandbox) -> Chat:
    return Chat(page, sandbox.url).open("U0ANNA", "D0ANNA")


def show(chat: Chat) -> None:
    chat.say("showcase")
    expect(chat.last.get_by_role("heading", name="A header")).to_be_visible()


def test_texts_and_layout_are_drawn(anna: Chat) -> None:
    show(anna)
    shown = anna.last

    expect(shown.locator("strong").first).to_have_text("bold")
    expect(shown.locator("em").first).to_have_text("italic")
    expect(shown.locator("s")).to_have_text("struck")
    expect(shown.locator("code")).to_have_text("code")
    link = shown.get_by_role("link", name="a link")
    expect(link).to_have_attribute("href", "https://example.org")
    expect(link).to_have_attribute("rel", "noopener noreferrer")
    expect(shown).to_contain_text("@Eve Smith")
    expect(shown.get_by_role("separator")).to_have_count(1)
    expect(shown.get_by_role("listitem")).to_have_text(["one", "two"])
    expect(shown.get_by_role("blockquote")).to_have_text("a quote")
    expect(shown.get_by_role("columnheader")).to_have_text(["Library", "Share"])
    expect(shown.get_by_role("cell")).to_have_text(["Nora", "69 %"])


def test_an_action_is_asked_about_first(anna: Chat) -> None:
    show(anna)
    anna.button("Remove").click()
    question = anna.page.get_by_role("dialog", name="Sure?")
    question.get_by_role("button", name="Keep it").click()
    expect(question).to_have_count(0)
    expect(anna.button("Remove")).to_be_focused()

    anna.button("Remove").click()
    question.get_by_role("button", name="Do it").click()
    expect(anna.last).to_contain_text("Undone.")


def test_an_action_carries_what_stands_in_the_other_fields(anna: Chat) -> None:
    show(anna)
    pick = anna.last.get_by_role("combobox", name="Pick one")
    pick.press("ArrowDown")
    pick.press("ArrowDown")
    pick.press("Enter")
    expect(pick).to_have_value("Pear")
    anna.last.get_by_label("Pick a day").fill("2026-05-04")
    expect(anna.last).to_contain_text("måndag 4 maj 2026")

    anna.button("Tell").click()

    expect(anna.last).to_contain_text("Seen: pear 2026-05-04")


def test_several_can_be_chosen_and_taken_away(anna: Chat) -> None:
    show(anna)
    people = anna.last.get_by_role("combobox", name="People")
    people.press_sequentially("eve")
    people.press("Enter")
    people.press_sequentially("anna")
    people.press("Enter")
    people.press("Escape")
    expect(anna.last.get_by_role("button", name="Ta bort")).to_have_count(2)

    anna.last.get_by_role("button", name="Ta bort Eve Smith").click()
    expect(anna.last.get_by_role("button", name="Ta bort")).to_have_count(1)
    weekly = anna.last.get_by_role("checkbox", name="Weekly")
    weekly.check()
    expect(weekly).to_be_checked()


def test_an_overflow_menu_opens_and_closes_by_keyboard(anna: Chat) -> None:
    show(anna)
    more = anna.last.get_by_role("button", name="Mer om")
    more.press("Enter")
    expect(anna.page.get_by_role("menuitem", name="First")).to_be_focused()
    anna.page.keyboard.press("ArrowDown")
    expect(anna.page.get_by_role("menuitem", name="Second")).to_be_focused()
    anna.page.keyboard.press("Escape")
    expect(anna.page.get_by_role("menu")).to_have_count(0)
    expect(more).to_be_focused()


def test_hostile_texts_are_shown_as_texts(anna: Chat) -> None:
    anna.say("hostile")
    shown = anna.last
    expect(shown).to_contain_text("<script>window.hurt = 1</script>")
    expect(shown).to_contain_text("<img src=x onerror='window.hurt = 2'> <!channel>")
    expect(shown).to_contain_text("<script>window.hurt = 3</script> <!channel> *not bold*")
    expect(shown).to_contain_text("<img src=x onerror='window.hurt = 4'>")
    expect(shown).to_contain_text("<javascript:alert(1)|press me>")
    expect(shown.locator("code")).to_have_text("<b>ticks</b>")
    expect(shown.locator("script, img, b, a")).to_have_count(0)
    assert anna.page.evaluate("window.hurt") is None


def test_what_is_typed_is_text(anna: Chat) -> None:
    for typed in (
        "<script>window.hurt = 5</script>",
        "<img src=x onerror='window.hurt = 6'>",
        "<!channel> <@U0EVE> &amp;",
        "``` <b>x</b>",
    ):
        anna.say(typed)
        expect(anna.last).to_contain_text(f"You said: {typed}")
    assert anna.page.evaluate("window.hurt") is None


MRKDWN = {
    "*a* _b_ ~c~": "<strong>a</strong> <em>b</em> <s>c</s>",
    "*a _b_*": "<strong>a <em>b</em></strong>",
    "2*3*4 snake_case_name": "2*3*4 snake_case_name",
    "* not* _ not _": "* not* _ not _",
    "`*a*` *`b`*": "<code>*a*</code> <strong><code>b</code></strong>",
    "```\na < b\n*c*```": '<pre tabindex="0">a &lt; b\n*c*</pre>',
    "> a\n> b\nc": "<blockquote>a<br>b</blockquote>c",
    "a\n\nb": "a<br><br>b",
    "&lt;b&gt; &amp;amp;": "&lt;b&gt; &amp;amp;",
    "<!here>": '<span class="mention">@here</span>',
    "<data:text/html,x|y>": "&lt;data:text/html,x|y&gt;",
    "*unclosed": "*unclosed",
    ":no_such: 12:30:45": ":no_such: 12:30:45",
    "_<https://a.b/c_d|e_f>_": '<em><a href="https://a.b/c_d" target="_blank" '
    'rel="noopener noreferrer">e_f</a></em>',
    "": "",
}


def test_mrkdwn(anna: Chat) -> None:
    drawn = anna.page.evaluate(
        """async (sources) => {
            const { drawMrkdwn } = await import("/page/text.js");
            return sources.map((source) => {
                const node = document.createElement("div");
                node.append(...drawMrkdwn(source));
                return node.innerHTML;
            });
        }""",
        list(MRKDWN),
    )
    assert dict(zip(MRKDWN, drawn, strict=True)) == MRKDWN
