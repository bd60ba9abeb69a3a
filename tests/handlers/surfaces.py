"""What people see of a reply and press: the reply's own buttons, or the card Teams makes of it.

Conversations are held on Slack. With KOMPIS_TALKS_ON=teams they are all held over Teams' cards:
what is pressed and filled in has gone out as a card and comes back as Teams sends it.
"""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from bot.teams import render as teams
from handlers.cards import Card, Form, Reply
from handlers.texts import texts_in
from storage.tables import Platform
from tests.bot.teams.outsiders import judge
from tests.handlers.reading import buttons_of

TALKED_ON = Platform(os.environ.get("KOMPIS_TALKS_ON", Platform.SLACK.value))


@dataclass(frozen=True, slots=True)
class Sent:
    """What a platform sends of something that was pressed or filled in."""

    route: str
    value: str = ""
    state: str = ""
    values: Mapping[str, str] | None = None


class Surface(Protocol):
    """Where replies are seen."""

    def pressed(self, reply: Reply, label: str) -> Sent | None:
        """What a button sends, by its label; None where there is no such button."""
        ...

    def sent(self, form: Form, values: Mapping[str, str]) -> Sent:
        """What a form sends, filled in like this."""
        ...


class Plain:
    """The reply as it is."""

    def pressed(self, reply: Reply, label: str) -> Sent | None:
        """The button's route and value."""
        found = [each for each in buttons_of(reply) if _plain(each.label) == label]
        return Sent(found[0].action, found[0].value) if found else None

    def sent(self, form: Form, values: Mapping[str, str]) -> Sent:
        """The form's route, with its state."""
        return Sent(form.submit, state=form.state, values=values)


class Cards:
    """The Adaptive Cards of a reply, which people of the trade have judged."""

    def pressed(self, reply: Reply, label: str) -> Sent | None:
        """What the card's action carries."""
        found = [each for each in _actions(reply) if _plain(each["title"]) == label]
        return _read(found[0]["data"]) if found else None

    def sent(self, form: Form, values: Mapping[str, str]) -> Sent:
        """What the form's action carries, with what stands in its fields."""
        card = teams.form(form, texts_in("sv")).card
        judge(card)
        [action] = [each for each in _found(card) if "opened_by" in each.get("data", {})]
        fields = {each["id"] for each in card["body"] if each["type"].startswith("Input.")}
        filled = {f"field.{name}": value for name, value in values.items()}
        assert filled.keys() <= fields, "every field is in the card"
        return _read({**action["data"], **filled})


SURFACE: Surface = Cards() if TALKED_ON is Platform.TEAMS else Plain()


def _actions(reply: Reply) -> Iterator[dict[str, Any]]:
    match reply.body:
        case Card() as card:
            for message in teams.messages(card):
                judge(message.card)
                yield from _found(message.card)
        case Form() as form:
            yield from _found(teams.form(form, texts_in("sv")).card)


def _found(element: Any) -> Iterator[dict[str, Any]]:
    """Every button that sends something."""
    if isinstance(element, list):
        for each in element:
            yield from _found(each)
    elif isinstance(element, dict):
        if element.get("type") == "Action.Execute":
            yield element
        for each in element.values():
            yield from _found(each)


def _read(data: Mapping[str, object]) -> Sent:
    told = teams.pressed(data)
    return Sent(told.route, told.value, told.state, told.values)


def _plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")
