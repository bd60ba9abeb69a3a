"""Fields to type in: text, e-mail, address, number and rich text. Source: Block Kit reference."""

from decimal import Decimal, InvalidOperation
from typing import Any

from bot.sandbox.blocks.checks import Check, Faults, boolean, integer, string
from bot.sandbox.blocks.objects import DISPATCH, plain_text, typed
from bot.sandbox.blocks.rich_text import RICH_TEXT

MOST_CHARACTERS = 3000

_FIELD: dict[str, Check] = {
    "action_id": string(255),
    "placeholder": plain_text(150),
    "dispatch_action_config": DISPATCH,
    "focus_on_load": boolean,
}
_INITIAL: dict[str, Check] = {"initial_value": string(MOST_CHARACTERS)}


def _number(value: Any, at: str, faults: Faults) -> None:
    if not isinstance(value, str):
        faults.add("must be a string", at)
        return
    try:
        finite = Decimal(value).is_finite()
    except InvalidOperation:
        finite = False
    if not finite:
        faults.add("must be a number", at)


def _lengths_in_order(value: dict[str, Any], at: str, faults: Faults) -> None:
    least, most = value.get("min_length"), value.get("max_length")
    if isinstance(least, int) and isinstance(most, int) and least > most:
        faults.add("min_length must not be greater than max_length", at)


RICH_INPUT: dict[str, Check] = {
    "rich_text_input": typed(
        {},
        {
            **_FIELD,
            "initial_value": RICH_TEXT,
            "min_lines": integer(1, 100),
            "max_lines": integer(1, 100),
        },
    ),
}

INPUTS: dict[str, Check] = {
    "plain_text_input": typed(
        {},
        {
            **_FIELD,
            **_INITIAL,
            "multiline": boolean,
            "min_length": integer(0, MOST_CHARACTERS),
            "max_length": integer(1, MOST_CHARACTERS),
        },
        _lengths_in_order,
    ),
    "email_text_input": typed({}, {**_FIELD, **_INITIAL}),
    "url_text_input": typed({}, {**_FIELD, **_INITIAL}),
    "number_input": typed(
        {"is_decimal_allowed": boolean},
        {**_FIELD, "initial_value": _number, "min_value": _number, "max_value": _number},
    ),
    **RICH_INPUT,
}
