"""`plan`: a library's action plan, for goal 6.

- no words: the plan that stands, earlier ones, and how far the county is; all at work read it
- words note one at once: `handlingsplan antagen 3 maj 2026 till 2028-12-31`, `plan draft`
- only who leads the library, and the coordinator, note, correct and take away
- adopting a plan makes the draft it; earlier plans stay, so that any past day can be answered
- every change shows what it took the place of, and is taken back by *Ångra*
"""

from handlers.cards import Buttons, Reply
from handlers.errors import NotAllowedError
from handlers.links import checked_link
from handlers.places import Places, called
from handlers.plan.carried import Entry
from handlers.plan.form import open_form, save
from handlers.plan.record import Wanted, record, redo, undo
from handlers.plan.show import county_pressed, of_library, overview, pressed
from handlers.plan.wording import Said, read_plan
from handlers.request import Request
from handlers.routes import Command, Route
from handlers.scope import libraries_for
from handlers.services import Services


def plan(request: Request, services: Services) -> Reply:
    """Note what the words after `plan` say; without words, show what stands."""
    if not request.text.strip():
        return overview(services)
    said = read_plan(request.text, services.today)
    places = libraries_for("plan", services)
    if said.place:
        places = (called(said.place, places, services),)
    if said == Said(place=said.place):
        return of_library(places[0], services) if said.place else overview(services)
    mine = tuple(each for each in libraries_for("plan.form", services) if each in places)
    if not mine:
        raise NotAllowedError
    if said.status is None or not said.clear:
        return _ask(mine, "plan.unclear", services)
    if len(mine) > 1:
        return _ask(mine, "plan.which_library", services)
    return record(mine[0], _wanted(said), request, services)


def _wanted(said: Said) -> Wanted:
    assert said.status is not None  # noqa: S101 (asked before)
    link = checked_link(said.link or "")
    return Wanted(said.status, said.adopted_on, said.valid_until, link)


def _ask(mine: Places, key: str, services: Services) -> Reply:
    """The way to write it, and the form."""
    only = Entry(mine[0].library_id if len(mine) == 1 else None).carried()
    return services.reply(
        "plan.title",
        services.text(key),
        Buttons((services.button("way_on.plan.form", "plan.form", only),)),
        services.note("training.which_note"),
    )


COMMAND = Command(
    name="plan",
    aliases=("handlingsplan", "handlingsplanen", "action plan"),
    routes={
        "": Route(plan, writes=True),
        "library": Route(pressed),
        "county": Route(county_pressed),
        "form": Route(open_form),
        "save": Route(save, writes=True),
        "undo": Route(undo, writes=True),
        "redo": Route(redo, writes=True),
    },
)
