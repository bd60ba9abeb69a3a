"""App Home: the person's own page, with what is done, what is left and the library's goals."""

from handlers.cards import Bullets, Buttons, Card, Divider, Part, Reply
from handlers.progress.county import county
from handlers.progress.library import library
from handlers.progress.own import own_lines
from handlers.request import Request
from handlers.routes import Access, Command, Route
from handlers.services import Services
from handlers.standing import next_step, standing_of
from handlers.welcome import everyday, show_help
from storage.tables import Role


def home(request: Request, services: Services) -> Reply:
    """The page; who is not at a library yet sees how to begin."""
    who = services.who
    if who is None or (who.workplace is None and who.role is not Role.COORDINATOR):
        return show_help(services, "help.greeting")
    parts: list[Part] = [
        services.heading("home.title", name=who.name),
        Bullets(own_lines(standing_of(services), services)),
        next_step(services),
        Buttons((*everyday(services), services.way_on("training.list"))),
        Divider(),
        *_group(request, services),
    ]
    return Reply(Card(services.say("home.short_title"), tuple(parts)))


def _group(request: Request, services: Services) -> tuple[Part, ...]:
    """The goals of the library, or of the county for a coordinator."""
    place = services.member.workplace
    if services.member.role is Role.COORDINATOR:
        body = county(request, services).body
    elif place is not None and place.confirmed:
        body = library(request, services).body
    else:
        return (services.note("progress.waits", library=place.name if place else ""),)
    return body.parts if isinstance(body, Card) else ()


COMMAND = Command(name="home", routes={"": Route(home, Access.ANYONE)})
