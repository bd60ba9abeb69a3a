"""What the helper bot shows: one of each block and element, a form, and hostile texts."""

from typing import Any

Block = dict[str, Any]


def plain(text: str) -> Block:
    """A plain text object."""
    return {"type": "plain_text", "text": text}


def mrkdwn(text: str) -> Block:
    """A mrkdwn text object."""
    return {"type": "mrkdwn", "text": text}


def section(text: str, **more: Any) -> Block:
    """A section of mrkdwn."""
    return {"type": "section", "text": mrkdwn(text), **more}


def actions(*elements: Block) -> Block:
    """A row of elements."""
    return {"type": "actions", "elements": list(elements)}


def button(text: str, action_id: str, value: str = "1", **more: Any) -> Block:
    """A button."""
    element = {"type": "button", "text": plain(text), "action_id": action_id, "value": value}
    return {**element, **more}


def option(text: str, value: str) -> Block:
    """An option of a menu."""
    return {"text": plain(text), "value": value}


def field(name: str, label: str, element: Block, **more: Any) -> Block:
    """An input block; its element has the same id."""
    return {
        "type": "input",
        "block_id": name,
        "label": plain(label),
        "element": {**element, "action_id": name},
        **more,
    }


def _text(text: str, **style: bool) -> Block:
    return {"type": "text", "text": text, **({"style": style} if style else {})}


def _line(*parts: Block) -> Block:
    return {"type": "rich_text_section", "elements": list(parts)}


def _rich(*parts: Block) -> Block:
    return {"type": "rich_text", "elements": list(parts)}


CONFIRM = {
    "title": plain("Sure?"),
    "text": mrkdwn("It is *gone* then."),
    "confirm": plain("Do it"),
    "deny": plain("Keep it"),
    "style": "danger",
}

SHOWCASE: list[Block] = [
    {"type": "header", "text": plain("A header")},
    section(
        "*bold* _italic_ ~struck~ `code` <https://example.org|a link> <@U0EVE>",
        accessory={
            "type": "overflow",
            "action_id": "menu",
            "options": [option("First", "1"), option("Second", "2")],
        },
    ),
    {"type": "section", "fields": [mrkdwn("*Left*\n1"), mrkdwn("*Right*\n2")]},
    {"type": "divider"},
    _rich(
        _line(_text("Rich ", bold=True), {"type": "user", "user_id": "U0ANNA"}),
        {
            "type": "rich_text_list",
            "style": "bullet",
            "indent": 0,
            "elements": [_line(_text("one")), _line(_text("two"))],
        },
        {"type": "rich_text_quote", "elements": [_text("a quote")]},
        {"type": "rich_text_preformatted", "elements": [_text("x = 1")]},
    ),
    {
        "type": "table",
        "rows": [
            [{"type": "raw_text", "text": "Library"}, {"type": "raw_text", "text": "Share"}],
            [{"type": "raw_text", "text": "Nora"}, {"type": "raw_text", "text": "69 %"}],
        ],
    },
    {"type": "context", "elements": [mrkdwn("a _context_")]},
    actions(
        button("Remove", "undo", style="danger", confirm=CONFIRM),
        {
            "type": "static_select",
            "action_id": "pick",
            "placeholder": plain("Pick one"),
            "options": [option("Apple", "apple"), option("Pear", "pear")],
        },
        {"type": "datepicker", "action_id": "day", "placeholder": plain("Pick a day")},
        {"type": "multi_users_select", "action_id": "people", "placeholder": plain("People")},
        button("Tell", "tell"),
    ),
    section(
        "Reminders",
        accessory={
            "type": "checkboxes",
            "action_id": "remind",
            "options": [option("Weekly", "w"), option("Monthly", "m")],
        },
    ),
]

FORM: Block = {
    "type": "modal",
    "callback_id": "form",
    "title": plain("A form"),
    "submit": plain("Save"),
    "close": plain("Cancel"),
    "blocks": [
        field(
            "course",
            "Course",
            {"type": "external_select", "min_query_length": 2, "placeholder": plain("Search")},
        ),
        field("day", "Day", {"type": "datepicker", "initial_date": "2026-05-03"}),
        field(
            "note", "Note", {"type": "plain_text_input", "min_length": 3}, hint=plain("Any word")
        ),
        {"type": "actions", "elements": [button("More", "more")]},
    ],
}

HOSTILE_TEXT = (
    "&lt;script&gt;window.hurt = 1&lt;/script&gt; "
    "&lt;img src=x onerror='window.hurt = 2'&gt; &lt;!channel&gt;"
)
HOSTILE: list[Block] = [
    section(HOSTILE_TEXT),
    section("<javascript:alert(1)|press me> `<b>ticks</b>`"),
    {"type": "section", "text": plain("<script>window.hurt = 3</script> <!channel> *not bold*")},
    _rich(_line(_text("<img src=x onerror='window.hurt = 4'>"))),
]
