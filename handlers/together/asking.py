"""Asking the colleagues of a report, and telling who asked what became of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from handlers.cards import Bullets, Button, Part
from handlers.carried import carry_ids
from handlers.request import Request
from handlers.services import Services
from handlers.together.company import Company, Reason, Refused
from storage.deliveries import Due, owe_member
from storage.invitations import Colleague, has_finished, invite
from storage.tables import DeliveryKind

LATE = timedelta(days=7)  # how late a question still makes sense


@dataclass(frozen=True, slots=True)
class Asked:
    """What the answer to a report says of those who were there as well."""

    parts: tuple[Part, ...] = ()
    buttons: tuple[Button, ...] = ()


def ask(
    company: Company, things: Sequence[tuple[int, date]], request: Request, services: Services
) -> Asked:
    """Ask everybody about resources and the day that was said, each once."""
    asked: list[Colleague] = []
    refused = list(company.refused)
    for colleague in company.colleagues:
        missing = [
            (resource_id, on)
            for resource_id, on in things
            if not has_finished(services.session, colleague.member_id, resource_id)
        ]
        for resource_id, on in missing:
            _ask(colleague, resource_id, on, request, services)
        if missing:
            asked.append(colleague)
        else:
            refused.append(Refused(colleague.name, Reason.FINISHED))
    return Asked(
        (*_told(asked, services), *told_refused(refused, services)),
        _take_back(asked, things, services),
    )


def _ask(
    colleague: Colleague, resource_id: int, on: date, request: Request, services: Services
) -> None:
    by, now = services.member.member_id, request.now
    waits, _ = invite(services.session, colleague.member_id, resource_id, on, by, now)
    period = str(waits.invitation_id)
    due = Due(DeliveryKind.INVITATION, period, now, waits.invitation_id, LATE)
    owe_member(services.session, due, colleague.member_id, now)


def _told(asked: Sequence[Colleague], services: Services) -> tuple[Part, ...]:
    if not asked:
        return ()
    names = services.texts.listed([colleague.name for colleague in asked])
    return (services.text("together.asked", names=names),)


def told_refused(refused: Sequence[Refused], services: Services) -> tuple[Part, ...]:
    """A line for everybody who is not asked, with what to do instead."""
    if not refused:
        return ()
    lines = (
        services.texts.rich(f"together.refused.{one.reason}", name=one.name) for one in refused
    )
    return (Bullets(tuple(lines)),)


def _take_back(
    asked: Sequence[Colleague], things: Sequence[tuple[int, date]], services: Services
) -> tuple[Button, ...]:
    """The button that takes back the questions alone."""
    ids = carry_ids(resource_id for resource_id, _ in things)
    if not (asked and ids):
        return ()
    button = services.button("together.take_back", "together.withdraw", ids)
    return (button,)


def asked_later(company: Company, services: Services) -> tuple[Part, ...]:
    """What a question back says of those who were there: they are asked when it is answered."""
    parts: list[Part] = []
    if company.colleagues:
        names = services.texts.listed([colleague.name for colleague in company.colleagues])
        parts.append(services.note("together.asked_later", names=names))
    return (*parts, *told_refused(company.refused, services))
