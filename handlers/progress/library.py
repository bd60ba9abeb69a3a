"""One library's goals, and for its manager who is done."""

from collections.abc import Collection

from goals import digiteket, self_assessment
from handlers.cards import Button, Buttons, Heading, Reply, Table
from handlers.errors import (
    NotAllowedError,
    OtherLibraryError,
    UnconfirmedError,
    UnknownLibraryError,
)
from handlers.progress.bars import bars
from handlers.progress.county import county
from handlers.progress.download import download_button
from handlers.request import Request
from handlers.services import Services
from storage.figures import library_group
from storage.journal import audit
from storage.keys import name_key
from storage.people import Who, Workplace
from storage.progress import library_records
from storage.regions import LibraryName, libraries_of, named
from storage.sizes import tells_of_few
from storage.tables import Role

_SHORTEST_PLACE = 4  # letters of a library's place in a question: Habo
_OWN = frozenset({"", "library", "bibliotek", "biblioteket", "us", "oss", "vi"})


def library(request: Request, services: Services) -> Reply:
    """The goals of the own library, or of the named one where the person may see it.

    A coordinator who works at none gets the county, where each library stands.
    """
    name = name_key(request.text)
    if name in _OWN and services.member.workplace is None:
        return county(request, services)
    place = _first(services.member) if name in _OWN else _named(name, services)
    group = library_group(services.session, services.region, place.library_id, services.today)
    heads = group.counts.staff
    small = tells_of_few(
        services.session, services.region.region_id, place.library_id, heads, services.today
    )
    return services.reply(
        "progress.title",
        Heading(place.name),
        *bars(group, services.texts, private_hidden=small),
        services.note("progress.source", n=heads, day=services.today),
        Buttons(_buttons(place, services)),
    )


def _buttons(place: LibraryName, services: Services) -> tuple[Button, ...]:
    people = services.button("way_on.progress.people", "progress.people", str(place.library_id))
    leads = place.library_id in (led.library_id for led in services.member.led)
    return (
        *((people,) if leads else ()),
        services.way_on("progress.me"),
        services.way_on("progress.county"),
        services.button("way_on.goals.explain", "goals.explain", f"|{place.library_id}"),
        download_button(str(place.library_id), services),
    )


def _first(who: Who) -> LibraryName:
    """The library where the person works, of several the first."""
    return _own(who.workplace, who)


def _own(place: Workplace | None, who: Who) -> LibraryName:
    """A library where the person works; only a coordinator need not wait to be confirmed there."""
    if place is None or not (place.confirmed or who.role is Role.COORDINATOR):
        raise UnconfirmedError
    return LibraryName(place.library_id, place.name)


def _named(name: str, services: Services) -> LibraryName:
    """The library of a name; only a coordinator sees others than the own."""
    who, place = services.member, _find(name, services)
    if who.role is Role.COORDINATOR:
        return place
    own = [mine for mine in who.workplaces if mine.library_id == place.library_id]
    if not own:
        _first(who)  # who waits to be confirmed is told that
        raise OtherLibraryError
    return _own(own[0], who)


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


def people(request: Request, services: Services) -> Reply:
    """Who of the manager's staff is done with what is a fact; seeing it is written down."""
    place = _led(request.value, services.member)
    today, rules = services.today, services.region.rules
    rows = tuple(
        (
            one.name,
            _mark(self_assessment.achieved(one.record, today, rules), services),
            _mark(digiteket.registered(one.record, today), services),
            str(len(digiteket.counted(one.record, today, rules))),
        )
        for one in library_records(services.session, place.library_id, today)
    )
    audit(
        services.session,
        request.now,
        "progress.people",
        actor=services.member.member_id,
        object_id=place.library_id,
    )
    columns = tuple(
        services.say(f"people.{column}")
        for column in ("name", "assessed", "registered", "resources")
    )
    return services.reply(
        "people.title",
        services.heading("people.heading", library=place.name),
        Table(columns, rows) if rows else services.text("people.nobody"),
        services.note("people.note"),
        Buttons(
            (
                services.button("way_on.certify.people", "certify.people", str(place.library_id)),
                services.way_on("progress"),
            )
        ),
    )


def _led(library_id: str, who: Who) -> Workplace:
    """The library that a button carries, if the person leads it; without one the first."""
    led = [place for place in who.led if library_id in {"", str(place.library_id)}]
    if not led:
        raise NotAllowedError
    return led[0]


def _mark(done: bool, services: Services) -> str:
    return services.say("people.yes" if done else "people.no")
