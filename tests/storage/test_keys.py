"""Keys: one for each thing, however it is written."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.keys import address_key, email_key, is_on_digiteket, name_key, title_key

COURSE = "digiteket.se/kurs/hangslen-och-livrem"
SLUGS = st.from_regex(r"[a-zåäö0-9]+(-[a-zåäö0-9]+){0,4}", fullmatch=True)
TRACKING = st.sampled_from(
    ["utm_source=slack", "utm_campaign=v%C3%A5r", "fbclid=Iw1", "gclid=9", "mc_cid=a", "ref=", "x"]
)


@pytest.mark.parametrize("key", [name_key, email_key, title_key])
@given(text=st.text())
def test_a_key_of_a_key_is_itself(key: Callable[[str], str], text: str) -> None:
    assert key(key(text)) == key(text)


@given(text=st.text(), space=st.sampled_from([" ", "\t", "\n", "\u00a0", "  "]))
def test_space_around_and_case_do_not_matter(text: str, space: str) -> None:
    assert name_key(space + text + space) == name_key(text)
    assert title_key(space + text.upper().lower() + space) == title_key(text.upper().lower())


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "Hängslen och livrem – grundläggande säkerhet",
            "HÄNGSLEN OCH LIVREM - Grundläggande säkerhet",
        ),
        ("”Kan vi vara med på länk?”", '"kan vi vara med på länk"'),
        ("Ha\u0308ngslen och livrem", "Hängslen  och\nlivrem!"),
        ("Digitalt först\u00ad!", "digitalt först"),
        ("115 idéer ❤️", "115 idéer"),
    ],
)
def test_one_title_written_in_two_ways(one: str, other: str) -> None:
    assert title_key(one) == title_key(other)


def test_swedish_letters_are_letters_of_their_own() -> None:
    assert title_key("Ål i ån") == "ål i ån"
    assert name_key("  Åsa   ÖBERG ") == "åsa öberg"
    assert title_key("hal") != title_key("häl")


def test_a_title_of_signs_alone_has_no_key() -> None:
    assert title_key("– … ?!") == ""


def test_an_email_is_compared_without_case() -> None:
    assert email_key(" Åsa.Berg@Nassjo.SE\n") == "åsa.berg@nassjo.se"


@pytest.mark.parametrize(
    "address",
    [
        "https://digiteket.se/kurs/hangslen-och-livrem/",
        "http://www.Digiteket.SE/kurs/hangslen-och-livrem",
        "digiteket.se/kurs/hangslen-och-livrem/steg-2/fraga/3",
        "//digiteket.se:443/kurs/hangslen-och-livrem/#steg",
        " https://digiteket.se./kurs//hangslen-och-livrem/?utm_source=slack&fbclid=1 ",
        "https://digiteket.se/kurs/H%61ngslen-och-livrem",
    ],
)
def test_addresses_of_one_course(address: str) -> None:
    assert address_key(address) == COURSE


@pytest.mark.parametrize(
    ("address", "key"),
    [
        ("https://digiteket.se/?p=22556", "digiteket.se/?p=22556"),
        ("https://www.digiteket.se?utm_medium=mail&p=22556", "digiteket.se/?p=22556"),
        ("https://digiteket.se/?page_id=7&preview=true", "digiteket.se/?page_id=7"),
        ("https://digiteket.se/kan-vi-vara-med-pa-lank/", "digiteket.se/kan-vi-vara-med-pa-lank"),
        ("https://digiteket.se/kurs/små-båtar", "digiteket.se/kurs/sm%C3%A5-b%C3%A5tar"),
        ("https://digiteket.se/kurs/sm%c3%a5-b%C3%A5tar", "digiteket.se/kurs/sm%C3%A5-b%C3%A5tar"),
        ("https://digiteket.se/kurs/a%2Fb/c", "digiteket.se/kurs/a%2Fb"),
        ("https://digiteket.se/inspirationsartikel/x/", "digiteket.se/inspirationsartikel/x"),
    ],
)
def test_addresses_that_name_a_page(address: str, key: str) -> None:
    assert address_key(address) == key


@pytest.mark.parametrize(
    "address",
    [
        "",
        "https://digiteket.se",
        "https://www.digiteket.se/?utm_source=slack#start",
        "https://digiteket.se/kurs/",
        "https://digiteket.se/inspirationsartikel",
        "https://digiteket.se/?s=wikipedia",
        "https://digiteket.se/?p=abc",
        "https://example.se/kurs/hangslen-och-livrem",
        "https://digiteket.se.example.com/kurs/x",
        "https://digiteket.se@example.com/kurs/x",
        "https://someone@digiteket.se/kurs/x",
        "https://digiteket.se:8080/kurs/x",
        "https://digiteket.se:99999/kurs/x",
        "https://digiteket.se:port/kurs/x",
        "http://[digiteket.se/kurs/x",
        "javascript://digiteket.se/kurs/x",
        "digiteket.se/kurs/x är bra",
        "hej på dig",
    ],
)
def test_addresses_that_name_nothing_we_know(address: str) -> None:
    assert address_key(address) is None


def test_the_front_page_is_on_digiteket_though_it_names_nothing() -> None:
    assert is_on_digiteket("https://www.digiteket.se/")
    assert not is_on_digiteket("https://example.se/?to=digiteket.se")


@given(slug=SLUGS, tracking=st.lists(TRACKING), tail=st.sampled_from(["", "/", "/steg-1/", "//"]))
def test_tracking_steps_and_fragments_do_not_matter(
    slug: str, tracking: list[str], tail: str
) -> None:
    plain = address_key(f"https://digiteket.se/kurs/{slug}")
    dressed = f"HTTP://WWW.digiteket.se/kurs/{slug}{tail}?{'&'.join(tracking)}#del-2"
    assert plain is not None
    assert address_key(dressed) == plain


@given(number=st.integers(1, 10**9), tracking=st.lists(TRACKING))
def test_a_page_number_outlives_its_tracking(number: int, tracking: list[str]) -> None:
    query = "&".join([*tracking, f"p={number}", *tracking])
    assert address_key(f"https://digiteket.se/?{query}") == f"digiteket.se/?p={number}"


@given(path=st.text())
def test_an_address_key_is_an_address_of_the_same_page(path: str) -> None:
    key = address_key(f"https://digiteket.se/{path}")
    assert key is None or address_key(key) == key


@given(text=st.text())
def test_no_text_breaks_the_address_key(text: str) -> None:
    key = address_key(text)
    assert key is None or address_key(f"https://www.{key}/") == key
