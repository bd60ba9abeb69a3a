"""Everything that people can ask. A new command is a module of its own and a line here."""

from handlers import assessment, channels, conversation, home, progress, registration, training
from handlers.routes import Command

COMMANDS: tuple[Command, ...] = (
    training.COMMAND,
    assessment.COMMAND,
    progress.COMMAND,
    registration.COMMAND,
    channels.COMMAND,
    conversation.KOMPIS,
    conversation.COMMAND,
    home.COMMAND,
)
