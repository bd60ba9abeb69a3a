"""Somebody has joined a library by themselves: whoever can confirm it is told, once."""

from datetime import timedelta

import structlog

from handlers.cards import Button, Buttons, Card, Style, Text, Tone
from handlers.request import Request
from handlers.services import Services
from handlers.texts import Texts
from storage.deliveries import Due, leaders, owe_member
from storage.joining import Waiting, waiting_at
from storage.tables import DeliveryKind

LATE = timedelta(days=7)  # how late a manager still wants to know
_LOG = structlog.get_logger()


def tell_leaders(member_id: int, library_id: int, request: Request, services: Services) -> None:
    """Owe a notice to the library's managers, else to the coordinators."""
    session, now = services.session, request.now
    one = waiting_at(session, member_id, library_id, services.today)
    if one is None:
        return
    region_id = services.region.region_id
    people = leaders(session, region_id, library_id, services.coordinators, services.today)
    due = Due(DeliveryKind.JOINED, period_of(one), now, one.employment_id, LATE)
    told = [
        leader for leader in people if leader != member_id and owe_member(session, due, leader, now)
    ]
    _LOG.info("joined", employment=one.employment_id, told=len(told))


def period_of(one: Waiting) -> str:
    """What makes it another notice than the last: a deleted employment's id may come again."""
    return f"{one.employment_id}:{one.member_id}:{one.library_id}:{one.since}"


def joined_card(one: Waiting, texts: Texts) -> Card:
    """Who waits at which library, with what can be answered.

    The buttons lead to the team's own routes, which check what the person may do.
    """
    who = f"{one.library_id}|{one.member_id}"
    what = texts.rich("joined.what", name=one.name, library=one.library, day=one.since)
    return Card(
        texts.say("joined.title"),
        (
            Text(what),
            Buttons(
                (
                    Button(texts.say("joined.confirm"), "team.confirm", who, Style.PRIMARY),
                    Button(texts.say("joined.decline"), "team.decline", who),
                    Button(texts.say("joined.team"), "team.library", str(one.library_id)),
                )
            ),
            Text(texts.rich("joined.note"), Tone.SUBTLE),
        ),
    )
