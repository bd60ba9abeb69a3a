"""What the coordinator can change of the goals, and the answer when something is changed."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from goals.programme import NUMBERS
from goals.record import ResourceKind
from handlers import changes
from handlers.cards import Bullets, Button, Buttons, Part, Reply, Text
from handlers.goals_page.measures import kinds_words, measure_words
from handlers.goals_page.targets import (
    MILESTONE_KEYS,
    deadline_words,
    target_words,
)
from handlers.request import Request
from handlers.services import Services
from handlers.texts import Texts
from storage.changes import Made, State
from storage.milestones import milestones
from storage.settings import KIND, SettingsLedger

_LAST_DAY = timedelta(days=1)  # before the day that is stored: the first one after


def edit(_request: Request, services: Services) -> Reply:
    """How the goals are set, each with the way to change it."""
    texts, rules = services.texts, services.region.rules
    lines = [
        texts.rich(
            "settings.goal",
            goal=texts.say(f"goal.{goal}"),
            target=target_words(goal, rules, texts),
            deadline=deadline_words(goal, rules, texts),
        )
        for goal in NUMBERS
    ]
    return services.reply(
        "settings.title",
        services.heading("settings.heading", county=services.region.name),
        Bullets(tuple(lines)),
        Buttons(tuple(_goal_button(goal, services) for goal in NUMBERS)),
        _counting(services),
        Buttons((services.way_on("goals.counting"),)),
        _programme(services),
        Buttons((services.way_on("goals.programme"), services.way_on("goals"))),
    )


def _goal_button(goal: str, services: Services) -> Button:
    """The form of a share, or of a milestone and whether it is done."""
    route = "goals.milestone" if goal in MILESTONE_KEYS else "goals.goal"
    return services.button("settings.change", route, goal, n=NUMBERS[goal])


def _counting(services: Services) -> Text:
    rules = services.region.rules
    return services.text(
        "settings.counting",
        kinds=kinds_words(rules.counted_kinds, services.texts),
        measure=measure_words("growth", rules, services.texts),
        year=str(rules.baseline_year),
    )


def _programme(services: Services) -> Text:
    region = services.region
    last = region.rules.ends_on and region.rules.ends_on - _LAST_DAY
    return services.text(
        "settings.programme",
        first=_day_or_none(region.starts_on, services.texts),
        last=_day_or_none(last, services.texts),
        pause=services.say("settings.yes" if region.july_pause else "settings.no"),
    )


def _day_or_none(day: date | None, texts: Texts) -> str:
    return texts.say("settings.unset") if day is None else texts.day(day)


def save(after: State, request: Request, services: Services) -> Reply:
    """Let the region's choices stand as `after` says, and answer."""
    made = changes.change(_ledger(request, services), after, request, services)
    return _answer(made, services)


def undo(request: Request, services: Services) -> Reply:
    """Put back what a change found."""
    made = changes.pressed(KIND, request, services)
    changes.take_back(_ledger(request, services), made, services)
    return services.reply(
        "settings.title",
        services.text("settings.undone"),
        Bullets(tuple(_lines(made.before, services))),
        Buttons((changes.redo(made, "goals.redo", services), services.way_on("goals.edit"))),
        replaces=True,
    )


def redo(request: Request, services: Services) -> Reply:
    """Make a change again that was taken back."""
    made = changes.pressed(KIND, request, services)
    changes.do_again(_ledger(request, services), made, services)
    return _answer(made, services, replaces=True)


def _ledger(request: Request, services: Services) -> SettingsLedger:
    return SettingsLedger(
        services.session, services.region.region_id, services.member.member_id, request.now
    )


def _answer(made: Made, services: Services, *, replaces: bool = False) -> Reply:
    """What stands now, and what stood there before."""
    parts: list[Part] = [services.text("settings.saved" if made.changed else "settings.known")]
    changed = {name: fact for name, fact in made.after.items() if made.before[name] != fact}
    parts.append(Bullets(tuple(_lines(changed or made.after, services))))
    if made.changed:
        before = {name: made.before[name] for name in changed}
        parts += [services.note("settings.was"), Bullets(tuple(_lines(before, services)))]
    return services.reply(
        "settings.title",
        *parts,
        Buttons((*changes.undo(made, "goals.undo", services), services.way_on("goals.edit"))),
        replaces=replaces,
    )


def _lines(state: State, services: Services) -> Iterable[tuple[Any, ...]]:
    return (
        services.texts.rich("settings.fact", fact=_fact(name, fact, services))
        for name, fact in state.items()
    )


def _fact(name: str, fact: Any, services: Services) -> str:
    """A choice in words, by its name as `storage.settings` has it."""
    of, _, key = name.partition(":")
    match of:
        case "goal":
            return _goal_fact(key, fact or {}, services)
        case "milestone":
            return _milestone_fact(key, fact, services)
        case _:
            return _region_fact(key, fact, services.texts)


def _goal_fact(key: str, fact: Mapping[str, Any], services: Services) -> str:
    """A goal's own target and deadline; without one, the programme's."""
    texts, goal = services.texts, services.say(f"goal.{key}")
    target, deadline = fact.get("target"), fact.get("deadline")
    until = (
        texts.say("goals.deadline", day=date.fromisoformat(deadline))
        if deadline
        else texts.say("settings.programmes_deadline")
    )
    if key in MILESTONE_KEYS:  # which is done or not, without a target
        return texts.say("settings.milestone_deadline", goal=goal, deadline=until)
    return texts.say(
        "settings.goal_fact",
        goal=goal,
        target=texts.say("goals.target_percent", percent=target)
        if target
        else texts.say("settings.programmes_target"),
        deadline=until,
    )


def _milestone_fact(key: str, fact: Mapping[str, Any] | None, services: Services) -> str:
    goal = services.say(f"goal.{key}")
    if fact is None:
        return services.say("settings.milestone_open", goal=goal)
    day = date.fromisoformat(fact["done_on"])
    if fact["link"] is None:
        return services.say("settings.milestone_done", goal=goal, day=day)
    return services.say("settings.milestone_linked", goal=goal, day=day, link=fact["link"])


def _region_fact(key: str, value: Any, texts: Texts) -> str:
    match key:
        case "counted_kinds":
            shown = kinds_words([ResourceKind(kind) for kind in value.split(",")], texts)
        case "growth_measure":
            shown = texts.say(f"settings.measure_{value}")
        case "july_pause":
            shown = texts.say("settings.yes" if value else "settings.no")
        case "ends_on":
            day = value and date.fromisoformat(value) - _LAST_DAY
            shown = _day_or_none(day, texts)
        case "starts_on":
            shown = _day_or_none(value and date.fromisoformat(value), texts)
        case _:
            shown = str(value)
    return texts.say(f"settings.of_{key}", value=shown)


def done_on(goal: str, services: Services) -> tuple[date | None, str | None]:
    """When a milestone was done and where that can be read, if it is."""
    done = milestones(services.session, services.region.region_id).get(goal)
    return (None, None) if done is None else (done.done_on, done.link)
