"""A new colleague, and one who comes back: a confirmed employment from a day on.

- who is known in the county by the address is the same person, with what they have done
- a manager adds nobody who works at a library that they do not lead: the coordinator does that
- a mistake is taken back by who made it, within a day; a person nobody else knew of is forgotten
"""

from dataclasses import dataclass, replace
from datetime import date

from handlers.access import check_access
from handlers.cards import Buttons, ChoiceField, DateField, Field, Option, Reply, TextField
from handlers.carried import row_id
from handlers.errors import (
    AlreadyHereError,
    CoordinatorOnlyError,
    DomainError,
    NoEmailError,
    NoLibrariesError,
    NoNameError,
    NothingChosenError,
    OutdatedButtonError,
    OverlapsError,
    WorksElsewhereError,
)
from handlers.request import Request
from handlers.scope import colleague_within, is_coordinator, libraries_for, library_for
from handlers.services import Services
from handlers.team.answers import by, done, to_library, undo_button, write_down
from handlers.team.carried import carry, day_in, told
from handlers.team.days import EARLIEST_START, LONGEST_AHEAD, picked
from handlers.team.roles import (
    AT_WORK,
    Somebody,
    check_role,
    chief_field,
    chief_in,
    coordinates_now,
    role_field,
    role_in,
    role_of_word,
    works_elsewhere,
)
from storage.coordinators import set_role
from storage.employment import OverlapError, Tie, begin, withdraw
from storage.keys import email_key, is_email, title_key
from storage.people import add_member, member_by_email, person_of
from storage.personal.erasing import forget_newcomer
from storage.regions import LibraryName
from storage.tables import Role
from storage.team import Colleague, Standing, places_of

LONGEST_NAME, LONGEST_EMAIL = 200, 254


@dataclass(frozen=True, slots=True)
class Post:
    """What somebody begins as, where and when."""

    library: LibraryName
    starts_on: date
    role: Role
    chief: bool


def open_add(request: Request, services: Services) -> Reply:
    """Name, address, role and first day; `library|name|address` is what it begins with."""
    library, name, email = (*request.value.split("|", 2), "", "")[:3]
    fields = (
        *_library_field(library, services),
        *person_fields(services, name, email),
        *_post_fields(services),
    )
    return Reply(
        services.form(
            "team.form.add", "team.add", "team.added", fields, state=f"{library}|{name}|{email}"
        )
    )


def person_fields(services: Services, name: str = "", email: str = "") -> tuple[Field, ...]:
    """The name and the address of somebody who may be new."""
    return (
        TextField("name", services.say("team.field.name"), value=name, longest=LONGEST_NAME),
        TextField(
            "email",
            services.say("team.field.email"),
            value=email,
            longest=LONGEST_EMAIL,
            hint=services.say("team.field.email_hint"),
        ),
    )


def _post_fields(services: Services) -> tuple[Field, ...]:
    return (
        role_field(services),
        DateField("starts_on", services.say("team.field.starts_on"), services.today),
        chief_field(services),
    )


def library_field(chosen: str, services: Services) -> ChoiceField:
    """A choice among the libraries within reach. Raises NoLibrariesError where there are none."""
    places = libraries_for("team.added", services)
    if not places:
        raise NoLibrariesError
    options = tuple(Option(place.name, str(place.library_id)) for place in places)
    begins = next((each for each in options if each.value == chosen), None)
    label = services.say("team.field.library")
    return ChoiceField("library", label, options, chosen=begins)


def _library_field(chosen: str, services: Services) -> tuple[ChoiceField, ...]:
    """None where there is nothing to choose."""
    only = len(libraries_for("team.added", services)) == 1
    return () if only else (library_field(chosen, services),)


def library_in(request: Request, services: Services) -> LibraryName:
    """The library that a form says; the only one within reach need not be said."""
    chosen = request.values.get("library", "")
    if not chosen:
        places = libraries_for("team.added", services)
        if len(places) != 1:
            raise NothingChosenError().at("library")
        return places[0]
    try:
        return library_for("team.added", row_id(chosen), services)
    except OutdatedButtonError as error:
        raise NothingChosenError().at("library") from error


def save_added(request: Request, services: Services) -> Reply:
    """Put whom the form says on the list."""
    name, email = name_in(request), email_in(request)
    post = _post(library_in(request, services), request, services)
    region_id = services.region.region_id
    known = member_by_email(services.session, region_id, email_key(email))
    if known is None:
        known = add_member(services.session, region_id, name, email, request.now)
    person = person_of(services.session, region_id, known)
    if person is None:
        raise OutdatedButtonError
    try:  # what is told of somebody out of reach is what was written here, not their own name
        return begin_as(replace(person, name=name), post, request, services)
    except DomainError as error:
        raise error.at(error.field or "email") from None


