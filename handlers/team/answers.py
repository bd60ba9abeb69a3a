"""What is answered when something about somebody has been done, and that it is written down."""

from handlers.cards import Button, Buttons, Part, Reply
from handlers.request import Request
from handlers.services import Services
from handlers.team.carried import carry
from handlers.texts import Value
from storage.employment import By
from storage.journal import audit
from storage.regions import LibraryName
from storage.team import Colleague


def by(request: Request, services: Services) -> By:
    """Who changes something, and when."""
    return By(services.member.member_id, request.now)


def write_down(deed: str, one: Colleague, request: Request, services: Services) -> None:
    """An audit event: who did this to whom, at which library."""
    audit(
        services.session,
        request.now,
        f"team.{deed}",
        actor=services.member.member_id,
        subject=one.member_id,
        object_id=one.library_id,
    )


def write_down_seen(place: LibraryName, request: Request, services: Services) -> None:
    """An audit event: who saw the people of a library."""
    audit(
        services.session,
        request.now,
        "team.seen",
        actor=services.member.member_id,
        object_id=place.library_id,
    )


def undo_button(route: str, one: Colleague, services: Services, *more: object) -> Button:
    """The button that takes something back."""
    return services.button("team.undo", route, carry(one, *more))


def done(
    key: str,
    one: Colleague,
    services: Services,
    *buttons: Button,
    notes: tuple[Part, ...] = (),
    replaces: bool = False,
    **values: Value,
) -> Reply:
    """What was done to somebody, the way to take it back, and the ways on."""
    return services.reply(
        "team.title",
        services.text(key, name=one.name, **values),
        *notes,
        Buttons((*buttons, to_person(one, services), to_library(one.library_id, services))),
        replaces=replaces,
    )


def to_person(one: Colleague, services: Services) -> Button:
    """The way to somebody's card."""
    return services.button("team.show", "team.person", carry(one), name=one.name)


def to_library(library_id: int, services: Services) -> Button:
    """The way to a library's team."""
    return services.button("way_on.team.library", "team.library", str(library_id))
