"""What somebody may do, and whether they are the library's chief.

- a manager makes staff managers and the other way round, of those who work nowhere else
- what is about a coordinator is for coordinators; the last one of a region stays one
- whom the settings name (`COORDINATORS`) is a coordinator until the settings say otherwise
- who gives the own role away is asked again
- chief is since a day, so that goal 7 is answered as it was on every day before
"""

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from handlers.cards import Button, Buttons, ChoiceField, DateField, Option, Reply, Style
from handlers.errors import (
    CoordinatorOnlyError,
    DomainError,
    LastCoordinatorError,
    NamedInSettingsError,
    NothingChosenError,
    OutdatedButtonError,
    WorksElsewhereError,
)
from handlers.request import Request
from handlers.scope import is_coordinator
from handlers.services import Services
from handlers.team.answers import done, to_person, write_down
from handlers.team.carried import carry, day_in, tie_of, told
from handlers.team.days import bounded, picked
from handlers.team.people import CHOSEN_ROLES, role_of
from storage.coordinators import coordinates, coordinators_of, set_role
from storage.database import one_at_a_time
from storage.employment import set_chief
from storage.tables import Role
from storage.team import Colleague, Standing, places_of

_YES, _NO, _SURE = "yes", "no", "sure"
AT_WORK = frozenset({Standing.WORKING, Standing.COMING})


class Somebody(Protocol):
    """A member, at a library or not."""

    @property
    def member_id(self) -> int: ...
    @property
    def name(self) -> str: ...
    @property
    def email_key(self) -> str | None: ...
    @property
    def role(self) -> Role: ...


@dataclass(frozen=True, slots=True)
class Post:
    """A role, and whether chief since a day."""

    role: Role
    chief: bool
    on: date


def coordinates_now(one: Somebody, services: Services) -> bool:
    """Whether somebody is a coordinator of the region today."""
    if one.email_key in services.coordinators:
        return True
    return coordinates(services.session, one.member_id, services.today)


def works_elsewhere(one: Somebody, services: Services) -> bool:
    """Whether somebody works, or is to, at a library that the person behind this does not lead."""
    if is_coordinator(services):
        return False
    led = {place.library_id for place in services.member.led}
    places = places_of(services.session, services.region.region_id, one.member_id, services.today)
    return any(each.library_id not in led for each in places if each.standing in AT_WORK)


def check_role(one: Somebody, role: Role, services: Services) -> None:
    """Raise the refusal, where there is one, of giving somebody a role."""
    is_one = coordinates_now(one, services)
    if not is_coordinator(services):
        if is_one or role is Role.COORDINATOR:
            raise CoordinatorOnlyError(name=one.name)
        if works_elsewhere(one, services):
            raise WorksElsewhereError(name=one.name)
    if is_one and role is not Role.COORDINATOR:
        check_another(one, services)
        if one.email_key in services.coordinators:
            raise NamedInSettingsError(name=one.name)


def check_another(one: Somebody, services: Services) -> None:
    """Raise LastCoordinatorError where a region would be left without a coordinator."""
    region_id = services.region.region_id
    one_at_a_time(services.session, "coordinators", str(region_id))
    now, later = (
        {each.member_id for each in coordinators_of(services.session, region_id, on)}
        for on in (services.today, date.max)  # whoever is about to stop is not one to rely on
    )
    others = (now & later) - {one.member_id}
    if not others and not services.coordinators - {one.email_key}:
        raise LastCoordinatorError(name=one.name)


def role_field(services: Services, chosen: Role = Role.STAFF) -> ChoiceField:
    """The roles that the person behind the request can give."""
    coordinates_self = is_coordinator(services)
    roles = (*CHOSEN_ROLES, *((Role.COORDINATOR,) if coordinates_self else ()))
    options = tuple(Option(services.say(f"role.{role}"), role.value) for role in roles)
    begins = next((each for each in options if each.value == chosen.value), options[0])
    hint = services.say("team.field.role_hint")
    return ChoiceField("role", services.say("team.field.role"), options, chosen=begins, hint=hint)


def chief_field(services: Services, *, chosen: bool = False) -> ChoiceField:
    """Chief or not."""
    options = tuple(Option(services.say(f"team.{word}"), word) for word in (_YES, _NO))
    hint = services.say("team.field.chief_hint")
    begins = options[0 if chosen else 1]
    return ChoiceField("chief", services.say("team.field.chief"), options, chosen=begins, hint=hint)


def role_in(request: Request) -> Role:
    """The role that a form says."""
    try:
        return role_of_word(request.values.get("role", ""))
    except OutdatedButtonError as error:
        raise NothingChosenError().at("role") from error


def role_of_word(word: str) -> Role:
    """A role by its word. Raises OutdatedButtonError for anything else."""
    try:
        return Role(word)
    except ValueError as error:
        raise OutdatedButtonError from error


def chief_in(request: Request) -> bool:
    """Whether a form says chief."""
    said = request.values.get("chief", _NO)
    if said not in {_YES, _NO}:
        raise NothingChosenError().at("chief")
    return said == _YES


