"""Builders of Block Kit JSON for tests: the smallest of each kind that Slack takes."""

from typing import Any

Json = dict[str, Any]


def plain(text: str = "text") -> Json:
    return {"type": "plain_text", "text": text}


def mrkdwn(text: str = "text") -> Json:
    return {"type": "mrkdwn", "text": text}


def section(text: str = "text", **more: Any) -> Json:
    return {"type": "section", "text": mrkdwn(text), **more}


def button(**more: Any) -> Json:
    return {"type": "button", "text": plain(), **more}


def option(value: str = "v", text: str = "text", **more: Any) -> Json:
    return {"text": plain(text), "value": value, **more}


def options(count: int) -> list[Json]:
    return [option(str(number)) for number in range(count)]


def select(**more: Any) -> Json:
    return {"type": "static_select", "options": [option()], **more}


def actions(*elements: Json, **more: Any) -> Json:
    return {"type": "actions", "elements": list(elements), **more}


def field(element: Json | None = None, **more: Any) -> Json:
    typed = element or {"type": "plain_text_input", "action_id": "a"}
    return {"type": "input", "label": plain(), "element": typed, **more}


def image(**more: Any) -> Json:
    return {"type": "image", "image_url": "https://example.org/i.png", "alt_text": "alt", **more}


def rich_text(*parts: Json, **more: Any) -> Json:
    inside = list(parts) or [rich_section({"type": "text", "text": "text"})]
    return {"type": "rich_text", "elements": inside, **more}


def rich_section(*elements: Json) -> Json:
    return {"type": "rich_text_section", "elements": list(elements)}


def table(rows: int = 1, columns: int = 1, **more: Any) -> Json:
    row = [{"type": "raw_text", "text": "cell"}] * columns
    return {"type": "table", "rows": [row] * rows, **more}


def modal(*blocks: Json, **more: Any) -> Json:
    inside = list(blocks) or [section()]
    whole = {"type": "modal", "title": plain(), "submit": plain(), "blocks": inside, **more}
    return {key: value for key, value in whole.items() if value is not None}


def home(*blocks: Json, **more: Any) -> Json:
    return {"type": "home", "blocks": list(blocks) or [section()], **more}
