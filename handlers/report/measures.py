"""How each goal is measured, by when and from what, in the words of a report."""

from goals import digiteket, tutoring
from goals.record import ResourceKind
from goals.rules import Rules
from handlers.report.columns import Cell
from handlers.texts import Texts
from storage.report import Goal


def measured(goal: Goal, rules: Rules, texts: Texts) -> dict[str, Cell]:
    """The cells of a goal that is a share."""
    told = [how(goal.key, rules, texts)]
    if goal.measure is not None:
        told.append(texts.say(f"measure.{goal.measure}"))
    return {
        "deadline": rules.deadline(goal.key),
        "source": texts.say(f"source.{goal.source}"),
        "how": " ".join(told),
    }


def how(key: str, rules: Rules, texts: Texts) -> str:
    """What is counted, of what."""
    if key == digiteket.KEY:
        kinds = [texts.say(f"kind.{kind}") for kind in ResourceKind if kind in rules.counted_kinds]
        return texts.say(
            "measured.digiteket", needed=digiteket.RESOURCES_NEEDED, kinds=texts.listed(kinds)
        )
    if key == tutoring.KEY:
        return texts.say("measured.tutoring", year=str(rules.baseline_year))
    return texts.say(f"measured.{key}")
