"""`/kompis`: help, getting started, and the language.

- who is on the roster is known by the e-mail address of the account, and starts at once
- who is not chooses a library, and counts when a manager or coordinator has confirmed it
- whoever `COORDINATORS` names becomes a coordinator
"""

from sqlmodel import Session

from handlers.cards import (
    Bullets,
    Button,
    Buttons,
    Card,
    ChoiceField,
    DateField,
    Form,
    Option,
    Part,
    Reply,
    Style,
)
from handlers.days import picked_day
from handlers.errors import NotAllowedError, NothingChosenError, OutdatedButtonError
from handlers.request import Account, Profile, Request
from handlers.routes import Access, Command, Route
from handlers.services import Services
from handlers.texts import LANGUAGES
from storage.journal import audit
from storage.keys import email_key
from storage.learning import record_registration
from storage.people import (
    add_identity,
    add_member,
    choose_language,
    find,
    join_library,
    member_by_email,
    promote,
)
from storage.regions import LibraryName, libraries_of
from storage.tables import Role

_EXAMPLES = ("help.training", "help.assessment", "help.registration", "help.progress")
_START_WORDS = frozenset({"start", "börja", "kom igång", "join"})


def introduce(session: Session, request: Request, coordinators: frozenset[str]) -> None:
    """Tie an unknown account to the roster by its e-mail address, where that is there."""
    account, profile = request.account, request.profile
    found = find(session, account.platform, account.tenant, account.user_id, request.now)
    if found is None or found.who is not None or profile is None or not profile.email:
        return
    region_id, key = found.region.region_id, email_key(profile.email)
    member_id = member_by_email(session, region_id, key)
    if key in coordinators:
        member_id = member_id or add_member(
            session, region_id, profile.name, profile.email, request.now
        )
        promote(session, member_id, Role.COORDINATOR)
    if member_id is not None:
        _add_identity(session, member_id, account, profile)


def _add_identity(session: Session, member_id: int, account: Account, profile: Profile) -> None:
    add_identity(
        session, member_id, account.platform, account.tenant, account.user_id, profile.locale
    )


def help_card(request: Request, services: Services) -> Reply:
    """What Kompis does and how to say it; `start` chooses a library."""
    if request.text.strip().casefold() in _START_WORDS:
        return open_start(request, services)
    return show_help(services, "help.greeting")


def show_help(services: Services, opening: str) -> Reply:
    """The help, with an opening that fits what went before."""
    who = services.who
    parts: list[Part] = [
        services.heading("help.title"),
        services.text(opening),
        Bullets(tuple(services.texts.rich(example) for example in _EXAMPLES)),
    ]
    if who is not None and who.workplace is not None:
        parts.append(services.note("help.library", library=who.workplace.name))
    if who is None or (who.workplace is None and who.role is not Role.COORDINATOR):
        parts.append(Buttons((services.way_on("kompis.start", Style.PRIMARY),)))
    else:
        parts.append(Buttons(everyday(services)))
    return Reply(Card(services.say("help.title"), tuple(parts)))


def everyday(services: Services) -> tuple[Button, ...]:
    """What most people want: to report, to look, and the other language."""
    other = next(language for language in LANGUAGES if language != services.texts.language)
    return (
        services.way_on("training.form", Style.PRIMARY),
        services.way_on("assessment.form"),
        services.way_on("progress"),
        services.button(f"help.speak_{other}", "kompis.language", other),
    )


def open_start(_request: Request, services: Services) -> Reply:
    """Which library, and registered on Digiteket since when?"""
    if _confirmed(services):
        raise NotAllowedError
    choices = libraries_of(services.session, services.region.region_id)
    return Reply(
        Form(
            title=services.say("start.title"),
            opened_by="kompis.start",
            submit="kompis.join",
            submit_label=services.say("form.save"),
            close_label=services.say("form.close"),
            intro=(services.text("start.intro"),),
            fields=(
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
        )
    )


def _confirmed(services: Services) -> bool:
    place = services.who.workplace if services.who else None
    return place is not None and place.confirmed


def join(request: Request, services: Services) -> Reply:
    """Put the person at the chosen library, where a manager or coordinator confirms it."""
    if _confirmed(services):
        raise NotAllowedError
    library = _chosen(request.values.get("library", ""), services)
    registered = request.values.get("registered_on")
    registered_on = picked_day("registered_on", request, services) if registered else None
    member_id = services.who.member_id if services.who else _new_member(request, services)
    join_library(services.session, member_id, library.library_id, services.today)
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
        raise OutdatedButtonError
    member_id = add_member(
        services.session, services.region.region_id, profile.name, profile.email, request.now
    )
    _add_identity(services.session, member_id, request.account, profile)
    return member_id


def speak(request: Request, services: Services) -> Reply:
    """Answer in the chosen language from now on."""
    if request.value not in LANGUAGES:
        raise OutdatedButtonError
    choose_language(services.session, services.member.member_id, request.value)
    return show_help(services.speaking(request.value), "help.language_chosen")


COMMAND = Command(
    name="kompis",
    aliases=("hjälp", "hjalp", "help"),
    slash=True,
    routes={
        "": Route(help_card, Access.ANYONE),
        "start": Route(open_start, Access.ANYONE),
        "join": Route(join, Access.ANYONE, writes=True),
        "language": Route(speak, writes=True),
    },
)
