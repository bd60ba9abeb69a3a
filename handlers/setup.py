"""`setup`: which library a channel belongs to.

- in the channel itself: a manager links it to the own library, a coordinator to any or to the
  county; what it was linked to can be put back
- elsewhere: what is linked already, and how to link a channel
"""

from handlers.access import Whose, check_access
from handlers.cards import Bullets, Button, Buttons, ChoiceField, Option, Reply, Style
from handlers.carried import row_id
from handlers.errors import (
    NoChannelError,
    NoLibrariesError,
    NotAllowedError,
    NothingChosenError,
    OthersChannelError,
    OutdatedButtonError,
    UnknownLibraryError,
)
from handlers.request import PlaceKind, Request
from handlers.routes import Command, Route
from handlers.scope import libraries_within, library_within
from handlers.services import Services
from handlers.texts import Span
from storage.journal import audit
from storage.keys import name_key
from storage.linking import Link, Place, link, link_of, links_of, unlink
from storage.regions import LibraryName, named

LONGEST_CHANNEL = 200  # characters, as the table has it
_COUNTY = "0"  # stands for the region's own channel where a library's id would stand
_COUNTY_WORDS = frozenset({"county", "länet", "lanet", "region", "regionen"})


def setup(request: Request, services: Services) -> Reply:
    """Link the channel to what the words name; without words show it, or ask."""
    if request.place.kind is not PlaceKind.CHANNEL or not request.place.channel_id:
        return show_help(request, services)
    place, words = _place(request.place.channel_id, request), request.text.strip()
    before = _known(place, services)
    if words:
        return _link(place, Link(*_said(words, services)), request, services)
    if before is not None:
        return _show(place, before, services)
    led = _libraries(services)
    if len(led) == 1 and _reached(services) is Whose.LED:
        return _link(place, Link(led[0].library_id, led[0].name), request, services)
    return _form(place, services)


def _place(channel_id: str, request: Request) -> Place:
    """A channel of the account's own tenant, whatever the button says."""
    if not 0 < len(channel_id) <= LONGEST_CHANNEL:
        raise OutdatedButtonError
    return Place(request.account.platform, request.account.tenant, channel_id)


def _reached(services: Services) -> Whose:
    return check_access("setup", services.member)


def _libraries(services: Services) -> tuple[LibraryName, ...]:
    """Those that the person may link a channel to."""
    return libraries_within(_reached(services), services)


def _said(words: str, services: Services) -> tuple[int | None, str | None]:
    """The library that words name, or none for the county."""
    if name_key(words) in _COUNTY_WORDS:
        _check_county(services)
        return None, None
    found = named(words, _libraries(services))
    if found is None:
        raise UnknownLibraryError
    return found.library_id, found.name


def _check_county(services: Services) -> None:
    if _reached(services) is not Whose.REGION:
        raise NotAllowedError


def _known(place: Place, services: Services) -> Link | None:
    """What the channel is linked to. Raises OthersChannelError where that is out of reach."""
    found = link_of(services.session, services.region.region_id, place)
    if found is None or _reached(services) is Whose.REGION:
        return found
    if found.library_id not in {each.library_id for each in _libraries(services)}:
        raise OthersChannelError
    return found


def _link(
    place: Place, to: Link, request: Request, services: Services, *, replaces: bool = False
) -> Reply:
    before = _known(place, services)
    if before is not None and before.library_id == to.library_id:
        return _show(place, before, services, replaces=replaces)
    now = link(services.session, services.region.region_id, place, to)
    _write_down("link", now, request, services)
    undo = (
        services.button("setup.undo", "setup.unlink", place.channel_id)
        if before is None
        else services.button("setup.undo", "setup.link", _carried(place, before))
    )
    return services.reply(
        "setup.title",
        services.text("setup.linked", **_words(now, services)),
        services.note("setup.invite"),
        Buttons((undo,)),
        replaces=replaces,
    )


def _write_down(deed: str, about: Link, request: Request, services: Services) -> None:
    audit(
        services.session,
        request.now,
        f"setup.{deed}",
        actor=services.member.member_id,
        object_id=about.library_id,
    )


def _words(about: Link, services: Services) -> dict[str, str]:
    return {
        "library": about.library or services.region.name,
        "weekday": services.texts.weekday(about.weekday),
        "hour": f"{about.hour:02}:00",
    }


