"""Composition objects: text, options, confirmations, filters. Source: Block Kit reference."""

from typing import Any

from bot.sandbox.blocks.checks import (
    Check,
    Faults,
    array,
    boolean,
    by_type,
    exactly_one,
    one_of,
    string,
    struct,
)

MOST_OPTIONS = 100
MOST_CHOICES = 10

_TYPE: dict[str, Check] = {"type": string(255)}


def typed(
    required: dict[str, Check], optional: dict[str, Check] | None = None, *rules: Any
) -> Check:
    """An object whose `type` has been looked at already."""
    return struct({**_TYPE, **required}, optional or {}, *rules)


def plain_text(most: int, least: int = 1) -> Check:
    """A plain_text object of so many characters at most."""
    return by_type({"plain_text": typed({"text": string(most, least)}, {"emoji": boolean})})


def any_text(most: int) -> Check:
    """A plain_text or mrkdwn object of so many characters at most."""
    plain = typed({"text": string(most)}, {"emoji": boolean})
    return by_type({"plain_text": plain, "mrkdwn": _mrkdwn(most)})


def _mrkdwn(most: int) -> Check:
    return typed({"text": string(most)}, {"verbatim": boolean})


def option(text: Check, *, with_url: bool = False) -> Check:
    """One choice; `url` is for overflow menus alone."""
    optional: dict[str, Check] = {"description": any_text(75)}
    if with_url:
        optional["url"] = string(3000)
    return struct({"text": text, "value": string(150)}, optional)


MENU_OPTION = option(plain_text(75))
CHOICE = option(any_text(75))
OVERFLOW_OPTION = option(plain_text(75), with_url=True)
MENU_OPTIONS = array(MENU_OPTION, MOST_OPTIONS)
CHOICES = array(CHOICE, MOST_CHOICES)
OPTION_GROUPS = array(struct({"label": plain_text(75), "options": MENU_OPTIONS}, {}), MOST_OPTIONS)

CONFIRM = struct(
    {
        "title": plain_text(100),
        "text": any_text(300),
        "confirm": plain_text(30),
        "deny": plain_text(30),
    },
    {"style": one_of("primary", "danger")},
)

DISPATCH = struct(
    {},
    {"trigger_actions_on": array(one_of("on_enter_pressed", "on_character_entered"), 2)},
)

FILTER = struct(
    {},
    {
        "include": array(one_of("im", "mpim", "private", "public"), 4),
        "exclude_external_shared_channels": boolean,
        "exclude_bot_users": boolean,
    },
)

SLACK_FILE = struct({}, {"id": string(255), "url": string(3000)}, exactly_one("id", "url"))


def initial_among_options(value: dict[str, Any], at: str, faults: Faults) -> None:
    """An initial option has to be one of the options, letter for letter."""
    offered = _offered(value)
    chosen = value.get("initial_options", [])
    chosen = [*(chosen if isinstance(chosen, list) else []), value.get("initial_option")]
    for initial in chosen:
        if initial is not None and _essence(initial) not in offered:
            faults.add("initial option is not among the options", at)


def _offered(value: dict[str, Any]) -> list[Any]:
    groups = value.get("option_groups") or []
    lists = [value.get("options") or []]
    lists += [group.get("options") or [] for group in groups if isinstance(group, dict)]
    return [_essence(offered) for some in lists if isinstance(some, list) for offered in some]


def _essence(value: Any) -> Any:
    # Slack fills in `emoji` and `verbatim`, so an option may come back with them.
    if not isinstance(value, dict):
        return value
    text = value.get("text")
    return (value.get("value"), text.get("text") if isinstance(text, dict) else text)
