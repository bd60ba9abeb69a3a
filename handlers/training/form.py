"""The form: search for a resource, or name one that the catalogue lacks, and pick a day."""

from datetime import date

from handlers.cards import ChoiceField, DateField, Option, Options, Reply, TextField
from handlers.carried import row_id
from handlers.days import picked_day
from handlers.errors import NothingChosenError
from handlers.request import Request
from handlers.services import Services
from handlers.together.company import carry_ids_of, company_again, parted
from handlers.training.record import (
    Recorded,
    answer_recorded,
    ask_company,
    record_one,
    record_proposal,
)
from storage.catalogue import LONGEST_TITLE, entry

MOST_FOUND = 25


def open_form(request: Request, services: Services) -> Reply:
    """An empty form, or one that begins with the `resource|day|name` that a button carries.

    Who was there as well is carried on, and asked when the form is saved.
    """
    there, value = parted(request.value)
    resource_id, day, title = (*value.split("|", 2), "", "")[:3]
    return Reply(
        services.form(
            "training.form_title",
            "training.form",
            "training.save",
            (
                ChoiceField(
                    "resource",
                    services.say("training.field_resource"),
                    search="training.search",
                    chosen=_chosen(resource_id, services),
                    required=False,
                    placeholder=services.say("training.field_resource_hint"),
                ),
                TextField(
                    "title",
                    services.say("training.field_title"),
                    required=False,
                    value=title[:LONGEST_TITLE],
                    longest=LONGEST_TITLE,
                    hint=services.say("training.field_title_hint"),
                ),
                DateField("day", services.say("training.field_day"), _day(day, services)),
            ),
            state=carry_ids_of(there),
        )
    )


def _chosen(resource_id: str, services: Services) -> Option | None:
    if not resource_id:
        return None
    found = entry(services.session, services.region.region_id, row_id(resource_id))
    return None if found is None else Option(found.title, str(found.resource_id))


def _day(text: str, services: Services) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return services.today


def search(request: Request, services: Services) -> Reply:
    """What the catalogue has for the words typed into the form's search."""
    found = services.titles.search(request.text, MOST_FOUND)
    return Reply(
        Options(
            tuple(Option(title.title, str(title.resource_id), title.topic or "") for title in found)
        )
    )


def save(request: Request, services: Services) -> Reply:
    """Record what the form says; a resource that was chosen goes before a name that was typed."""
    on = picked_day("day", request, services)
    chosen = request.values.get("resource", "")
    title = request.values.get("title", "").strip()
    if not (chosen or title):
        raise NothingChosenError().at("resource")
    if chosen:
        recorded = record_one(row_id(chosen), on, request, services)
    else:
        recorded = _record_named(title, on, request, services)
    company = company_again(parted(request.state)[0], services)
    asked = ask_company(company, [recorded], request, services)
    return answer_recorded([recorded], request, services, asked)


def _record_named(title: str, on: date, request: Request, services: Services) -> Recorded:
    try:
        return record_proposal(title, on, request, services)
    except NothingChosenError as error:
        raise error.at("title") from error
