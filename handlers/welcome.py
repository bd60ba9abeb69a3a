"""`/kompis`: help, getting started, and the language.

- who is on the roster is known by the e-mail address of the account, and starts at once
- who is not chooses a library, and counts when a manager or coordinator has confirmed it
- whoever `COORDINATORS` names needs no roster
"""

import re
from collections.abc import Callable
from dataclasses import replace

from sqlmodel import Session

from handlers.access import Kind, kind_of
from handlers.cards import (
    Bullets,
    Button,
    Buttons,
    Card,
    ChoiceField,
    DateField,
    Option,
    Part,
    Reply,
    Style,
)
from handlers.days import picked_day
from handlers.errors import (
    AlreadyConfirmedError,
    NoLibrariesError,
    NothingChosenError,
    OutdatedButtonError,
    ProfileWantedError,
)
from handlers.joined import tell_leaders
from handlers.recognised import ask, mine, recognised
from handlers.request import Account, Profile, Request
from handlers.routes import Route
from handlers.services import Services
from handlers.texts import LANGUAGES
from storage.journal import audit
from storage.keys import email_key, title_key
from storage.learning import record_registration
from storage.people import (
    Who,
    add_identity,
    add_member,
    choose_language,
    find,
    join_library,
    member_by_email,
    step_down,
)
from storage.regions import LibraryName, libraries_of
from storage.tables import Role

_EXAMPLES = (
    "help.training",
    "help.assessment",
    "help.registration",
    "help.progress",
    "help.mydata",
    "help.words",
)
_HELP_WORDS = re.compile(r"\s*/?(?:help|hjälp|hjalp)?[\s?!.]*", re.IGNORECASE)
_START_WORDS = frozenset({"start", "börja", "borja", "kom igång", "kom igang", "join"})
_LANGUAGE_WORDS = {"svenska": "sv", "swedish": "sv", "engelska": "en", "english": "en"}


def wants_help(text: str) -> bool:
    """Whether words ask for help and nothing else, such as `hjälp` or a lone `?`."""
    return bool(text.strip()) and _HELP_WORDS.fullmatch(text) is not None


def wants_start(text: str) -> bool:
    """Whether words ask to choose a library."""
    return title_key(text) in _START_WORDS


def wanted_language(text: str) -> str | None:
    """The language that words ask to be answered in, if they do."""
    return _LANGUAGE_WORDS.get(title_key(text))


def introduce(
    session: Session, request: Request, coordinators: Callable[[int], frozenset[str]]
) -> None:
    """Tie an unknown account to the roster by its e-mail address, where that is there.

    Of one that the roster itself has told of, the locale is remembered. `coordinators` tells the
    e-mail keys of those whom the settings name for a region.
    """
    account, profile = request.account, request.profile
    found = find(session, account.platform, account.tenant, account.user_id, request.now)
    if found is None or profile is None:
        return
    if found.who is not None:
        if found.who.locale is None and profile.locale:
            _add_identity(session, found.who.member_id, account, profile)
        return
    region_id = found.region.region_id
    member_id = _rostered(session, region_id, profile)
    for address in profile.proven:
        if member_id is None and email_key(address) in coordinators(region_id):
            member_id = add_member(session, region_id, profile.name, address, request.now)
    if member_id is not None:
        _add_identity(session, member_id, account, profile)


def _rostered(session: Session, region_id: int, profile: Profile) -> int | None:
    """The member with one of the addresses that the platform has proof of."""
    found = (member_by_email(session, region_id, email_key(address)) for address in profile.proven)
    return next((member_id for member_id in found if member_id is not None), None)


def introduce_mentioned(session: Session, request: Request) -> None:
    """Tie the accounts of those who are mentioned to the roster too, where it has them."""
    for mention in request.mentions:
        if mention.profile is not None:
            account = replace(request.account, user_id=mention.user_id)
            theirs = replace(request, account=account, profile=mention.profile)
            introduce(session, theirs, lambda _region_id: frozenset())


def _add_identity(session: Session, member_id: int, account: Account, profile: Profile) -> None:
    add_identity(
        session, member_id, account.platform, account.tenant, account.user_id, profile.locale
    )


def show_help(services: Services, opening: str) -> Reply:
    """The help, with an opening that fits what went before."""
    who = services.who
    parts: list[Part] = [
        services.heading("help.title"),
        services.text(opening),
        Bullets(tuple(services.texts.rich(example) for example in (*_EXAMPLES, *_leading(who)))),
    ]
    if who is not None and who.workplace is not None:
        parts.append(services.note("help.library", library=who.workplace.name))
    if who is None or (who.workplace is None and who.role is not Role.COORDINATOR):
        parts.append(services.text("error.stranger" if who is None else "error.left"))
        parts.append(Buttons((services.way_on("kompis.start", Style.PRIMARY),)))
    else:
        parts.append(Buttons(everyday(services)))
    return Reply(Card(services.say("help.title"), tuple(parts)))


