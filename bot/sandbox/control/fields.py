"""Reading what a user fills in: from a plain value to Slack's state entry, and its checks.

A complaint is what a client draws at the field: a sentence in plain English, and the code and
limit that a page needs to say it in another language.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from bot.sandbox.errors import ControlError
from bot.sandbox.state import FIELDS, Entry

_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_URL = re.compile(r"https?://[^\s/]+\S*")
_FORMATS = {"datepicker": "%Y-%m-%d", "timepicker": "%H:%M"}


@dataclass(frozen=True, slots=True)
class Complaint:
    """What is wrong with a field."""

    code: str
    text: str
    limit: str = ""

    def body(self) -> dict[str, str]:
        """As the control API tells it."""
        return {"code": self.code, "limit": self.limit}


REQUIRED = Complaint("required", "Please complete this required field.")

Complain = Callable[[dict[str, Any], Any], Complaint | None]

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


def complaint(element: dict[str, Any], filled: Entry, *, optional: bool) -> Complaint | None:
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


def _no_check(_element: dict[str, Any], _value: Any) -> Complaint | None:
    return None


def _text(element: dict[str, Any], value: str) -> Complaint | None:
    most, least = element.get("max_length", 3000), element.get("min_length", 0)
    if len(value) > most:
        return Complaint("too_long", f"Must be at most {most} characters.", str(most))
    if len(value) < least:
        return Complaint("too_short", f"Must be at least {least} characters.", str(least))
    return None


def _number(element: dict[str, Any], value: str) -> Complaint | None:
    try:
        number = Decimal(value)
    except InvalidOperation:
        return _NO_NUMBER
    if not number.is_finite():
        return _NO_NUMBER
    if not element["is_decimal_allowed"] and number != number.to_integral_value():
        return Complaint("no_whole_number", "Enter a whole number.")
    least, most = element.get("min_value"), element.get("max_value")
    if least is not None and number < Decimal(least):
        return Complaint("too_low", f"Must be at least {least}.", str(least))
    if most is not None and number > Decimal(most):
        return Complaint("too_high", f"Must be at most {most}.", str(most))
    return None


def _email(_element: dict[str, Any], value: str) -> Complaint | None:
    if _EMAIL.fullmatch(value):
        return None
    return Complaint("no_email", "Enter a valid e-mail address.")


def _url(_element: dict[str, Any], value: str) -> Complaint | None:
    return None if _URL.fullmatch(value) else Complaint("no_url", "Enter a valid address.")


def _many(element: dict[str, Any], value: list[Any]) -> Complaint | None:
    most = element.get("max_selected_items")
    if most and len(value) > most:
        return Complaint("too_many", f"Choose at most {most}.", str(most))
    return None


_NO_NUMBER = Complaint("no_number", "Enter a number.")
_CHECKS: dict[str, Complain] = {
    "plain_text_input": _text,
    "number_input": _number,
    "email_text_input": _email,
    "url_text_input": _url,
    **{kind: _many for kind in FIELDS if kind.startswith("multi_")},
}
