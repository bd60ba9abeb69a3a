"""A progress bar drawn in text, which reads the same in a notification and on a phone."""

from bot.render.wording import clean
from handlers.cards import ProgressBar

STEPS = 10
FILLED, EMPTY = "▰", "▱"


def drawing(numerator: int | None, denominator: int) -> str:
    """Ten steps, rounded down: all are filled only by the whole, one by anything at all."""
    if not numerator or denominator <= 0:
        return EMPTY * STEPS
    filled = max(1, min(STEPS, STEPS * numerator // denominator))
    return FILLED * filled + EMPTY * (STEPS - filled)


def reading(bar: ProgressBar) -> str:
    """The words of a bar, without its drawing: a screen reader would spell it, step by step."""
    return "\n".join(clean(text) for text in (bar.label, bar.summary, bar.detail) if text)
