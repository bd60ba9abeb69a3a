"""Whether a library, or somebody there, is within a person's reach.

Every handler that is about a library or about somebody else asks here, with what `check_access`
gave for its route, before it shows or changes anything.
"""

from handlers.access import Whose
from handlers.errors import NotAllowedError, OtherLibraryError, OutdatedButtonError
from handlers.services import Services
from storage.people import Who, Workplace
from storage.regions import LibraryName, library_of
from storage.team import Colleague, colleague


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
    for place in _places(services.member, reached):
        if place.library_id == library_id:
            return LibraryName(place.library_id, place.name)
    raise OtherLibraryError if reached is Whose.WORKPLACE else NotAllowedError


def _places(who: Who, reached: Whose) -> tuple[Workplace, ...]:
    if reached is Whose.WORKPLACE:
        return tuple(place for place in who.workplaces if place.confirmed)
    return who.led if reached is Whose.LED else ()


def colleague_within(
    library_id: int, member_id: int, reached: Whose, services: Services
) -> Colleague:
    """Somebody at a library within reach. Raises OutdatedButtonError where nobody is."""
    place = library_within(library_id, reached, services)
    found = colleague(services.session, place.library_id, member_id, services.today)
    if found is None:
        raise OutdatedButtonError
    return found
