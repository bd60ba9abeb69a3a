"""Payloads in the shapes that Slack's documentation shows, one for each page, are taken."""

from typing import Any

import pytest

from bot.sandbox.blocks import rules

Json = dict[str, Any]


def plain(text: str, *, emoji: bool = True) -> Json:
    return {"type": "plain_text", "text": text, "emoji": emoji}


def choice(number: int) -> Json:
    return {"text": plain(f"*Choice {number}*"), "value": f"value-{number}"}


MESSAGES: dict[str, list[Json]] = {
    "section": [
        {
            "type": "section",
            "block_id": "section567",
            "text": {"type": "mrkdwn", "text": "Read <https://example.org|this> \n :star: \n It."},
            "accessory": {
                "type": "image",
                "image_url": "https://example.org/haunted.jpg",
                "alt_text": "A haunted hotel",
            },
        },
        {
            "type": "section",
            "text": {"type": "mrkdwn", "text": "A message *with some bold text*."},
            "fields": [
                {"type": "mrkdwn", "text": "High"},
                plain("String"),
            ],
            "expand": True,
        },
    ],
    "actions": [
        {
            "type": "actions",
            "block_id": "actions1",
            "elements": [
                {
                    "type": "static_select",
                    "placeholder": {"type": "plain_text", "text": "Which witch?"},
                    "action_id": "select_2",
                    "options": [choice(1), choice(2), choice(3)],
                },
                {
                    "type": "button",
                    "text": {"type": "plain_text", "text": "Cancel"},
                    "value": "cancel",
                    "action_id": "button_1",
                },
            ],
        },
        {
            "type": "actions",
            "block_id": "actionblock789",
            "elements": [
                {
                    "type": "datepicker",
                    "action_id": "datepicker123",
                    "initial_date": "1990-04-28",
                    "placeholder": {"type": "plain_text", "text": "Select a date"},
                },
                {
                    "type": "overflow",
                    "options": [choice(0), choice(1), choice(2)],
                    "action_id": "overflow",
                },
                {
                    "type": "button",
                    "text": {"type": "plain_text", "text": "Click Me"},
                    "value": "click_me_123",
                    "action_id": "button",
                },
            ],
        },
    ],
    "context": [
        {
            "type": "context",
            "elements": [
                {
                    "type": "image",
                    "image_url": "https://example.org/pin.png",
                    "alt_text": "pin",
                },
                {"type": "mrkdwn", "text": "Location: **Dogpatch**"},
            ],
        }
    ],
    "header and divider": [
        {"type": "header", "text": {"type": "plain_text", "text": "Budget"}},
        {"type": "divider"},
    ],
    "image": [
        {
            "type": "image",
            "title": {"type": "plain_text", "text": "Please enjoy this photo"},
            "block_id": "image4",
            "image_url": "https://example.org/cat.jpg",
            "alt_text": "A cute cat",
        },
        {
            "type": "image",
            "block_id": "image5",
            "slack_file": {"url": "https://files.example.org/files-pri/T0-F0/cat.png"},
            "alt_text": "A cute cat",
        },
    ],
    "file": [{"type": "file", "external_id": "ABCD1", "source": "remote"}],
    "markdown": [{"type": "markdown", "text": "**Lots of information here!!**"}],
    "video": [
        {
            "type": "video",
            "title": plain("Use a Events API"),
            "title_url": "https://example.org/watch",
            "description": plain("About it"),
            "video_url": "https://example.org/embed",
            "alt_text": "Use a Events API?",
            "thumbnail_url": "https://example.org/thumb.jpg",
            "author_name": "Somebody",
            "provider_name": "A site",
            "provider_icon_url": "https://example.org/icon.png",
        }
    ],
    "rich text": [
        {
            "type": "rich_text",
            "block_id": "Vrzsu",
            "elements": [
                {
                    "type": "rich_text_section",
                    "elements": [
                        {"type": "text", "text": "Hello there, "},
                        {"type": "text", "text": "I am bold!", "style": {"bold": True}},
                        {"type": "emoji", "name": "basketball", "unicode": "1f3c0"},
                        {"type": "broadcast", "range": "everyone"},
                        {"type": "color", "value": "#F405B3"},
                        {"type": "channel", "channel_id": "C123ABC456"},
                        {
                            "type": "date",
                            "timestamp": 1720710212,
                            "format": "{date_num} at {time}",
                            "fallback": "timey",
                        },
                    ],
                },
                {
                    "type": "rich_text_list",
                    "style": "bullet",
                    "indent": 0,
                    "border": 0,
                    "elements": [
                        {
                            "type": "rich_text_section",
                            "elements": [{"type": "text", "text": "item 1"}],
                        }
                    ],
                },
                {
                    "type": "rich_text_preformatted",
                    "border": 0,
                    "elements": [{"type": "text", "text": "{\n  x: 1\n}"}],
                },
                {
                    "type": "rich_text_quote",
                    "elements": [{"type": "text", "text": "What we need is good examples."}],
                },
            ],
        }
    ],
    "table": [
        {
            "type": "table",
            "column_settings": [{"is_wrapped": True}, {"align": "right"}],
            "rows": [
                [
                    {"type": "raw_text", "text": "Header A"},
                    {"type": "raw_text", "text": "Header B"},
                ],
                [
                    {"type": "raw_text", "text": "Data 1A"},
                    {
                        "type": "rich_text",
                        "elements": [
                            {
                                "type": "rich_text_section",
                                "elements": [
                                    {"text": "Data 1B", "type": "link", "url": "https://slack.com"}
                                ],
                            }
                        ],
                    },
                ],
            ],
        }
    ],
    "feedback": [
        {
            "type": "context_actions",
            "elements": [
                {
                    "type": "feedback_buttons",
                    "action_id": "feedback_buttons_1",
                    "positive_button": {
                        "text": {"type": "plain_text", "text": "Good Response"},
                        "value": "positive_feedback",
                    },
                    "negative_button": {
                        "text": {"type": "plain_text", "text": "Bad Response"},
                        "value": "negative_feedback",
                    },
                },
                {
                    "type": "icon_button",
                    "icon": "trash",
                    "text": {"type": "plain_text", "text": "Delete"},
                    "action_id": "delete_button_1",
                    "value": "delete_item",
                },
            ],
        }
    ],
}


