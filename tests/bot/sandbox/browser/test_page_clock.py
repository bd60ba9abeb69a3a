"""The clock in the header: by keyboard, with times that are none, and seen in every tab."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.bot.sandbox.browser.chat import Chat
from tests.bot.sandbox.browser.chromium import OpenPage
from tests.bot.sandbox.browser.live import LiveSandbox

pytestmark = pytest.mark.browser

PHONE = {"width": 360, "height": 640}


def panel_of(page: Page) -> Locator:
    return page.get_by_role("dialog", name="Flytta klockan")


def test_the_panel_by_keyboard(page: Page, sandbox: LiveSandbox) -> None:
    Chat(page, sandbox.url).open("U0ANNA", "D0ANNA")
    button = page.get_by_role("button", name="Flytta klockan")
    button.focus()
    page.keyboard.press("Enter")
    expect(button).to_have_attribute("aria-expanded", "true")
    expect(page.get_by_role("button", name="Nästa måndag 09:00")).to_be_focused()
    page.keyboard.press("Tab")
    before = page.locator("time.clock").get_attribute("datetime") or ""
    page.keyboard.press("Enter")
    expect(panel_of(page).get_by_role("status")).to_have_text("Klockan är framme.")
    expect(page.get_by_role("button", name="En dag")).to_be_focused()
    assert before[:10] < (page.locator("time.clock").get_attribute("datetime") or "")[:10]
    page.keyboard.press("Escape")
    expect(panel_of(page)).to_have_count(0)
    expect(button).to_be_focused()


def test_the_panel_closes_when_one_goes_elsewhere(page: Page, sandbox: LiveSandbox) -> None:
    Chat(page, sandbox.url).open("U0ANNA", "D0ANNA")
    button = page.get_by_role("button", name="Flytta klockan")
    button.click()
    page.locator("#composer").click()
    expect(panel_of(page)).to_have_count(0)
    button.click()
    button.click()
    expect(panel_of(page)).to_have_count(0)
    button.click()
    page.get_by_role("button", name="English").focus()
    expect(panel_of(page)).to_have_count(0)


def test_times_that_the_clock_cannot_go_to(page: Page, sandbox: LiveSandbox) -> None:
    Chat(page, sandbox.url).open("U0ANNA", "D0ANNA")
    page.get_by_role("button", name="Flytta klockan").click()
    field = page.get_by_label("Dag och tid")
    for wrong, sentence in (
        ("2020-01-01T09:00", "Välj en tid efter nu."),
        ("", "Välj en tid efter nu."),
        ("2999-01-01T09:00", "Klockan går högst ett år framåt i taget."),
    ):
        field.fill(wrong)
        page.get_by_role("button", name="Flytta dit").click()
        expect(panel_of(page).get_by_role("alert")).to_have_text(sentence)
        expect(field).to_have_attribute("aria-invalid", "true")
        expect(field).to_be_focused()


def test_every_tab_shows_the_same_time(new_page: OpenPage, sandbox: LiveSandbox) -> None:
    anna, eve = new_page(), new_page(viewport=PHONE)
    Chat(anna, sandbox.url).open("U0ANNA", "D0ANNA")
    Chat(eve, sandbox.url).open("U0EVE", "D0EVE")
    anna.get_by_role("button", name="Flytta klockan").click()
    anna.get_by_role("button", name="Nästa måndag 09:00").click()
    expect(anna.locator("time.clock")).to_contain_text("09:00")
    expect(eve.locator("time.clock")).to_contain_text("Mon")
    expect(eve.locator("time.clock")).to_contain_text("09:00")


def test_the_panel_fits_a_small_phone(new_page: OpenPage, sandbox: LiveSandbox) -> None:
    page = new_page(viewport=PHONE)
    Chat(page, sandbox.url).open("U0ANNA", "D0ANNA")
    page.get_by_role("button", name="Flytta klockan").click()
    box = panel_of(page).bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= PHONE["width"]
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
