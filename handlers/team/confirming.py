"""Who joined by themselves: confirmed, with a role, or declined."""

from handlers.access import check_access
from handlers.cards import Buttons, Reply
from handlers.carried import row_id
from handlers.errors import DomainError, OutdatedButtonError
from handlers.request import Request
from handlers.scope import colleague_within, library_within
from handlers.services import Services
from handlers.team.answers import by, done, to_library, undo_button, write_down
from handlers.team.carried import carry, day_in, tie_of, told, words_of
from handlers.team.roles import (
    check_role,
    chief_field,
    chief_in,
    role_field,
    role_in,
    role_of_word,
)
from storage.coordinators import set_role
from storage.employment import (
    LASTING,
    Tie,
    confirm,
    decline,
    set_chief,
    unconfirm,
    wait_again,
)
from storage.journal import was_done
from storage.tables import Role
from storage.team import Colleague, Standing, places_of


def confirm_pressed(request: Request, services: Services) -> Reply:
    """Confirm whom a button carries, with the role that they have."""
    one = told(request.value, services).one
    return answer_confirmed(one, one.role, request, services, replaces=True)


def open_confirm(request: Request, services: Services) -> Reply:
    """A form with the role, and whether they are chief."""
    one = _waiting(request.value, services)
    return Reply(
        services.form(
            "team.form.confirm",
            "team.confirm_as",
            "team.confirmed",
            (role_field(services, one.role), chief_field(services)),
            intro=(services.text("team.form.about", name=one.name, library=one.library),),
            state=carry(one),
        )
    )


def _waiting(value: str, services: Services) -> Colleague:
    one = told(value, services).one
    if one.standing is not Standing.WAITING:
        raise OutdatedButtonError
    return one


def save_confirmed(request: Request, services: Services) -> Reply:
    """Confirm whom the form is about, with the role that it says."""
    one, role, chief = _waiting(request.state, services), role_in(request), chief_in(request)
    try:
        return answer_confirmed(one, role, request, services, chief=chief)
    except DomainError as error:
        raise error.at("role") from None


def answer_confirmed(
    one: Colleague,
    role: Role,
    request: Request,
    services: Services,
    *,
    chief: bool = False,
    replaces: bool = False,
) -> Reply:
    """Confirm somebody: they count from their first day here on."""
    if one.standing is Standing.GONE:
        raise OutdatedButtonError
    if role is not one.role:
        check_role(one, role, services)
    new = confirm(services.session, tie_of(one), by(request, services))
    if new is None:
        raise OutdatedButtonError
    if not new:
        return done("team.confirm_known", one, services, replaces=replaces)
    if role is not one.role:
        set_role(services.session, one.member_id, role, services.today)
    if chief:
        set_chief(services.session, tie_of(one), one.starts_on, chief=True)
    write_down("confirm", one, request, services)
    undo = undo_button("team.unconfirm", one, services, one.starts_on, one.role.value)
    role_button = services.button("team.deed.role", "team.role", carry(one))
    return done(
        "team.confirm_done",
        one,
        services,
        undo,
        role_button,
        replaces=replaces,
        library=one.library,
        role=services.say(f"role.{role}"),
    )


def unconfirm_pressed(request: Request, services: Services) -> Reply:
    """Let somebody wait again, as they did: `library|member|first day|role`."""
    one, (day, word, *_) = told(request.value, services, more=2)
    tie = Tie(one.member_id, one.library_id, day_in(day))
    role = role_of_word(word)
    if role is not one.role:
        check_role(one, role, services)
    if not unconfirm(services.session, tie, by(request, services)):
        raise OutdatedButtonError
    if role is not one.role:
        set_role(services.session, one.member_id, role, services.today)
    write_down("unconfirm", one, request, services)
    return done("team.unconfirmed", one, services, replaces=True)


def decline_pressed(request: Request, services: Services) -> Reply:
    """Say no to whom a button carries."""
    return answer_declined(told(request.value, services).one, request, services, replaces=True)


def answer_declined(
    one: Colleague, request: Request, services: Services, *, replaces: bool = False
) -> Reply:
    """Say no to somebody who waits; they are told to choose again when they next write."""
    if not decline(services.session, tie_of(one)):
        raise OutdatedButtonError
    write_down("decline", one, request, services)
    undo = undo_button("team.undecline", one, services, one.starts_on)
    return services.reply(
        "team.title",
        services.text("team.declined", name=one.name, library=one.library),
        Buttons((undo, to_library(one.library_id, services))),
        replaces=replaces,
    )


def undecline_pressed(request: Request, services: Services) -> Reply:
    """Let somebody wait again whom the person behind the request declined."""
    library, member, day = words_of(request.value, 3)[:3]
    reached = check_access("team.undecline", services.member)
    place = library_within(row_id(library), reached, services)
    tie = Tie(row_id(member), place.library_id, day_in(day))
    region_id, today = services.region.region_id, services.today
    declined = was_done(
        services.session,
        "team.decline",
        actor=services.member.member_id,
        subject=tie.member_id,
        object_id=place.library_id,
        since=request.now - LASTING,
    )
    places = places_of(services.session, region_id, tie.member_id, today)
    if not declined or any(each.standing is not Standing.GONE for each in places):
        raise OutdatedButtonError
    wait_again(services.session, tie)
    one = colleague_within(place.library_id, tie.member_id, reached, services)
    write_down("undecline", one, request, services)
    return done("team.undeclined", one, services, replaces=True)
