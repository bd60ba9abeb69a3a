"""Deny by default: every route, and who may use it."""

from collections.abc import Collection

import pytest

from handlers.commands import COMMANDS
from handlers.routes import Access, Route
from tests.handlers.conversations import Conversation
from tests.handlers.talking import Person

EVERYBODY = frozenset(
    {"stranger", "leaver", "waiting", "staff", "manager", "new manager", "coordinator"}
)
ACTIVE = EVERYBODY - {"stranger", "leaver"}
CONFIRMED = ACTIVE - {"waiting", "new manager"}
OWN_DATA = ("log", "export", "erase", "erase_own", "erase_all", "withdraw")
DECISIONS = ("requests", "decide", "grant", "refuse", "reopen")
MANAGER = frozenset({"manager"})
COORDINATOR = frozenset({"coordinator"})
LEADING = MANAGER | COORDINATOR


def every(name: str, *, but: Collection[str] = ()) -> list[str]:
    """The routes of a command, without those of some parts."""
    (command,) = [each for each in COMMANDS if each.name == name]
    return [f"{name}.{part}".rstrip(".") for part in command.routes if part not in but]


MAY = {
    "message": EVERYBODY,
    "kompis": EVERYBODY,
    "kompis.start": EVERYBODY,
    "kompis.join": EVERYBODY,
    "home": EVERYBODY,
    "link": EVERYBODY,
    "progress.library": CONFIRMED,
    "progress.county": CONFIRMED,
    "progress.download": CONFIRMED,
    "progress.people": MANAGER,
    **dict.fromkeys(every("tutoring", but=["county"]), CONFIRMED),
    "tutoring.county": COORDINATOR,
    **dict.fromkeys(("plan", "plan.library", "goals.explain"), CONFIRMED),
    **dict.fromkeys(("plan.form", "plan.save", "plan.undo", "plan.redo"), LEADING),
    "plan.county": COORDINATOR,
    **dict.fromkeys(every("goals", but=("", "explain")), COORDINATOR),
    **dict.fromkeys(every("certify"), MANAGER),
    "mydata": EVERYBODY,
    **{f"mydata.{part}": EVERYBODY - {"stranger"} for part in OWN_DATA},
    **{f"mydata.{part}": COORDINATOR for part in DECISIONS},
    "reminders.channel": LEADING,
    "reminders.channel_time": LEADING,
}
ROUTES = [f"{command.name}.{part}".rstrip(".") for command in COMMANDS for part in command.routes]
REFUSALS = (
    "Jag vet inte vilket bibliotek du arbetar på.",
    "Du står inte som anställd",
    "Din chef har inte bekräftat din anställning",
    "Det får du inte se eller ändra.",
)


def test_a_route_is_for_those_at_work_unless_it_says_otherwise() -> None:
    assert Route(lambda _request, _services: None).access is Access.ACTIVE  # type: ignore[arg-type, return-value]


def test_who_may_use_which_route(conversation: Conversation) -> None:
    people = {
        "stranger": conversation.stranger("Nina"),
        "leaver": conversation.leaver("Olof"),
        "waiting": conversation.staff("Vilma", confirmed=False),
        "staff": conversation.staff("Anna"),
        "manager": conversation.manager("Lena"),
        "new manager": conversation.manager("Nils", confirmed=False),
        "coordinator": conversation.coordinator("Katarina"),
    }
    assert set(people) == EVERYBODY
    let_through = {
        route: frozenset(who for who, person in people.items() if _may(person, route))
        for route in ROUTES
    }
    assert let_through == {route: MAY.get(route, ACTIVE) for route in ROUTES}


def _may(person: Person, route: str) -> bool:
    person.sends(route)
    assert "Något gick fel" not in person.reply
    return not person.reply.startswith(REFUSALS)


@pytest.mark.parametrize("route", ["", "nonsense", "training.", "training.burn", "admin"])
def test_a_route_that_is_gone_is_answered_kindly(conversation: Conversation, route: str) -> None:
    anna = conversation.staff("Anna", locale="en")
    anna.sends(route)
    assert anna.reply.splitlines() == [
        "That button is out of date. What it was about has been changed or removed.",
        "[My progress] [Show help]",
    ]