def name_in(request: Request) -> str:
    """The name that a form says, on one line."""
    name = " ".join(request.values.get("name", "").split())
    if not title_key(name) or len(name) > LONGEST_NAME:
        raise NoNameError().at("name")
    return name


def email_in(request: Request) -> str:
    """The address that a form says."""
    email = request.values.get("email", "").strip()
    if not is_email(email) or max(len(email), len(email_key(email))) > LONGEST_EMAIL:
        raise NoEmailError().at("email")
    return email


def _post(library: LibraryName, request: Request, services: Services) -> Post:
    latest = services.today + LONGEST_AHEAD
    starts_on = picked("starts_on", request, EARLIEST_START, latest)
    return Post(library, starts_on, role_in(request), chief_in(request))


def begin_as(person: Somebody, post: Post, request: Request, services: Services) -> Reply:
    """An employment from a day on, and the role that goes with it.

    Whoever works already, or is a coordinator, keeps the role that they have.
    """
    _check_reach(person, post, services)
    is_one = coordinates_now(person, services)
    lapsed = person.role is Role.COORDINATOR and not is_one
    before = Role.STAFF if lapsed else person.role
    places = places_of(
        services.session, services.region.region_id, person.member_id, services.today
    )
    keeps = is_one or any(each.standing in AT_WORK for each in places)
    tie = Tie(person.member_id, post.library.library_id, post.starts_on)
    try:
        begin(services.session, tie, by(request, services), chief=post.chief)
    except OverlapError as error:
        here = [each for each in places if each.library_id == tie.library_id]
        if any(each.standing in AT_WORK for each in here):
            raise AlreadyHereError(name=person.name) from error
        raise OverlapsError(name=person.name, day=error.starts_on).at("starts_on") from error
    if not keeps:
        set_role(services.session, person.member_id, post.role, services.today)
    reached = check_access("team.added", services.member)
    one = colleague_within(tie.library_id, tie.member_id, reached, services)
    write_down("add", one, request, services)
    return _answer(one, post, before, services)


def _check_reach(person: Somebody, post: Post, services: Services) -> None:
    """Raise the refusal, where there is one, of putting somebody on a list."""
    if is_coordinator(services):
        return
    if post.role is Role.COORDINATOR or coordinates_now(person, services):
        raise CoordinatorOnlyError(name=person.name)
    if works_elsewhere(person, services):
        raise WorksElsewhereError(name=person.name)


def _answer(one: Colleague, post: Post, before: Role, services: Services) -> Reply:
    undo = undo_button("team.remove", one, services, post.starts_on, before.value)
    role = services.say(f"role.{one.role}")
    return done(
        "team.added",
        one,
        services,
        undo,
        services.button("team.add_more", "team.add", str(one.library_id)),
        notes=(services.note("team.added_note"),),
        library=one.library,
        day=post.starts_on,
        role=role,
    )


def open_come_again(request: Request, services: Services) -> Reply:
    """The role and the first day of somebody who was here before."""
    one = _gone(request.value, services)
    about = services.text("team.form.about", name=one.name, library=one.library)
    return Reply(
        services.form(
            "team.form.come_again",
            "team.come_again",
            "team.came_again",
            _post_fields(services),
            intro=(about,),
            state=carry(one),
        )
    )


def _gone(value: str, services: Services) -> Colleague:
    one = told(value, services).one
    if one.standing is not Standing.GONE:
        raise OutdatedButtonError
    return one


def save_come_again(request: Request, services: Services) -> Reply:
    """A new employment of somebody who was here before."""
    one = told(request.state, services).one
    post = _post(LibraryName(one.library_id, one.library), request, services)
    try:
        return begin_as(one, post, request, services)
    except DomainError as error:
        raise error.at(error.field or "starts_on") from None


def remove_pressed(request: Request, services: Services) -> Reply:
    """Take a new employment back: `library|member|first day|role before`."""
    one, (day, word, *_) = told(request.value, services, more=2)
    role = role_of_word(word)
    if role is not one.role:
        check_role(one, role, services)
    tie = Tie(one.member_id, one.library_id, day_in(day))
    if not withdraw(services.session, tie, by(request, services)):
        raise OutdatedButtonError
    if role is not one.role:
        set_role(services.session, one.member_id, role, services.today)
    write_down("remove", one, request, services)
    forget_newcomer(services.session, one.member_id, request.now)
    return services.reply(
        "team.title",
        services.text("team.removed", name=one.name, library=one.library),
        Buttons((to_library(one.library_id, services),)),
        replaces=True,
    )
