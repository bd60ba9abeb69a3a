"""Texts as platforms take them."""

import pytest

from bot.render.wording import clean, is_blank, length, pieces, shorten


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("rad\r\nrad\rrad\x85rad\u2028rad", "rad\nrad\nrad\nrad\nrad"),
        ("a\tb\x0bc\x1fd", "a\tb c d"),
        ("\x00a\x07b\x1b[0m\x7f\x9f", "ab[0m"),
        ("\u202eabc\u202c \u2066def\u2069", "abc def"),
        ("\ud83d", "\ufffd"),
        ("👩‍👩‍👧‍👦 Å", "👩‍👩‍👧‍👦 Å"),
    ],
)
def test_cleaning(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


@pytest.mark.parametrize(
    ("text", "most"), [("abc", 3), ("åäö", 3), ("😀", 2), ("&", 5), ("<>", 8), ("", 0)]
)
def test_length_is_the_most_that_a_platform_may_count(text: str, most: int) -> None:
    assert length(text) == most


def test_a_text_is_cut_between_words() -> None:
    assert pieces("ett två tre fyra", 8) == ["ett två", "tre fyra"]


def test_a_word_that_is_too_long_is_cut_between_characters() -> None:
    assert pieces("x" * 7, 3) == ["xxx", "xxx", "x"]
    assert pieces("😀😀😀", 4) == ["😀😀", "😀"]
    assert pieces("&&&", 10) == ["&&", "&"]


def test_what_is_read_as_one_character_stays_whole() -> None:
    assert pieces("xx👍🏽", 5) == ["xx", "👍🏽"]
    assert pieces("x🇸🇪🇫🇮", 6) == ["x🇸🇪", "🇫🇮"]
    assert pieces("aae\u0301", 3) == ["aa", "e\u0301"]


def test_one_character_that_is_longer_than_the_room_is_cut_after_all() -> None:
    assert "".join(pieces("👩‍👩‍👧‍👦", 4)) == "👩‍👩‍👧‍👦"
    assert pieces("&", 3) == ["&"]


@pytest.mark.parametrize("text", ["", " \n", "\u200b\u00a0"])
def test_nothing_to_see(text: str) -> None:
    assert is_blank(text)
    assert shorten(text, 10) == "…"


def test_shortened() -> None:
    assert shorten("kort", 10) == "kort"
    assert shorten("ett två\ntre fyra", 8) == "ett två…"
    assert shorten("a & b", 7) == "a…"
