"""Addresses that people give: those that anybody can open, and no others."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.links import LONGEST_LINK, https_link


@pytest.mark.parametrize(
    "address",
    [
        "https://nassjo.se/plan",
        "  https://www.nassjo.se/biblioteket/plan.pdf?version=2#sida-3 ",
        "HTTPS://Nässjö.se",
        "https://nassjo.se:8443/plan",
        "https://nassjo.se/" + "a" * (LONGEST_LINK - 18),
    ],
)
def test_an_address_that_can_be_opened_stays_as_it_is_written(address: str) -> None:
    assert https_link(address) == address.strip()


@pytest.mark.parametrize(
    "address",
    [
        *("", "   ", "nassjo.se/plan", "http://nassjo.se", "ftp://nassjo.se", "https://"),
        *("https:///plan", "https://localhost/plan", "https://.", "https://nassjo.se:port"),
        *("https://anna@nassjo.se", "https://anna:hemlig@nassjo.se", "javascript:alert(1)"),
        *("https://nassjo.se/en plan", "https://nassjo.se/<plan>", "https://[1::", "mailto:a@b.se"),
        "https://nassjo.se/" + "a" * LONGEST_LINK,
    ],
)
def test_no_other_address_is_taken(address: str) -> None:
    assert https_link(address) is None


@given(st.text(max_size=80) | st.text(max_size=60).map("https://".__add__))
def test_whatever_is_written_is_one_or_none(text: str) -> None:
    link = https_link(text)
    assert link is None or (link.lower().startswith("https://") and https_link(link) == link)
