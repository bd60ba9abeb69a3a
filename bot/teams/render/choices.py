"""Menus to choose from, and what a search in one of them found."""

from bot.render.errors import DoesNotFit, held
from bot.render.wording import is_blank, one_line, shorten
from bot.teams.render.drawn import Element
from bot.teams.render.limits import OPTION_LABEL, OPTION_VALUE, OPTIONS_FOUND, PLACEHOLDER, ROUTE
from handlers.cards import ChoiceField, Option, Options


def choice(one: ChoiceField) -> Element:
    """A menu with its options, or one that asks the route `search` for what is typed."""
    element = _searched(one) if one.search else _listed(one)
    if not is_blank(one_line(one.placeholder)):
        element["placeholder"] = shorten(one.placeholder, PLACEHOLDER)
    return element


def options(found: Options) -> Element:
    """The answer to a search: the best, which come first, as many as Teams takes."""
    return {
        "type": "application/vnd.microsoft.search.searchResponse",
        "value": {"results": [_option(option) for option in found.options[:OPTIONS_FOUND]]},
    }


def _searched(one: ChoiceField) -> Element:
    """Teams' own search; elsewhere a menu of what was there to begin with."""
    offered = one.options or ((one.chosen,) if one.chosen else ())
    element = _menu(offered, one.chosen) | {"style": "filtered"}
    route = held("the route of a search", one.search, ROUTE)
    return element | {"choices.data": {"type": "Data.Query", "dataset": route}}


def _listed(one: ChoiceField) -> Element:
    if not one.options:
        raise DoesNotFit(f"the menu {one.name}", "at least one option")
    return _menu(one.options, one.chosen)


def _menu(offered: tuple[Option, ...], chosen: Option | None) -> Element:
    element: Element = {
        "type": "Input.ChoiceSet",
        "choices": [_option(option) for option in offered],
    }
    if chosen and any(option.value == chosen.value for option in offered):
        element["value"] = chosen.value
    return element


def _option(option: Option) -> Element:
    """A choice has no second line: what tells options apart follows the label."""
    if not option.value:
        raise DoesNotFit("the value of an option", "not empty")
    texts = [text for text in (option.label, option.detail) if not is_blank(one_line(text))]
    return {
        "title": shorten(" – ".join(texts), OPTION_LABEL),
        "value": held("the value of an option", option.value, OPTION_VALUE),
    }
