"""Those who joined by themselves, each with what can be answered."""

from collections.abc import Sequence

from handlers.cards import Buttons, Part, Style
from handlers.services import Services
from handlers.team.answers import to_person
from handlers.team.carried import carry
from storage.team import Colleague


def to_confirm(people: Sequence[Colleague], number: int, services: Services) -> tuple[Part, ...]:
    """Some of the `number` who wait."""
    return (
        services.text("team.waiting", n=number),
        *(_answers(one, services) for one in people),
    )


def _answers(one: Colleague, services: Services) -> Buttons:
    value = carry(one)
    return Buttons(
        (
            services.button("team.confirm", "team.confirm", value, Style.PRIMARY, name=one.name),
            services.button("team.decline", "team.decline", value, name=one.name),
            to_person(one, services),
        )
    )
