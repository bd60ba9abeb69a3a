"""*Hur räknas det?*: a goal's measure, what is counted of what, whence, and what moves it."""

from collections.abc import Iterator

from goals import action_plan, digiteket, self_assessment, tutoring
from goals.figures import Figure
from goals.programme import CERTIFIABLE, OF, Of
from goals.progress import Source, Status
from handlers.cards import Bullets, Button, Buttons, Part, Reply
from handlers.goals_page.measures import measure_words
from handlers.goals_page.scope import Scope, carried_scope
from handlers.goals_page.targets import MILESTONE_KEYS, deadline_words, target_words
from handlers.progress.sentences import change_words, outlook_words, summary
from handlers.progress.sources import source_of
from handlers.request import Request
from handlers.services import Services
from handlers.texts import Span
from handlers.tutoring.comparison import county_lines, library_lines
from storage.figures import Group
from storage.milestones import milestones

Line = tuple[Span, ...]


def explain(request: Request, services: Services) -> Reply:
    """One goal of a scope; without a goal the list of them."""
    goal, scope = carried_scope(request.value, services)
    return explain_goal(goal, scope, services) if goal else _list(scope, services)


def _list(scope: Scope, services: Services) -> Reply:
    goals = [
        Button(services.say(f"goal.{goal}"), "goals.explain", scope.carried(goal))
        for goal in scope.goals
    ]
    return services.reply(
        "explain.title",
        services.heading("explain.heading", name=scope.name(services)),
        services.text("explain.choose"),
        Buttons(tuple(goals)),
    )


def explain_goal(goal: str, scope: Scope, services: Services) -> Reply:
    """Everything there is to say of a goal."""
    group = scope.group(services)
    if goal == tutoring.KEY:
        parts = _tutoring(scope, group, services)
    else:
        figure = next(each for each in group.figures if each.progress.key == goal)
        parts = _share(figure, scope, group, services)
    return services.reply(
        "explain.title",
        services.heading(f"goal.{goal}"),
        services.note("explain.of", name=scope.name(services), day=services.today),
        *parts,
        Buttons(tuple(_ways_on(goal, scope, services))),
    )


def _share(figure: Figure, scope: Scope, group: Group, services: Services) -> list[Part]:
    """A goal that is a share or a milestone, line by line."""
    goal = figure.progress.key
    hidden = scope.hides(figure, group, services)
    lines = [_line("measure", measure_words(goal, services.region.rules, services.texts), services)]
    if hidden:
        lines.append(_line("figure", services.say("progress.hidden_why"), services))
    else:
        lines += _counted(figure, scope, group, services)
    lines += _asked(goal, services)
    if not hidden and goal not in MILESTONE_KEYS:
        lines += _movement(figure, services)
    if not (goal in MILESTONE_KEYS and figure.progress.status is Status.REACHED):
        lines.append(_line("moves", services.say(f"explain.moves.{goal}"), services))
    return [Bullets(tuple(lines))]


def _counted(figure: Figure, scope: Scope, group: Group, services: Services) -> Iterator[Line]:
    """The figure, what is above and below its line, and where they come from."""
    progress = figure.progress
    goal = progress.key
    yield _line("figure", summary(progress, services.texts), services)
    if goal in MILESTONE_KEYS:
        yield from _milestone(goal, services)
        return
    yield _line("above", services.say(f"explain.done.{goal}", n=progress.numerator), services)
    of = OF[goal]
    yield _line(
        "below",
        services.say(f"explain.all.{of}", n=group.counts.all(of), day=services.today),
        services,
    )
    yield _line("source", _source(figure, scope, services), services)


def _milestone(goal: str, services: Services) -> Iterator[Line]:
    """When it was done and where that can be read; a coordinator says so."""
    done = milestones(services.session, services.region.region_id).get(goal)
    if done is not None:
        yield _line("done_on", services.texts.day(done.done_on), services)
        if done.link:
            yield _line("link", done.link, services)
    yield _line("source", services.say("explain.source.coordinator"), services)


def _source(figure: Figure, scope: Scope, services: Services) -> str:
    """Self-reported, and how many are certified where somebody can certify."""
    progress, goal = figure.progress, figure.progress.key
    if OF[goal] is Of.LIBRARIES:
        return services.say("explain.source.managers")
    if goal not in CERTIFIABLE or not progress.numerator:
        return services.say("explain.source.own")
    number = scope.certified(services).done[goal]
    if not number:
        return services.say("explain.source.none_certified")
    if source_of(progress, number) is Source.CONFIRMED:
        return services.say("explain.source.confirmed")
    return services.say("explain.source.certified", n=number)


def _asked(goal: str, services: Services) -> Iterator[Line]:
    """The target and the deadline."""
    rules, texts = services.region.rules, services.texts
    yield _line("target", target_words(goal, rules, texts), services)
    yield _line("deadline", deadline_words(goal, rules, texts), services)


def _movement(figure: Figure, services: Services) -> Iterator[Line]:
    """The change and the forecast, or why there is none."""
    change = " ".join(change_words(figure, services.texts))
    outlook = " ".join(outlook_words(figure, services.texts))
    reached = figure.progress.status is Status.REACHED
    ahead = services.say("explain.reached" if reached else "explain.no_forecast")
    if change or figure.change is None:  # that it stands still is told as the forecast
        yield _line("change", change or services.say("explain.no_change"), services)
    yield _line("forecast", outlook or ahead, services)


def _tutoring(scope: Scope, group: Group, services: Services) -> list[Part]:
    """Goal 8: the years of each group, the log beside them, and KB's definition."""
    goal, texts = tutoring.KEY, services.texts
    lines = [
        _line("measure", measure_words(goal, services.region.rules, texts), services),
        _line("source", services.say("explain.source.kb"), services),
        *_asked(goal, services),
        _line("moves", services.say(f"explain.moves.{goal}"), services),
    ]
    beside = (
        county_lines(group.tutoring, services)
        if scope.place is None
        else library_lines(scope.place.library_id, services)
    )
    return [Bullets(tuple(lines)), *beside, services.note("tutoring.definition")]


def _line(label: str, text: str, services: Services) -> Line:
    return services.texts.rich(
        "explain.line", label=services.say(f"explain.label.{label}"), text=text
    )


def _ways_on(goal: str, scope: Scope, services: Services) -> Iterator[Button]:
    """To what lies behind a figure, for those who may see it, and back to the other goals."""
    place = scope.place
    if place is not None:
        library = str(place.library_id)
        leads = place.library_id in (led.library_id for led in services.member.led)
        if leads and goal in {self_assessment.KEY, digiteket.KEY}:
            yield services.button("way_on.team.library", "team.library", library)
        if goal == action_plan.KEY:
            yield services.button("way_on.plan", "plan.library", library)
        if goal == tutoring.KEY:
            yield services.button("way_on.tutoring", "tutoring.library", library)
        yield services.button("explain.county", "goals.explain", Scope(None).carried(goal))
    yield services.button("explain.others", "goals.explain", scope.carried())
