"""App Home: the person's own page, with what is done, what is left, the goals and the settings.

A manager and the coordinator have parts of their own.
"""

from handlers.cards import Button, Buttons, Card, Divider, Part, Reply, Style
from handlers.progress.county import county
from handlers.progress.library import library
from handlers.progress.own import own_facts
from handlers.request import Request
from handlers.routes import Command, Route
from handlers.services import Services
from handlers.standing import Standing, next_step, standing_of
from handlers.welcome import other_language, show_help
from storage.tables import Role

_ELSEWHERE = frozenset({"progress.me", "team", "team.library"})


def home(request: Request, services: Services) -> Reply:
    """The page; who is not at a library yet sees how to begin."""
    who = services.who
    if who is None or (who.workplace is None and who.role is not Role.COORDINATOR):
        return show_help(services, "help.greeting")
    standing = standing_of(services)
    parts: list[Part] = [
        services.heading("home.title", name=who.name),
        own_facts(standing, services),
        next_step(services),
        Buttons(_buttons(standing, services)),
        Divider(),
        *_group(request, services),
        *_leading(services),
        Divider(),
        services.heading("home.settings"),
        Buttons(
            (
                services.way_on("reminders"),
                services.way_on("mydata"),
                services.way_on("goals"),
                other_language(services),
            )
        ),
    ]
    return Reply(Card(services.say("home.short_title"), tuple(parts)))


def _buttons(standing: Standing, services: Services) -> tuple[Button, ...]:
    """What can be reported, and the own list; the goals and the settings stand below."""
    return (
        services.way_on("training.form", Style.PRIMARY),
        services.way_on("assessment.form"),
        *(() if standing.registered else (services.way_on("registration.form"),)),
        services.way_on("training.list"),
    )


def _leading(services: Services) -> tuple[Part, ...]:
    """What a manager does for the own library, and the coordinator for the county."""
    who = services.member
    if who.role is Role.COORDINATOR:
        ways: tuple[str, ...] = (
            "team",
            "goals.edit",
            "goals.proposals",
            "plan.county",
            "tutoring.county",
        )
        heading = services.heading("home.coordinating", region=services.region.name)
    elif who.led:
        ways = ("team", "plan", "tutoring", "certify.people")
        heading = services.heading("home.leading", library=who.led[0].name)
    else:
        return ()
    return Divider(), heading, Buttons(tuple(services.way_on(way) for way in ways))


def _group(request: Request, services: Services) -> tuple[Part, ...]:
    """The goals of the library, or of the county for a coordinator."""
    place = services.member.workplace
    if services.member.role is Role.COORDINATOR:
        body = county(request, services).body
    elif place is not None and place.confirmed:
        body = library(request, services).body
    else:
        return (services.note("progress.waits", library=place.name if place else ""),)
    return tuple(map(_without_own, body.parts)) if isinstance(body, Card) else ()


def _without_own(part: Part) -> Part:
    """The same without the ways to the own progress and to the team, which stand elsewhere."""
    if not isinstance(part, Buttons):
        return part
    return Buttons(tuple(each for each in part.buttons if each.action not in _ELSEWHERE))


COMMAND = Command(name="home", routes={"": Route(home)})
