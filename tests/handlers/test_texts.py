"""Texts: numbers, days and moments as readers write them, and no markup but our own."""

from datetime import UTC, date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.texts import LANGUAGES, Span, language_of, plain_spaces, texts_in

SV, EN = texts_in("sv"), texts_in("en")


def test_words_between_stars_are_bold() -> None:
    day = date(2020, 5, 26)
    assert EN.rich("training.line", title="Wikipedia", day=day) == (
        Span("Wikipedia", bold=True),
        Span(", 26\u00a0May\u00a02020"),
    )


@given(st.text())
def test_what_somebody_wrote_is_never_markup(words: str) -> None:
    bold, rest = SV.rich("training.line", title=words, day=date(2020, 5, 26))
    assert (bold, rest) == (Span(words, bold=True), Span(", 26\u00a0maj\u00a02020"))


def test_a_count_chooses_singular_or_plural() -> None:
    assert SV.say("progress.missing", n=1) == "1 person till behövs."
    assert SV.say("progress.missing", n=2) == "2 personer till behövs."
    assert EN.say("progress.missing", n=1) == "1 more person is needed."
    assert EN.say("progress.missing", n=1_234) == "1,234 more people are needed."


def test_a_month_is_in_words() -> None:
    day = date(2021, 5, 31)
    assert (SV.month(day), EN.month(day)) == ("maj 2021", "May 2021")


def test_no_line_parts_a_day_and_who_searches_finds_it() -> None:
    told = SV.say("assessment.kept", day=date(2020, 5, 3))
    assert told == "Dina resultat från 3\u00a0maj\u00a02020 är sparade."
    assert plain_spaces(told) == "Dina resultat från 3 maj 2020 är sparade."


def test_numbers_have_the_languages_separators() -> None:
    assert SV.number(999) == EN.number(999) == "999"
    assert SV.number(12_345) == "12\u00a0345"
    assert (SV.number(Decimal("4.5")), EN.number(Decimal("4.5"))) == ("4,5", "4.5")


def test_a_moment_is_told_in_its_zone() -> None:
    late = datetime(2020, 5, 26, 22, 5, tzinfo=UTC)
    assert SV.moment(late, ZoneInfo("Europe/Stockholm")) == "27\u00a0maj\u00a02020 kl.\u00a000:05"
    assert EN.moment(late, ZoneInfo("UTC")) == "26\u00a0May\u00a02020 at 22:05"


def test_words_in_a_row() -> None:
    assert SV.listed(["kurser", "artiklar", "teman"]) == "kurser, artiklar och teman"
    assert EN.listed(["courses", "articles"]) == "courses and articles"


def test_an_unknown_key_is_told_at_once() -> None:
    assert "form.save" in SV
    with pytest.raises(KeyError):
        SV.say("no.such.key")
    with pytest.raises(KeyError):
        SV.say("training.line")
    with pytest.raises(KeyError):
        texts_in("fi")


@pytest.mark.parametrize(
    ("wishes", "language"),
    [
        ((), "sv"),
        ((None, ""), "sv"),
        (("en-GB",), "en"),
        (("EN_us", "sv"), "en"),
        (("fi-FI", "en"), "en"),
        (("fi",), "sv"),
    ],
)
def test_the_first_wish_that_is_spoken_wins(wishes: tuple[str | None, ...], language: str) -> None:
    assert language_of(*wishes) == language
    assert language in LANGUAGES


def test_a_percentage_never_breaks_across_lines() -> None:
    assert texts_in("sv").say("county.share", percent=76) == "76\N{NO-BREAK SPACE}%"
