"""The region's coordinators, who need no library: named and let go by each other.

The settings name the first (`COORDINATORS`); who is named by a coordinator is stored. The last
one cannot be let go, and who lets themselves go is asked again.
"""

from handlers.cards import Bullets, Button, Buttons, ChoiceField, Option, Reply, Style
from handlers.carried import row_id
from handlers.errors import (
    DomainError,
    NamedInSettingsError,
    NothingChosenError,
    OutdatedButtonError,
)
from handlers.request import Request
from handlers.services import Services
from handlers.team.adding import email_in, name_in, person_fields
from handlers.team.carried import words_of
from handlers.team.roles import check_another, role_of_word
from storage.coordinators import Coordinator, coordinates, coordinators_of, set_role
from storage.journal import audit
from storage.keys import email_key
from storage.people import Person, add_member, member_by_email, person_of
from storage.personal.erasing import forget_newcomer
from storage.tables import Role

_SURE = "sure"


def show_coordinators(_request: Request, services: Services) -> Reply:
    """Who they are."""
    people = _stored(services)
    named = {one.email_key for one in people}
    lines = [services.texts.rich("coordinators.line", name=one.name) for one in people]
    lines += [
        services.texts.rich("coordinators.line_settings", email=key)
        for key in sorted(services.coordinators - named)
    ]
    return services.reply(
        "coordinators.title",
        services.heading("coordinators.heading", region=services.region.name),
        Bullets(tuple(lines)),
        services.note("coordinators.note"),
        Buttons(_ways_on(people, services)),
    )


def _stored(services: Services) -> tuple[Coordinator, ...]:
    return coordinators_of(services.session, services.region.region_id, services.today)


def _ways_on(people: tuple[Coordinator, ...], services: Services) -> tuple[Button, ...]:
    return (
        services.button("coordinators.appoint", "team.appoint"),
        *((services.button("coordinators.dismiss", "team.dismiss"),) if people else ()),
        services.way_on("team.libraries"),
    )


def open_appoint(_request: Request, services: Services) -> Reply:
    """Whom?"""
    return Reply(
        services.form(
            "coordinators.form_appoint",
            "team.appoint",
            "team.appointed",
            person_fields(services),
            intro=(services.text("coordinators.intro"),),
        )
    )


def save_appointed(request: Request, services: Services) -> Reply:
    """Make whom the form says a coordinator."""
    name, email = name_in(request), email_in(request)
    region_id = services.region.region_id
    member_id = member_by_email(services.session, region_id, email_key(email))
    if member_id is None:
        member_id = add_member(services.session, region_id, name, email, request.now)
    return _appoint(_person(member_id, services), request, services)


def appoint_pressed(request: Request, services: Services) -> Reply:
    """Make somebody a coordinator again, who was let go: `member`."""
    return _appoint(_person(row_id(request.value), services), request, services, replaces=True)


def _person(member_id: int, services: Services) -> Person:
    """A member of the region. Raises OutdatedButtonError for others."""
    person = person_of(services.session, services.region.region_id, member_id)
    if person is None:
        raise OutdatedButtonError
    return person


def _appoint(
    person: Person, request: Request, services: Services, *, replaces: bool = False
) -> Reply:
    if coordinates(services.session, person.member_id, services.today):
        return _answer("coordinators.known", person, services, replaces=replaces)
    set_role(services.session, person.member_id, Role.COORDINATOR, services.today)
    _write_down("appoint", person, request, services)
    before = Role.STAFF if person.role is Role.COORDINATOR else person.role
    undo = f"{person.member_id}|{before}"
    return _answer("coordinators.appointed", person, services, undo, replaces=replaces)


def _write_down(deed: str, person: Person, request: Request, services: Services) -> None:
    actor = services.member.member_id
    audit(services.session, request.now, f"team.{deed}", actor=actor, subject=person.member_id)


def _answer(
    key: str, person: Person, services: Services, undo: str = "", *, replaces: bool
) -> Reply:
    back = (services.button("team.undo", "team.dismiss_as", undo),) if undo else ()
    return services.reply(
        "coordinators.title",
        services.text(key, name=person.name),
        Buttons((*back, services.way_on("team.coordinators"))),
        replaces=replaces,
    )


def open_dismiss(_request: Request, services: Services) -> Reply:
    """Who is not to be a coordinator any more?"""
    people = _stored(services)
    if not people:
        raise OutdatedButtonError
    options = tuple(Option(one.name, str(one.member_id)) for one in people)
    field = ChoiceField("person", services.say("team.field.person"), options)
    intro = (services.text("coordinators.intro_dismiss"),)
    return Reply(
        services.form(
            "coordinators.form_dismiss", "team.dismiss", "team.dismissed", (field,), intro=intro
        )
    )


def save_dismissed(request: Request, services: Services) -> Reply:
    """Let whom the form says go."""
    chosen = request.values.get("person", "")
    if not chosen:
        raise NothingChosenError().at("person")
    try:
        return _dismiss(_person(row_id(chosen), services), Role.STAFF, request, services)
    except DomainError as error:
        raise error.at("person") from None


def dismiss_pressed(request: Request, services: Services) -> Reply:
    """Let somebody go, back to the role before: `member|role|sure`."""
    member, word, *sure = words_of(request.value, 2)
    role = role_of_word(word)
    if role is Role.COORDINATOR:
        raise OutdatedButtonError
    person = _person(row_id(member), services)
    reply = _dismiss(person, role, request, services, sure=_SURE in sure, replaces=True)
    forget_newcomer(services.session, person.member_id, request.now)
    return reply


def _dismiss(
    person: Person,
    role: Role,
    request: Request,
    services: Services,
    *,
    sure: bool = False,
    replaces: bool = False,
) -> Reply:
    if not coordinates(services.session, person.member_id, services.today):
        raise OutdatedButtonError
    check_another(person, services)
    if person.email_key in services.coordinators:
        raise NamedInSettingsError(name=person.name)
    if person.member_id == services.member.member_id and not sure:
        return _ask(person, role, services)
    set_role(services.session, person.member_id, role, services.today)
    _write_down("dismiss", person, request, services)
    again = services.button("team.undo", "team.appoint_as", str(person.member_id))
    return services.reply(
        "coordinators.title",
        services.text("coordinators.dismissed", name=person.name),
        Buttons((*(() if replaces else (again,)), services.way_on("team.coordinators"))),
        replaces=replaces,
    )


def _ask(person: Person, role: Role, services: Services) -> Reply:
    """Who lets themselves go cannot come back alone."""
    sure = f"{person.member_id}|{role}|{_SURE}"
    return services.reply(
        "coordinators.title",
        services.text("coordinators.own"),
        Buttons(
            (
                services.button("team.role_sure", "team.dismiss_as", sure, Style.DANGER),
                services.way_on("team.coordinators"),
            )
        ),
    )
