"""What a report leads to: recorded when it is certain, asked about when it is not."""

from datetime import date
from functools import partial

from handlers.cards import Button, Buttons, Reply, Style
from handlers.carried import carry_pair, pair_of
from handlers.days import check_day, day_buttons, raise_problem
from handlers.request import Request
from handlers.services import Services
from handlers.training.record import record_all, record_pressed, resource_of
from handlers.understanding import Problem, Understanding
from storage.catalogue import LONGEST_TITLE

MOST_BUTTONS = 3  # of a question


def answer_understood(said: Understanding, request: Request, services: Services) -> Reply:
    """Record what was understood for certain, ask about what was not, else help on."""
    if said.certain and said.on is not None and said.resources:
        ids = [title.resource_id for title in said.resources]
        return record_all(ids, said.on, request, services)
    if said.problem in {Problem.FUTURE_DATE, Problem.NO_SUCH_DATE}:
        raise_problem(said.problem, said.on)
    if said.on is not None:
        check_day(said.on, services.today)
    if said.on is None and len(said.resources) == 1:
        title = said.resources[0]
        return _ask_day(title.resource_id, title.title, services)
    if said.resources:
        return _ask_which(said, services)
    return _ask_proposal(said, services)


def _ask_which(said: Understanding, services: Services) -> Reply:
    """At most three buttons; the last is the way out where there is room for it."""
    buttons = [
        Button(title.title, "training.pick", carry_pair(title.resource_id, said.on))
        for title in said.resources[:MOST_BUTTONS]
    ]
    if len(buttons) < MOST_BUTTONS:
        day = said.on.isoformat() if said.on else ""
        buttons.append(services.button("training.other", "training.form", f"|{day}"))
    key = "training.which_one" if len(said.resources) == 1 else "training.which"
    return services.reply(
        "training.title",
        services.text(key, day=said.on) if said.on else services.text("training.which_undated"),
        Buttons(tuple(buttons)),
        services.note("training.which_note"),
    )


def pick(request: Request, services: Services) -> Reply:
    """Record the resource that was meant; where its day was unclear, ask for that next."""
    resource_id, on = pair_of(request.value)
    if on is not None:
        return record_pressed(request, services)
    title = resource_of(resource_id, services).title
    return _ask_day(resource_id, title, services, replaces=True)


def _ask_day(resource_id: int, title: str, services: Services, *, replaces: bool = False) -> Reply:
    """Which day, when the resource is plain and the day is not."""
    return services.reply(
        "training.title",
        services.text("training.which_day", title=title),
        day_buttons(
            services,
            "training.record",
            "training.form",
            partial(carry_pair, resource_id),
            form_value=f"{resource_id}|",
        ),
        replaces=replaces,
    )


def _ask_proposal(said: Understanding, services: Services) -> Reply:
    """Offer to propose what the catalogue lacks, or to search it."""
    search = services.button("training.search_catalogue", "training.form")
    title = (said.proposal or "").strip()[:LONGEST_TITLE]
    if not title:
        return services.reply(
            "training.title", services.text("training.not_found"), Buttons((search,))
        )
    return services.reply(
        "training.title",
        services.text("training.unknown", title=title, day=said.on)
        if said.on
        else services.text("training.unknown_undated", title=title),
        Buttons((_propose(title, said.on, services), search)),
        services.note("training.proposal_note"),
    )


def _propose(title: str, on: date | None, services: Services) -> Button:
    """Propose at once, or, where the day is unclear, in the form that asks for it."""
    if on is None:
        return services.button(
            "training.propose_undated", "training.form", f"||{title}", Style.PRIMARY
        )
    return services.button(
        "training.propose", "training.propose", f"{on.isoformat()}|{title}", Style.PRIMARY
    )
