"""Every documented limit at its edge: exactly there is right, one past is refused by name."""

from collections.abc import Callable
from typing import Any

import pytest

from bot.sandbox.blocks import rules
from bot.sandbox.errors import ApiError
from tests.bot.sandbox import shapes as s

Build = Callable[[int], dict[str, Any]]


def message(block: dict[str, Any]) -> tuple[str, ...]:
    """What a message with this block is refused for."""
    try:
        rules.message_blocks([block])
    except ApiError as error:
        return error.messages or (error.code,)
    return ()


def modal(*blocks: dict[str, Any], **more: Any) -> tuple[str, ...]:
    """What a modal is refused for."""
    try:
        rules.view(s.modal(*blocks, **more), allowed="modal")
    except ApiError as error:
        return error.messages or (error.code,)
    return ()


def element(kind: str, **more: Any) -> dict[str, Any]:
    return {"type": kind, **more}


def confirm(**more: Any) -> dict[str, Any]:
    texts = {key: s.plain() for key in ("title", "text", "confirm", "deny")}
    return s.actions(s.button(confirm={**texts, **more}))


IN_MESSAGES: dict[str, tuple[int, str, Build]] = {
    "section text": (3000, "/text/text", lambda n: s.section("x" * n)),
    "field text": (
        2000,
        "/fields/0/text",
        lambda n: {"type": "section", "fields": [s.plain("x" * n)]},
    ),
    "fields": (10, "/fields", lambda n: {"type": "section", "fields": [s.plain()] * n}),
    "header": (150, "/text/text", lambda n: {"type": "header", "text": s.plain("x" * n)}),
    "block_id": (255, "/block_id", lambda n: s.section(block_id="x" * n)),
    "actions": (25, "/elements", lambda n: s.actions(*[s.button() for _ in range(n)])),
    "context": (10, "/elements", lambda n: {"type": "context", "elements": [s.mrkdwn()] * n}),
    "action_id": (255, "/elements/0/action_id", lambda n: s.actions(s.button(action_id="x" * n))),
    "button text": (
        75,
        "/elements/0/text/text",
        lambda n: s.actions({"type": "button", "text": s.plain("x" * n)}),
    ),
    "button value": (2000, "/elements/0/value", lambda n: s.actions(s.button(value="x" * n))),
    "button url": (3000, "/elements/0/url", lambda n: s.actions(s.button(url="x" * n))),
    "button label": (
        75,
        "/elements/0/accessibility_label",
        lambda n: s.actions(s.button(accessibility_label="x" * n)),
    ),
    "option text": (
        75,
        "/elements/0/options/0/text/text",
        lambda n: s.actions(s.select(options=[s.option(text="x" * n)])),
    ),
    "option value": (
        150,
        "/elements/0/options/0/value",
        lambda n: s.actions(s.select(options=[s.option("x" * n)])),
    ),
    "option description": (
        75,
        "/elements/0/options/0/description/text",
        lambda n: s.actions(s.select(options=[s.option(description=s.plain("x" * n))])),
    ),
    "options": (100, "/elements/0/options", lambda n: s.actions(s.select(options=s.options(n)))),
    "option groups": (
        100,
        "/elements/0/option_groups",
        lambda n: s.actions(
            {
                "type": "static_select",
                "option_groups": [{"label": s.plain("g"), "options": [s.option()]}] * n,
            }
        ),
    ),
    "group label": (
        75,
        "/elements/0/option_groups/0/label/text",
        lambda n: s.actions(
            {
                "type": "static_select",
                "option_groups": [{"label": s.plain("x" * n), "options": [s.option()]}],
            }
        ),
    ),
    "placeholder": (
        150,
        "/elements/0/placeholder/text",
        lambda n: s.actions(s.select(placeholder=s.plain("x" * n))),
    ),
    "checkboxes": (
        10,
        "/elements/0/options",
        lambda n: s.actions(element("checkboxes", options=s.options(n))),
    ),
    "radio buttons": (
        10,
        "/elements/0/options",
        lambda n: s.actions(element("radio_buttons", options=s.options(n))),
    ),
    "overflow": (
        5,
        "/elements/0/options",
        lambda n: s.actions(element("overflow", options=s.options(n))),
    ),
    "overflow url": (
        3000,
        "/elements/0/options/0/url",
        lambda n: s.actions(
            element("overflow", options=[s.option("1", url="x" * n), s.option("2")])
        ),
    ),
    "confirm title": (
        100,
        "/elements/0/confirm/title/text",
        lambda n: confirm(title=s.plain("x" * n)),
    ),
    "confirm text": (
        300,
        "/elements/0/confirm/text/text",
        lambda n: confirm(text=s.mrkdwn("x" * n)),
    ),
    "confirm yes": (
        30,
        "/elements/0/confirm/confirm/text",
        lambda n: confirm(confirm=s.plain("x" * n)),
    ),
    "confirm no": (30, "/elements/0/confirm/deny/text", lambda n: confirm(deny=s.plain("x" * n))),
    "alt text": (2000, "/alt_text", lambda n: s.image(alt_text="x" * n)),
    "image url": (3000, "/image_url", lambda n: s.image(image_url="x" * n)),
    "image title": (2000, "/title/text", lambda n: s.image(title=s.plain("x" * n))),
    "table rows": (100, "/rows", s.table),
    "table columns": (20, "/rows/0", lambda n: s.table(1, n)),
    "column settings": (20, "/column_settings", lambda n: s.table(column_settings=[None] * n)),
    "feedback": (
        75,
        "/elements/0/positive_button/text/text",
        lambda n: {
            "type": "context_actions",
            "elements": [
                {
                    "type": "feedback_buttons",
                    "positive_button": {"text": s.plain("x" * n), "value": "1"},
                    "negative_button": {"text": s.plain(), "value": "0"},
                }
            ],
        },
    ),
}


