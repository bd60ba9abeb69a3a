"""The eight goals: what each asks, how it is measured, and where library and county stand."""

from collections.abc import Iterator
from dataclasses import dataclass

from goals.programme import NUMBERS
from handlers.cards import Button, Buttons, Part, Reply, Text
from handlers.goals_page.measures import measure_words
from handlers.goals_page.scope import Scope, is_shown_figures, own_scope
from handlers.goals_page.targets import deadline_words, target_words
from handlers.progress.sentences import summary
from handlers.request import Request
from handlers.scope import is_coordinator
from handlers.services import Services
from handlers.texts import Span
from storage.figures import Group
from storage.proposals import count_proposals


@dataclass(frozen=True, slots=True)
class _Standing:
    """A scope's goals, ready to be told."""

    scope: Scope
    group: Group


def overview(_request: Request, services: Services) -> Reply:
    """Every goal; figures for those who may see them, and the ways on."""
    shown = _standings(services)
    parts: list[Part] = [services.heading("goals.heading", county=services.region.name)]
    parts += [_goal(goal, shown, services) for goal in NUMBERS]
    if not shown:
        parts.append(services.note("goals.waits"))
    parts.append(Buttons(tuple(_buttons(shown, services))))
    return services.reply("goals.title", *parts)


def _standings(services: Services) -> list[_Standing]:
    """The own library, if there is one, and the county; nothing for who waits."""
    if not is_shown_figures(services):
        return []
    own = own_scope(services)
    scopes = [own] if own.place is None else [own, Scope(None)]
    return [_Standing(scope, scope.group(services)) for scope in scopes]


def _goal(goal: str, shown: list[_Standing], services: Services) -> Text:
    texts, rules = services.texts, services.region.rules
    spans = [
        *texts.rich("goals.name", goal=texts.say(f"goal.{goal}")),
        Span(f"\n{measure_words(goal, rules, texts)}"),
        Span("\n"),
        *texts.rich(
            "goals.asks",
            target=target_words(goal, rules, texts),
            deadline=deadline_words(goal, rules, texts),
        ),
    ]
    lines = [line for each in shown for line in _figure(goal, each, services)]
    return Text((*spans, *(Span(f"\n{line}") for line in lines)))


def _figure(goal: str, standing: _Standing, services: Services) -> Iterator[str]:
    """Where a scope stands with a goal, if it has that goal."""
    scope, group = standing.scope, standing.group
    name = scope.name(services)
    if goal == group.tutoring.key:
        figure = summary(group.tutoring, services.texts)
        yield services.say("goals.stands", name=name, figure=figure)
    for each in group.figures:
        if each.progress.key == goal:
            hidden = scope.hides(each, group, services)
            told = "progress.hidden" if hidden else ""
            figure = services.say(told) if told else summary(each.progress, services.texts)
            yield services.say("goals.stands", name=name, figure=figure)


def _buttons(shown: list[_Standing], services: Services) -> Iterator[Button]:
    if shown:
        value = shown[0].scope.carried()
        yield services.button("way_on.goals.explain", "goals.explain", value)
    if is_coordinator(services):
        yield services.way_on("goals.edit")
        waiting = count_proposals(services.session, services.region.region_id)
        yield services.button("goals.proposals", "goals.proposals", n=waiting)
    yield services.way_on("progress" if shown else "progress.me")
