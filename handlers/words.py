"""The commands that a word at the beginning of a message reaches, `/kompis` or not before it.

A new command is a line in SPOKEN. An alias may be of several words; the longest that fits counts.
"""

from typing import NamedTuple

from handlers import (
    assessment,
    goals_page,
    mydata,
    plan,
    progress,
    reminders,
    training,
    tutoring,
)
from handlers.routes import Command, Route
from storage.keys import name_key

SPOKEN: tuple[Command, ...] = (
    training.COMMAND,
    assessment.COMMAND,
    progress.COMMAND,
    reminders.COMMAND,
    mydata.COMMAND,
    tutoring.COMMAND,
    plan.COMMAND,
    goals_page.COMMAND,
)
_ROUTES = {
    tuple(name_key(name).split()): command.routes[""]
    for command in SPOKEN
    for name in (command.name, *command.aliases)
}
_LONGEST = max(map(len, _ROUTES))


class Spoken(NamedTuple):
    """The route that a message begins with, and the words after it."""

    route: Route
    rest: str


def spoken(text: str) -> Spoken | None:
    """What a message's first words call for; None where they are no command."""
    for count in range(_LONGEST, 0, -1):
        words = text.split(maxsplit=count)
        first, *others = words[:count] or [""]
        route = _ROUTES.get(tuple(map(name_key, (first.removeprefix("/"), *others))))
        if route is not None:
            return Spoken(route, words[count] if len(words) > count else "")
    return None
