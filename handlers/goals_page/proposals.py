"""What staff have proposed, for the coordinator: who proposed it, and what to do with it."""

from handlers.cards import Button, Buttons, Divider, Part, Reply, Style, Text
from handlers.carried import row_id
from handlers.request import Request
from handlers.services import Services
from handlers.texts import Span
from storage.journal import audit
from storage.proposals import Proposal, count_proposals, proposals

PAGE = 5  # proposals


def show_proposals(request: Request, services: Services) -> Reply:
    """A page of proposals, the oldest first; seeing who proposed what is written down."""
    session, region_id = services.session, services.region.region_id
    waiting = count_proposals(session, region_id)
    beyond = row_id(request.value) if request.value else 0
    page = proposals(session, region_id, beyond=beyond, most=PAGE + 1)
    audit(session, request.now, "goals.proposals", actor=services.member.member_id)
    if not page:
        key = "proposals.no_more" if waiting else "proposals.none"
        back = "goals.proposals" if waiting else "goals"
        return services.reply(
            "proposals.title", services.text(key), Buttons((services.way_on(back),))
        )
    parts: list[Part] = [
        services.heading("proposals.title"),
        services.note("proposals.waiting", n=waiting),
    ]
    for each in page[:PAGE]:
        parts += [Divider(), _told(each, services), Buttons(_deeds(each, services))]
    parts += [Divider(), Buttons(tuple(_ways_on(page, services)))]
    return services.reply("proposals.title", *parts)


def _told(proposal: Proposal, services: Services) -> Text:
    """The title, where it is found, who proposed it, and how many have finished it."""
    texts = services.texts
    by = proposal.proposer or services.say("proposals.nobody")
    lines = [texts.rich("proposals.by", name=by, n=proposal.finished)]
    if proposal.url:
        lines = [(Span(proposal.url),), *lines]
    spans = texts.rich("proposals.name", title=proposal.title)
    return Text((*spans, *(span for line in lines for span in (Span("\n"), *line))))


def _deeds(proposal: Proposal, services: Services) -> tuple[Button, ...]:
    value = str(proposal.resource_id)
    return (
        services.button("proposals.approve", "goals.approve", value, Style.PRIMARY),
        services.button("proposals.merge", "goals.merge", value),
        services.button("proposals.reject", "goals.reject", value),
    )


def _ways_on(page: tuple[Proposal, ...], services: Services) -> list[Button]:
    buttons = [services.way_on("goals")]
    if len(page) > PAGE:
        last = str(page[PAGE - 1].resource_id)
        buttons.insert(0, services.button("proposals.next", "goals.proposals", last))
    return buttons
