"""To another library from a day on, which a coordinator decides; the role stays with the person."""

from datetime import date

from handlers.access import check_access
from handlers.cards import DateField, Part, Reply
from handlers.carried import row_id
from handlers.errors import (
    DomainError,
    OutdatedButtonError,
    OverlapsError,
    SameLibraryError,
    TooEarlyError,
)
from handlers.request import Request
from handlers.scope import colleague_within, library_within
from handlers.services import Services
from handlers.team.adding import library_field, library_in
from handlers.team.answers import by, done, write_down
from handlers.team.carried import carry, day_in, tie_of, told, words_of
from handlers.team.days import LONGEST_AHEAD, ONE_DAY, picked
from handlers.team.roles import at_work
from storage.employment import EarlyError, OverlapError, Tie, move, move_back
from storage.regions import LibraryName
from storage.tables import Role
from storage.team import Colleague


def open_move(request: Request, services: Services) -> Reply:
    """To which library, and from which day: `library|member`, or with the library to begin with."""
    one, rest = told(request.value, services)
    fields = (
        library_field(rest[0] if rest else "", services),
        DateField("day", services.say("team.field.move_on"), max(services.today, one.starts_on)),
    )
    return Reply(
        services.form(
            "team.form.move",
            "team.move",
            "team.moved",
            fields,
            intro=(services.text("team.form.about", name=one.name, library=one.library),),
            state=request.value,
        )
    )


def save_move(request: Request, services: Services) -> Reply:
    """Move whom the form is about."""
    one = at_work(carry(told(request.state, services).one), services)
    place = library_in(request, services)
    latest = services.today + LONGEST_AHEAD
    if one.ends_on is not None:
        latest = min(latest, one.ends_on - ONE_DAY)
    day = picked("day", request, one.starts_on, latest)
    try:
        return move_to(one, place, day, request, services)
    except DomainError as error:
        raise error.at(error.field or "library") from None


def move_to(
    one: Colleague, place: LibraryName, day: date, request: Request, services: Services
) -> Reply:
    """Let somebody go on at another library."""
    if place.library_id == one.library_id:
        raise SameLibraryError
    try:
        move(services.session, tie_of(one), place.library_id, day, by(request, services))
    except EarlyError as error:
        raise TooEarlyError(day=error.first).at("day") from error
    except OverlapError as error:
        raise OverlapsError(name=one.name, day=error.starts_on) from error
    write_down("move", one, request, services)
    reached = check_access("team.moved", services.member)
    there = colleague_within(place.library_id, one.member_id, reached, services)
    undo = services.button("team.undo", "team.move_back", carry(there, *_origin(one, day)))
    leads = one.role is Role.MANAGER
    notes: tuple[Part, ...] = (services.note("team.moved_manager", name=one.name),) if leads else ()
    return done(
        "team.moved",
        there,
        services,
        undo,
        services.button("team.deed.role", "team.role", carry(there)),
        notes=notes,
        library=place.name,
        day=day,
    )


def _origin(one: Colleague, day: date) -> tuple[object, ...]:
    """Where a move came from, and its day."""
    return one.library_id, one.starts_on, day


def move_back_pressed(request: Request, services: Services) -> Reply:
    """Take a move back: `library|member|from library|first day there|day of the move`."""
    _library, member, origin, starts_on, day = words_of(request.value, 5)[:5]
    reached = check_access("team.move_back", services.member)
    there = library_within(row_id(_library), reached, services)
    here = library_within(row_id(origin), reached, services)
    tie = Tie(row_id(member), here.library_id, day_in(starts_on))
    if not move_back(services.session, tie, there.library_id, day_in(day), by(request, services)):
        raise OutdatedButtonError
    one = colleague_within(here.library_id, tie.member_id, reached, services)
    write_down("move_back", one, request, services)
    return done("team.move_undone", one, services, replaces=True, library=one.library)
