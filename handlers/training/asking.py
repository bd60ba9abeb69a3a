"""What a report leads to: recorded when it is certain, asked about when it is not."""

from datetime import timedelta

from handlers.cards import Button, Buttons, Reply, Style
from handlers.days import raise_problem
from handlers.request import Request
from handlers.services import Services
from handlers.training.record import pair, record_all
from handlers.understanding import Problem, Title, Understanding

MOST_BUTTONS = 3  # of a question


def answer_understood(said: Understanding, request: Request, services: Services) -> Reply:
    """Record what was understood for certain, ask about what was not, else help on."""
    if said.certain and said.on is not None:
        ids = [title.resource_id for title in said.resources]
        return record_all(ids, said.on, request, services)
    if said.problem in {Problem.FUTURE_DATE, Problem.NO_SUCH_DATE}:
        raise_problem(said.problem, said.on)
    if said.on is None and len(said.resources) == 1:
        return _ask_day(said.resources[0], services)
    if said.resources:
        return _ask_which(said, services)
    return _ask_proposal(said, services)


def _ask_which(said: Understanding, services: Services) -> Reply:
    """At most three buttons; the last is the way out where there is room for it."""
    day = said.on or services.today
    buttons = [
        Button(title.title, "training.record", pair(title.resource_id, day))
        for title in said.resources[:MOST_BUTTONS]
    ]
    if len(buttons) < MOST_BUTTONS:
        buttons.append(services.button("training.other", "training.form", f"|{day}"))
    key = "training.which_one" if len(said.resources) == 1 else "training.which"
    return services.reply(
        "training.title",
        services.text(key, day=day),
        Buttons(tuple(buttons)),
        services.note("training.which_note"),
    )


def _ask_day(title: Title, services: Services) -> Reply:
    """Which day, when the resource is plain and the day is not."""
    days = {"today": services.today, "yesterday": services.today - timedelta(days=1)}
    buttons = [
        services.button(f"training.{name}", "training.record", pair(title.resource_id, day))
        for name, day in days.items()
    ]
    buttons.append(services.button("training.other_day", "training.form", f"{title.resource_id}|"))
    return services.reply(
        "training.title",
        services.text("training.which_day", title=title.title),
        Buttons(tuple(buttons)),
    )


def _ask_proposal(said: Understanding, services: Services) -> Reply:
    """Offer to propose what the catalogue lacks, or to search it."""
    search = services.button("training.search_catalogue", "training.form")
    if not said.proposal:
        return services.reply(
            "training.title", services.text("training.not_found"), Buttons((search,))
        )
    value = f"{said.on or services.today}|{said.proposal}"
    return services.reply(
        "training.title",
        services.text("training.unknown", title=said.proposal, day=said.on or services.today),
        Buttons(
            (
                services.button("training.propose", "training.propose", value, Style.PRIMARY),
                search,
            )
        ),
        services.note("training.proposal_note"),
    )
