"""How a request finds its handler, and who may use it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from handlers.cards import Reply
from handlers.errors import LeftError, NotAllowedError, StrangerError, UnconfirmedError
from handlers.request import Request
from handlers.services import Services
from storage.people import Who
from storage.tables import Role

Handler = Callable[[Request, Services], Reply]


class Access(StrEnum):
    """Who may use a route."""

    ANYONE = "anyone"
    KNOWN = "known"  # a member, also one who has left every library
    ACTIVE = "active"  # employed at a library, or a coordinator
    CONFIRMED = "confirmed"  # employed where that is confirmed, or a coordinator
    MANAGER = "manager"  # of the library where the own employment is confirmed
    LEADING = "leading"  # a manager there, or a coordinator
    COORDINATOR = "coordinator"


@dataclass(frozen=True, slots=True)
class Route:
    """A handler; `writes` opens a writing transaction for it."""

    handle: Handler
    access: Access = Access.ACTIVE
    writes: bool = False


@dataclass(frozen=True, slots=True)
class Command:
    """What people can ask by a word: its routes by their last part, "" for the word itself.

    `slash` commands exist under their own name on Slack; the others are words in a message.
    """

    name: str
    routes: Mapping[str, Route] = field(default_factory=dict)
    aliases: tuple[str, ...] = ()
    slash: bool = False


def check_access(access: Access, who: Who | None) -> None:
    """Let the person through, or raise the error that says why not."""
    if access is Access.ANYONE:
        return
    if who is None:
        raise StrangerError
    if access is Access.KNOWN:
        return
    if who.workplace is None and who.role is not Role.COORDINATOR:
        raise LeftError
    coordinates = who.role is Role.COORDINATOR
    if access is Access.COORDINATOR and not coordinates:
        raise NotAllowedError
    if access is Access.CONFIRMED and not coordinates and not _is_confirmed(who):
        raise UnconfirmedError
    if access is Access.MANAGER or (access is Access.LEADING and not coordinates):
        _check_manager(who)


def _is_confirmed(who: Who) -> bool:
    return who.workplace is not None and who.workplace.confirmed


def _check_manager(who: Who) -> None:
    if who.role is not Role.MANAGER or who.workplace is None:
        raise NotAllowedError
    if not who.workplace.confirmed:
        raise UnconfirmedError
