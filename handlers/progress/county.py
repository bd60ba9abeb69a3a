"""The county's goals; for the coordinator each library beside the others."""

from collections.abc import Mapping

from goals.privacy import hidden, may_show
from goals.programme import GOALS, of_counts
from goals.progress import Progress, Status
from handlers.cards import Button, Buttons, Card, Heading, Part, Reply, Table
from handlers.errors import UnconfirmedError
from handlers.progress.bars import PRIVATE, bars, whole_percent
from handlers.request import Request
from handlers.services import Services
from storage.people import Who
from storage.progress import Counts, counts_by_library, county_counts
from storage.regions import libraries_of
from storage.tables import Role


def county(_request: Request, services: Services) -> Reply:
    """The region's goals as bars and, for the coordinator, a table of its libraries."""
    _check_confirmed(services.member)
    region = services.region
    counts = county_counts(services.session, region.region_id, services.today, region.rules)
    small = counts.staff > 0 and not may_show(counts.staff)
    parts: list[Part] = [Heading(region.name), *bars(counts, services, private_hidden=small)]
    parts.append(services.note("progress.source", n=counts.staff, day=services.today))
    if services.member.role is Role.COORDINATOR:
        parts.append(_libraries(services))
        parts.append(services.note("county.note"))
    parts.append(Buttons(_buttons(services)))
    return Reply(Card(services.say("progress.title"), tuple(parts)))


def _buttons(services: Services) -> tuple[Button, ...]:
    own = () if services.member.workplace is None else (services.way_on("progress.library"),)
    return (services.way_on("progress.me"), *own)


def _check_confirmed(who: Who) -> None:
    """Whoever waits to be confirmed sees no figures but the own."""
    confirmed = who.workplace is not None and who.workplace.confirmed
    if not confirmed and who.role is not Role.COORDINATOR:
        raise UnconfirmedError


def _libraries(services: Services) -> Table:
    """A row a library, a column a goal; what would tell of single persons is a dash."""
    counted = counts_by_library(
        services.session, services.region.region_id, services.today, services.region.rules
    )
    small = hidden({library_id: counts.staff for library_id, counts in counted.items()})
    rows = tuple(
        (place.name, *_cells(place.library_id, counted, place.library_id in small, services))
        for place in libraries_of(services.session, services.region.region_id)
    )
    columns = (
        services.say("county.library"),
        services.say("county.staff"),
        *(services.say(f"goal_short.{goal.key}") for goal in GOALS),
    )
    return Table(columns, rows)


def _cells(
    library_id: int, counted: Mapping[int, Counts], small: bool, services: Services
) -> tuple[str, ...]:
    counts = counted[library_id]
    goals = of_counts(counts.staff, counts.done, services.region.rules)
    return (
        str(counts.staff),
        *(
            services.say("county.hidden")
            if small and goal.key in PRIVATE
            else _cell(goal, services)
            for goal in goals
        ),
    )


def _cell(progress: Progress, services: Services) -> str:
    if progress.status is Status.NO_DATA:
        return services.say("county.no_data")
    key = "county.reached" if progress.status is Status.REACHED else "county.share"
    return services.say(
        key,
        percent=whole_percent(progress.numerator, progress.denominator),
        done=progress.numerator,
    )
