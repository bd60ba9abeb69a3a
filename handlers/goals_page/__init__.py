"""`goals`: the eight goals, how each is counted, and what the coordinator sets.

- no words: each goal with its target, deadline and measure, and where library and county stand
- a number, as in `mål 4`: *Hur räknas det?* for that goal
- the coordinator sets targets, deadlines, what counts, the baseline year, the programme's days and
  the milestones, each with *Ångra*
- the coordinator approves, says no to or merges what staff have proposed: `mål förslag`
"""

from dataclasses import replace

from goals.programme import NUMBERS
from handlers.access import check_access
from handlers.cards import Reply
from handlers.goals_page import approving, deciding, merging, settings
from handlers.goals_page.explain import explain
from handlers.goals_page.goal_forms import open_goal, open_milestone, save_goal, save_milestone
from handlers.goals_page.overview import overview
from handlers.goals_page.proposals import show_proposals
from handlers.goals_page.region_forms import (
    open_counting,
    open_programme,
    save_counting,
    save_programme,
)
from handlers.request import Request
from handlers.routes import Command, Route
from handlers.services import Services
from storage.keys import title_key

_BY_NUMBER = {str(number): goal for goal, number in NUMBERS.items()}
_PROPOSALS = frozenset({"förslag", "förslagen", "föreslagna", "proposals", "proposed", "forslag"})
_SETTINGS = frozenset({"ändra", "inställningar", "edit", "settings", "change", "andra"})
_VIEWS = (
    (_PROPOSALS, "goals.proposals", show_proposals),
    (_SETTINGS, "goals.edit", settings.edit),
)


def goals(request: Request, services: Services) -> Reply:
    """The goals; what the words after `goals` ask for, where they ask for something of them."""
    words = title_key(request.text).split()
    asked = [_BY_NUMBER[word] for word in words if word in _BY_NUMBER]
    if len(asked) == 1:
        return explain(replace(request, value=f"{asked[0]}|"), services)
    for wanted, route, show in _VIEWS:
        if wanted & set(words):
            check_access(route, services.member)
            return show(replace(request, value=""), services)
    return overview(request, services)


COMMAND = Command(
    name="goals",
    aliases=("mål", "målen", "mal", "goal"),
    routes={
        "": Route(goals, writes=True),
        "explain": Route(explain),
        "edit": Route(settings.edit),
        "goal": Route(open_goal),
        "goal_save": Route(save_goal, writes=True),
        "milestone": Route(open_milestone),
        "milestone_save": Route(save_milestone, writes=True),
        "counting": Route(open_counting),
        "counting_save": Route(save_counting, writes=True),
        "programme": Route(open_programme),
        "programme_save": Route(save_programme, writes=True),
        "undo": Route(settings.undo, writes=True),
        "redo": Route(settings.redo, writes=True),
        "proposals": Route(show_proposals, writes=True),
        "approve": Route(approving.open_approve),
        "approved": Route(approving.approve, writes=True),
        "reject": Route(deciding.reject, writes=True),
        "merge": Route(merging.open_merge),
        "merge_search": Route(merging.search),
        "merged": Route(merging.merge, writes=True),
        "undecide": Route(deciding.undo, writes=True),
        "redecide": Route(deciding.redo, writes=True),
    },
)
