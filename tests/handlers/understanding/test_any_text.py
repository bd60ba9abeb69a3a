"""Whatever is written: no crash, nothing certain without a title and a day, and soon done."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handlers.understanding import (
    Intent,
    Titles,
    Understanding,
    read_day,
    read_training,
    understand,
)
from tests.handlers.understanding import made_up
from tests.handlers.understanding.score import catalogue

TODAY = date(2020, 5, 27)
TITLES = Titles(catalogue())
MANY = Titles(made_up.catalogue(5_000))

words = st.sampled_from(
    [
        *(
            "klar",
            "med",
            "hängslen",
            "och",
            "livrem",
            "igår",
            "i måndags",
            "3/5",
            "imorgon",
            "inte",
        ),
        *("jag", "Anna", "har", "gått", "ska", "?", ",", "✅", "❌", "kursen", "på", "wikipedia"),
        *("självskattningen", "digiteket", "konto", "registrerade", "mig", "gjorde", "vi", "om"),
        *("<@U1>", "https://digiteket.se/?p=22556", "&amp;", "\n", "-", ":", '"', "nej", "eller"),
        *(
            "100%",
            "90%",
            "2019/2020",
            "en",
            "om",
            "två",
            "dagar",
            "sedan",
            "*",
            "~",
            ":tada:",
            "e-",
        ),
    ]
)
sentences = st.lists(words, max_size=14).map(" ".join)


def _sound(found: Understanding) -> None:
    if found.certain:
        assert found.on is not None
        assert found.on <= TODAY
        assert (found.proposal, found.problem) == (None, None)
        assert bool(found.resources) == (found.intent is Intent.TRAINING)
        assert found.intent in {Intent.TRAINING, Intent.ASSESSMENT, Intent.REGISTRATION}
        numbers = [title.resource_id for title in found.resources]
        assert len(numbers) == len(set(numbers))
    else:
        assert len(found.resources) <= 3
    if found.proposal is not None:
        assert found.proposal.strip() == found.proposal != ""
        assert len(found.proposal) <= 300


@given(st.text(max_size=300))
def test_any_characters(text: str) -> None:
    _sound(understand(text, TITLES, TODAY))
    _sound(read_training(text, TITLES, TODAY))
    TITLES.search(text)
    day, problem = read_day(text, TODAY)
    assert (day is None) != (problem is None)
    assert day is None or day <= TODAY


@settings(max_examples=400)
@given(sentences)
def test_any_sentence_of_the_words_that_matter(text: str) -> None:
    _sound(understand(text, TITLES, TODAY))
    found = read_training(text, TITLES, TODAY)
    _sound(found)
    assert found.intent is Intent.TRAINING


@given(sentences)
def test_a_question_mark_never_records_more(text: str) -> None:
    if understand(f"{text}?", TITLES, TODAY).certain:
        assert understand(text, TITLES, TODAY).certain


@pytest.mark.parametrize("piece", made_up.HOSTILE)
def test_hostile_repetition_is_read_to_its_end(piece: str) -> None:
    """How soon is measured by the benchmark of messages; what never ends would be noticed here."""
    text = made_up.repeated(piece)
    _sound(understand(text, MANY, TODAY))
    _sound(read_training(text, MANY, TODAY))
    day, problem = read_day(text, TODAY)
    assert (day is None) != (problem is None)
    assert len(MANY.search(text, 5)) <= 5


def test_a_report_before_thousands_of_characters_is_asked() -> None:
    text = "klar med hängslen igår. " + "Det regnade hela dagen och kaffet var slut. " * 90
    found = understand(text[: made_up.LONG], TITLES, TODAY)
    assert (found.intent, found.certain) == (Intent.TRAINING, False)
    assert [title.resource_id for title in found.resources] == [5]


@pytest.mark.parametrize(
    "text",
    [
        "<@U0KOMPIS> klar med hängslen",
        "<@U0KOMPIS|kompis>, klar med hängslen",
        "klar med hängslen tillsammans med <@U123>",
        "klar med hängslen <!here>",
        "klar med *hängslen* _nu_",
        "klar med `hängslen`",
        "klar&nbsp;med hängslen &amp; livrem",
        "klar med hängslen\u200b\ufeff",
        "ｋｌａｒ med hängslen",
        "klar med ha\u0308ngslen",
        "&gt; klar med kaninhålet\nklar med hängslen",
        ":white_check_mark: hängslen :tada:",
        "KLAR MED HÄNGSLEN",
    ],
)
def test_markup_and_spellings(text: str) -> None:
    found = understand(text, TITLES, TODAY)
    assert found.certain
    assert [title.resource_id for title in found.resources] == [5]


@pytest.mark.parametrize(
    "text",
    [
        "<@U9> har gått hängslen",  # the bot is spoken to, or a colleague of
        "<@U0KOMPIS> <@U9> är klar med hängslen",
        "&gt; klar med hängslen",
        "klar med ~hängslen~ kaninhålet",
        "❌ hängslen klar",
    ],
)
def test_markup_that_keeps_it_from_being_certain(text: str) -> None:
    assert not understand(text, TITLES, TODAY).certain
