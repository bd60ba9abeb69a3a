"""The blocks themselves, and which of them a surface may show. Source: Block Kit reference."""

from enum import Enum

from bot.sandbox.blocks.checks import (
    Check,
    array,
    at_least_one,
    boolean,
    by_type,
    exactly_one,
    one_of,
    pattern,
    string,
    struct,
)
from bot.sandbox.blocks.elements import (
    IMAGE,
    IN_ACTIONS,
    IN_INPUT,
    IN_SECTION,
    UNSUPPORTED,
)
from bot.sandbox.blocks.objects import (
    CONFIRM,
    SLACK_FILE,
    any_text,
    plain_text,
    typed,
)
from bot.sandbox.blocks.rich_text import RICH_TEXT
from bot.sandbox.blocks.table import TABLE


class Surface(Enum):
    """Where blocks are shown; the value is how many of them fit."""

    MESSAGE = ("message", 50)
    MODAL = ("modal", 100)
    HOME = ("home", 100)

    @property
    def most_blocks(self) -> int:
        """How many blocks the surface may hold."""
        return self.value[1]


_ID: dict[str, Check] = {"block_id": string(255)}


_CONTEXT: dict[str, Check] = {
    "plain_text": plain_text(3000),
    "mrkdwn": any_text(3000),
    **IMAGE,
}

_IMAGE_BLOCK = typed(
    {"alt_text": string(2000)},
    {**_ID, "image_url": string(3000), "slack_file": SLACK_FILE, "title": plain_text(2000)},
    exactly_one("image_url", "slack_file"),
)

_FEEDBACK = struct(
    {"text": plain_text(75), "value": string(2000)}, {"accessibility_label": string(75)}
)
_CONTEXT_ACTIONS: dict[str, Check] = {
    "feedback_buttons": typed(
        {"positive_button": _FEEDBACK, "negative_button": _FEEDBACK}, {"action_id": string(255)}
    ),
    "icon_button": typed(
        {"icon": one_of("trash"), "text": plain_text(75)},
        {
            "action_id": string(255),
            "value": string(2000),
            "confirm": CONFIRM,
            "accessibility_label": string(75),
            "visible_to_user_ids": array(string(255), 10),
        },
    ),
}

COMMON: dict[str, Check] = {
    "section": typed(
        {},
        {
            **_ID,
            "text": any_text(3000),
            "fields": array(any_text(2000), 10),
            "accessory": by_type(IN_SECTION, UNSUPPORTED),
            "expand": boolean,
        },
        at_least_one("text", "fields"),
    ),
    "header": typed({"text": plain_text(150)}, _ID),
    "divider": typed({}, _ID),
    "image": _IMAGE_BLOCK,
    "actions": typed({"elements": array(by_type(IN_ACTIONS, UNSUPPORTED), 25)}, _ID),
    "context": typed({"elements": array(by_type(_CONTEXT), 10)}, _ID),
    "input": typed(
        {"label": plain_text(2000), "element": by_type(IN_INPUT, UNSUPPORTED)},
        {**_ID, "hint": plain_text(2000), "optional": boolean, "dispatch_action": boolean},
    ),
    "rich_text": RICH_TEXT,
    "video": typed(
        {
            "alt_text": string(2000),
            "title": plain_text(199),
            "thumbnail_url": string(3000),
            "video_url": pattern(r"https://.+", "an https address"),
        },
        {
            **_ID,
            "author_name": string(49),
            "description": plain_text(199),
            "provider_icon_url": string(3000),
            "provider_name": string(255),
            "title_url": pattern(r"https://.+", "an https address"),
        },
    ),
}

_IN_MESSAGES: dict[str, Check] = {
    "table": TABLE,
    "markdown": typed({"text": string(12000)}, _ID),
    "file": typed({"external_id": string(255), "source": one_of("remote")}, _ID),
    "context_actions": typed({"elements": array(by_type(_CONTEXT_ACTIONS), 5)}, _ID),
}

_NEWER = "alert call card carousel container data_table data_visualization plan task_card"
_NOT_YET = dict.fromkeys(_NEWER.split(), " (Slack knows it, this sandbox does not yet)")
_NOT_HERE = dict.fromkeys(_IN_MESSAGES, " (in messages only)")

BLOCKS: dict[Surface, Check] = {
    Surface.MESSAGE: by_type({**COMMON, **_IN_MESSAGES}, _NOT_YET),
    Surface.MODAL: by_type(COMMON, _NOT_YET | _NOT_HERE),
    Surface.HOME: by_type(COMMON, _NOT_YET | _NOT_HERE),
}
