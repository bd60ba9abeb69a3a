"""The form: search for a resource, or name one that the catalogue lacks, and pick a day."""

from datetime import date

from handlers.cards import ChoiceField, DateField, Form, Option, Options, Reply, TextField
from handlers.days import picked_day
from handlers.errors import NothingChosenError
from handlers.request import Request
from handlers.services import Services
from handlers.training.record import answer_recorded, record_one, record_proposal
from storage.catalogue import LONGEST_TITLE, entry

MOST_FOUND = 25


def open_form(request: Request, services: Services) -> Reply:
    """An empty form, or one that begins with the `resource|day` that a button carries."""
    resource_id, _, day = request.value.partition("|")
    return Reply(
        Form(
            title=services.say("training.form_title"),
            opened_by="training.form",
            submit="training.save",
            submit_label=services.say("form.save"),
            close_label=services.say("form.close"),
            fields=(
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
                    longest=LONGEST_TITLE,
                    hint=services.say("training.field_title_hint"),
                ),
                DateField("day", services.say("training.field_day"), _day(day, services)),
            ),
        )
    )


def _chosen(resource_id: str, services: Services) -> Option | None:
    if not resource_id.isdecimal():
        return None
    found = entry(services.session, services.region.region_id, int(resource_id))
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
    if chosen.isdecimal():
        recorded = record_one(int(chosen), on, request, services)
    elif title:
        recorded = record_proposal(title, on, request, services)
    else:
        raise NothingChosenError().at("resource")
    return answer_recorded([recorded], services)
