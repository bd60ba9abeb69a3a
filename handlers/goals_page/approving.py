"""Approving a proposal: put right in a form first, so that it counts under its own name."""

from typing import Any

from goals.record import ResourceKind
from handlers import changes
from handlers.cards import ChoiceField, Option, Reply, TextField
from handlers.errors import NoLinkError, NothingChosenError, SameResourceError
from handlers.goals_page.deciding import answer, decide, proposer, waiting
from handlers.request import Request
from handlers.services import Services
from storage.catalogue import LONGEST_TITLE
from storage.keys import address_key, is_on_digiteket, title_key
from storage.links import LONGEST_LINK, https_link
from storage.proposals import KIND, Proposal, same_resource

_YES, _NO = "yes", "no"


def open_approve(request: Request, services: Services) -> Reply:
    """A form with what the proposal is called, what it is and where, to put right and approve."""
    one = waiting(request.value, services)
    kinds = {kind: Option(services.say(f"proposals.kind_{kind}"), kind) for kind in ResourceKind}
    leads = tuple(Option(services.say(f"settings.{each}"), each) for each in (_YES, _NO))
    return Reply(
        services.form(
            "proposals.approve_title",
            "goals.approve",
            "goals.approved",
            (
                TextField(
                    "title",
                    services.say("proposals.field_title"),
                    value=one.title,
                    longest=LONGEST_TITLE,
                ),
                ChoiceField(
                    "kind",
                    services.say("proposals.field_kind"),
                    tuple(kinds.values()),
                    chosen=kinds[one.kind],
                ),
                TextField(
                    "url",
                    services.say("links.field"),
                    required=False,
                    value=one.url or "",
                    longest=LONGEST_LINK,
                ),
                ChoiceField(
                    "leadership", services.say("proposals.field_leadership"), leads, chosen=leads[1]
                ),
            ),
            intro=(services.note("proposals.by", name=proposer(one, services), n=one.finished),),
            state=str(one.resource_id),
        )
    )


def approve(request: Request, services: Services) -> Reply:
    """Let the proposal count, as the form has it."""
    made = changes.again(KIND, request, services)
    if made is None:
        one = waiting(request.state, services)
        fact = _approved(one, request, services)
        made = decide("approve", one, fact, request, services)
    return answer("approved", made, services)


def _approved(one: Proposal, request: Request, services: Services) -> dict[str, Any]:
    """What the form says; what is wrong is told at its field."""
    title, url = _title(request), _url(request)
    region_id = services.region.region_id
    same = same_resource(services.session, region_id, title, url, but=one.resource_id)
    if same is not None:
        raise SameResourceError().at("title")
    leads = request.values.get("leadership", "")
    if leads not in {_YES, _NO}:
        raise NothingChosenError().at("leadership")
    return {
        "title": title,
        "url": url,
        "kind": _kind(request),
        "leadership": leads == _YES,
        "approved": True,
    }


def _title(request: Request) -> str:
    title = " ".join(request.values.get("title", "").split())[:LONGEST_TITLE]
    if not title_key(title) or len(title_key(title)) > LONGEST_TITLE:
        raise NothingChosenError().at("title")
    return title


def _kind(request: Request) -> str:
    try:
        return ResourceKind(request.values.get("kind", "")).value
    except ValueError as error:
        raise NothingChosenError().at("kind") from error


def _url(request: Request) -> str | None:
    """An address; one on Digiteket must name a page there."""
    typed = request.values.get("url", "").strip()
    if not typed:
        return None
    key = address_key(typed)
    link = f"https://{key}" if key else https_link(typed)
    if link is None or len(link) > LONGEST_LINK or (key is None and is_on_digiteket(typed)):
        raise NoLinkError().at("url")
    return link
