"""Noting how far a library's action plan has come, and taking that back."""

from dataclasses import dataclass
from datetime import date

from goals.action_plan import Plan
from handlers import changes
from handlers.cards import Button, Buttons, Part, Reply
from handlers.days import check_day
from handlers.errors import (
    EndsBeforeItBeginsError,
    NoAdoptionDayError,
    PlanInForceError,
)
from handlers.plan.carried import Entry
from handlers.plan.sentences import described, plan_line, standing_line
from handlers.plan.wording import Status
from handlers.request import Request
from handlers.scope import library_for
from handlers.services import Services
from storage.changes import Made, State
from storage.plans import DRAFT, KIND, PlanLedger, fact_of, plans_of
from storage.regions import LibraryName


@dataclass(frozen=True, slots=True)
class Wanted:
    """How a library's plan is to stand."""

    status: Status
    adopted_on: date | None = None
    valid_until: date | None = None
    link: str | None = None


def record(
    place: LibraryName,
    wanted: Wanted,
    request: Request,
    services: Services,
    *,
    instead_of: str | None = None,
) -> Reply:
    """Note a plan; `instead_of` is the name of the plan that is corrected, if one is.

    Raises the errors that say why the plan cannot be so.
    """
    match wanted.status:
        case Status.ADOPTED:
            after = _adopted(place, wanted, services, instead_of)
        case Status.DRAFT:
            after = {DRAFT: fact_of(link=wanted.link)}
        case Status.NONE:
            after = _none(place, services)
    made = changes.change(_ledger(place, request, services), after, request, services)
    return _answer(made, place, services)


def _adopted(
    place: LibraryName, wanted: Wanted, services: Services, instead_of: str | None
) -> State:
    """The plan of its day; a draft has become it, unless an earlier plan is corrected."""
    adopted_on = _checked_day(wanted, services)
    name, plans = adopted_on.isoformat(), plans_of(services.session, place.library_id)
    known = any(plan.adopted_on == adopted_on for plan in plans.adopted)
    link = wanted.link
    after: dict[str, dict[str, str | None] | None] = {}
    if instead_of not in {None, DRAFT, name}:
        after[str(instead_of)] = None
    elif plans.draft is not None and not known:
        after[DRAFT] = None
        link = link or plans.draft.link
    return {**after, name: fact_of(wanted.valid_until, link)}


def _checked_day(wanted: Wanted, services: Services) -> date:
    if wanted.adopted_on is None:
        raise NoAdoptionDayError
    adopted_on = check_day(wanted.adopted_on, services.today)
    if wanted.valid_until is not None and wanted.valid_until < adopted_on:
        raise EndsBeforeItBeginsError(first=adopted_on, last=wanted.valid_until)
    return adopted_on


def _none(place: LibraryName, services: Services) -> State:
    """A draft is given up; a plan that is valid is taken away by its own name, never like this."""
    plans = plans_of(services.session, place.library_id)
    for plan in plans.adopted:
        if plan.valid_until is None or plan.valid_until >= services.today:
            raise PlanInForceError(day=plan.adopted_on)
    return {DRAFT: None}


def remove(entry: Entry, place: LibraryName, request: Request, services: Services) -> Reply:
    """Take away a plan that was noted by mistake."""
    made = changes.change(
        _ledger(place, request, services), {entry.name or DRAFT: None}, request, services
    )
    return _answer(made, place, services)


def undo(request: Request, services: Services) -> Reply:
    """Put back what a change found."""
    made, place, ledger = _pressed(request, services)
    changes.take_back(ledger, made, services)
    return services.reply(
        "plan.title",
        services.text("plan.undone", library=place.name),
        *_stands(place, services),
        Buttons((changes.redo(made, "plan.redo", services), _show(place, services))),
        replaces=True,
    )


def redo(request: Request, services: Services) -> Reply:
    """Make a change again that was taken back."""
    made, place, ledger = _pressed(request, services)
    changes.do_again(ledger, made, services)
    return _answer(made, place, services, replaces=True)


def _pressed(request: Request, services: Services) -> tuple[Made, LibraryName, PlanLedger]:
    made = changes.pressed(KIND, request, services)
    place = library_for("plan.form", made.library_id or 0, services)
    return made, place, _ledger(place, request, services)


def _ledger(place: LibraryName, request: Request, services: Services) -> PlanLedger:
    return PlanLedger(services.session, place.library_id, services.member.member_id, request.now)


def _answer(made: Made, place: LibraryName, services: Services, *, replaces: bool = False) -> Reply:
    """What stands now, what stood there before, and how far the county is."""
    key = "plan.saved" if made.changed else "plan.known"
    return services.reply(
        "plan.title",
        services.text(key, library=place.name),
        *_stands(place, services),
        *_was(made, services),
        standing_line(services),
        Buttons((*changes.undo(made, "plan.undo", services), _show(place, services))),
        replaces=replaces,
    )


def _stands(place: LibraryName, services: Services) -> tuple[Part, ...]:
    services.session.flush()
    return (plan_line(plans_of(services.session, place.library_id), services),)


def _was(made: Made, services: Services) -> list[Part]:
    """The plans that another has taken the place of, or that were taken away."""
    return [
        services.note("plan.was", plan=_told(name, fact, services))
        for name, fact in made.before.items()
        if fact is not None and made.after[name] != fact and name != DRAFT
    ]


def _told(name: str, fact: dict[str, str | None], services: Services) -> str:
    until = fact["valid_until"]
    plan = Plan(date.fromisoformat(name), date.fromisoformat(until) if until else None)
    return described(plan, services)


def _show(place: LibraryName, services: Services) -> Button:
    return services.button("plan.show", "plan.library", str(place.library_id))
