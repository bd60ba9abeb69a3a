"""Any card and any form renders within every limit of Slack's.

What every platform's renderer has to do is in `tests.bot.render.test_contract`.
"""

import json
import re
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.sandbox.blocks import rules
from bot.slack.render import DoesNotFit, home, messages, modal, modal_card, options
from handlers.cards import (
    Button,
    Buttons,
    Card,
    ChoiceField,
    Form,
    Options,
    Table,
)
from tests.bot.render.reading import empty_texts, lost, seen, texts
from tests.bot.slack.outsiders import judge_message, judge_view
from tests.strategies import cards, forms, words
from tests.strategies import options as some_options

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


def units(text: str) -> int:
    """The length in UTF-16 units, which is how JavaScript counts."""
    return len(text.encode("utf-16-le")) // 2


@thorough
@given(cards())
def test_any_card_is_messages_that_slack_takes(card: Card) -> None:
    for message in messages(card):
        judge_message(message.blocks)
        rules.message_blocks(message.blocks)
        rules.message_text(message.text)
        assert 1 <= len(message.blocks) <= 50
        assert sum(block["type"] == "table" for block in message.blocks) <= 1
        assert 1 <= units(message.text) <= 4000
        assert sum(map(units, texts(message.blocks))) <= 12_000
        assert not empty_texts(message.blocks)


@thorough
@given(cards())
def test_a_table_keeps_its_header_in_every_message(card: Card) -> None:
    headers = ["".join(map(seen, part.columns)) for part in card.parts if isinstance(part, Table)]
    shown = [block for message in messages(card) for block in message.blocks]
    for block in (block for block in shown if block["type"] == "table"):
        assert "".join(map(seen, texts(block["rows"][0]))) in headers


@thorough
@given(cards())
def test_nothing_is_ever_mrkdwn_and_no_control_character_goes_out(card: Card) -> None:
    for view in (modal_card(card), home(card), *(m.blocks for m in messages(card))):
        as_json = json.dumps(view)
        assert "mrkdwn" not in re.findall(r'"type": "(\w+)"', as_json)
        for text in texts(view):
            assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text)
            text.encode()


@thorough
@given(cards())
def test_any_card_is_a_modal_that_slack_takes(card: Card) -> None:
    view = modal_card(card)
    judge_view(view)
    rules.view(view, allowed="modal")
    assert not empty_texts(view)
    assert_whole_or_marked(card, view)


@thorough
@given(cards())
def test_any_card_is_a_home_that_slack_takes(card: Card) -> None:
    view = home(card)
    judge_view(view)
    rules.view(view, allowed="home")
    assert not empty_texts(view)
    assert_whole_or_marked(card, view)


@thorough
@given(forms())
def test_any_form_is_a_modal_that_slack_takes(form: Form) -> None:
    try:
        view = modal(form)
    except DoesNotFit:
        assert sum(len(one.options) for one in form.fields if isinstance(one, ChoiceField)) > 200
        return
    judge_view(view)
    rules.view(view, allowed="modal")
    assert not empty_texts(view)
    inputs = [block for block in view["blocks"] if block["type"] == "input"]
    assert [block["block_id"] for block in inputs] == [field.name for field in form.fields]
    assert (view["callback_id"], view["private_metadata"]) == (form.submit, form.state)


@thorough
@given(st.lists(some_options(), max_size=150))
def test_any_search_answers_with_what_slack_takes(found: list[Any]) -> None:
    answer = options(Options(tuple(found)))["options"]
    assert [one["value"] for one in answer] == [one.value for one in found[:100]]
    assert all(1 <= units(one["text"]["text"]) <= 75 for one in answer)


@thorough
@given(words(), words())
def test_a_label_that_is_too_long_stands_in_full_beside_its_button(label: str, url: str) -> None:
    card = Card(
        "", (Buttons((Button("Ja", "a"), Button(label, "b", url=url), Button("Nej", "c"))),)
    )
    shown = "".join(seen(t) for message in messages(card) for t in texts(message.blocks))
    assert seen(label) in shown
    opened = [
        e for m in messages(card) for b in m.blocks for e in b.get("elements", ()) if "url" in e
    ]
    assert all(e["url"].startswith(("https://", "http://")) for e in opened)
    assert opened or not url or seen(url) in shown


def assert_whole_or_marked(card: Card, view: dict[str, Any]) -> None:
    """A view holds the whole card, or says with an ellipsis that it does not."""
    missing = lost(card.parts, texts(view["blocks"]))
    marked = view["blocks"][-1] == {
        "type": "context",
        "elements": [{"type": "plain_text", "text": "…", "emoji": False}],
    }
    assert missing is None or marked
    assert not marked or len(json.dumps(view)) > 100_000 or len(view["blocks"]) == 100
