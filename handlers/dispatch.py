"""From a request to a reply: here sessions open, access is checked and errors are told."""

import secrets
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from threading import Lock
from time import perf_counter

import structlog
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from handlers.access import GRANTS, Rights, check_access
from handlers.cards import Button, Buttons, Card, FieldErrors, Reply, Text
from handlers.commands import COMMANDS
from handlers.errors import (
    DatabaseAwayError,
    DomainError,
    MaybeRecordedError,
    OutdatedButtonError,
    ProfileWantedError,
    TooLongError,
    UnservedError,
)
from handlers.faults import kinds_and_places
from handlers.handled import UNKNOWN, Became, Count, Handled, uncounted
from handlers.request import Account, PlaceKind, Request
from handlers.routes import Command, Route, registered
from handlers.services import Services
from handlers.spoken import Spoken
from handlers.texts import DEFAULT_LANGUAGE, Texts, language_of, texts_in
from handlers.understanding import Title, Titles
from handlers.welcome import introduce, introduce_mentioned, show_help, wants_help
from storage.away import MaybeSavedError, is_away
from storage.catalogue import CatalogueEntry, catalogue, catalogue_version
from storage.database import Database, one_at_a_time
from storage.deliveries import owes
from storage.people import Found, Who, find
from storage.tables import Role

LONGEST_TEXT = 4_000  # characters that are read of what somebody typed
_LOG = structlog.get_logger()


class _BrokenOffError(Exception):
    """Carries the reply to a refusal or a fault out of its transaction, which is rolled back."""

    def __init__(self, reply: Reply, became: Became) -> None:
        super().__init__()
        self.reply, self.became = reply, became


@dataclass(frozen=True, slots=True)
class _Index:
    version: tuple[object, ...]
    titles: Titles


class Desk:
    """Where every request is answered. Synchronous; safe to call from several threads."""

    def __init__(
        self,
        database: Database,
        *,
        coordinators: frozenset[str] = frozenset(),
        language: str = DEFAULT_LANGUAGE,
        home: int | None = None,
        commands: Collection[Command] = COMMANDS,
        wake: Callable[[], None] = lambda: None,
        grants: Mapping[str, Rights] = GRANTS,
        count: Count = uncounted,
    ) -> None:
        """`coordinators` are the e-mail keys of those who are, whatever the roster says.

        They are so in the region with the id `home`; without one, wherever they turn up.
        `language` answers those whom nothing is known of. `wake` is called, in the thread of the
        request, when something is owed that can be sent at once. Raises UnstatedRouteError for a
        route that `grants` say nothing of.
        """
        self._database = database
        self._coordinators = coordinators
        self._language = language
        self._wake = wake
        self._home = home
        self._grants = grants
        self._count = count
        self._spoken = Spoken()
        self._routes = registered(commands, grants)
        self._words = frozenset(command.name for command in commands if command.slash)
        self._indexes: dict[int, _Index] = {}
        self._lock = Lock()

    def answer(self, request: Request) -> Reply:
        """The reply to a request; a fault of ours becomes a reply with a reference.

        Raises ProfileWantedError when the account, or the language that it is to be answered in,
        is unknown and the request has no profile.
        """
        begun = perf_counter()
        reply, became = self._handled(request.storable())
        command = request.route.partition(".")[0] if request.route in self._routes else UNKNOWN
        self._count(Handled(command, became, perf_counter() - begun))
        return reply

    def spoken_by(self, account: Account) -> str | None:
        """The language that somebody was answered in last, None where nobody has asked for long."""
        return self._spoken.by(account)

    def _handled(self, request: Request) -> tuple[Reply, Became]:
        """The reply, whatever happens."""
        try:
            return self._once_more(request), Became.ANSWERED
        except _BrokenOffError as broken_off:
            return broken_off.reply, broken_off.became
        except DomainError as error:
            return apology(error, self._texts(request)), Became.REFUSED
        except ProfileWantedError:
            raise
        except Exception as fault:  # (the last resort: told, and logged)
            if is_away(fault) and not self._knows_language(request):
                raise ProfileWantedError(needed=False) from fault
            return self._broken(request, fault, self._texts(request))

    def _knows_language(self, request: Request) -> bool:
        """Whether somebody is answered in their own language, without the database."""
        return request.profile is not None or self._spoken.by(request.account) is not None

    def _texts(self, request: Request) -> Texts:
        """In the person's language, as far as it is known without the database."""
        spoken = self._spoken.by(request.account)
        return texts_in(language_of(_told(request), spoken, self._language))

    def _once_more(self, request: Request) -> Reply:
        """Handle a request; anew where another one wrote the same at the same moment."""
        try:
            return self._handle(request)
        except IntegrityError:
            return self._handle(request)

    def _handle(self, request: Request) -> Reply:
        if request.profile is not None or any(each.profile for each in request.mentions):
            self._introduce(request)
        return self._use(request)

    def _introduce(self, request: Request) -> None:
        with self._database.writing() as session:
            _one_by_one(session, request.account)
            introduce(session, request, self._appointed_in)
            introduce_mentioned(session, request)

    def _use(self, request: Request) -> Reply:
        """Open the session that the route needs; what is owed is sent once it is committed."""
        route = self._routes.get(request.route)
        opened = self._database.writing if route and route.writes else self._database.reading
        with opened() as session:
            if route and route.writes:
                _one_by_one(session, request.account)
            reply = self._reply(route, request, self._services(session, request))
        if owes(session):
            self._wake()
        return reply

    def _reply(self, route: Route | None, request: Request, services: Services) -> Reply:
        try:
            if request.route in self._words and wants_help(request.text):
                return show_help(services, "help.greeting")
            return self._answered(route, request, services)
        except IntegrityError:
            raise
        except DomainError as error:  # leave the session by an exception: nothing is written
            raise _BrokenOffError(apology(error, services.texts), Became.REFUSED) from error
        except Exception as fault:
            raise _BrokenOffError(*self._broken(request, fault, services.texts)) from fault

    def _answered(self, route: Route | None, request: Request, services: Services) -> Reply:
        if route is None:
            raise OutdatedButtonError
        check_access(request.route, services.who, self._grants)
        if len(request.text) > LONGEST_TEXT:
            raise TooLongError(longest=LONGEST_TEXT)
        return route.handle(request, services)

    def _services(self, session: Session, request: Request) -> Services:
        found = _find(session, request)
        if request.profile is None:
            _check_known(found.who)
        language = _language(found, request)
        self._spoken.note(request.account, language)
        return Services(
            session=session,
            texts=texts_in(language),
            region=found.region,
            today=found.today,
            who=self._as_appointed(found),
            read_titles=lambda: self._titles(session, found.region.region_id),
            coordinators=self._appointed_in(found.region.region_id),
        )

    def _appointed_in(self, region_id: int) -> frozenset[str]:
        """The e-mail keys of those who are coordinators of a region because the settings say so."""
        return self._coordinators if self._home in {None, region_id} else frozenset()

    def _as_appointed(self, found: Found) -> Who | None:
        """The person, as a coordinator where the settings say so."""
        who = found.who
        if who is None or who.email_key not in self._appointed_in(found.region.region_id):
            return who
        return replace(who, role=Role.COORDINATOR)

    def _broken(self, request: Request, fault: Exception, texts: Texts) -> tuple[Reply, Became]:
        """Log a fault under a reference, and tell the reference; or that the database is away.

        What an exception says can hold what somebody wrote, so the log gets its kind and place.
        """
        reference, away = secrets.token_hex(4), is_away(fault)
        _LOG.error(
            "database_away" if away else "request_failed",
            reference=reference,
            route=request.route if request.route in self._routes else None,
            id=request.id,
            faults=list(kinds_and_places(fault)),
        )
        if away:
            return apology(_away(request, fault), texts), Became.AWAY
        text = Text(texts.rich("error.fault", reference=reference))
        return Reply(Card(texts.say("apology.title"), (text,))), Became.FAILED

    def _titles(self, session: Session, region_id: int) -> Titles:
        """The region's index, built anew when its catalogue has changed."""
        version = catalogue_version(session, region_id)
        with self._lock:
            index = self._indexes.get(region_id)
            if index is None or index.version != version:
                index = _Index(version, Titles(map(_title, catalogue(session, region_id))))
                self._indexes[region_id] = index
        return index.titles


