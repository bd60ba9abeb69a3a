"""What a goal asks for, in words: its target and the day to reach it on."""

from goals import tutoring
from goals.programme import MILESTONES, SHARES
from goals.rules import Rules
from handlers.texts import Texts

MILESTONE_KEYS = frozenset(goal.key for goal in MILESTONES)
PROGRAMMES = {goal.key: goal.target for goal in SHARES}  # percent, where a region sets none


def target_words(goal: str, rules: Rules, texts: Texts) -> str:
    """The target: "80 %", "klart", "fler än 2017 för både vuxna och barn"."""
    if goal in MILESTONE_KEYS:
        return texts.say("goals.target_done")
    if goal == tutoring.KEY:
        return texts.say("goals.target_more", year=str(rules.baseline_year))
    return texts.say("goals.target_percent", percent=rules.targets.get(goal, PROGRAMMES[goal]))


def deadline_words(goal: str, rules: Rules, texts: Texts) -> str:
    """The last day to reach it on, or that there is none."""
    deadline = rules.deadline(goal)
    if deadline is None:
        return texts.say("goals.no_deadline")
    return texts.say("goals.deadline", day=deadline)
