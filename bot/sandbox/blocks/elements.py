"""Interactive elements, and the image: their keys and limits. Source: Block Kit reference."""

from bot.sandbox.blocks.checks import (
    Check,
    anything,
    array,
    boolean,
    exactly_one,
    integer,
    one_of,
    pattern,
    string,
)
from bot.sandbox.blocks.inputs import INPUTS, RICH_INPUT
from bot.sandbox.blocks.objects import (
    CHOICE,
    CHOICES,
    CONFIRM,
    FILTER,
    MENU_OPTION,
    MENU_OPTIONS,
    MOST_CHOICES,
    MOST_OPTIONS,
    OPTION_GROUPS,
    OVERFLOW_OPTION,
    SLACK_FILE,
    initial_among_options,
    plain_text,
    typed,
)

_ACTION: dict[str, Check] = {"action_id": string(255), "confirm": CONFIRM}
_FOCUS: dict[str, Check] = {**_ACTION, "focus_on_load": boolean}
_MENU: dict[str, Check] = {**_FOCUS, "placeholder": plain_text(150)}
_MANY: dict[str, Check] = {**_MENU, "max_selected_items": integer(1, MOST_OPTIONS)}
_ID = string(255)
_CONVERSATIONS: dict[str, Check] = {"default_to_current_conversation": boolean, "filter": FILTER}
_RESPONSE_URL: dict[str, Check] = {"response_url_enabled": boolean}
_STATIC: dict[str, Check] = {"options": MENU_OPTIONS, "option_groups": OPTION_GROUPS}
_ONE_LIST = exactly_one("options", "option_groups")

_DATE = pattern(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])", "a date, YYYY-MM-DD")
_TIME = pattern(r"([01]\d|2[0-3]):[0-5]\d", "a time, HH:mm")

BUTTONS: dict[str, Check] = {
    "button": typed(
        {"text": plain_text(75)},
        {
            **_ACTION,
            "url": string(3000),
            "value": string(2000),
            "style": one_of("primary", "danger"),
            "accessibility_label": string(75),
            "agent_prompt": string(4000),
        },
    ),
    "overflow": typed({"options": array(OVERFLOW_OPTION, 5, 2)}, _ACTION),
    "workflow_button": typed(
        {"text": plain_text(75), "workflow": anything, "action_id": string(255)},
        {"style": one_of("primary", "danger"), "accessibility_label": string(75)},
    ),
}

PICKERS: dict[str, Check] = {
    "datepicker": typed({}, {**_MENU, "initial_date": _DATE}),
    "timepicker": typed({}, {**_MENU, "initial_time": _TIME, "timezone": string(255)}),
}

DATETIME: dict[str, Check] = {
    "datetimepicker": typed({}, {**_FOCUS, "initial_date_time": integer(10**9, 10**10 - 1)}),
}

CHOOSERS: dict[str, Check] = {
    "checkboxes": typed(
        {"options": CHOICES},
        {**_FOCUS, "initial_options": array(CHOICE, MOST_CHOICES)},
        initial_among_options,
    ),
    "radio_buttons": typed(
        {"options": CHOICES}, {**_FOCUS, "initial_option": CHOICE}, initial_among_options
    ),
}

MENUS: dict[str, Check] = {
    "static_select": typed(
        {}, {**_MENU, **_STATIC, "initial_option": MENU_OPTION}, _ONE_LIST, initial_among_options
    ),
    "external_select": typed(
        {}, {**_MENU, "initial_option": MENU_OPTION, "min_query_length": integer(0, 1000)}
    ),
    "users_select": typed({}, {**_MENU, "initial_user": _ID}),
    "channels_select": typed({}, {**_MENU, **_RESPONSE_URL, "initial_channel": _ID}),
    "conversations_select": typed(
        {}, {**_MENU, **_RESPONSE_URL, **_CONVERSATIONS, "initial_conversation": _ID}
    ),
}

MULTI_MENUS: dict[str, Check] = {
    "multi_static_select": typed(
        {},
        {**_MANY, **_STATIC, "initial_options": array(MENU_OPTION, MOST_OPTIONS)},
        _ONE_LIST,
        initial_among_options,
    ),
    "multi_external_select": typed(
        {},
        {
            **_MANY,
            "initial_options": array(MENU_OPTION, MOST_OPTIONS),
            "min_query_length": integer(0, 1000),
        },
    ),
    "multi_users_select": typed({}, {**_MANY, "initial_users": array(_ID, MOST_OPTIONS)}),
    "multi_channels_select": typed({}, {**_MANY, "initial_channels": array(_ID, MOST_OPTIONS)}),
    "multi_conversations_select": typed(
        {}, {**_MANY, **_CONVERSATIONS, "initial_conversations": array(_ID, MOST_OPTIONS)}
    ),
}

IMAGE: dict[str, Check] = {
    "image": typed(
        {"alt_text": string(2000)},
        {"image_url": string(3000), "slack_file": SLACK_FILE},
        exactly_one("image_url", "slack_file"),
    ),
}

IN_SECTION = {**BUTTONS, **PICKERS, **CHOOSERS, **MENUS, **MULTI_MENUS, **IMAGE}
IN_ACTIONS = {**BUTTONS, **PICKERS, **DATETIME, **CHOOSERS, **MENUS, **MULTI_MENUS, **RICH_INPUT}
IN_INPUT = {**INPUTS, **PICKERS, **DATETIME, **CHOOSERS, **MENUS, **MULTI_MENUS}

UNSUPPORTED = {"file_input": " (Slack knows it, this sandbox does not yet)"}