@pytest.mark.parametrize("name", IN_MESSAGES)
def test_a_block_is_taken_at_its_limit_and_refused_past_it(name: str) -> None:
    most, pointer, build = IN_MESSAGES[name]
    assert message(build(most)) == ()
    assert any(f"[json-pointer:/blocks/0{pointer}]" in m for m in message(build(most + 1)))


IN_MODALS: dict[str, tuple[int, str, Callable[[int], tuple[str, ...]]]] = {
    "title": (24, "/title/text", lambda n: modal(title=s.plain("x" * n))),
    "submit": (24, "/submit/text", lambda n: modal(submit=s.plain("x" * n))),
    "close": (24, "/close/text", lambda n: modal(close=s.plain("x" * n))),
    "private_metadata": (3000, "/private_metadata", lambda n: modal(private_metadata="x" * n)),
    "callback_id": (255, "/callback_id", lambda n: modal(callback_id="x" * n)),
    "external_id": (255, "/external_id", lambda n: modal(external_id="x" * n)),
    "blocks": (100, "/blocks", lambda n: modal(*[s.section()] * n)),
    "label": (2000, "/blocks/0/label/text", lambda n: modal(s.field(label=s.plain("x" * n)))),
    "hint": (2000, "/blocks/0/hint/text", lambda n: modal(s.field(hint=s.plain("x" * n)))),
    "max_length": (
        3000,
        "/blocks/0/element/max_length",
        lambda n: modal(s.field(element("plain_text_input", max_length=n))),
    ),
    "min_length": (
        3000,
        "/blocks/0/element/min_length",
        lambda n: modal(s.field(element("plain_text_input", min_length=n))),
    ),
    "initial value": (
        3000,
        "/blocks/0/element/initial_value",
        lambda n: modal(s.field(element("plain_text_input", initial_value="x" * n))),
    ),
}


@pytest.mark.parametrize("name", IN_MODALS)
def test_a_modal_is_taken_at_its_limit_and_refused_past_it(name: str) -> None:
    most, pointer, faults = IN_MODALS[name]
    assert faults(most) == ()
    assert any(f"[json-pointer:/view{pointer}]" in m for m in faults(most + 1))


def test_a_message_holds_fifty_blocks() -> None:
    divider = {"type": "divider"}
    assert len(rules.message_blocks([divider] * 50)) == 50
    with pytest.raises(ApiError) as refused:
        rules.message_blocks([divider] * 51)
    assert refused.value.messages == ("no more than 50 items allowed [json-pointer:/blocks]",)


def test_a_message_holds_twelve_thousand_characters_of_block_text() -> None:
    full = [s.section("x" * 3000)] * 4
    assert len(rules.message_blocks(full)) == 4
    with pytest.raises(ApiError, match="msg_blocks_too_long"):
        rules.message_blocks([*full, s.section("x")])


def test_a_text_holds_forty_thousand_characters() -> None:
    assert len(rules.message_text("x" * 40_000)) == 40_000
    with pytest.raises(ApiError, match="msg_too_long"):
        rules.message_text("x" * 40_001)


