"""Erasing: the second question, what is done at once, and what a coordinator decides."""

from handlers.cards import Bullets, Buttons, Reply, Style
from handlers.errors import OutdatedButtonError
from handlers.mydata.state import state_text
from handlers.request import Request
from handlers.services import Services
from storage.journal import audit
from storage.personal.erasing import erase_own
from storage.personal.news import owe_erasure_news
from storage.personal.requests import (
    RequestState,
    ask_erasure,
    latest_request,
    withdraw_erasure,
)

_OWN = ("results", "growth", "invitations", "name")
_EMPLOYERS = ("completions", "assessments", "employment", "account")


def ask(_request: Request, services: Services) -> Reply:
    """What would be erased, by whom and when. Nothing is done yet."""
    rich = services.texts.rich
    return services.reply(
        "mydata.erase_title",
        services.heading("mydata.erase_title"),
        services.text("mydata.own_intro"),
        Bullets(tuple(rich(f"mydata.own_{what}") for what in _OWN)),
        services.text("mydata.employers_intro"),
        Bullets(tuple(rich(f"mydata.employers_{what}") for what in _EMPLOYERS)),
        services.note("mydata.erase_note"),
        Buttons(
            (
                services.button("mydata.erase_own", "mydata.erase_own", style=Style.DANGER),
                services.button("mydata.erase_all", "mydata.erase_all", style=Style.DANGER),
                services.button("mydata.keep", "mydata"),
            )
        ),
    )


def erase_mine(request: Request, services: Services) -> Reply:
    """Erase what is the person's own, at once."""
    _erase_own(request, services)
    return services.reply(
        "mydata.erase_title",
        services.text("mydata.own_erased"),
        services.note("mydata.no_kept"),
        Buttons((services.way_on("mydata"),)),
        replaces=True,
    )


def erase_all(request: Request, services: Services) -> Reply:
    """Erase what is the person's own, and ask that the rest be erased."""
    _erase_own(request, services)
    me, session = services.member.member_id, services.session
    pending = latest_request(session, me, services.today)
    if pending is None or pending.state is not RequestState.GRANTED:
        ask_erasure(session, me, request.now)
        audit(session, request.now, "mydata.ask", actor=me, subject=me)
        pending = latest_request(session, me, services.today)
        assert pending is not None  # noqa: S101 (just asked)
        owe_erasure_news(session, pending, services.region, services.coordinators, request.now)
    return services.reply(
        "mydata.erase_title",
        services.text("mydata.own_erased"),
        state_text(pending, services),
        services.note("mydata.no_kept"),
        Buttons((services.button("mydata.withdraw", "mydata.withdraw"), services.way_on("mydata"))),
        replaces=True,
    )


def _erase_own(request: Request, services: Services) -> None:
    me = services.member.member_id
    erase_own(services.session, me)
    audit(services.session, request.now, "mydata.erase_own", actor=me, subject=me)


def withdraw(request: Request, services: Services) -> Reply:
    """Take the request back, as long as it is not carried out."""
    me = services.member.member_id
    if not withdraw_erasure(services.session, me):
        raise OutdatedButtonError
    audit(services.session, request.now, "mydata.withdraw", actor=me, subject=me)
    return services.reply(
        "mydata.erase_title",
        services.text("mydata.withdrawn"),
        Buttons((services.button("mydata.ask_again", "mydata.erase"), services.way_on("mydata"))),
        replaces=True,
    )