def _leading(who: Who | None) -> tuple[str, ...]:
    """What only those who lead a library or a region can do."""
    leads = kind_of(who) in {Kind.MANAGER, Kind.COORDINATOR}
    return ("help.leading",) if leads else ()


def everyday(services: Services) -> tuple[Button, ...]:
    """What most people want: to report, to look, and the other language."""
    return (
        services.way_on("training.form", Style.PRIMARY),
        services.way_on("assessment.form"),
        services.way_on("progress"),
        other_language(services),
    )


def other_language(services: Services) -> Button:
    """The button that makes Kompis answer in the other language."""
    other = next(language for language in LANGUAGES if language != services.texts.language)
    return services.button(f"help.speak_{other}", "kompis.language", other)


def open_start(request: Request, services: Services) -> Reply:
    """Is it somebody on the roster? Else as `open_form`."""
    person = recognised(request, services)
    return open_form(request, services) if person is None else ask(person, request, services)


def open_form(_request: Request, services: Services) -> Reply:
    """Which library, and registered on Digiteket since when?"""
    _check_free(services)
    choices = libraries_of(services.session, services.region.region_id)
    if not choices:
        raise NoLibrariesError
    return Reply(
        services.form(
            "start.title",
            "kompis.start",
            "kompis.join",
            (
                ChoiceField(
                    "library",
                    services.say("start.library"),
                    tuple(Option(each.name, str(each.library_id)) for each in choices),
                    placeholder=services.say("start.choose"),
                ),
                DateField(
                    "registered_on",
                    services.say("start.registered_on"),
                    required=False,
                    hint=services.say("start.registered_hint"),
                ),
            ),
            intro=(services.text("start.intro"),),
        )
    )


def _check_free(services: Services) -> None:
    """Let those through who may choose a library: nobody leaves a confirmed one by themselves."""
    place = services.who.workplace if services.who else None
    if place is not None and place.confirmed:
        raise AlreadyConfirmedError(library=place.name)


def join(request: Request, services: Services) -> Reply:
    """Put the person at the chosen library, where a manager or coordinator confirms it."""
    _check_free(services)
    library = _chosen(request.values.get("library", ""), services)
    registered = request.values.get("registered_on")
    registered_on = picked_day("registered_on", request, services) if registered else None
    member_id = services.who.member_id if services.who else _new_member(request, services)
    join_library(services.session, member_id, library.library_id, services.today)
    step_down(services.session, member_id, services.today)
    if registered_on is not None:
        record_registration(services.session, member_id, registered_on, request.now, request.id)
    audit(
        services.session,
        request.now,
        "kompis.join",
        actor=member_id,
        subject=member_id,
        object_id=library.library_id,
    )
    tell_leaders(member_id, library.library_id, request, services)
    return services.reply(
        "start.title",
        services.heading("start.welcome"),
        services.text("start.joined", library=library.name),
        services.note("start.waits"),
        Buttons(
            (
                services.way_on("training.form", Style.PRIMARY),
                services.way_on("assessment.form"),
                services.way_on("progress.me"),
            )
        ),
    )


def _chosen(library_id: str, services: Services) -> LibraryName:
    for library in libraries_of(services.session, services.region.region_id):
        if str(library.library_id) == library_id:
            return library
    raise NothingChosenError().at("library")


def _new_member(request: Request, services: Services) -> int:
    """A new member from what the platform tells of the account."""
    profile = request.profile
    if profile is None:
        raise ProfileWantedError(needed=True)
    member_id = add_member(
        services.session, services.region.region_id, profile.name, profile.email, request.now
    )
    _add_identity(services.session, member_id, request.account, profile)
    return member_id


def speak(request: Request, services: Services) -> Reply:
    """Answer in the language that a button carries from now on."""
    if request.value not in LANGUAGES:
        raise OutdatedButtonError
    return answer_in(request.value, services)


def answer_in(language: str, services: Services) -> Reply:
    """Answer in a language from now on."""
    choose_language(services.session, services.member.member_id, language)
    return show_help(services.speaking(language), "help.language_chosen")


ROUTES = {
    "start": Route(open_start),
    "mine": Route(mine, writes=True),
    "other": Route(open_form),
    "join": Route(join, writes=True),
    "language": Route(speak, writes=True),
}
