"""The person's own goals: done or not, and the next step."""

from goals import digiteket
from goals.rules import GrowthMeasure
from handlers.cards import Button, Buttons, Card, Part, Reply, Text
from handlers.request import Request
from handlers.services import Services
from handlers.standing import Standing, next_step, standing_of
from handlers.texts import Span


def own(_request: Request, services: Services) -> Reply:
    """What the person has done of goals 3, 4 and 5."""
    standing = standing_of(services)
    parts: list[Part] = [
        services.heading("progress.own_title"),
        own_facts(standing, services),
        next_step(services),
    ]
    place = services.member.workplace
    waits = place is not None and not place.confirmed
    if place is not None and waits:
        parts.append(services.note("progress.waits", library=place.name))
    buttons = _buttons(standing, services)
    if waits:
        buttons = (*buttons, services.button("start.change", "kompis.start"))
    parts.append(Buttons(buttons))
    return Reply(Card(services.say("progress.own_title"), tuple(parts)))


def own_facts(standing: Standing, services: Services) -> Text:
    """One line a fact, marked as done or left."""
    first, *rest = _lines(standing, services)
    return Text((*first, *(span for line in rest for span in (Span("\n"), *line))))


def _lines(standing: Standing, services: Services) -> tuple[tuple[Span, ...], ...]:
    say = services.texts.rich
    assessed = max((each.on for each in standing.record.assessed), default=None)
    registered_on = standing.record.registered_on
    return (
        say("own.assessed", day=assessed) if assessed else say("own.not_assessed"),
        say("own.registered", day=registered_on) if registered_on else say("own.not_registered"),
        _resources(standing, services),
        say("own.grown") if standing.grown else _not_grown(services),
    )


def _resources(standing: Standing, services: Services) -> tuple[Span, ...]:
    needed = digiteket.RESOURCES_NEEDED
    key = "own.resources_enough" if standing.resources >= needed else "own.resources_left"
    return services.texts.rich(key, n=standing.resources, needed=needed)


def _not_grown(services: Services) -> tuple[Span, ...]:
    """A second self-assessment shows it, where the region counts by that."""
    reported = services.region.rules.growth_measure is GrowthMeasure.REPORTED
    return services.texts.rich("own.not_grown_reported" if reported else "own.not_grown")


def _buttons(standing: Standing, services: Services) -> tuple[Button, ...]:
    """Ways to do what is left, then ways to look around."""
    left = (
        ("training.form", not standing.digiteket),
        ("assessment.form", not standing.assessed),
        ("registration.form", not standing.registered),
    )
    return (
        *(services.way_on(route) for route, is_left in left if is_left),
        services.way_on("training.list"),
    )
