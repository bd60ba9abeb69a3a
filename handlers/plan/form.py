"""The form for a library's action plan: how far it has come, its days, and where it is read."""

from datetime import date

from handlers.cards import ChoiceField, DateField, Field, Option, Reply
from handlers.errors import (
    DomainError,
    EndsBeforeItBeginsError,
    NothingChosenError,
    OutdatedButtonError,
    PlanInForceError,
    UnclearDayError,
)
from handlers.links import link_field, link_in
from handlers.places import chosen, field
from handlers.plan.carried import Entry, carried_entry
from handlers.plan.record import Wanted, record, remove
from handlers.plan.wording import Status
from handlers.request import Request
from handlers.scope import libraries_for, library_for
from handlers.services import Services
from storage.plans import DRAFT, plans_of
from storage.regions import LibraryName

_FIELDS: dict[type[DomainError], str] = {  # where an error is told, else at the day of adoption
    EndsBeforeItBeginsError: "valid_until",
    PlanInForceError: "status",
}
_KEEP, _REMOVE = "keep", "remove"


def open_form(request: Request, services: Services) -> Reply:
    """The form of the plan that a button carries, or of a new one."""
    entry, places = carried_entry(request.value), libraries_for("plan.form", services)
    place = (
        library_for("plan.form", entry.library_id, services)
        if entry.library_id is not None
        else None
    )
    if place is None and entry.name is not None:
        raise OutdatedButtonError
    stands = _stands(entry, place, services)
    return Reply(
        services.form(
            "plan.form_title",
            "plan.form",
            "plan.save",
            (
                *(() if entry.name else field(places, place, services)),
                _status_field(stands.status, services),
                DateField(
                    "adopted_on",
                    services.say("plan.field_adopted_on"),
                    stands.adopted_on,
                    required=False,
                    hint=services.say("plan.hint_adopted_on"),
                ),
                DateField(
                    "valid_until",
                    services.say("plan.field_valid_until"),
                    stands.valid_until,
                    required=False,
                    hint=services.say("plan.hint_valid_until"),
                ),
                link_field(stands.link, services),
                *(_deed_field(services) if entry.name else ()),
            ),
            state=entry.carried() if entry.name else "",
        )
    )


def _stands(entry: Entry, place: LibraryName | None, services: Services) -> Wanted:
    """What the form begins with: the plan that is corrected, or an adopted one."""
    if place is None or entry.name is None:
        return Wanted(Status.ADOPTED)
    plans = plans_of(services.session, place.library_id)
    if entry.name == DRAFT and plans.draft is not None:
        return Wanted(Status.DRAFT, link=plans.draft.link)
    for plan in plans.adopted:
        if plan.adopted_on.isoformat() == entry.name:
            return Wanted(Status.ADOPTED, plan.adopted_on, plan.valid_until, plan.link)
    raise OutdatedButtonError


def _status_field(status: Status, services: Services) -> ChoiceField:
    options = {
        each: Option(services.say(f"plan.status_{each}"), each)
        for each in (Status.ADOPTED, Status.DRAFT, Status.NONE)
    }
    return ChoiceField(
        "status", services.say("plan.field_status"), tuple(options.values()), chosen=options[status]
    )


def _deed_field(services: Services) -> tuple[Field, ...]:
    deeds = tuple(Option(services.say(f"plan.deed_{deed}"), deed) for deed in (_KEEP, _REMOVE))
    return (ChoiceField("deed", services.say("plan.field_deed"), deeds, chosen=deeds[0]),)


def save(request: Request, services: Services) -> Reply:
    """Note what the form says; what is wrong is told at its field."""
    entry, places = carried_entry(request.state), libraries_for("plan.form", services)
    if entry.library_id is None:
        place = chosen(request, places)
    else:
        place = library_for("plan.form", entry.library_id, services)
    if entry.name and request.values.get("deed") == _REMOVE:
        return remove(entry, place, request, services)
    wanted = Wanted(
        _status(request),
        _day("adopted_on", request),
        _day("valid_until", request),
        link_in("link", request),
    )
    try:
        return record(place, wanted, request, services, instead_of=entry.name)
    except DomainError as error:
        raise error.at(_FIELDS.get(type(error), "adopted_on")) from error


def _status(request: Request) -> Status:
    try:
        return Status(request.values.get("status", ""))
    except ValueError as error:
        raise NothingChosenError().at("status") from error


def _day(name: str, request: Request) -> date | None:
    text = request.values.get(name, "")
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise UnclearDayError().at(name) from error
