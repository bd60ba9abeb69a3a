"""The clock in the page's header is moved, and the summary is in the library's channel."""

import pytest
from playwright.sync_api import Page, expect

from tests.bot.demo.browser.test_kompis_in_the_browser import ENGLISH, LIBRARIAN
from tests.bot.sandbox.browser.chromium import OpenPage

pytestmark = pytest.mark.browser

CHANNEL = "nassjo-stadsbibliotek"
PATIENCE = 60_000  # ms
PHONE = {"width": 390, "height": 844}


def opened(page: Page, url: str, user: str) -> Page:
    page.goto(f"{url}/#{user}/D{user[1:]}")
    expect(page.get_by_role("status").filter(has_text="Kompis")).to_be_visible()
    return page


def test_next_monday_brings_the_summary_in_both_languages(new_page: OpenPage, demo: str) -> None:
    karin = opened(new_page(), demo, LIBRARIAN)
    karin.get_by_role("button", name="Flytta klockan").click()
    panel = karin.get_by_role("dialog", name="Flytta klockan")
    monday = panel.get_by_role("button", name="Nästa måndag 09:00")
    expect(monday).to_be_focused()
    monday.click()
    expect(panel.get_by_role("status")).to_have_text("Klockan är framme.", timeout=PATIENCE)
    expect(panel).to_contain_text("måndag 1 juni 2020")
    channel = karin.get_by_role("link", name=CHANNEL)
    expect(channel).to_contain_text("Nytt")
    channel.click()
    expect(panel).to_have_count(0)
    expect(karin.get_by_role("log")).to_contain_text("Vecka 23: Nässjö stadsbibliotek")
    expect(channel).not_to_contain_text("Nytt")

    alice = opened(new_page(viewport=PHONE, has_touch=True), demo, ENGLISH)
    alice.get_by_role("button", name="Move the clock").click()
    panel = alice.get_by_role("dialog", name="Move the clock")
    panel.get_by_role("button", name="Next Monday 09:00").tap()
    expect(panel.get_by_role("status")).to_have_text("The clock is there.", timeout=PATIENCE)
    expect(panel).to_contain_text("Monday, 8 June 2020")
    alice.keyboard.press("Escape")
    alice.get_by_role("button", name="Channels and people: New").click()
    alice.get_by_role("link", name=CHANNEL).click()
    expect(alice.get_by_role("log")).to_contain_text("Vecka 24: Nässjö stadsbibliotek")

    expect(karin.locator("time.clock")).to_contain_text("8 juni 09:00")
    expect(karin.get_by_role("log")).to_contain_text("Vecka 24: Nässjö stadsbibliotek")
