"""What every platform's renderer does with any card and any form: `tests.bot.render.platforms`.

Any card becomes messages that the platform takes, with no text lost, none read as a mark, and
all of it in the words for who cannot see the card; any form can be filled in and comes back.
"""

import re

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from handlers.cards import (
    Bullets,
    Button,
    Buttons,
    Card,
    ChoiceField,
    Form,
    Heading,
    Option,
    Options,
    Text,
)
from handlers.texts import Span
from tests.bot.render.platforms import PLATFORMS, DoesNotFit, Platform
from tests.bot.render.reading import lost, seen
from tests.strategies import cards, forms, words
from tests.strategies import options as some_options

pytestmark = pytest.mark.parametrize("platform", PLATFORMS, ids=str)
thorough = settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=[
        HealthCheck.too_slow,
        HealthCheck.data_too_large,
        HealthCheck.large_base_example,
        HealthCheck.filter_too_much,
    ],
)
CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
WHOLE = ("👩‍👩‍👧‍👦", "🇸🇪", "👍🏽", "é", "a\u0308", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "x")


@thorough
@given(card=cards())
def test_any_card_is_messages_that_the_platform_takes(platform: Platform, card: Card) -> None:
    shown = platform.messages(card)
    assert shown
    for message in shown:
        platform.judge(message)
        assert all(platform.texts(message.content))


@thorough
@given(card=cards())
def test_no_text_of_a_card_is_lost(platform: Platform, card: Card) -> None:
    shown = [
        text for message in platform.messages(card) for text in platform.texts(message.content)
    ]
    assert lost(card.parts, shown) is None


@thorough
@given(card=cards())
def test_the_fallback_reads_the_whole_card_and_has_no_marks(platform: Platform, card: Card) -> None:
    shown = [message.fallback for message in platform.messages(card)]
    parts = tuple(part for part in card.parts if not isinstance(part, Buttons))
    assert lost(parts, map(platform.unescaped, shown)) is None
    for text in shown:
        assert text.strip()
        assert not platform.marks.search(text)


@pytest.mark.parametrize("half", ["\ud800", "a\udfff"])
def test_a_value_that_cannot_be_sent_is_refused(platform: Platform, half: str) -> None:
    with pytest.raises(DoesNotFit):
        platform.messages(Card("", (Buttons((Button("Ja", "a", half),)),)))


@thorough
@given(card=cards())
def test_no_control_character_and_no_half_character_goes_out(
    platform: Platform, card: Card
) -> None:
    for message in platform.messages(card):
        for text in platform.texts(message.content):
            assert not CONTROLS.search(text)
            text.encode()


@thorough
@given(form=forms())
def test_any_form_is_one_that_the_platform_takes(platform: Platform, form: Form) -> None:
    try:
        shown = platform.form(form)
    except DoesNotFit:
        many = sum(len(one.options) for one in form.fields if isinstance(one, ChoiceField))
        assert many > 100 or platform.name == "teams"
        return
    platform.judge(shown)
    assert all(platform.texts(shown.content))
    assert platform.fields(shown.content) == [field.name for field in form.fields]


@thorough
@given(found=st.lists(some_options(), max_size=150))
def test_any_search_answers_with_the_best(platform: Platform, found: list[Option]) -> None:
    answer = platform.found(Options(tuple(found)))
    assert [value for value, _ in answer] == [one.value for one in found[: len(answer)]]
    assert len(answer) >= min(15, len(found))
    assert all(label for _, label in answer)


@thorough
@given(characters=st.lists(st.sampled_from(WHOLE), min_size=1), times=st.integers(1, 900))
def test_no_character_is_cut_in_half(platform: Platform, characters: list[str], times: int) -> None:
    text = "".join(characters) * times
    assume(len(text) < 12_000)
    card = Card("", (Heading(text), Text((Span(text),)), Bullets(((Span(text),),))))
    whole = re.compile(f"(?:• )?(?:{'|'.join(WHOLE)})*")
    for message in platform.messages(card):
        assert all(whole.fullmatch(piece) for piece in platform.texts(message.content))


@thorough
@given(label=words(), url=words())
def test_a_label_that_is_too_long_stands_in_full_beside_its_button(
    platform: Platform, label: str, url: str
) -> None:
    row = (Button("Ja", "a"), Button(label, "b", url=url), Button("Nej", "c"))
    shown = platform.messages(Card("", (Buttons(row),)))
    assert seen(label) in "".join(seen(t) for one in shown for t in platform.texts(one.content))
    for address in (address for one in shown for address in addresses(one.content)):
        assert address.startswith(("https://", "http://"))


def addresses(value: object) -> list[str]:
    """Every address that something in JSON opens."""
    if isinstance(value, list):
        return [found for item in value for found in addresses(item)]
    if not isinstance(value, dict):
        return []
    own = [value["url"]] if isinstance(value.get("url"), str) else []
    return own + [found for item in value.values() for found in addresses(item)]
