"""What is logged this year: a library's months, or, for a coordinator, each library's sum."""

from collections.abc import Iterable

from goals.tutoring_log import MonthCount
from handlers.cards import Button, Buttons, Heading, Part, Reply, Style, Table
from handlers.carried import row_id
from handlers.request import Request
from handlers.scope import is_coordinator, libraries_for, library_for
from handlers.services import Services
from handlers.tutoring.carried import Sessions
from handlers.tutoring.comparison import county_lines, library_lines
from storage.figures import county_group
from storage.regions import LibraryName
from storage.tutoring_months import months_by_library, months_of

_MOST_OTHERS = 3  # libraries that get a button each


def overview(services: Services) -> Reply:
    """The own library's year; for a coordinator who works at none the county's."""
    places = libraries_for("tutoring", services)
    if is_coordinator(services) and services.member.workplace is None:
        return county(services)
    return of_library(places[0], services)


def pressed(request: Request, services: Services) -> Reply:
    """The year of the library that a button carries; without one, of the own."""
    if not request.value:
        return overview(services)
    return of_library(library_for("tutoring", row_id(request.value), services), services)


def of_library(place: LibraryName, services: Services) -> Reply:
    """The months that a library has logged this year, each with the way to change it."""
    year = services.today.year
    months = months_of(services.session, place.library_id, year)
    parts: list[Part] = [Heading(place.name), services.note("tutoring.definition")]
    if months:
        parts.append(_table(months, services))
        parts.append(Buttons(tuple(_change(place, month, services) for month in months)))
    else:
        parts.append(services.text("tutoring.nothing", year=str(year)))
    return services.reply(
        "tutoring.title",
        *parts,
        *library_lines(place.library_id, services),
        Buttons((_log(place, services), *_others(place, services))),
    )


def _table(months: Iterable[MonthCount], services: Services) -> Table:
    rows = [(services.texts.month(each.month), *_shown([each], services), each) for each in months]
    total = (services.say("tutoring.total"), *_shown([row[-1] for row in rows], services))
    return Table(_columns("month", services), (*(row[:-1] for row in rows), total))


def _shown(counts: Iterable[MonthCount], services: Services) -> tuple[str, str]:
    """The sums for adults and for children."""
    known = tuple(counts)
    adults, children = sum(each.adults for each in known), sum(each.children for each in known)
    return services.texts.number(adults), services.texts.number(children)


def _columns(first: str, services: Services) -> tuple[str, ...]:
    names = (first, "adults", "children")
    return tuple(services.say(f"tutoring.column_{name}") for name in names)


def _change(place: LibraryName, month: MonthCount, services: Services) -> Button:
    said = Sessions(place.library_id, month.month, month.adults, month.children)
    name = services.texts.month_alone(month.month)
    return services.button("tutoring.change_month", "tutoring.form", said.carried(), month=name)


def _log(place: LibraryName, services: Services) -> Button:
    value = Sessions(place.library_id).carried()
    return services.button("way_on.tutoring.form", "tutoring.form", value, Style.PRIMARY)


def _others(place: LibraryName, services: Services) -> tuple[Button, ...]:
    """The other libraries where the person works; all of them are a coordinator's."""
    if is_coordinator(services):
        return (services.way_on("tutoring.county"),)
    others = [each for each in libraries_for("tutoring", services) if each != place]
    return tuple(
        Button(each.name, "tutoring.library", str(each.library_id))
        for each in others[:_MOST_OTHERS]
    )


def county_pressed(_request: Request, services: Services) -> Reply:
    """The county's year."""
    return county(services)


def county(services: Services) -> Reply:
    """What each library has logged this year."""
    region, year = services.region, services.today.year
    logged = months_by_library(services.session, region.region_id, year)
    rows = [
        (
            place.name,
            str(len(logged.get(place.library_id, ()))),
            *_shown(logged.get(place.library_id, ()), services),
        )
        for place in libraries_for("tutoring", services)
    ]
    name, *counts = _columns("library", services)
    columns = (name, services.say("tutoring.column_months"), *counts)
    group = county_group(services.session, region, services.today)
    return services.reply(
        "tutoring.title",
        services.heading("tutoring.county", county=region.name, year=str(year)),
        Table(columns, tuple(rows)),
        services.note("tutoring.of_library"),
        *county_lines(group.tutoring, services),
        Buttons((services.way_on("tutoring.form", Style.PRIMARY),)),
    )
