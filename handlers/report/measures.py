"""How each goal is measured, by when and from what, in the cells of a report."""

from goals.progress import Source
from goals.rules import Rules
from handlers.goals_page.measures import measure_words
from handlers.report.columns import Cell
from handlers.texts import Texts


def measured(key: str, source: Source, rules: Rules, texts: Texts) -> dict[str, Cell]:
    """The cells of a goal, the same for every group."""
    return {
        "deadline": rules.deadline(key),
        "source": texts.say(f"source.{source}"),
        "how": measure_words(key, rules, texts),
    }