def _one_by_one(session: Session, account: Account) -> None:
    """What one person writes at the same moment, as by a double click, comes in turn."""
    one_at_a_time(session, account.platform, account.tenant, account.user_id)


def _find(session: Session, request: Request) -> Found:
    account = request.account
    found = find(session, account.platform, account.tenant, account.user_id, request.now)
    if found is None:
        raise UnservedError
    return found


def _check_known(who: Who | None) -> None:
    """Raise ProfileWantedError where the platform has to tell who it is, or in which language."""
    if who is None:
        raise ProfileWantedError(needed=True)
    if who.language is None and who.locale is None:
        raise ProfileWantedError(needed=False)


def _away(request: Request, fault: Exception) -> DomainError:
    """What to say; a form that was filled in stays open, so that nobody has to write it again."""
    if isinstance(fault, MaybeSavedError):
        return MaybeRecordedError()
    if request.place.kind is PlaceKind.FORM and request.values:
        return DatabaseAwayError().at(next(iter(request.values)))
    return DatabaseAwayError()


def _told(request: Request) -> str | None:
    """The locale that the platform tells of an account, where it was asked."""
    return None if request.profile is None else request.profile.locale


def _language(found: Found, request: Request) -> str:
    """The member's choice, else what the platform says, else the region's language."""
    told = _told(request)
    if found.who is None:
        return language_of(told, found.region.language)
    return language_of(found.who.language, found.who.locale, told, found.region.language)


def apology(error: DomainError, texts: Texts) -> Reply:
    """The friendly private reply to a refusal: at its field, or with the ways on as buttons."""
    if error.field is not None:
        return Reply(FieldErrors({error.field: texts.say(error.key, **error.values)}))
    parts: list[Text | Buttons] = [Text(texts.rich(error.key, **error.values))]
    if error.ways_on:
        parts.append(
            Buttons(tuple(Button(texts.say(f"way_on.{way}"), way) for way in error.ways_on))
        )
    return Reply(Card(texts.say("apology.title"), tuple(parts)))


def _title(entry: CatalogueEntry) -> Title:
    return Title(entry.resource_id, entry.title, entry.url, entry.topic, entry.approved)
