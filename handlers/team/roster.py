"""A library's team: who waits, who is there, and what each has done of goals 3 and 4.

- a page holds as many as a message takes; a filter shows those with something left, or away
- facts alone: results and growth are each person's own, and whoever waits or is away shows none
- seeing it is written down
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from goals.record import Record
from handlers.access import check_access
from handlers.cards import Button, Buttons, Card, Part, Reply, Table
from handlers.carried import row_id
from handlers.errors import OutdatedButtonError
from handlers.request import Request
from handlers.scope import is_coordinator, library_within
from handlers.services import Services
from handlers.team.answers import write_down_seen
from handlers.team.people import described, facts_of, has_left, is_counted
from handlers.team.waiting import to_confirm
from storage.progress import library_records
from storage.regions import LibraryName
from storage.statistics.figures import library_heads
from storage.tables import Role
from storage.team import Colleague, Standing, team_of

PAGE = 20  # people in a table: one message, with room for the rest
MOST_WAITING = 5  # of those who wait, who have buttons on one page


class Filter(StrEnum):
    """Whom a page shows."""

    ALL = "all"
    LEFT = "left"  # something of goals 3 and 4
    AWAY = "away"
    WAITING = "waiting"


@dataclass(frozen=True, slots=True)
class _Team:
    """What a page is made of."""

    place: LibraryName
    people: Sequence[Colleague]
    records: Mapping[int, Record]

    def standing(self, *standings: Standing) -> list[Colleague]:
        """Those who stand so."""
        return [one for one in self.people if one.standing in standings]


def show_library(request: Request, services: Services) -> Reply:
    """The team that a button carries: `library`, or `library|filter|page`."""
    library, _, rest = request.value.partition("|")
    chosen, _, page = rest.partition("|")
    reached = check_access("team.library", services.member)
    place = library_within(row_id(library), reached, services)
    try:
        wanted = Filter(chosen or Filter.ALL)
    except ValueError as error:
        raise OutdatedButtonError from error
    number = row_id(page) if page else 0
    return show_team(place, request, services, wanted, number, replaces=bool(rest))


def show_team(
    place: LibraryName,
    request: Request,
    services: Services,
    wanted: Filter = Filter.ALL,
    number: int = 0,
    *,
    replaces: bool = False,
) -> Reply:
    """A page of a library's team."""
    team = _read(place, services)
    write_down_seen(place, request, services)
    shown = _shown(team, wanted, services)
    size = MOST_WAITING if wanted is Filter.WAITING else PAGE
    number = min(number, max(0, (len(shown) - 1) // size))
    page = shown[number * size : (number + 1) * size]
    parts: list[Part] = [
        services.heading("team.heading", library=place.name),
        _summary(team, services),
        *_official(place, services),
        *(_waiting(team, services) if wanted is Filter.ALL and not number else ()),
        *_page(team, page, wanted, services),
        *_paging(place, wanted, number, -(-len(shown) // size), services),
        Buttons(_ways_on(team, wanted, services)),
    ]
    return Reply(Card(services.say("team.title"), tuple(parts)), replaces=replaces)


def _read(place: LibraryName, services: Services) -> _Team:
    people = team_of(services.session, place.library_id, services.today)
    records = library_records(services.session, place.library_id, services.today)
    return _Team(place, people, {one.member_id: one.record for one in records})


def _shown(team: _Team, wanted: Filter, services: Services) -> Sequence[Colleague]:
    match wanted:
        case Filter.WAITING:
            return team.standing(Standing.WAITING)
        case Filter.LEFT:
            return [one for one in team.people if has_left(one, team.records, services)]
        case Filter.AWAY:
            return [one for one in team.standing(Standing.WORKING) if one.is_away(services.today)]
        case Filter.ALL:
            return team.standing(Standing.WORKING, Standing.COMING)


def _summary(team: _Team, services: Services) -> Part:
    counted = sum(is_counted(one, services.today) for one in team.people)
    return services.text("team.summary", n=counted, day=services.today)


def _official(place: LibraryName, services: Services) -> tuple[Part, ...]:
    """KB's head count beside the own, where there is one: a thin list flatters nobody."""
    found = library_heads(services.session, place.library_id, services.today.year)
    if found is None:
        return ()
    return (services.note("team.official", n=found.heads, year=str(found.year)),)


def _waiting(team: _Team, services: Services) -> tuple[Part, ...]:
    waiting = team.standing(Standing.WAITING)
    if not waiting:
        return ()
    more = len(waiting) - MOST_WAITING
    value = f"{team.place.library_id}|{Filter.WAITING}|1"
    button = services.button("team.waiting_more", "team.library", value, n=more)
    return (
        *to_confirm(waiting[:MOST_WAITING], len(waiting), services),
        *((Buttons((button,)),) if more > 0 else ()),
    )


def _page(
    team: _Team, page: Sequence[Colleague], wanted: Filter, services: Services
) -> tuple[Part, ...]:
    if not page:
        return (services.text(f"team.nobody.{wanted}"),)
    if wanted is Filter.WAITING:
        return to_confirm(page, len(team.standing(Standing.WAITING)), services)
    columns = ("name", "role", "assessed", "registered", "resources")
    rows = tuple(_row(one, team.records.get(one.member_id), services) for one in page)
    table = Table(tuple(services.say(f"team.column.{column}") for column in columns), rows)
    return table, services.note("team.note")


def _row(one: Colleague, record: Record | None, services: Services) -> tuple[str, ...]:
    dash = services.say("team.no_fact")
    facts = (dash,) * 3 if record is None else facts_of(record, services)
    return one.name, described(one, services), *facts


def _paging(
    place: LibraryName, wanted: Filter, number: int, pages: int, services: Services
) -> tuple[Part, ...]:
    if pages <= 1:
        return ()
    turns = [("team.earlier", number - 1)] if number else []
    turns += [("team.later", number + 1)] if number < pages - 1 else []
    buttons = tuple(
        services.button(key, "team.library", f"{place.library_id}|{wanted}|{page}")
        for key, page in turns
    )
    return services.note("team.page", page=number + 1, pages=pages), Buttons(buttons)


def _ways_on(team: _Team, wanted: Filter, services: Services) -> tuple[Button, ...]:
    library = str(team.place.library_id)
    others = (
        (Filter.ALL, True),
        (Filter.LEFT, any(has_left(one, team.records, services) for one in team.people)),
        (Filter.AWAY, any(one.is_away(services.today) for one in team.people)),
    )
    return (
        services.button("team.add", "team.add", library),
        *((services.button("team.change", "team.pick", library),) if team.people else ()),
        *(
            services.button(f"team.filter.{each}", "team.library", f"{library}|{each}|0")
            for each, there in others
            if there and each is not wanted
        ),
        *(
            (services.button("team.former", "team.former", library),)
            if team.standing(Standing.GONE)
            else ()
        ),
        *_certify(library, services),
        *_elsewhere(team.place, services),
    )


def _certify(library: str, services: Services) -> tuple[Button, ...]:
    """What the staff have reported is certified by their manager alone."""
    if services.member.role is not Role.MANAGER:
        return ()
    return (services.button("way_on.certify.people", "certify.people", library),)


def _elsewhere(place: LibraryName, services: Services) -> tuple[Button, ...]:
    """The county for a coordinator; for who leads several libraries, the others."""
    if is_coordinator(services):
        return (services.way_on("team.libraries"),)
    return tuple(
        Button(other.name, "team.library", str(other.library_id))
        for other in services.member.led
        if other.library_id != place.library_id
    )
