"""What a pressed button sends, and how it is read again: `data` of a card's action.

`action` is the route, as Slack's `action_id` is. What is filled in stands beside it under the
fields' names, so those are set apart by a prefix.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.render.errors import held
from bot.teams.render.drawn import Element
from bot.teams.render.limits import BUTTON_VALUE, FIELD_NAME, ROUTE, STATE
from handlers.cards import Button, Form

CLOSE = "close"  # the route of the button that puts a form away
_FIELD = "field."


@dataclass(frozen=True, slots=True)
class Pressed:
    """The route of a button with its value, or that of a form with its state and its fields.

    `opened_by` is the route that opens the same form again, with its state as the value, to show
    in it what was wrong.
    """

    route: str
    value: str = ""
    state: str = ""
    opened_by: str = ""
    values: Mapping[str, str] = field(default_factory=dict)


def pressed(data: Mapping[str, object]) -> Pressed:
    """What was sent, of which nothing is to be relied on; what is no text is as if not said."""
    said = {key: told for key, told in map(_told, data.items()) if told}
    return Pressed(
        said.get("action", ""),
        said.get("value", ""),
        said.get("state", ""),
        said.get("opened_by", ""),
        {key.removeprefix(_FIELD): each for key, each in said.items() if key.startswith(_FIELD)},
    )


def field_id(name: str) -> str:
    """The id of a field's input."""
    return _FIELD + held("the name of a field", name, FIELD_NAME)


def button_data(button: Button) -> Element:
    """The data of a button that acts."""
    data = {"action": held("the route of a button", button.action, ROUTE)}
    value = held("the value of a button", button.value, BUTTON_VALUE)
    return data | {"value": value} if value else data


def form_data(form: Form) -> Element:
    """The data of a form's button."""
    return {
        "action": held("the route of a form", form.submit, ROUTE),
        "opened_by": held("the route that opens a form", form.opened_by, ROUTE),
        "state": held("the state of a form", form.state, STATE),
    }


def _told(item: tuple[str, object]) -> tuple[str, str]:
    """A text as it is and a number as its digits: Teams sends either for a field of numbers."""
    key, value = item
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return key, ""
    return key, str(value)
