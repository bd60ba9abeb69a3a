"""Who has seen or changed something about the person: when, what, and in which role."""

from handlers.cards import Buttons, Part, Reply, Table
from handlers.request import Request
from handlers.services import Services
from storage.personal.everything import SELF, Row, everything_about

MOST_LISTED = 20


def show_log(_request: Request, services: Services) -> Reply:
    """The latest events, the newest first; the file has them all."""
    stored = everything_about(services.session, services.member.member_id, services.coordinators)
    events = stored["seen_or_changed_by"][::-1]
    if not events:
        parts: tuple[Part, ...] = (services.text("mydata.log_empty"),)
    else:
        columns = tuple(services.say(f"mydata.log_{column}") for column in ("at", "what", "who"))
        rows = tuple(_cells(event, services) for event in events[:MOST_LISTED])
        parts = (Table(columns, rows),)
    if len(events) > MOST_LISTED:
        parts = (*parts, services.note("mydata.log_more", n=len(events) - MOST_LISTED))
    return services.reply(
        "mydata.log_title",
        services.heading("mydata.log_title"),
        *parts,
        Buttons((services.way_on("mydata"),)),
    )


def _cells(event: Row, services: Services) -> tuple[str, ...]:
    at = services.texts.moment(event["at"], services.region.zone)
    return at, _what(event["action"], services), _who(event["by"], services)


def _what(action: str, services: Services) -> str:
    """What was done; an action without a text of its own, by its name."""
    key = f"audit.{action}"
    return services.say(key) if key in services.texts else action


def _who(by: str | None, services: Services) -> str:
    """The role now; nobody is Kompis itself, or somebody at the command line."""
    if by == SELF:
        return services.say("role.self")
    return services.say("role.nobody" if by is None else f"role.{by}")
