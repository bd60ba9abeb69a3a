"""Every reply that can be reached: somebody of each kind asks all there is and presses it all.

First each command by its word, then whatever its buttons and forms lead to, then every route by
itself with nothing said, as nobody's button does: the refusals.
"""

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from handlers.access import GRANTS
from handlers.cards import Card, ChoiceField, DateField, Form, NumberField, Reply
from handlers.commands import COMMANDS
from storage.database import Database
from tests.handlers.conversations import COURSE, TODAY, Conversation
from tests.handlers.reading import buttons_of
from tests.handlers.talking import Person

MESSAGES = ("hej", f"klar med {COURSE} igår", "gjorde testet", "hur går det för oss?", "säkerhet")
TEXTS = ("", "Nässjö", "länet", "lista", "ny Nina nina@example.se", "xyzzy")
MOST_OF_A_ROUTE = 2  # buttons to one route, which differ in their values


@dataclass
class Walk:
    """One person's way through all that Kompis answers."""

    person: Person
    waiting: deque[Callable[[], None]] = field(default_factory=deque)
    pressed: dict[str, set[str]] = field(default_factory=dict)

    def replies(self) -> Iterator[tuple[str, Reply]]:
        """Each reply with the route that gave it."""
        for command in COMMANDS:
            for text in TEXTS:
                self._later(command.name, text=text)
        for text in MESSAGES:
            self._later("message", text=text)
        yield from self._walked()
        for route in GRANTS:
            self._later(route)
        yield from self._walked()

    def _walked(self) -> Iterator[tuple[str, Reply]]:
        while self.waiting:
            self.waiting.popleft()()
            assert self.person.last is not None
            yield self.person.last.route, self.person.answer
            self._see(self.person.answer)

    def _later(self, route: str, **said: str) -> None:
        self.waiting.append(lambda: self.person.sends(route, **said))  # type: ignore[arg-type]

    def _see(self, reply: Reply) -> None:
        for button in buttons_of(reply):
            values = self.pressed.setdefault(button.action, set())
            if not button.url and button.value not in values and len(values) < MOST_OF_A_ROUTE:
                values.add(button.value)
                self._later(button.action, value=button.value)
        if isinstance(reply.body, Form):
            self._fill_in(reply.body)

    def _fill_in(self, form: Form) -> None:
        """Once as it stands, once with something in every field."""
        states = self.pressed.setdefault(f"{form.submit} (filled in)", set())
        if form.state in states or len(states) == MOST_OF_A_ROUTE:
            return
        states.add(form.state)
        given = {each.name: _something(each) for each in form.fields}
        for values in ({}, given):
            self.waiting.append(
                lambda values=values: self.person.sends(  # type: ignore[misc]
                    form.submit, values=values, state=form.state
                )
            )


def every_reply(database: Database) -> Iterator[tuple[str, Reply]]:
    """What staff, a manager, a coordinator and a stranger are answered, by route."""
    conversation = Conversation(database)
    people = (
        conversation.staff("Anna"),
        conversation.manager("Lena"),
        conversation.coordinator("Katarina"),
        conversation.stranger("Nina", email="nina@example.se"),
    )
    for person in people:
        yield from Walk(person).replies()


def is_seen(reply: Reply) -> bool:
    """Whether the reply is shown by itself: a card or a form."""
    return isinstance(reply.body, Card | Form)


def _something(field: object) -> str:
    match field:
        case ChoiceField(options=options):
            return options[-1].value if options else "1"
        case DateField():
            return TODAY.isoformat()
        case NumberField(lowest=lowest):
            return str(lowest + 1)
    return "något"
