"""One library's goals."""

from collections.abc import Collection

from handlers.access import check_access
from handlers.cards import Button, Buttons, Heading, Reply
from handlers.errors import UnknownLibraryError
from handlers.progress.bars import bars
from handlers.progress.county import county
from handlers.progress.download import download_button
from handlers.progress.sources import sources_note
from handlers.request import Request
from handlers.scope import is_coordinator, library_within
from handlers.services import Services
from storage.figures import library_group_and_certified
from storage.keys import name_key
from storage.regions import LibraryName, libraries_of, named
from storage.sizes import tells_of_few

_SHORTEST_PLACE = 4  # letters of a library's place in a question: Habo
_OWN = frozenset({"", "library", "bibliotek", "biblioteket", "us", "oss", "vi"})


def library(request: Request, services: Services) -> Reply:
    """The goals of the own library, or of the named one where the person may see it.

    A coordinator who works at none gets the county, where each library stands.
    """
    name = name_key(request.text)
    own = services.member.workplace if name in _OWN else None
    if name in _OWN and own is None:
        return county(request, services)
    library_id = own.library_id if own else _find(name, services).library_id
    reached = check_access("progress.library", services.member)
    place = library_within(library_id, reached, services)
    group, certified = library_group_and_certified(
        services.session, services.region, place.library_id, services.today
    )
    heads = group.counts.staff
    small = tells_of_few(
        services.session, services.region.region_id, place.library_id, heads, services.today
    )
    return services.reply(
        "progress.title",
        Heading(place.name),
        *bars(group, services.texts, private_hidden=small),
        sources_note(
            group,
            certified,
            services.texts,
            services.say("progress.staff", n=heads, day=services.today),
        ),
        Buttons(_buttons(place, services)),
    )


def _buttons(place: LibraryName, services: Services) -> tuple[Button, ...]:
    who, people = services.member, str(place.library_id)
    leads = is_coordinator(services) or people in (str(led.library_id) for led in who.led)
    team = services.button("way_on.team.library", "team.library", people)
    return (
        *((team,) if leads else ()),
        services.way_on("progress.me"),
        services.way_on("progress.county"),
        services.button("way_on.goals.explain", "goals.explain", f"|{place.library_id}"),
        download_button(str(place.library_id), services),
    )


def _find(name: str, services: Services) -> LibraryName:
    """The one library whose name is, or begins with, what was said."""
    place = named(name, libraries_of(services.session, services.region.region_id))
    if place is None:
        raise UnknownLibraryError
    return place


def library_among(words: Collection[str], services: Services) -> str:
    """The name of the one library that a question names, "Nässjö" or "Jönköping"; else nothing."""
    known = libraries_of(services.session, services.region.region_id)
    starts = tuple(word for word in words if len(word) >= _SHORTEST_PLACE)
    named = [place.name for place in known if name_key(place.name).startswith(starts)]
    return named[0] if len(named) == 1 else ""
