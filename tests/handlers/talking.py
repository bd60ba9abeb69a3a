"""Somebody who talks with Kompis: says, runs, presses, fills in, and reads the reply."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Protocol

from handlers.cards import Button, Card, ChoiceField, FieldErrors, Form, Option, Options, Reply
from handlers.commands import COMMANDS
from handlers.dispatch import Desk
from handlers.errors import ProfileWantedError
from handlers.request import Account, Mention, Place, PlaceKind, Profile, Request
from handlers.understanding import Title
from tests.handlers.reading import buttons_of, plain
from tests.handlers.surfaces import SURFACE

_ROUTES = {name: each.name for each in COMMANDS for name in (each.name, *each.aliases)}


class Setting(Protocol):
    """Where people talk: who answers, and what the clock says."""

    desk: Desk

    def request_to(self, route: str, account: Account) -> Request:
        """A new request of somebody's, made now."""
        ...


@dataclass
class Person:
    """An account on the platform; `member_id` is 0 for one whom the roster does not have."""

    setting: Setting
    account: Account
    profile: Profile
    member_id: int = 0
    answers: list[Reply] = field(default_factory=list)
    last: Request | None = None
    told: Mapping[str, Profile] = field(default_factory=dict)

    @property
    def at(self) -> str:
        """How a message mentions them."""
        return f"<@{self.account.user_id}>"

    def says(self, text: str, *, channel: str = "") -> None:
        """Write a message to the bot, or mention it in a channel."""
        self.sends("message", text=text, channel=channel)

    def says_with(self, text: str, *people: "Person") -> None:
        """The same; the platform tells who the people are that it mentions."""
        self.told = {one.account.user_id: one.profile for one in people}
        self.says(text)

    def runs(self, command: str, text: str = "", *, channel: str = "") -> None:
        """Run a slash command: `/training`."""
        self.sends(_ROUTES[command.removeprefix("/")], text=text, channel=channel)

    def opens_home(self) -> None:
        """Look at the own page."""
        self.sends("home", kind=PlaceKind.HOME)

    def presses(self, label: str) -> None:
        """Press a button of the last reply."""
        pressed = SURFACE.pressed(self.answer, label)
        assert pressed is not None, f"no [{label}] in: {self.reply}"
        self.sends(pressed.route, value=pressed.value)

    def finishes(self, title: Title, on: date) -> None:
        """Press the button of a question about a resource."""
        self.sends("training.record", value=f"{title.resource_id}@{on}")

    def fills(self, **values: str | date) -> None:
        """Fill in the last form and send it; an option goes by its label, a search by its words.

        What is not said stays as the form has it.
        """
        form = self.form
        filled = {name: self._filled(form, name, value) for name, value in values.items()}
        given = {name: value for name, value in {**self.prefilled, **filled}.items() if value}
        sent = SURFACE.sent(form, given)
        self.sends(sent.route, values=sent.values, state=sent.state)

    def _filled(self, form: Form, name: str, value: str | date) -> str:
        asked = next(each for each in form.fields if each.name == name)
        if not isinstance(asked, ChoiceField):
            return str(value)
        options = self.finds(str(value), asked.search) if asked.search else asked.options
        return next(option.value for option in options if option.label.startswith(str(value)))

    def finds(self, words: str, route: str = "training.search") -> tuple[Option, ...]:
        """Search in a form, such as that of finished resources."""
        request = replace(self.setting.request_to(route, self.account), text=words)
        found = self._answer(request).body
        assert isinstance(found, Options)
        return found.options

    def sends(
        self,
        route: str,
        *,
        text: str = "",
        value: str = "",
        values: Mapping[str, str] | None = None,
        state: str = "",
        kind: PlaceKind = PlaceKind.DIRECT,
        channel: str = "",
    ) -> None:
        """Whatever a platform can send, meant or made up."""
        request = self.setting.request_to(route, self.account)
        place = Place(PlaceKind.CHANNEL, channel) if channel else Place(kind)
        self.last = replace(
            request, place=place, text=text, value=value, values=values or {}, state=state
        )
        self.last = replace(self.last, mentions=self._mentioned(text))
        self.answers.append(self._answer(self.last))

    def _mentioned(self, text: str) -> tuple[Mention, ...]:
        ids = re.findall(r"<@([\w-]+)>", text)
        return tuple(Mention(user_id, profile=self.told.get(user_id)) for user_id in ids)

    def again(self) -> None:
        """The platform delivers the last request once more."""
        assert self.last is not None
        self.answers.append(self._answer(self.last))

    def _answer(self, request: Request) -> Reply:
        """As an edge does: an account that is not known is asked for."""
        try:
            return self.setting.desk.answer(request)
        except ProfileWantedError:
            return self.setting.desk.answer(replace(request, profile=self.profile))

    @property
    def answer(self) -> Reply:
        """The last reply."""
        return self.answers[-1]

    @property
    def reply(self) -> str:
        """The last reply as plain text."""
        return plain(self.answer)

    @property
    def form(self) -> Form:
        """The last reply, which is a form."""
        assert isinstance(self.answer.body, Form), self.reply
        return self.answer.body

    @property
    def prefilled(self) -> dict[str, str]:
        """What the last form begins with, as it would be sent."""
        values: dict[str, str] = {}
        for each in self.form.fields:
            if isinstance(each, ChoiceField):
                values[each.name] = each.chosen.value if each.chosen else ""
            else:
                values[each.name] = str(each.value or "")
        return values

    @property
    def card(self) -> Card:
        """The last reply, which is a card."""
        assert isinstance(self.answer.body, Card), self.reply
        return self.answer.body

    @property
    def errors(self) -> Mapping[str, str]:
        """What is wrong with the form that was sent, by field."""
        errors = self.answer.body.errors if isinstance(self.answer.body, FieldErrors) else {}
        return {field: _plain(text) for field, text in errors.items()}

    @property
    def buttons(self) -> list[str]:
        """The labels of the last reply's buttons, hard spaces as spaces."""
        return [_plain(button.label) for button in buttons_of(self.answer)]

    def button(self, label: str) -> Button:
        """A button of the last reply."""
        found = [button for button in buttons_of(self.answer) if _plain(button.label) == label]
        assert found, f"no [{label}] in: {self.reply}"
        return found[0]


def _plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")
