"""How a goal is measured, in a sentence, as the region counts."""

from collections.abc import Collection

from goals import digiteket, growth
from goals.record import ResourceKind
from goals.rules import Rules
from handlers.texts import Texts


def measure_words(goal: str, rules: Rules, texts: Texts) -> str:
    """What is counted, of whom."""
    if goal == digiteket.KEY:
        kinds = kinds_words(rules.counted_kinds, texts)
        return texts.say("explain.measure.digiteket", n=digiteket.RESOURCES_NEEDED, kinds=kinds)
    if goal == growth.KEY:
        return texts.say(f"explain.measure.growth_{rules.growth_measure}")
    return texts.say(f"explain.measure.{goal}")


def kinds_words(kinds: Collection[ResourceKind], texts: Texts) -> str:
    """Kinds of resource in the order of their enum: "kurser och kurspaket"."""
    return texts.listed([texts.say(f"kind.{kind}") for kind in ResourceKind if kind in kinds])
