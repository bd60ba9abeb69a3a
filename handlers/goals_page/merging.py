"""Merging a proposal into the resource that it is: what people have finished goes along."""

from handlers import changes
from handlers.cards import ChoiceField, Option, Options, Reply
from handlers.carried import row_id
from handlers.errors import NothingChosenError
from handlers.goals_page.deciding import answer, decide, waiting
from handlers.request import Request
from handlers.services import Services
from storage.catalogue import CatalogueEntry, entry
from storage.proposals import KIND

MOST_FOUND = 25


def open_merge(request: Request, services: Services) -> Reply:
    """A form to choose the resource that the proposal is; the nearest stands there."""
    one = waiting(request.value, services)
    near = _nearest(one.title, services)
    return Reply(
        services.form(
            "proposals.merge_title",
            "goals.merge",
            "goals.merged",
            (
                ChoiceField(
                    "resource",
                    services.say("proposals.field_resource"),
                    search="goals.merge_search",
                    chosen=near,
                    placeholder=services.say("training.field_resource_hint"),
                ),
            ),
            intro=(services.text("proposals.merging", title=one.title),),
            state=str(one.resource_id),
        )
    )


def _nearest(title: str, services: Services) -> Option | None:
    """The resource that the title's beginning finds, as much of it as finds any."""
    words = title.split()
    for count in range(len(words), 0, -1):
        for found in _approved_like(" ".join(words[:count]), services):
            return found
    return None


def search(request: Request, services: Services) -> Reply:
    """The approved resources that the typed words find."""
    return Reply(Options(_approved_like(request.text, services)))


def _approved_like(words: str, services: Services) -> tuple[Option, ...]:
    found = services.titles.search(words, 2 * MOST_FOUND)
    return tuple(
        Option(title.title, str(title.resource_id), title.topic or "")
        for title in found
        if title.approved
    )[:MOST_FOUND]


def merge(request: Request, services: Services) -> Reply:
    """Give what people have finished as the proposal to the resource that the form says."""
    made = changes.again(KIND, request, services)
    if made is None:
        one = waiting(request.state, services)
        other = _chosen(request, services)
        if other.resource_id == one.resource_id:
            raise NothingChosenError().at("resource")
        fact = {"merged_into": other.resource_id}
        made = decide("merge", one, fact, request, services)
    return answer("merged", made, services)


def _chosen(request: Request, services: Services) -> CatalogueEntry:
    value = request.values.get("resource", "")
    if not value:
        raise NothingChosenError().at("resource")
    found = entry(services.session, services.region.region_id, row_id(value))
    if found is None or not found.approved:
        raise NothingChosenError().at("resource")
    return found
