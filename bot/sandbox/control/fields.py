"""Reading what a user fills in: from a plain value to Slack's state entry, and its checks.

The sentences are what a client draws at the field, so they are in plain English.
"""

import re
from collections.abc import Callable
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from bot.sandbox.errors import ControlError
from bot.sandbox.state import FIELDS, Entry

REQUIRED = "Please complete this required field."

_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_URL = re.compile(r"https?://[^\s/]+\S*")
_FORMATS = {"datepicker": "%Y-%m-%d", "timepicker": "%H:%M"}

Complain = Callable[[dict[str, Any], Any], str | None]

_OPTIONS = frozenset({"selected_option", "selected_options"})


def entry(element: dict[str, Any], value: Any, offered: list[Entry]) -> Entry:
    """The state entry of an element for a value; `offered` are options served meanwhile.

    Raises ControlError where nobody could have filled that in, such as an unknown option.
    """
    kind = element["type"]
    key, empty = FIELDS[kind]
    if isinstance(value, dict) and value.get("type") == kind:
        value = value.get(key)
    if value in ("", None, []):
        return {"type": kind, key: empty if empty is None else []}
    if key in _OPTIONS:
        value = _chosen(element, value, offered, many=key == "selected_options")
    elif kind == "number_input":
        value = str(value)
    else:
        _check_shape(kind, key, value)
    return {"type": kind, key: value}


def complaint(element: dict[str, Any], filled: Entry, *, optional: bool) -> str | None:
    """What the client says at the field, or None. Emptiness first, then the element's limits."""
    key, _ = FIELDS[element["type"]]
    value = filled[key]
    if not value:
        return None if optional else REQUIRED
    check: Complain = _CHECKS.get(element["type"], _no_check)
    return check(element, value)


def options_of(element: dict[str, Any]) -> list[Entry]:
    """Every option of a menu, out of its groups."""
    grouped = [o for group in element.get("option_groups", []) for o in group["options"]]
    return [*element.get("options", []), *grouped]


def _chosen(element: dict[str, Any], value: Any, offered: list[Entry], *, many: bool) -> Any:
    if not many:
        return _option(element, value, offered)
    if not isinstance(value, list):
        raise ControlError(f"{element['action_id']} takes a list of options.")
    return [_option(element, one, offered) for one in value]


def _option(element: dict[str, Any], value: Any, offered: list[Entry]) -> Entry:
    wanted = value.get("value") if isinstance(value, dict) else value
    for option in [*options_of(element), *offered]:
        if option["value"] == wanted:
            return option
    if isinstance(value, dict) and "external" in element["type"] and "text" in value:
        return value
    raise ControlError(f"{element['action_id']} has no option {wanted}.")


def _check_shape(kind: str, key: str, value: Any) -> None:
    wanted: type = str
    if key == "rich_text_value":
        wanted = dict
    elif key.endswith("s"):
        wanted = list
    elif kind == "datetimepicker":
        wanted = int
    if not isinstance(value, wanted):
        raise ControlError(f"A {kind} does not hold {value!r}.")
    if kind in _FORMATS and not _is_format(_FORMATS[kind], str(value)):
        raise ControlError(f"A {kind} does not hold {value!r}.")


def _is_format(form: str, value: str) -> bool:
    try:
        return datetime.strptime(value, form).strftime(form) == value  # noqa: DTZ007
    except ValueError:
        return False


def _no_check(_element: dict[str, Any], _value: Any) -> str | None:
    return None


def _text(element: dict[str, Any], value: str) -> str | None:
    most, least = element.get("max_length", 3000), element.get("min_length", 0)
    if len(value) > most:
        return f"Must be at most {most} characters."
    return f"Must be at least {least} characters." if len(value) < least else None


def _number(element: dict[str, Any], value: str) -> str | None:
    try:
        number = Decimal(value)
    except InvalidOperation:
        return "Enter a number."
    if not number.is_finite():
        return "Enter a number."
    if not element["is_decimal_allowed"] and number != number.to_integral_value():
        return "Enter a whole number."
    if "min_value" in element and number < Decimal(element["min_value"]):
        return f"Must be at least {element['min_value']}."
    if "max_value" in element and number > Decimal(element["max_value"]):
        return f"Must be at most {element['max_value']}."
    return None


def _email(_element: dict[str, Any], value: str) -> str | None:
    return None if _EMAIL.fullmatch(value) else "Enter a valid e-mail address."


def _url(_element: dict[str, Any], value: str) -> str | None:
    return None if _URL.fullmatch(value) else "Enter a valid address."


def _many(element: dict[str, Any], value: list[Any]) -> str | None:
    most = element.get("max_selected_items")
    return f"Choose at most {most}." if most and len(value) > most else None


_CHECKS: dict[str, Complain] = {
    "plain_text_input": _text,
    "number_input": _number,
    "email_text_input": _email,
    "url_text_input": _url,
    **{kind: _many for kind in FIELDS if kind.startswith("multi_")},
}
