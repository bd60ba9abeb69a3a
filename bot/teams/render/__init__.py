"""The one renderer from cards to Adaptive Cards 1.5. Pure: a card in, JSON out.

What a person wrote never becomes markup: it stands in text runs, which know none, or in a text
block that is known to hold nothing that Markdown reads (`bot.teams.render.markdown`).
"""

from bot.render.errors import DoesNotFit
from bot.teams.render.choices import options
from bot.teams.render.dialogs import Dialog, card_dialog, dialog
from bot.teams.render.forms import form
from bot.teams.render.messages import Message, messages
from bot.teams.render.pressed import CLOSE, Pressed, pressed

__all__ = [
    "CLOSE",
    "Dialog",
    "DoesNotFit",
    "Message",
    "Pressed",
    "card_dialog",
    "dialog",
    "form",
    "messages",
    "options",
    "pressed",
]
