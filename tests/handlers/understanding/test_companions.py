"""Who was there: plainly said, and nobody who is only mentioned."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handlers.understanding import Titles, read_training, understand
from tests.handlers.understanding.score import catalogue

TODAY = date(2020, 5, 27)
TITLES = Titles(catalogue())
HANGSLEN = {5}
A, B, C = "<@UA>", "<@UB|bo.b>", "<@WC>"


@pytest.mark.parametrize(
    ("text", "there", "ago"),
    [
        (f"klar med hängslen tillsammans med {A}", ("UA",), 0),
        (f"klar med hängslen tillsammans med {A} och {B}", ("UA", "UB"), 0),
        (f"klar med hängslen tillsammans med {A}, {B} och {C} igår", ("UA", "UB", "WC"), 1),
        (f"klar med hängslen igår ihop med {A} & {B}", ("UA", "UB"), 1),
        (f"klar med hängslen i sällskap med {A}", ("UA",), 0),
        (f"gick hängslen med {A} igår", ("UA",), 1),
        (f"klar med hängslen {A} {B}", ("UA", "UB"), 0),
        (f"klar med hängslen igår {A} + {B}", ("UA", "UB"), 1),
        (f"klar med hängslen, {A}", ("UA",), 0),
        (f"hängslen klar {A} {A}", ("UA",), 0),
        (f"klar med hängslen! {A} {B}", ("UA", "UB"), 0),
        (f"klar med hängslen (tillsammans med {A})", ("UA",), 0),
        (f"jag och {A} gick hängslen igår", ("UA",), 1),
        (f"{A} och jag gick hängslen igår", ("UA",), 1),
        (f"tillsammans med {A} gick jag hängslen igår", ("UA",), 1),
        (f"klar med hängslen tillsammans med {A} och Bo", ("UA",), 0),
        (f"finished hängslen yesterday with {A} and {B}", ("UA", "UB"), 1),
        (f"done with hängslen together with {A}", ("UA",), 0),
        (f"<@U0KOMPIS> klar med hängslen med {A}", ("UA",), 0),
        (f"&gt; {C} gick hängslen\nklar med hängslen med {A}", ("UA",), 0),
    ],
)
def test_the_own_report_is_recorded_and_they_were_there(
    text: str, there: tuple[str, ...], ago: int
) -> None:
    for found in (understand(text, TITLES, TODAY), read_training(text, TITLES, TODAY)):
        assert found.certain
        assert {title.resource_id for title in found.resources} == HANGSLEN
        assert found.on == date(2020, 5, 27 - ago)
        assert found.companions == there


@pytest.mark.parametrize(
    "text",
    [
        f"klar med hängslen, tack {A} för tipset",
        f"klar med hängslen. {A} borde också gå den",
        f"klar med hängslen efter tips från {A}",
        f"klar med hängslen utan {A}",
        f"klar med hängslen före {A}",
        f"klar med hängslen precis som {A}",
        f"klar med hängslen cc {A}",
        f"klar med hängslen tillsammans med {A} som var sjuk",
        "<@U0KOMPIS>, jag är klar med hängslen",
        f"klar med hängslen ~tillsammans med {A}~",
        f"klar med hängslen\n&gt; tillsammans med {A}",
        "klar med hängslen tillsammans med Anna",
    ],
)
def test_who_is_only_mentioned_was_not_there(text: str) -> None:
    assert understand(text, TITLES, TODAY).companions == ()
    assert read_training(text, TITLES, TODAY).companions == ()


@pytest.mark.parametrize(
    "text",
    [
        f"{A} har gjort hängslen",
        f"{A} och {B} är klara med hängslen",
        f"{A} klar med hängslen?",
        f"{A} gick hängslen med {B}",
        f"hängslen klar med {A} och {B}",
        f"ska gå hängslen med {A} imorgon",
        f"är {A} klar med hängslen?",
        f"inte klar med hängslen med {A}",
    ],
)
def test_what_others_have_done_is_not_recorded(text: str) -> None:
    assert not understand(text, TITLES, TODAY).certain


def test_a_question_back_keeps_who_was_there() -> None:
    found = understand(f"klar med beredskap tillsammans med {A}", TITLES, TODAY)
    assert not found.certain
    assert found.companions == ("UA",)


def test_a_self_assessment_is_ones_own() -> None:
    found = understand(f"gjorde självskattningen tillsammans med {A}", TITLES, TODAY)
    assert found.certain
    assert found.companions == ()


_WORDS = ["klar med", "hängslen", "tillsammans med", "med", A, B, "och", ",", "igår", "jag", "~"]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from([*_WORDS, "?", "\n", "&gt;", "har", "inte"]), max_size=9))
def test_whoever_was_there_was_mentioned(words: list[str]) -> None:
    text = " ".join(words)
    found = understand(text, TITLES, TODAY).companions
    assert set(found) <= {account for account in ("UA", "UB") if account in text}
    assert len(set(found)) == len(found)