@pytest.mark.parametrize("page", MESSAGES)
def test_a_message_as_documented(page: str) -> None:
    assert len(rules.message_blocks(MESSAGES[page])) == len(MESSAGES[page])


def fielded(element: Json, **more: Any) -> Json:
    return {"type": "input", "label": plain("Label"), "element": element, **more}


MODAL: Json = {
    "type": "modal",
    "title": {"type": "plain_text", "text": "Modal title"},
    "close": {"type": "plain_text", "text": "Cancel"},
    "submit": {"type": "plain_text", "text": "Submit"},
    "private_metadata": "Shhhhhhhh",
    "callback_id": "view_identifier_12",
    "notify_on_close": True,
    "blocks": [
        {
            "type": "section",
            "text": {"type": "mrkdwn", "text": "It's Block Kit...but _in a modal_"},
            "block_id": "section1",
            "accessory": {
                "type": "button",
                "text": {"type": "plain_text", "text": "Click me"},
                "action_id": "button_abc",
                "value": "Button value",
                "style": "danger",
            },
        },
        fielded(
            {
                "type": "plain_text_input",
                "action_id": "input1",
                "placeholder": {"type": "plain_text", "text": "Type in here"},
                "multiline": False,
            },
            optional=False,
        ),
        fielded(
            {
                "type": "checkboxes",
                "action_id": "this_is_an_action_id",
                "initial_options": [{"value": "A1", "text": plain("Checkbox 1")}],
                "options": [
                    {"value": "A1", "text": plain("Checkbox 1")},
                    {"value": "A2", "text": plain("Checkbox 2")},
                ],
            }
        ),
        fielded({"type": "email_text_input", "action_id": "e", "placeholder": plain("E-mail")}),
        fielded({"type": "number_input", "is_decimal_allowed": False, "action_id": "n"}),
        fielded({"type": "url_text_input", "action_id": "u"}),
        fielded({"type": "timepicker", "action_id": "t", "initial_time": "11:40"}),
        fielded(
            {
                "type": "multi_users_select",
                "action_id": "m",
                "placeholder": plain("Select users"),
            },
            dispatch_action=True,
            hint=plain("Whoever comes"),
        ),
        fielded(
            {
                "type": "conversations_select",
                "action_id": "c",
                "default_to_current_conversation": True,
                "response_url_enabled": True,
                "filter": {"include": ["public", "mpim"], "exclude_bot_users": True},
            }
        ),
        fielded(
            {
                "type": "rich_text_input",
                "action_id": "r",
                "dispatch_action_config": {"trigger_actions_on": ["on_character_entered"]},
                "focus_on_load": True,
            },
            dispatch_action=True,
        ),
    ],
}


def test_a_modal_as_documented() -> None:
    assert len(rules.view(MODAL, allowed="modal")["blocks"]) == 10


def test_home_as_documented() -> None:
    home = {
        "type": "home",
        "private_metadata": "Shh it is a secret",
        "callback_id": "home_tab_1",
        "external_id": "",
        "blocks": [
            {"type": "header", "text": plain("Welcome")},
            {
                "type": "actions",
                "elements": [
                    {
                        "type": "button",
                        "text": plain("Create New Task"),
                        "style": "primary",
                        "value": "create_task",
                        "confirm": {
                            "title": {"type": "plain_text", "text": "Are you sure?"},
                            "text": {"type": "mrkdwn", "text": "Wouldn't you prefer _chess_?"},
                            "confirm": {"type": "plain_text", "text": "Do it"},
                            "deny": {"type": "plain_text", "text": "Stop, I've changed my mind!"},
                        },
                    }
                ],
            },
        ],
    }
    assert len(rules.view(home, allowed="home")["blocks"]) == 2
