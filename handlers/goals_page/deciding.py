"""Deciding about a proposal: it counts, it does not, or it is the same as another resource.

Every decision is written down, and taken back by *Ångra* for as long as nobody decides anew.
"""

from dataclasses import dataclass
from typing import Any

from handlers import changes
from handlers.cards import Buttons, Reply
from handlers.carried import row_id
from handlers.errors import OutdatedButtonError
from handlers.request import Request
from handlers.services import Services
from storage.catalogue import entry
from storage.changes import Made
from storage.journal import audit
from storage.proposals import KIND, Proposal, ProposalLedger, proposal


def waiting(value: str, services: Services) -> Proposal:
    """The proposal that is carried. Raises OutdatedButtonError once it is decided."""
    one = proposal(services.session, services.region.region_id, row_id(value))
    if one is None:
        raise OutdatedButtonError
    return one


def proposer(one: Proposal, services: Services) -> str:
    """The name of who proposed it, if that is known."""
    return one.proposer or services.say("proposals.nobody")


def reject(request: Request, services: Services) -> Reply:
    """Say no to the proposal that a button carries: it stays on people's lists, uncounted."""
    made = changes.again(KIND, request, services)
    if made is None:
        one = waiting(request.value, services)
        made = decide("reject", one, {"rejected": True}, request, services)
    return answer("rejected", made, services, replaces=False)


def decide(
    deed: str, one: Proposal, fact: dict[str, Any], request: Request, services: Services
) -> Made:
    """Let the proposal stand as decided, and write down who decided about whose."""
    ledger, name = _ledger(request, services), str(one.resource_id)
    stands = ledger.read([name])[name]
    made = changes.change(ledger, {name: {**stands, **fact}}, request, services)
    _write_down(deed, one.resource_id, request, services, one.proposer_id)
    return made


def _write_down(
    deed: str, resource_id: int, request: Request, services: Services, subject: int | None = None
) -> None:
    audit(
        services.session,
        request.now,
        f"goals.{deed}",
        actor=services.member.member_id,
        subject=subject,
        object_id=resource_id,
    )


def _ledger(request: Request, services: Services) -> ProposalLedger:
    return ProposalLedger(services.session, services.region.region_id, request.now)


@dataclass(frozen=True, slots=True)
class _Decision:
    """A resource and what has been decided of it."""

    resource_id: int
    fact: dict[str, Any]

    @property
    def deed(self) -> str:
        """The decision in a word."""
        if self.fact["merged_into"] is not None:
            return "merged"
        return "rejected" if self.fact["rejected"] else "approved"


def _decision(made: Made) -> _Decision:
    name, fact = next(iter(made.after.items()))
    return _Decision(int(name), fact)


def answer(deed: str, made: Made, services: Services, *, replaces: bool = False) -> Reply:
    """What has been decided, and the way to take it back."""
    decision = _decision(made)
    title = decision.fact["title"]
    if deed == "merged":
        other = entry(services.session, services.region.region_id, decision.fact["merged_into"])
        told = services.text("proposals.merged", title=title, other=other.title if other else "")
    else:
        told = services.text(f"proposals.{deed}", title=title)
    return services.reply(
        "proposals.title",
        told,
        Buttons(
            (
                *changes.undo(made, "goals.undecide", services),
                services.way_on("goals.proposals"),
            )
        ),
        replaces=replaces,
    )


def undo(request: Request, services: Services) -> Reply:
    """Let the proposal wait again."""
    made = changes.pressed(KIND, request, services)
    changes.take_back(_ledger(request, services), made, services)
    decision = _decision(made)
    _write_down("undecide", decision.resource_id, request, services)
    title = next(iter(made.before.values()))["title"]
    return services.reply(
        "proposals.title",
        services.text("proposals.undone", title=title),
        Buttons(
            (
                changes.redo(made, "goals.redecide", services),
                services.way_on("goals.proposals"),
            )
        ),
        replaces=True,
    )


def redo(request: Request, services: Services) -> Reply:
    """Decide again as before it was taken back."""
    made = changes.pressed(KIND, request, services)
    changes.do_again(_ledger(request, services), made, services)
    decision = _decision(made)
    _write_down("redecide", decision.resource_id, request, services)
    return answer(decision.deed, made, services, replaces=True)
