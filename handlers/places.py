"""Choosing one of the libraries within reach: by its name, or in a form."""

from collections.abc import Sequence

from handlers.cards import ChoiceField, Option
from handlers.errors import (
    NothingChosenError,
    OtherLibraryError,
    OutdatedButtonError,
    UnknownLibraryError,
)
from handlers.request import Request
from handlers.services import Services
from storage.regions import LibraryName, libraries_of, named

Places = Sequence[LibraryName]


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
