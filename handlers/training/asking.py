"""What a report leads to: recorded when it is certain, asked about when it is not."""

from datetime import date

from handlers.cards import Button, Buttons, Reply, Style
from handlers.carried import carry_pair, pair_of
from handlers.days import check_day, day_buttons, raise_problem
from handlers.request import Request
from handlers.services import Services
from handlers.together.asking import asked_later
from handlers.together.company import Company, carry_company, company_again, company_of, parted
from handlers.training.record import record_all, record_pressed, resource_of
from handlers.understanding import Problem, Understanding
from storage.catalogue import LONGEST_TITLE

MOST_BUTTONS = 3  # of a question


def answer_understood(said: Understanding, request: Request, services: Services) -> Reply:
    """Record what was understood for certain, ask about what was not, else help on."""
    if said.certain and said.on is not None and said.resources:
        ids = [title.resource_id for title in said.resources]
        company = company_of(said.companions, request, services)
        return record_all(ids, said.on, request, services, company)
    if said.problem in {Problem.FUTURE_DATE, Problem.NO_SUCH_DATE}:
        raise_problem(said.problem, said.on)
    if said.on is not None:
        check_day(said.on, services.today)
    return _ask(said, company_of(said.companions, request, services), services)


def _ask(said: Understanding, company: Company, services: Services) -> Reply:
    """Whatever is not certain; the buttons carry who was there as well."""
    if said.on is None and len(said.resources) == 1:
        title = said.resources[0]
        return _ask_day(title.resource_id, title.title, company, services)
    if said.resources:
        return _ask_which(said, company, services)
    return _ask_proposal(said, company, services)


def _ask_which(said: Understanding, company: Company, services: Services) -> Reply:
    """At most three buttons; the last is the way out where there is room for it."""
    buttons = [
        Button(
            title.title,
            "training.pick",
            carry_company(company, carry_pair(title.resource_id, said.on)),
        )
        for title in said.resources[:MOST_BUTTONS]
    ]
    if len(buttons) < MOST_BUTTONS:
        day = said.on.isoformat() if said.on else ""
        value = carry_company(company, f"|{day}")
        buttons.append(services.button("training.other", "training.form", value))
    key = "training.which_one" if len(said.resources) == 1 else "training.which"
    return services.reply(
        "training.title",
        services.text(key, day=said.on) if said.on else services.text("training.which_undated"),
        Buttons(tuple(buttons)),
        *asked_later(company, services),
        services.note("training.which_note"),
    )


def pick(request: Request, services: Services) -> Reply:
    """Record the resource that was meant; where its day was unclear, ask for that next."""
    there, value = parted(request.value)
    resource_id, on = pair_of(value)
    if on is not None:
        return record_pressed(request, services)
    title = resource_of(resource_id, services).title
    return _ask_day(resource_id, title, company_again(there, services), services, replaces=True)


def _ask_day(
    resource_id: int, title: str, company: Company, services: Services, *, replaces: bool = False
) -> Reply:
    """Which day, when the resource is plain and the day is not."""
    return services.reply(
        "training.title",
        services.text("training.which_day", title=title),
        day_buttons(
            services,
            "training.record",
            "training.form",
            lambda on: carry_company(company, carry_pair(resource_id, on)),
            form_value=carry_company(company, f"{resource_id}|"),
        ),
        *asked_later(company, services),
        replaces=replaces,
    )


def _ask_proposal(said: Understanding, company: Company, services: Services) -> Reply:
    """Offer to propose what the catalogue lacks, or to search it."""
    value = carry_company(company, "")
    search = services.button("training.search_catalogue", "training.form", value)
    title = (said.proposal or "").strip()[:LONGEST_TITLE]
    if not title:
        return services.reply(
            "training.title",
            services.text("training.not_found"),
            Buttons((search,)),
            *asked_later(company, services),
        )
    return services.reply(
        "training.title",
        services.text("training.unknown", title=title, day=said.on)
        if said.on
        else services.text("training.unknown_undated", title=title),
        Buttons((_propose(title, said.on, company, services), search)),
        *asked_later(company, services),
        services.note("training.proposal_note"),
    )


def _propose(title: str, on: date | None, company: Company, services: Services) -> Button:
    """Propose at once, or, where the day is unclear, in the form that asks for it."""
    if on is None:
        value = carry_company(company, f"||{title}")
        return services.button("training.propose_undated", "training.form", value, Style.PRIMARY)
    value = carry_company(company, f"{on.isoformat()}|{title}")
    return services.button("training.propose", "training.propose", value, Style.PRIMARY)
