"""The forms of one goal: a target and a deadline, or whether a milestone is done."""

from datetime import date

from goals.programme import NUMBERS
from handlers.cards import ChoiceField, DateField, NumberField, Option, Reply
from handlers.days import EARLIEST_DAY, picked_day
from handlers.errors import (
    LongAgoError,
    NothingChosenError,
    OutdatedButtonError,
    TargetError,
    UnclearDayError,
)
from handlers.goals_page.settings import done_on, save
from handlers.goals_page.targets import MILESTONE_KEYS, PROGRAMMES
from handlers.links import link_field, link_in
from handlers.request import Request
from handlers.services import Services
from storage.changes import State
from storage.settings import goal_fact, milestone_fact

_DONE, _OPEN = "done", "open"


def open_goal(request: Request, services: Services) -> Reply:
    """The target and the deadline of the goal that a button carries."""
    goal = _goal(request.value)
    rules = services.region.rules
    target: tuple[NumberField, ...] = ()
    if goal in PROGRAMMES:
        own = rules.targets.get(goal)
        target = (
            NumberField(
                "target",
                services.say("settings.field_target"),
                required=False,
                value="" if own is None else str(own),
                hint=services.say("settings.hint_target", percent=PROGRAMMES[goal]),
                lowest=1,
                highest=100,
            ),
        )
    return Reply(
        services.form(
            "settings.goal_title",
            "goals.goal",
            "goals.goal_save",
            (*target, _deadline_field(goal, services)),
            intro=(services.text("settings.about", goal=services.say(f"goal.{goal}")),),
            state=goal,
        )
    )


def _goal(value: str) -> str:
    if value not in NUMBERS:
        raise OutdatedButtonError
    return value


def _deadline_field(goal: str, services: Services) -> DateField:
    return DateField(
        "deadline",
        services.say("settings.field_deadline"),
        services.region.rules.deadlines.get(goal),
        required=False,
        hint=services.say("settings.hint_deadline"),
    )


def save_goal(request: Request, services: Services) -> Reply:
    """Keep the goal's own target and deadline; an empty field goes back to the programme's."""
    return save(_setting(_goal(request.state), request), request, services)


def _setting(goal: str, request: Request) -> State:
    return {f"goal:{goal}": goal_fact(_target(goal, request), day_in("deadline", request))}


def _target(goal: str, request: Request) -> int | None:
    typed = request.values.get("target", "").strip()
    if not typed or goal not in PROGRAMMES:
        return None
    if not (typed.isascii() and typed.isdecimal() and len(typed) <= 3 and 1 <= int(typed) <= 100):
        raise TargetError().at("target")
    return int(typed)


def day_in(field: str, request: Request) -> date | None:
    """The day in a field that may be empty, also one to come; what is wrong is told there."""
    typed = request.values.get(field, "")
    try:
        day = date.fromisoformat(typed) if typed else None
    except ValueError as error:
        raise UnclearDayError().at(field) from error
    if day is not None and day < EARLIEST_DAY:
        raise LongAgoError(day=day, earliest=EARLIEST_DAY).at(field)
    return day


def open_milestone(request: Request, services: Services) -> Reply:
    """Whether the milestone that a button carries is done, when, and where it can be read."""
    goal = _milestone(request.value)
    day, link = done_on(goal, services)
    options = tuple(Option(services.say(f"settings.state_{each}"), each) for each in (_DONE, _OPEN))
    return Reply(
        services.form(
            "settings.goal_title",
            "goals.milestone",
            "goals.milestone_save",
            (
                ChoiceField(
                    "state",
                    services.say("settings.field_state"),
                    options,
                    chosen=options[0 if day else 1],
                ),
                DateField(
                    "day",
                    services.say("settings.field_day"),
                    day or services.today,
                    required=False,
                ),
                link_field(link, services),
                _deadline_field(goal, services),
            ),
            intro=(services.text("settings.about", goal=services.say(f"goal.{goal}")),),
            state=goal,
        )
    )


def _milestone(value: str) -> str:
    if value not in MILESTONE_KEYS:
        raise OutdatedButtonError
    return value


def save_milestone(request: Request, services: Services) -> Reply:
    """Note that a milestone is done, or that it is not after all, and its deadline."""
    goal = _milestone(request.state)
    state = request.values.get("state", "")
    if state not in {_DONE, _OPEN}:
        raise NothingChosenError().at("state")
    done = None
    if state == _DONE:
        done = milestone_fact(picked_day("day", request, services), link_in("link", request))
    return save({f"milestone:{goal}": done, **_setting(goal, request)}, request, services)
