"""`team`: who is on a library's list, and putting it right.

- a manager sees and changes the own library's people, a coordinator those of the whole region
- done or not done per person of what is a fact (goals 3 and 4), never results or growth
- every past day is answered as it was: what changes from a day ends one employment and begins
  another; what was a mistake is taken back by who made it
- who saw and who changed what is written down
"""

from collections.abc import Mapping
from dataclasses import replace

from handlers.cards import Reply
from handlers.request import Request
from handlers.routes import Command, Handler, Route
from handlers.services import Services
from handlers.team.adding import (
    open_add,
    open_come_again,
    remove_pressed,
    save_added,
    save_come_again,
)
from handlers.team.asking import team
from handlers.team.confirming import (
    confirm_pressed,
    decline_pressed,
    open_confirm,
    save_confirmed,
    unconfirm_pressed,
    undecline_pressed,
)
from handlers.team.coordinators import (
    appoint_pressed,
    dismiss_pressed,
    open_appoint,
    open_dismiss,
    save_appointed,
    save_dismissed,
    show_coordinators,
)
from handlers.team.ending import end_pressed, open_end, save_end
from handlers.team.help import show_help
from handlers.team.leaves import (
    away_pressed,
    open_away,
    open_back,
    save_away,
    save_back,
    stay_pressed,
)
from handlers.team.moving import move_back_pressed, open_move, save_move
from handlers.team.overview import open_choose, show_chosen, show_libraries
from handlers.team.person import open_former, open_pick, show_picked, show_pressed
from handlers.team.roles import assign_pressed, open_role, save_role
from handlers.team.roster import show_library
from storage.database import one_at_a_time


def _in_turn(handle: Handler) -> Handler:
    """Two who change a region's lists at the same moment come in turn, each after reading anew."""

    def handled(request: Request, services: Services) -> Reply:
        one_at_a_time(services.session, "team", str(services.region.region_id))
        return handle(request, services)

    return handled


def _routed(routes: Mapping[str, Route]) -> Mapping[str, Route]:
    return {
        part: replace(route, handle=_in_turn(route.handle)) if route.writes else route
        for part, route in routes.items()
    }


COMMAND = Command(
    name="team",
    aliases=("personal",),
    routes=_routed(
        {
            "": Route(team, writes=True),
            "help": Route(show_help),
            "library": Route(show_library, writes=True),
            "libraries": Route(show_libraries, writes=True),
            "choose": Route(open_choose),
            "chosen": Route(show_chosen, writes=True),
            "person": Route(show_pressed, writes=True),
            "pick": Route(open_pick, writes=True),
            "former": Route(open_former, writes=True),
            "picked": Route(show_picked, writes=True),
            "confirm": Route(confirm_pressed, writes=True),
            "confirm_as": Route(open_confirm),
            "confirmed": Route(save_confirmed, writes=True),
            "unconfirm": Route(unconfirm_pressed, writes=True),
            "decline": Route(decline_pressed, writes=True),
            "undecline": Route(undecline_pressed, writes=True),
            "add": Route(open_add),
            "added": Route(save_added, writes=True),
            "come_again": Route(open_come_again),
            "came_again": Route(save_come_again, writes=True),
            "remove": Route(remove_pressed, writes=True),
            "end": Route(open_end),
            "ended": Route(save_end, writes=True),
            "end_as": Route(end_pressed, writes=True),
            "away": Route(open_away),
            "gone": Route(save_away, writes=True),
            "stay": Route(stay_pressed, writes=True),
            "back": Route(open_back),
            "came_back": Route(save_back, writes=True),
            "away_as": Route(away_pressed, writes=True),
            "role": Route(open_role),
            "role_saved": Route(save_role, writes=True),
            "assign": Route(assign_pressed, writes=True),
            "move": Route(open_move),
            "moved": Route(save_move, writes=True),
            "move_back": Route(move_back_pressed, writes=True),
            "coordinators": Route(show_coordinators),
            "appoint": Route(open_appoint),
            "appointed": Route(save_appointed, writes=True),
            "appoint_as": Route(appoint_pressed, writes=True),
            "dismiss": Route(open_dismiss),
            "dismissed": Route(save_dismissed, writes=True),
            "dismiss_as": Route(dismiss_pressed, writes=True),
        }
    ),
)
