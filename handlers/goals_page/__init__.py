"""`goals`: the eight goals, how each is counted, and what the coordinator sets.

- no words: each goal with its target, deadline and measure, and where library and county stand
- a number, as in `mål 4`: *Hur räknas det?* for that goal
- the coordinator sets targets, deadlines, what counts, the baseline year, the programme's days and
  the milestones, each with *Ångra*
- the coordinator approves, says no to or merges what staff have proposed: `mål förslag`
"""

from dataclasses import replace

from goals.programme import NUMBERS
from handlers.cards import Reply
from handlers.errors import NotAllowedError
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
from handlers.places import is_coordinator
from handlers.request import Request
from handlers.routes import Access, Command, Route
from handlers.services import Services
from storage.keys import title_key

_BY_NUMBER = {str(number): goal for goal, number in NUMBERS.items()}
_PROPOSALS = frozenset({"förslag", "förslagen", "föreslagna", "proposals", "proposed", "forslag"})
_SETTINGS = frozenset({"ändra", "inställningar", "edit", "settings", "change", "andra"})


def goals(request: Request, services: Services) -> Reply:
    """The goals; what the words after `goals` ask for, where they ask for something of them."""
    words = title_key(request.text).split()
    asked = [_BY_NUMBER[word] for word in words if word in _BY_NUMBER]
    if len(asked) == 1:
        return explain(replace(request, value=f"{asked[0]}|"), services)
    for wanted, show in ((_PROPOSALS, show_proposals), (_SETTINGS, settings.edit)):
        if wanted & set(words):
            if not is_coordinator(services):
                raise NotAllowedError
            return show(replace(request, value=""), services)
    return overview(request, services)


_COORDINATOR = Access.COORDINATOR
COMMAND = Command(
    name="goals",
    aliases=("mål", "målen", "mal", "goal"),
    routes={
        "": Route(goals, writes=True),
        "explain": Route(explain, Access.CONFIRMED),
        "edit": Route(settings.edit, _COORDINATOR),
        "goal": Route(open_goal, _COORDINATOR),
        "goal_save": Route(save_goal, _COORDINATOR, writes=True),
        "milestone": Route(open_milestone, _COORDINATOR),
        "milestone_save": Route(save_milestone, _COORDINATOR, writes=True),
        "counting": Route(open_counting, _COORDINATOR),
        "counting_save": Route(save_counting, _COORDINATOR, writes=True),
        "programme": Route(open_programme, _COORDINATOR),
        "programme_save": Route(save_programme, _COORDINATOR, writes=True),
        "undo": Route(settings.undo, _COORDINATOR, writes=True),
        "redo": Route(settings.redo, _COORDINATOR, writes=True),
        "proposals": Route(show_proposals, _COORDINATOR, writes=True),
        "approve": Route(approving.open_approve, _COORDINATOR),
        "approved": Route(approving.approve, _COORDINATOR, writes=True),
        "reject": Route(deciding.reject, _COORDINATOR, writes=True),
        "merge": Route(merging.open_merge, _COORDINATOR),
        "merge_search": Route(merging.search, _COORDINATOR),
        "merged": Route(merging.merge, _COORDINATOR, writes=True),
        "undecide": Route(deciding.undo, _COORDINATOR, writes=True),
        "redecide": Route(deciding.redo, _COORDINATOR, writes=True),
    },
)
