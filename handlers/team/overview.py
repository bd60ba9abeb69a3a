"""Every library of the region, for the coordinator: how many, who waits, and KB's head count."""

from collections import Counter
from collections.abc import Mapping

from handlers.access import check_access
from handlers.cards import Button, Buttons, Part, Reply, Table
from handlers.carried import row_id
from handlers.errors import NoLibrariesError
from handlers.request import Request
from handlers.scope import library_within
from handlers.services import Services
from handlers.team.adding import library_field
from handlers.team.people import is_counted
from handlers.team.roster import show_team
from storage.journal import audit
from storage.regions import LibraryName, libraries_of
from storage.statistics.figures import HeadCount, region_heads
from storage.team import Colleague, Standing, teams_of

MOST_NAMED = 10  # of those who wait, on the first card
MOST_BUTTONS = 5  # to libraries where somebody waits


def show_libraries(request: Request, services: Services) -> Reply:
    """The region's libraries, and who waits to be confirmed in them."""
    region_id = services.region.region_id
    places = libraries_of(services.session, region_id)
    if not places:
        raise NoLibrariesError
    people = teams_of(services.session, region_id, services.today)
    waiting = [one for one in people if one.standing is Standing.WAITING]
    staff = Counter(one.library_id for one in people if is_counted(one, services.today))
    if waiting:
        audit(services.session, request.now, "team.waiting", actor=services.member.member_id)
    counts = Counter(one.library_id for one in waiting)
    return services.reply(
        "team.title",
        services.heading("team.libraries", region=services.region.name),
        _table(places, staff, counts, services),
        services.note("team.libraries_note"),
        *_named(waiting, services),
        Buttons(
            (
                *_to_libraries(places, counts, services),
                services.button("team.choose", "team.choose"),
                services.button("team.add", "team.add"),
                services.way_on("team.coordinators"),
            )
        ),
    )


def _table(
    places: tuple[LibraryName, ...],
    staff: Mapping[int, int],
    waiting: Mapping[int, int],
    services: Services,
) -> Table:
    region_id = services.region.region_id
    official = region_heads(services.session, region_id, services.today.year)
    columns = ("library", "staff", "waiting", "official")
    return Table(
        tuple(services.say(f"team.column.{column}") for column in columns),
        tuple(
            (
                place.name,
                str(staff.get(place.library_id, 0)),
                str(waiting.get(place.library_id, 0)),
                _official(official.get(place.library_id), services),
            )
            for place in places
        ),
    )


def _official(count: HeadCount | None, services: Services) -> str:
    if count is None:
        return services.say("team.no_fact")
    return services.say("team.official_cell", heads=count.heads, year=str(count.year))


def _named(waiting: list[Colleague], services: Services) -> tuple[Part, ...]:
    if not waiting:
        return ()
    names = [
        services.say("team.waits_at", name=one.name, library=one.library)
        for one in waiting[:MOST_NAMED]
    ]
    more = len(waiting) - len(names)
    words = services.texts.listed(names)
    text = services.text("team.waiting_all", n=len(waiting), names=words)
    return (text, services.note("team.waiting_rest", n=more)) if more else (text,)


def _to_libraries(
    places: tuple[LibraryName, ...], waiting: Mapping[int, int], services: Services
) -> tuple[Button, ...]:
    """The way to those where somebody waits, the most first."""
    there = [place for place in places if waiting.get(place.library_id)]
    there.sort(key=lambda place: -waiting[place.library_id])
    return tuple(
        Button(place.name, "team.library", str(place.library_id)) for place in there[:MOST_BUTTONS]
    )


def open_choose(_request: Request, services: Services) -> Reply:
    """Which library?"""
    return Reply(
        services.form(
            "team.form.choose", "team.choose", "team.chosen", (library_field("", services),)
        )
    )


def show_chosen(request: Request, services: Services) -> Reply:
    """The team of the library that the form says."""
    reached = check_access("team.chosen", services.member)
    place = library_within(row_id(request.values.get("library", "")), reached, services)
    return show_team(place, request, services)
