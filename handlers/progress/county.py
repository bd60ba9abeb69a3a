"""The county's goals; for the coordinator each library beside the others."""

from collections import Counter
from collections.abc import Mapping

from goals.figures import Figure
from goals.privacy import hidden, may_show
from goals.programme import NUMBERS, OF_A_LIBRARY, PRIVATE
from goals.progress import Status
from handlers.cards import Button, Buttons, Card, Heading, Part, Reply, Table
from handlers.errors import UnconfirmedError
from handlers.progress.bars import bars
from handlers.progress.download import COUNTY, download_button
from handlers.progress.sentences import is_yes_or_no, whole_percent
from handlers.request import Request
from handlers.services import Services
from storage.figures import Group, county_group, groups
from storage.people import Who
from storage.regions import libraries_of
from storage.tables import Role


def county(_request: Request, services: Services) -> Reply:
    """The region's goals as bars and, for the coordinator, a table of its libraries."""
    _check_confirmed(services.member)
    session, region, today = services.session, services.region, services.today
    if services.member.role is Role.COORDINATOR:
        whole, libraries = groups(session, region, today)
        table: tuple[Part, ...] = (
            _table(whole, libraries, services),
            services.note("county.note"),
        )
    else:
        whole, table = county_group(session, region, today), ()
    staff = whole.counts.staff
    parts: tuple[Part, ...] = (
        Heading(region.name),
        *bars(whole, services, private_hidden=_few(whole)),
        services.note("progress.source", n=staff, day=today),
        *table,
        Buttons(_buttons(services)),
    )
    return Reply(Card(services.say("progress.title"), parts))


def _few(group: Group) -> bool:
    """Whether there are people, but so few that private figures tell of them."""
    return group.counts.staff > 0 and not may_show(group.counts.staff)


def _buttons(services: Services) -> tuple[Button, ...]:
    own = () if services.member.workplace is None else (services.way_on("progress.library"),)
    report = download_button(COUNTY, services)
    return (services.way_on("progress.me"), *own, report)


def _check_confirmed(who: Who) -> None:
    """Whoever waits to be confirmed sees no figures but the own."""
    confirmed = who.workplace is not None and who.workplace.confirmed
    if not confirmed and who.role is not Role.COORDINATOR:
        raise UnconfirmedError


def _table(whole: Group, libraries: Mapping[int, Group], services: Services) -> Table:
    """A row a library under the county's own, a column a goal of those that libraries have.

    What would tell of single persons is not shown. The municipality's name is short enough for a
    phone.
    """
    small = hidden({id_: group.counts.staff for id_, group in libraries.items()})
    rows = [(services.say("county.whole"), *_cells(whole, services, few=_few(whole)))]
    places = libraries_of(services.session, services.region.region_id)
    of_a_name = Counter(place.municipality for place in places)
    rows += [
        (
            place.municipality if of_a_name[place.municipality] == 1 else place.name,
            *_cells(libraries[place.library_id], services, few=place.library_id in small),
        )
        for place in places
    ]
    columns = (
        services.say("county.library"),
        *(services.say("county.goal", n=NUMBERS[key]) for key in OF_A_LIBRARY),
        services.say("county.staff"),
    )
    return Table(columns, tuple(rows))


def _cells(group: Group, services: Services, *, few: bool) -> tuple[str, ...]:
    figures = (each for each in group.figures if each.progress.key in OF_A_LIBRARY)
    shares = (
        services.say("county.hidden")
        if few and figure.progress.key in PRIVATE
        else _cell(figure, services)
        for figure in figures
    )
    return (*shares, _word(group.tutoring.status, services), str(group.counts.staff))


def _cell(figure: Figure, services: Services) -> str:
    progress = figure.progress
    if progress.status is Status.NO_DATA or is_yes_or_no(progress):
        return _word(progress.status, services)
    key = "county.reached" if progress.status is Status.REACHED else "county.share"
    percent = whole_percent(progress.numerator, progress.denominator)
    return services.say(key, percent=percent)


def _word(status: Status, services: Services) -> str:
    """A mark where there is no share to show."""
    if status is Status.NO_DATA:
        return services.say("county.no_data")
    return services.say("county.yes" if status is Status.REACHED else "county.no")
