"""What can be written after `team`, by examples."""

from handlers.cards import Bullets, Buttons, Reply
from handlers.request import Request
from handlers.scope import is_coordinator
from handlers.services import Services

_EXAMPLES = ("list", "person", "add", "confirm", "end", "away", "back", "role")
_COORDINATORS = ("library", "move", "coordinators")


def show_help(_request: Request, services: Services) -> Reply:
    """The examples that the person behind the request can use."""
    coordinates = is_coordinator(services)
    examples = (*_EXAMPLES, *(_COORDINATORS if coordinates else ()))
    return services.reply(
        "team.title",
        services.heading("team.help.title"),
        services.text("team.help.intro"),
        Bullets(tuple(services.texts.rich(f"team.help.{example}") for example in examples)),
        Buttons((services.way_on("team"),)),
    )
