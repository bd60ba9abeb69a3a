"""What each platform's renderer has to answer for, in words that are the same for all."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from bot.render.errors import DoesNotFit
from bot.sandbox.blocks import rules
from bot.slack import render as slack
from bot.teams import render as teams
from handlers.cards import Card, Form, Options
from handlers.texts import texts_in
from tests.bot.render.reading import texts
from tests.bot.slack.outsiders import judge_message, judge_view
from tests.bot.teams.outsiders import judge
from tests.bot.teams.reading import card_texts

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Shown:
    """What goes out: as JSON, and as the words for who cannot see it."""

    content: Json
    fallback: str


@dataclass(frozen=True)
class Platform:
    """A renderer and what judges it; `marks` finds what would be read as a mark in a fallback."""

    name: str
    messages: Callable[[Card], list[Shown]]
    form: Callable[[Form], Shown]
    found: Callable[[Options], list[tuple[str, str]]]
    judge: Callable[[Shown], None]
    texts: Callable[[Json], Iterator[str]]
    fields: Callable[[Json], list[str]]
    unescaped: Callable[[str], str]
    marks: re.Pattern[str]

    def __str__(self) -> str:
        return self.name


def _slack_messages(card: Card) -> list[Shown]:
    return [Shown({"blocks": one.blocks}, one.text) for one in slack.messages(card)]


def _slack_judge(shown: Shown) -> None:
    if shown.content.get("type") == "modal":
        judge_view(shown.content)
        rules.view(shown.content, allowed="modal")
        return
    judge_message(shown.content["blocks"])
    rules.message_blocks(shown.content["blocks"])
    rules.message_text(shown.fallback)


def _slack_found(found: Options) -> list[tuple[str, str]]:
    return [(one["value"], one["text"]["text"]) for one in slack.options(found)["options"]]


def _slack_fields(view: Json) -> list[str]:
    return [block["block_id"] for block in view["blocks"] if block["type"] == "input"]


def _slack_unescaped(text: str) -> str:
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def _teams_messages(card: Card) -> list[Shown]:
    return [_teams_shown(one) for one in teams.messages(card)]


def _teams_shown(message: teams.Message) -> Shown:
    assert 1 <= len(message.summary) <= 200
    return Shown(message.card, message.card["fallbackText"])


def _teams_found(found: Options) -> list[tuple[str, str]]:
    results = teams.options(found)["value"]["results"]
    return [(one["value"], one["title"]) for one in results]


def _teams_fields(card: Json) -> list[str]:
    inputs = [one for one in card["body"] if one["type"].startswith("Input.")]
    return [one["id"].removeprefix("field.") for one in inputs]


def _teams_unescaped(text: str) -> str:
    return re.sub(r"\\(.)", r"\1", text.replace("&amp;", "&"))


SLACK = Platform(
    "slack",
    _slack_messages,
    lambda form: Shown(slack.modal(form), ""),
    _slack_found,
    _slack_judge,
    texts,
    _slack_fields,
    _slack_unescaped,
    re.compile(r"[<>]|&(?!(amp|lt|gt);)"),
)
TEAMS = Platform(
    "teams",
    _teams_messages,
    lambda form: _teams_shown(teams.form(form, texts_in("sv"))),
    _teams_found,
    lambda shown: judge(shown.content),
    card_texts,
    _teams_fields,
    _teams_unescaped,
    re.compile(r"(?<!\\)(?:\\\\)*[*_\[\]`<>~#|{}]|&(?!amp;)"),
)
PLATFORMS = (SLACK, TEAMS)

__all__ = ["PLATFORMS", "SLACK", "TEAMS", "DoesNotFit", "Platform", "Shown"]