def _carried(place: Place, to: Link) -> str:
    library = _COUNTY if to.library_id is None else str(to.library_id)
    return f"{library}|{to.weekday}|{to.hour}|{place.channel_id}"


def _show(place: Place, known: Link, services: Services, *, replaces: bool = False) -> Reply:
    """What the channel is linked to."""
    more = len(_libraries(services)) > 1 or _reached(services) is Whose.REGION
    change = (services.button("setup.change", "setup.choose", place.channel_id),) if more else ()
    unlinking = services.button("setup.unlink", "setup.unlink", place.channel_id, Style.DANGER)
    return services.reply(
        "setup.title",
        services.text("setup.known", **_words(known, services)),
        Buttons((*change, unlinking)),
        replaces=replaces,
    )


def open_choose(request: Request, services: Services) -> Reply:
    """Which library? `channel`; without it the one where the button stands."""
    channel_id = request.value or request.place.channel_id
    if not channel_id:
        raise NoChannelError
    return _form(_place(channel_id, request), services)


def _form(place: Place, services: Services) -> Reply:
    before = _known(place, services)
    options = [Option(each.name, str(each.library_id)) for each in _libraries(services)]
    if _reached(services) is Whose.REGION:
        options.insert(0, Option(services.say("setup.county"), _COUNTY))
    if not options:
        raise NoLibrariesError
    linked = None if before is None else str(before.library_id or _COUNTY)
    chosen = next((each for each in options if each.value == linked), None)
    field = ChoiceField("library", services.say("setup.library"), tuple(options), chosen=chosen)
    return Reply(
        services.form("setup.form", "setup.choose", "setup.save", (field,), state=place.channel_id)
    )


def save(request: Request, services: Services) -> Reply:
    """Link the channel that the form is about."""
    chosen = request.values.get("library", "")
    if not chosen or not request.state:
        raise NothingChosenError().at("library")
    to = Link(*_within(chosen, services))
    return _link(_place(request.state, request), to, request, services)


def _within(library: str, services: Services) -> tuple[int | None, str | None]:
    """A library within reach, or none for the county."""
    if library == _COUNTY:
        _check_county(services)
        return None, None
    found = library_within(row_id(library), _reached(services), services)
    return found.library_id, found.name


def link_pressed(request: Request, services: Services) -> Reply:
    """Link a channel as it was: `library|weekday|hour|channel`."""
    words = request.value.split("|", 3)
    if len(words) < 4 or not words[3]:
        raise OutdatedButtonError
    weekday, hour = row_id(words[1]), row_id(words[2])
    if not (1 <= weekday <= 7 and hour <= 23):
        raise OutdatedButtonError
    to = Link(*_within(words[0], services), weekday, hour)
    return _link(_place(words[3], request), to, request, services, replaces=True)


def unlink_pressed(request: Request, services: Services) -> Reply:
    """Let a channel belong to nobody: `channel`."""
    place = _place(request.value, request)
    if _known(place, services) is None:
        raise OutdatedButtonError
    before = unlink(services.session, services.region.region_id, place)
    if before is None:
        raise OutdatedButtonError
    _write_down("unlink", before, request, services)
    undo = services.button("setup.undo", "setup.link", _carried(place, before))
    return services.reply(
        "setup.title",
        services.text("setup.unlinked", **_words(before, services)),
        Buttons((undo,)),
        replaces=True,
    )


def show_help(_request: Request, services: Services) -> Reply:
    """What is linked already, of what the person may link, and how to link a channel."""
    links = links_of(services.session, services.region.region_id)
    if _reached(services) is not Whose.REGION:
        led = {each.library_id for each in _libraries(services)}
        links = tuple(each for each in links if each.library_id in led)
    lines: tuple[tuple[Span, ...], ...] = tuple(
        services.texts.rich("setup.line", **_words(each, services)) for each in links
    )
    shown = Bullets(lines) if lines else services.text("setup.none")
    ways_on: tuple[Button, ...] = (services.way_on("progress"),)
    return services.reply(
        "setup.title",
        services.heading("setup.heading"),
        shown,
        services.note("setup.how"),
        Buttons(ways_on),
    )


COMMAND = Command(
    name="setup",
    aliases=("koppla",),
    routes={
        "": Route(setup, writes=True),
        "help": Route(show_help),
        "choose": Route(open_choose),
        "save": Route(save, writes=True),
        "link": Route(link_pressed, writes=True),
        "unlink": Route(unlink_pressed, writes=True),
    },
)
