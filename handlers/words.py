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
    setup,
    team,
    training,
    tutoring,
)
from handlers.routes import Command
from storage.keys import name_key

SPOKEN: tuple[Command, ...] = (
    training.COMMAND,
    assessment.COMMAND,
    progress.COMMAND,
    team.COMMAND,
    reminders.COMMAND,
    mydata.COMMAND,
    tutoring.COMMAND,
    plan.COMMAND,
    goals_page.COMMAND,
    setup.COMMAND,
)
_COMMANDS = {
    tuple(name_key(name).split()): command
    for command in SPOKEN
    for name in (command.name, *command.aliases)
}
_LONGEST = max(map(len, _COMMANDS))


class Spoken(NamedTuple):
    """The command that a message begins with, and the words after it."""

    command: Command
    rest: str


def spoken(text: str) -> Spoken | None:
    """What a message's first words call for; None where they are no command."""
    for count in range(_LONGEST, 0, -1):
        words = text.split(maxsplit=count)
        first, *others = words[:count] or [""]
        command = _COMMANDS.get(tuple(map(name_key, (first.removeprefix("/"), *others))))
        if command is not None:
            return Spoken(command, words[count] if len(words) > count else "")
    return None