def open_role(request: Request, services: Services) -> Reply:
    """The role, chief or not, and since when."""
    one = at_work(request.value, services)
    fields = (
        role_field(services, role_of(one, services)),
        chief_field(services, chosen=one.chief),
        DateField("day", services.say("team.field.chief_since"), latest_day(one, services)),
    )
    return Reply(
        services.form(
            "team.form.role",
            "team.role",
            "team.role_saved",
            fields,
            intro=(services.text("team.form.about", name=one.name, library=one.library),),
            state=carry(one),
        )
    )


def at_work(value: str, services: Services) -> Colleague:
    """Somebody who works at a library or is to. Raises OutdatedButtonError for others."""
    one = told(value, services).one
    check_at_work(one)
    return one


def check_at_work(one: Colleague) -> None:
    """Raise OutdatedButtonError for who neither works here nor is to."""
    if one.standing not in AT_WORK:
        raise OutdatedButtonError


def latest_day(one: Colleague, services: Services) -> date:
    """Today, or the first day of who has not begun."""
    return max(services.today, one.starts_on)


def save_role(request: Request, services: Services) -> Reply:
    """Do what the form says."""
    one = at_work(request.state, services)
    role, chief = role_in(request), chief_in(request)
    on = latest_day(one, services)
    if chief != one.chief:
        on = picked("day", request, one.starts_on, on)
    try:
        return assign(one, Post(role, chief, on), request, services)
    except DomainError as error:
        raise error.at(error.field or "role") from None


def assign_pressed(request: Request, services: Services) -> Reply:
    """Do what a button carries: `library|member|role|chief|day|sure`.

    One that takes something back carries `role|chief` more: as they stood, and still have to.
    """
    one, (role, chief, day, *more) = told(request.value, services, more=3)
    check_at_work(one)
    post = Post(role_of_word(role), _said(chief), day_in(day))
    sure, *left = more or [""]
    if left:
        _check_still(one, post, Post(role_of_word(left[0]), _said(left[-1]), post.on), services)
    return assign(one, post, request, services, sure=sure == _SURE, replaces=True)


def _said(word: str) -> bool:
    """Yes or no. Raises OutdatedButtonError for anything else."""
    if word not in {_YES, _NO}:
        raise OutdatedButtonError
    return word == _YES


def _check_still(one: Colleague, wanted: Post, left: Post, services: Services) -> None:
    """Raise OutdatedButtonError where somebody has changed it since."""
    if Post(role_of(one, services), one.chief, wanted.on) not in {wanted, left}:
        raise OutdatedButtonError


def assign(
    one: Colleague,
    post: Post,
    request: Request,
    services: Services,
    *,
    sure: bool = False,
    replaces: bool = False,
) -> Reply:
    """Give somebody a role, and let them be chief or not since a day."""
    before = Post(role_of(one, services), one.chief, post.on)
    if before == post:
        return _answer("team.role_known", one, post, services, replaces=replaces)
    if post.role is not before.role:
        check_role(one, post.role, services)
        if _own_step_down(one, post.role, services) and not sure:
            return _ask(one, post, services)
        set_role(services.session, one.member_id, post.role, services.today)
    if post.chief != before.chief:
        _set_chief(one, post, services)
    write_down("role", one, request, services)
    undo = services.button("team.undo", "team.assign", _carried(one, before, left=post))
    return _answer("team.role_saved", one, post, services, undo, replaces=replaces)


def _answer(
    key: str, one: Colleague, post: Post, services: Services, *buttons: Button, replaces: bool
) -> Reply:
    role, chief = _words(post, services)
    return done(key, one, services, *buttons, replaces=replaces, role=role, chief=chief)


def _own_step_down(one: Colleague, role: Role, services: Services) -> bool:
    return one.member_id == services.member.member_id and role is not Role.COORDINATOR


def _set_chief(one: Colleague, post: Post, services: Services) -> None:
    bounded(post.on, one.starts_on, latest_day(one, services))
    set_chief(services.session, tie_of(one), post.on, chief=post.chief)


def _ask(one: Colleague, post: Post, services: Services) -> Reply:
    """Who gives the own role away cannot take it back alone."""
    sure: Button = services.button(
        "team.role_sure", "team.assign", _carried(one, post, _SURE), Style.DANGER
    )
    return services.reply(
        "team.title",
        services.text("team.role_own", role=_words(post, services)[0]),
        Buttons((sure, to_person(one, services))),
    )


def _carried(
    one: Colleague, post: Post, sure: str | None = None, *, left: Post | None = None
) -> str:
    as_left = () if left is None else (left.role.value, _yes_or_no(left))
    return carry(one, post.role.value, _yes_or_no(post), post.on, sure, *as_left)


def _yes_or_no(post: Post) -> str:
    return _YES if post.chief else _NO


def _words(post: Post, services: Services) -> tuple[str, str]:
    """The role and whether chief, in words."""
    chief = services.say("team.yes" if post.chief else "team.no")
    return services.say(f"role.{post.role}"), chief
