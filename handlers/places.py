"""The libraries that somebody can report for, read about or lead, and choosing among them."""

from collections.abc import Sequence

from handlers.cards import ChoiceField, Option
from handlers.errors import (
    NotAllowedError,
    NothingChosenError,
    OtherLibraryError,
    OutdatedButtonError,
    UnconfirmedError,
    UnknownLibraryError,
)
from handlers.request import Request
from handlers.services import Services
from storage.regions import LibraryName, libraries_of, named
from storage.tables import Role

Places = Sequence[LibraryName]


def is_coordinator(services: Services) -> bool:
    """Whether the person coordinates the region."""
    return services.member.role is Role.COORDINATOR


def reached(services: Services) -> Places:
    """The libraries where the person works; all of them for a coordinator, the own ones first.

    Raises UnconfirmedError for somebody whom no library has confirmed.
    """
    own = tuple(
        LibraryName(place.library_id, place.name)
        for place in services.member.workplaces
        if place.confirmed
    )
    if is_coordinator(services):
        others = libraries_of(services.session, services.region.region_id)
        return (*own, *(each for each in others if each not in own))
    if not own:
        raise UnconfirmedError
    return own


def led(services: Services) -> Places:
    """The libraries that the person leads: all of them for a coordinator."""
    if is_coordinator(services):
        return reached(services)
    return tuple(LibraryName(place.library_id, place.name) for place in services.member.led)


def one_of(places: Places, library_id: int) -> LibraryName:
    """The library of an id that a button carries. Raises NotAllowedError where it is not there."""
    for place in places:
        if place.library_id == library_id:
            return place
    raise NotAllowedError


def called(name: str, places: Places, services: Services) -> LibraryName:
    """The one library whose name is, or begins with, what was said.

    Raises OtherLibraryError for one that is out of reach, and UnknownLibraryError for none.
    """
    found = named(name, places)
    if found is not None:
        return found
    everywhere = libraries_of(services.session, services.region.region_id)
    raise UnknownLibraryError if named(name, everywhere) is None else OtherLibraryError


def field(
    places: Places, chosen: LibraryName | None, services: Services
) -> tuple[ChoiceField, ...]:
    """The field to choose a library in; none where there is nothing to choose."""
    if len(places) == 1:
        return ()
    options = {place: Option(place.name, str(place.library_id)) for place in places}
    return (
        ChoiceField(
            "library",
            services.say("places.field"),
            tuple(options.values()),
            chosen=options.get(chosen) if chosen else None,
            placeholder=services.say("start.choose"),
        ),
    )


def chosen(request: Request, places: Places) -> LibraryName:
    """The library that a form says, or the only one; what is wrong is told at the field."""
    if not places:
        raise OutdatedButtonError
    if len(places) == 1:
        return places[0]
    value = request.values.get("library", "")
    for place in places:
        if str(place.library_id) == value:
            return place
    raise NothingChosenError().at("library")
