"""Everything that people can ask. A new command is a module and a line in `handlers.words`."""

from handlers import (
    certify,
    channels,
    conversation,
    growth,
    home,
    link,
    registration,
    together,
)
from handlers.routes import Command
from handlers.words import SPOKEN

COMMANDS: tuple[Command, ...] = (
    *SPOKEN,
    registration.COMMAND,
    together.COMMAND,
    link.COMMAND,
    channels.COMMAND,
    growth.COMMAND,
    certify.COMMAND,
    conversation.KOMPIS,
    conversation.COMMAND,
    home.COMMAND,
)