def test_a_view_holds_250_kilobytes() -> None:
    big = [s.section("x" * 3000) for _ in range(90)]
    with pytest.raises(ApiError, match="view_too_large"):
        rules.view(s.home(*big), allowed="home")


def test_one_table_a_message() -> None:
    with pytest.raises(ApiError) as refused:
        rules.message_blocks([s.table(), s.table()])
    assert "only one table" in refused.value.messages[0]


REFUSED: dict[str, tuple[dict[str, Any], str]] = {
    "empty text": (s.section(""), "must be more than 0 characters"),
    "unknown key": (s.section(colour="red"), "invalid additional property: colour"),
    "unknown block": ({"type": "marquee"}, "unsupported type: marquee"),
    "a newer block": ({"type": "carousel"}, "this sandbox does not yet"),
    "no type": ({"text": s.plain()}, "missing required field: type"),
    "type of a wrong type": ({"type": 7}, "unsupported type: 7"),
    "unknown element": (s.actions(element("dial")), "unsupported type: dial"),
    "unknown text": ({"type": "header", "text": s.mrkdwn()}, "unsupported type: mrkdwn"),
    "emoji on mrkdwn": (
        {"type": "section", "text": {**s.mrkdwn(), "emoji": True}},
        "invalid additional property: emoji",
    ),
    "text that is none": ({"type": "section", "text": "hello"}, "must be an object"),
    "section without anything": ({"type": "section"}, "at least one of these"),
    "image without alt text": (
        {"type": "image", "image_url": "https://example.org/i.png"},
        "missing required field: alt_text",
    ),
    "image without image": ({"type": "image", "alt_text": "x"}, "exactly one of these"),
    "two kinds of image": (s.image(slack_file={"id": "F1"}), "exactly one of these"),
    "input in a section": (
        s.section(accessory=element("plain_text_input")),
        "unsupported type: plain_text_input",
    ),
    "image in actions": (s.actions(s.image()), "unsupported type: image"),
    "button in an input": (s.field(s.button()), "unsupported type: button"),
    "date and time in a section": (
        s.section(accessory=element("datetimepicker")),
        "unsupported type: datetimepicker",
    ),
    "a file input": (s.field(element("file_input")), "this sandbox does not yet"),
    "no elements": (s.actions(), "no fewer than 1 items"),
    "one overflow option": (
        s.actions(element("overflow", options=s.options(1))),
        "no fewer than 2 items",
    ),
    "options twice": (
        s.actions(s.select(option_groups=[{"label": s.plain(), "options": [s.option()]}])),
        "exactly one of these",
    ),
    "an initial option that is none": (
        s.actions(s.select(initial_option=s.option("other"))),
        "initial option is not among",
    ),
    "a wrong date": (s.actions(element("datepicker", initial_date="4/5")), "must be a date"),
    "a wrong time": (s.actions(element("timepicker", initial_time="25:00")), "must be a time"),
    "a wrong style": (s.actions(s.button(style="big")), "must be a valid enum value"),
    "a wrong moment": (
        s.actions(element("datetimepicker", initial_date_time=5)),
        "must be between",
    ),
    "a text for a number": (
        s.actions(element("external_select", min_query_length="3")),
        "must be an integer",
    ),
    "a number for a text": (s.section(block_id=5), "must be a string"),
    "a text for a boolean": (s.section(expand="yes"), "must be a boolean"),
    "an object for a list": (
        {"type": "actions", "elements": {}},
        "must be an array",
    ),
    "a text for a list in a menu": (s.actions(s.select(options="x")), "must be an array"),
    "a text for an option": (s.actions(s.select(options=["x"])), "must be an object"),
    "a text for a block": ({"type": "rich_text", "elements": ["x"]}, "must be an object"),
    "an unknown rich part": (s.rich_text(element("rich_text_poem")), "unsupported type"),
    "an unknown style": (
        s.rich_text(s.rich_section({"type": "text", "text": "x", "style": {"loud": True}})),
        "invalid additional property: loud",
    ),
    "a wrong list": (
        s.rich_text({"type": "rich_text_list", "style": "roman", "elements": [s.rich_section()]}),
        "must be a valid enum value",
    ),
    "a number that is none": (
        s.table() | {"rows": [[{"type": "raw_number", "value": "7"}]]},
        "must be a number",
    ),
    "no rows": (s.table(0), "no fewer than 1 items"),
    "the same action twice": (
        s.actions(s.button(action_id="a"), s.button(action_id="a")),
        "`action_id` `a` already exists",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_block_is_refused_in_plain_words(name: str) -> None:
    block, words = REFUSED[name]
    found = message(block)
    assert any(words in fault for fault in found), found
    assert all("[json-pointer:/blocks/0" in fault for fault in found)


MODALS: dict[str, tuple[dict[str, Any], str]] = {
    "no title": (s.modal(title=None), "missing required field: title"),
    "no blocks": ({"type": "modal", "title": s.plain()}, "missing required field: blocks"),
    "blocks that are none": (s.modal() | {"blocks": "x"}, "must be an array"),
    "a block that is none": (s.modal() | {"blocks": ["x"]}, "must be an object"),
    "an input without submit": (s.modal(s.field(), submit=None), "missing required field: submit"),
    "an unknown key": (s.modal(submit_disabled=True), "invalid additional property"),
    "a table": (s.modal(s.table()), "unsupported type: table (in messages only)"),
    "home": (s.home(), "must be of type modal"),
    "no type": ({"blocks": []}, "missing required field: type"),
    "the same block_id twice": (
        s.modal(s.section(block_id="b"), s.section(block_id="b")),
        "`block_id` `b` already exists",
    ),
    "two fields in focus": (
        s.modal(
            *[s.field(element("plain_text_input", focus_on_load=True)) for _ in range(2)],
        ),
        "only one element may have focus_on_load",
    ),
    "lengths the wrong way round": (
        s.modal(s.field(element("plain_text_input", min_length=9, max_length=3))),
        "min_length must not be greater",
    ),
    "a number field without its kind": (
        s.modal(s.field(element("number_input"))),
        "missing required field: is_decimal_allowed",
    ),
    "a minimum that is no number": (
        s.modal(s.field(element("number_input", is_decimal_allowed=True, min_value="few"))),
        "must be a number",
    ),
    "a minimum without end": (
        s.modal(s.field(element("number_input", is_decimal_allowed=True, min_value="Infinity"))),
        "must be a number",
    ),
    "a minimum that is no text": (
        s.modal(s.field(element("number_input", is_decimal_allowed=True, min_value=4))),
        "must be a string",
    ),
    "dispatching on nothing known": (
        s.modal(
            s.field(
                element(
                    "plain_text_input", dispatch_action_config={"trigger_actions_on": ["blink"]}
                )
            )
        ),
        "must be a valid enum value",
    ),
}


@pytest.mark.parametrize("name", MODALS)
def test_a_modal_is_refused_in_plain_words(name: str) -> None:
    view, words = MODALS[name]
    with pytest.raises(ApiError) as refused:
        rules.view(view, allowed="modal")
    assert refused.value.code == "invalid_arguments"
    assert any(words in fault for fault in refused.value.messages), refused.value.messages


def test_a_view_that_is_no_object() -> None:
    with pytest.raises(ApiError) as refused:
        rules.view(None, allowed="modal")
    assert refused.value.messages == ("must be an object [json-pointer:/view]",)


@pytest.mark.parametrize("blocks", ["x", {}, ["x"], 5])
def test_blocks_that_are_no_list_of_objects(blocks: Any) -> None:
    with pytest.raises(ApiError, match="invalid_blocks_format"):
        rules.message_blocks(blocks)


@pytest.mark.parametrize(
    "value", ["x", {"event_type": "e"}, {"event_type": "", "event_payload": {}}, {"a": 1}]
)
def test_metadata_of_a_wrong_shape(value: Any) -> None:
    with pytest.raises(ApiError, match="invalid_metadata_format"):
        rules.metadata(value)


def test_the_payload_of_metadata_is_an_object() -> None:
    with pytest.raises(ApiError, match="invalid_metadata_format"):
        rules.metadata({"event_type": "e", "event_payload": "x"})
    assert rules.metadata({"event_type": "e", "event_payload": {}}) is not None
    assert rules.metadata({}) is None


def test_ids_and_defaults_are_filled_in_and_the_original_is_left_alone() -> None:
    given = [s.actions(s.button(), s.button())]
    [stored] = rules.message_blocks(given)
    first, second = stored["elements"]
    assert stored["block_id"]
    assert first["action_id"] != second["action_id"]
    assert first["text"]["emoji"] is True
    assert given == [s.actions(s.button(), s.button())]
