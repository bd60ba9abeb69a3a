"""What a handler may use: one request's session, texts, region, day and person."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from sqlmodel import Session

from handlers.cards import Button, Card, Field, Form, Heading, Part, Reply, Style, Text, Tone
from handlers.errors import StrangerError
from handlers.texts import Texts, Value, texts_in
from handlers.understanding import Titles
from storage.people import Who
from storage.regions import RegionSettings


@dataclass(frozen=True, slots=True)
class Services:
    """Made by `dispatch` for one request; the session is opened and committed there."""

    session: Session
    texts: Texts
    region: RegionSettings
    today: date  # in the region's zone
    who: Who | None
    read_titles: Callable[[], Titles]
    coordinators: frozenset[str] = frozenset()  # e-mail keys of those whom the settings name

    @property
    def member(self) -> Who:
        """The person behind the request. Raises StrangerError for one who is not known."""
        if self.who is None:
            raise StrangerError
        return self.who

    @property
    def titles(self) -> Titles:
        """The region's catalogue as it can be searched."""
        return self.read_titles()

    def speaking(self, language: str) -> "Services":
        """The same in another language."""
        return replace(self, texts=texts_in(language))

    def say(self, key: str, **values: Value) -> str:
        """A text in the person's language."""
        return self.texts.say(key, **values)

    def text(self, key: str, **values: Value) -> Text:
        """A paragraph."""
        return Text(self.texts.rich(key, **values))

    def note(self, key: str, **values: Value) -> Text:
        """A paragraph that stands back."""
        return Text(self.texts.rich(key, **values), Tone.SUBTLE)

    def heading(self, key: str, **values: Value) -> Heading:
        """The title of a card."""
        return Heading(self.say(key, **values))

    def button(
        self, key: str, action: str, value: str = "", style: Style = Style.DEFAULT, **values: Value
    ) -> Button:
        """A button with a text from the catalogue."""
        return Button(self.say(key, **values), action, value, style)

    def way_on(self, route: str, style: Style = Style.DEFAULT) -> Button:
        """The button that leads to a route, by the route's own text."""
        return Button(self.say(f"way_on.{route}"), route, style=style)

    def form(
        self,
        title: str,
        opened_by: str,
        submit: str,
        fields: tuple[Field, ...],
        *,
        intro: tuple[Part, ...] = (),
        state: str = "",
    ) -> Form:
        """A form to fill in and save; `title` is the key of its title."""
        return Form(
            title=self.say(title),
            opened_by=opened_by,
            submit=submit,
            submit_label=self.say("form.save"),
            close_label=self.say("form.close"),
            fields=fields,
            intro=intro,
            state=state,
        )

    def reply(self, title: str, *parts: Part, replaces: bool = False) -> Reply:
        """A private card; `title` is the key of its short name."""
        return Reply(Card(self.say(title), parts), replaces=replaces)
