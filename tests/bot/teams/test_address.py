"""What Teams can call, and what people can be shown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.teams.address import MESSAGES, endpoint_of, is_page


@pytest.mark.parametrize(
    ("address", "host", "messages"),
    [
        ("https://kompis.example.se", "kompis.example.se", "https://kompis.example.se"),
        (" https://kompis.example.se/ ", "kompis.example.se", "https://kompis.example.se"),
        (
            "https://kompis.example.se/api/messages",
            "kompis.example.se",
            "https://kompis.example.se",
        ),
        ("https://KOMPIS.example.se:443", "kompis.example.se", "https://kompis.example.se"),
        ("https://kompis.example.se:8443", "kompis.example.se", "https://kompis.example.se:8443"),
        ("https://bot.xn--jnkping-7wa4k.se", "bot.xn--jnkping-7wa4k.se", None),
    ],
)
def test_an_address_on_the_internet(address: str, host: str, messages: str | None) -> None:
    found = endpoint_of(address)
    assert found is not None
    assert found.host == host
    assert found.messages == f"{messages or f'https://{host}'}/api/messages"


@pytest.mark.parametrize(
    "address",
    [
        "",
        "kompis.example.se",
        "http://kompis.example.se",
        "https://localhost",
        "https://127.0.0.1",
        "https://[::1]",
        "https://[::1",
        "https://kompis.example.se:0x1",
        "https://kompis.example.se/slack/events",
        "https://user:secret@kompis.example.se",
        "https://kompis.example.se?a=b",
        "https://kompis.example.se#a",
        "https://*.example.se",
        "https://-kompis.example.se",
    ],
)
def test_an_address_that_teams_cannot_call(address: str) -> None:
    assert endpoint_of(address) is None


@given(st.text(max_size=60))
def test_no_text_breaks_it(text: str) -> None:
    for address in (text, f"https://{text}", f"https://{text}{MESSAGES}"):
        found = endpoint_of(address)
        is_page(address)
        assert found is None or endpoint_of(found.messages) == found


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("https://www.example.se/personuppgifter?sprak=sv#kompis", True),
        ("https://www.example.se", True),
        ("http://www.example.se", False),
        ("https://intranet/kompis", False),
        ("https://a:b@www.example.se", False),
        ("https://www.example.se/en sida", False),
        ("https://[", False),
        ("", False),
    ],
)
def test_a_page(address: str, shown: bool) -> None:
    assert is_page(address) is shown
