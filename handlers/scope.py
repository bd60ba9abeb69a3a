"""Which libraries, and who there, are within a person's reach.

Every handler that is about a library or about somebody else asks here, by its route or with what
`check_access` gave for it, before it shows or changes anything.
"""

from collections.abc import Iterable

from handlers.access import Whose, reach
from handlers.errors import NotAllowedError, OtherLibraryError, OutdatedButtonError
from handlers.services import Services
from storage.people import Workplace
from storage.regions import LibraryName, libraries_of, library_of
from storage.tables import Role
from storage.team import Colleague, colleague


def is_coordinator(services: Services) -> bool:
    """Whether the person coordinates the region: what they are shown, not what they may."""
    return services.member.role is Role.COORDINATOR


def libraries_for(route: str, services: Services) -> tuple[LibraryName, ...]:
    """The libraries that the person reaches by a route; none where they may not use it."""
    return libraries_within(reach(route, services.who), services)


def libraries_within(reached: Whose, services: Services) -> tuple[LibraryName, ...]:
    """The libraries within reach; of the whole region, the person's own first."""
    who = services.member
    if reached is Whose.LED:
        return _names(who.led)
    if reached not in {Whose.WORKPLACE, Whose.REGION}:
        return ()
    own = _names(place for place in who.workplaces if place.confirmed)
    if reached is Whose.WORKPLACE:
        return own
    others = libraries_of(services.session, services.region.region_id)
    return (*own, *(each for each in others if each not in own))


def _names(places: Iterable[Workplace]) -> tuple[LibraryName, ...]:
    return tuple(LibraryName(place.library_id, place.name) for place in places)


def library_for(route: str, library_id: int, services: Services) -> LibraryName:
    """A library that the person reaches by a route. Raises as `library_within` does."""
    return library_within(library_id, reach(route, services.who), services)


def library_within(library_id: int, reached: Whose, services: Services) -> LibraryName:
    """A library that is within reach.

    Raises OtherLibraryError for figures and NotAllowedError for people of another library, and
    OutdatedButtonError for a library that the region does not have.
    """
    if reached is Whose.REGION:
        found = library_of(services.session, services.region.region_id, library_id)
        if found is None:
            raise OutdatedButtonError
        return found
    for place in libraries_within(reached, services):
        if place.library_id == library_id:
            return place
    raise OtherLibraryError if reached is Whose.WORKPLACE else NotAllowedError


def colleague_within(
    library_id: int, member_id: int, reached: Whose, services: Services
) -> Colleague:
    """Somebody at a library within reach. Raises OutdatedButtonError where nobody is."""
    place = library_within(library_id, reached, services)
    found = colleague(services.session, place.library_id, member_id, services.today)
    if found is None:
        raise OutdatedButtonError
    return found
