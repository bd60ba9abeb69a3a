"""Changing a library's or the region's own facts from a request, and taking that back."""

from handlers.cards import Button
from handlers.carried import row_id
from handlers.errors import OutdatedButtonError
from handlers.request import Request
from handlers.services import Services
from storage.changes import (
    Asked,
    Ledger,
    Made,
    State,
    made,
    made_by,
    make,
    make_again,
    put_back,
)


def change(ledger: Ledger, after: State, request: Request, services: Services) -> Made:
    """Let the facts stand as `after` says; a request that comes again changes nothing."""
    asked = Asked(services.region.region_id, request.id, request.now)
    return make(services.session, ledger, asked, after)


def again(kind: str, request: Request, services: Services) -> Made | None:
    """What the same request has changed when it came before."""
    return made_by(services.session, services.region.region_id, request.id, kind)


def pressed(kind: str, request: Request, services: Services) -> Made:
    """The change that a button carries. Raises OutdatedButtonError where it is gone."""
    region_id = services.region.region_id
    found = made(services.session, region_id, row_id(request.value), kind)
    if found is None:
        raise OutdatedButtonError
    return found


def take_back(ledger: Ledger, taken: Made, services: Services) -> None:
    """Put back what the change found. Raises OutdatedButtonError where it is changed since."""
    if not put_back(services.session, ledger, services.region.region_id, taken):
        raise OutdatedButtonError


def do_again(ledger: Ledger, taken: Made, services: Services) -> None:
    """Make the change again. Raises OutdatedButtonError where it is changed since."""
    if not make_again(services.session, ledger, services.region.region_id, taken):
        raise OutdatedButtonError


def undo(made_: Made, route: str, services: Services) -> tuple[Button, ...]:
    """The button that takes a change back; none where nothing became another than it was."""
    if not made_.changed:
        return ()
    return (services.button("changes.undo", route, str(made_.change_id)),)


def redo(made_: Made, route: str, services: Services) -> Button:
    """The button that makes a change again once it is taken back."""
    return services.button("changes.redo", route, str(made_.change_id))
