"""The one renderer from cards to Block Kit. Pure: a card in, JSON out.

What a person wrote never becomes markup: it stands as rich text or plain text, never as mrkdwn.
"""

from bot.render.errors import DoesNotFit
from bot.slack.render.buttons import LINK, route_of
from bot.slack.render.choices import options
from bot.slack.render.forms import field_errors, modal
from bot.slack.render.messages import Message, messages
from bot.slack.render.views import home, modal_card

__all__ = [
    "LINK",
    "DoesNotFit",
    "Message",
    "field_errors",
    "home",
    "messages",
    "modal",
    "modal_card",
    "options",
    "route_of",
]
