"""Questions to the bot: how far somebody has come, or what the bot can do."""

from collections.abc import Sequence

from handlers.understanding.expressions import phrases
from handlers.understanding.model import Intent
from handlers.understanding.tokens import Token
from handlers.understanding.wording import questions

_PROGRESS = tuple(f" {phrase} " for phrase in phrases(questions.PROGRESS))
_HELP = tuple(f" {phrase} " for phrase in phrases(questions.HELP))
_LONGEST = 40  # words: a longer text is no question to the bot


def asked(tokens: Sequence[Token]) -> Intent:
    """Progress, help, or nothing that is known."""
    words = [token.key for token in tokens if token.kind == "word"]
    if len(words) > _LONGEST:
        return Intent.NONE
    text = f" {' '.join(words)} "
    if any(phrase in text for phrase in _PROGRESS):
        return Intent.PROGRESS
    return Intent.HELP if any(phrase in text for phrase in _HELP) else Intent.NONE
