"""Menus to choose from, and what a search in one of them found."""

from collections.abc import Iterator, Sequence

from bot.render.errors import DoesNotFit, held
from bot.render.wording import clean, is_blank, one_line, shorten
from bot.slack.render.drawn import Block, plain_text
from bot.slack.render.limits import (
    ACTION_ID,
    OPTION_DETAIL,
    OPTION_GROUP_LABEL,
    OPTION_GROUPS,
    OPTION_LABEL,
    OPTION_VALUE,
    OPTIONS,
    PLACEHOLDER,
)
from handlers.cards import ChoiceField, Option, Options


def choice(one: ChoiceField) -> Block:
    """A menu with its options, or one that asks the route `search` for what is typed."""
    element = _searched(one) if one.search else _listed(one)
    if not is_blank(clean(one.placeholder)):
        element["placeholder"] = plain_text(shorten(one.placeholder, PLACEHOLDER))
    return element


def options(found: Options) -> Block:
    """The answer to a search: the best, which come first, as many as Slack takes."""
    return {"options": [_option(option) for option in found.options[:OPTIONS]]}


def _searched(one: ChoiceField) -> Block:
    element: Block = {
        "type": "external_select",
        "action_id": held("the route of a search", one.search, ACTION_ID),
        "min_query_length": 0,  # opening the menu asks too, so that it is never empty
    }
    return element | {"initial_option": _option(one.chosen)} if one.chosen else element


def _listed(one: ChoiceField) -> Block:
    if not one.options:
        raise DoesNotFit(f"the menu {one.name}", "at least one option")
    if len(one.options) > OPTIONS * OPTION_GROUPS:
        raise DoesNotFit(f"the menu {one.name}", "at most 10,000 options; let it be searched")
    element: Block = {"type": "static_select", "action_id": one.name}
    if len(one.options) <= OPTIONS:
        element["options"] = [_option(option) for option in one.options]
    else:
        element["option_groups"] = list(_groups(one.options))
    for option in one.options:
        if one.chosen and option.value == one.chosen.value:
            return element | {"initial_option": _option(option)}
    return element


def _groups(listed: Sequence[Option]) -> Iterator[Block]:
    """Groups named by their first and last option, since a menu takes only a hundred without."""
    for start in range(0, len(listed), OPTIONS):
        group = listed[start : start + OPTIONS]
        label = f"{shorten(group[0].label, 35)} – {shorten(group[-1].label, 35)}"
        yield {
            "label": plain_text(shorten(label, OPTION_GROUP_LABEL)),
            "options": [_option(option) for option in group],
        }


def _option(option: Option) -> Block:
    if not option.value:
        raise DoesNotFit("the value of an option", "not empty")
    shown: Block = {
        "text": plain_text(shorten(option.label, OPTION_LABEL)),
        "value": held("the value of an option", option.value, OPTION_VALUE),
    }
    if not is_blank(one_line(option.detail)):
        shown["description"] = plain_text(shorten(option.detail, OPTION_DETAIL))
    return shown
