"""How a request finds its handler. Who may use a route stands in `handlers.access`."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import KW_ONLY, dataclass, field

from handlers.access import Rights, name_of
from handlers.cards import Reply
from handlers.request import Request
from handlers.services import Services

Handler = Callable[[Request, Services], Reply]


@dataclass(frozen=True, slots=True)
class Route:
    """A handler; `writes` opens a writing transaction for it."""

    handle: Handler
    _: KW_ONLY
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


class UnstatedRouteError(Exception):
    """Nobody has said who may use these routes: add them to the table in `handlers.access`."""


def registered(commands: Collection[Command], grants: Mapping[str, Rights]) -> Mapping[str, Route]:
    """Every route by its name. Raises UnstatedRouteError for those that the grants do not name."""
    routes = {
        name_of(command.name, part): route
        for command in commands
        for part, route in command.routes.items()
    }
    unstated = sorted(set(routes) - set(grants))
    if unstated:
        raise UnstatedRouteError(", ".join(unstated))
    return routes
