"""The rich_text block: sections, lists, quotes and code. Source: Block Kit reference."""

from bot.sandbox.blocks.checks import (
    Check,
    array,
    boolean,
    by_type,
    integer,
    one_of,
    pattern,
    string,
    struct,
)
from bot.sandbox.blocks.objects import typed

# Slack documents no limit for these; they stay within what a message can hold.
MOST_PARTS = 1000
MOST_CHARACTERS = 12000

_MARKS = ("bold", "italic", "strike", "underline")
_TEXT_STYLE = struct({}, dict.fromkeys((*_MARKS, "code"), boolean))
_MENTION_STYLE = struct(
    {}, dict.fromkeys((*_MARKS, "highlight", "client_highlight", "unlink"), boolean)
)
_COUNT = integer(0, 8)


def _mention(key: str) -> Check:
    return typed({key: string(255)}, {"style": _MENTION_STYLE})


_INLINE: dict[str, Check] = {
    "text": typed({"text": string(MOST_CHARACTERS)}, {"style": _TEXT_STYLE}),
    "link": typed(
        {"url": string(3000)},
        {"text": string(MOST_CHARACTERS), "unsafe": boolean, "style": _TEXT_STYLE},
    ),
    "emoji": typed({"name": string(255)}, {"unicode": string(255), "skin_tone": integer(2, 6)}),
    "user": _mention("user_id"),
    "usergroup": _mention("usergroup_id"),
    "team": _mention("team_id"),
    "channel": _mention("channel_id"),
    "broadcast": typed({"range": one_of("here", "channel", "everyone")}, {"style": _MENTION_STYLE}),
    "color": typed({"value": pattern(r"#[0-9A-Fa-f]{6}", "a colour, #RRGGBB")}),
    "date": typed(
        {"timestamp": integer(0, 10**11), "format": string(255)},
        {"url": string(3000), "fallback": string(255), "style": _TEXT_STYLE},
    ),
}
_LINE: dict[str, Check] = {key: _INLINE[key] for key in ("text", "link", "user", "emoji")}


def _inline(table: dict[str, Check]) -> dict[str, Check]:
    return {"elements": array(by_type(table), MOST_PARTS, 0)}


_SECTION = typed(_inline(_INLINE))

_PARTS: dict[str, Check] = {
    "rich_text_section": _SECTION,
    "rich_text_quote": typed(_inline(_INLINE), {"border": integer(0, 1)}),
    "rich_text_preformatted": typed(
        _inline(_LINE), {"border": integer(0, 1), "language": string(255)}
    ),
    "rich_text_list": typed(
        {
            "style": one_of("bullet", "ordered"),
            "elements": array(by_type({"rich_text_section": _SECTION}), MOST_PARTS),
        },
        {"indent": _COUNT, "offset": integer(0, 10000), "border": integer(0, 1)},
    ),
}

_RICH_TEXT = typed({"elements": array(by_type(_PARTS), MOST_PARTS)}, {"block_id": string(255)})
RICH_TEXT = by_type({"rich_text": _RICH_TEXT})
