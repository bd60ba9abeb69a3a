"""Everything that people can ask. A new command is a module and a line in `handlers.words`."""

from handlers import channels, conversation, home, link, registration, together
from handlers.routes import Command
from handlers.words import SPOKEN

COMMANDS: tuple[Command, ...] = (
    *SPOKEN,
    registration.COMMAND,
    together.COMMAND,
    link.COMMAND,
    channels.COMMAND,
    conversation.KOMPIS,
    conversation.COMMAND,
    home.COMMAND,
)
