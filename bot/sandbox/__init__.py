"""A Slack-compatible workspace on this machine, for trying bots and testing them.

It stands on its own and knows nothing about the bot that it serves. See docs/sandbox.md.
"""

from bot.sandbox.clock import MovableClock, Travel
from bot.sandbox.errors import ControlError, NotLoopbackError, PortTakenError, SandboxError
from bot.sandbox.pace import Pace
from bot.sandbox.sandbox import Address, Sandbox
from bot.sandbox.timing import Timing
from bot.sandbox.watching import Rest, Step, Watch
from bot.sandbox.workspace import Bot, Channel, SlashCommand, User, Workspace

__all__ = [
    "Address",
    "Bot",
    "Channel",
    "ControlError",
    "MovableClock",
    "NotLoopbackError",
    "Pace",
    "PortTakenError",
    "Rest",
    "Sandbox",
    "SandboxError",
    "SlashCommand",
    "Step",
    "Timing",
    "Travel",
    "User",
    "Watch",
    "Workspace",
]
