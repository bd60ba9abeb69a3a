"""From a request to a reply: here sessions open, access is checked and errors are told."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from threading import Lock

import structlog
from sqlmodel import Session

from handlers.cards import Button, Buttons, Card, FieldErrors, Reply, Text
from handlers.commands import COMMANDS
from handlers.errors import (
    DomainError,
    OutdatedButtonError,
    ProfileWantedError,
    TooLongError,
    UnservedError,
)
from handlers.request import Request
from handlers.routes import Command, Route, check_access
from handlers.services import Services
from handlers.texts import DEFAULT_LANGUAGE, Texts, language_of, texts_in
from handlers.understanding import Title, Titles
from handlers.welcome import introduce
from storage.catalogue import CatalogueEntry, catalogue, catalogue_version
from storage.database import Database
from storage.people import Found, find

LONGEST_TEXT = 4_000  # characters that are read of what somebody typed
_LOG = structlog.get_logger()


class _RefusedError(Exception):
    """Carries the reply to a refusal out of its transaction, which is rolled back."""

    def __init__(self, reply: Reply) -> None:
        super().__init__()
        self.reply = reply


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
        commands: Iterable[Command] = COMMANDS,
    ) -> None:
        """`coordinators` are e-mail keys; `language` answers those whom nothing is known of."""
        self._database = database
        self._coordinators = coordinators
        self._language = language
        self._routes = {
            f"{command.name}.{part}".rstrip("."): route
            for command in commands
            for part, route in command.routes.items()
        }
        self._indexes: dict[int, _Index] = {}
        self._lock = Lock()

    def answer(self, request: Request) -> Reply:
        """The reply to a request; a fault of ours becomes a reply with a reference.

        Raises ProfileWantedError when the account is unknown and the request has no profile.
        """
        texts = texts_in(language_of(_told(request), self._language))
        try:
            if request.profile is not None:
                self._introduce(request)
            return self._handle(request)
        except _RefusedError as refused:
            return refused.reply
        except DomainError as error:
            return apology(error, texts)
        except ProfileWantedError:
            raise
        except Exception:  # noqa: BLE001 (the last resort: told, and logged)
            return _broken(request, texts)

    def _introduce(self, request: Request) -> None:
        with self._database.writing() as session:
            introduce(session, request, self._coordinators)

    def _handle(self, request: Request) -> Reply:
        route = self._routes.get(request.route)
        opened = self._database.writing if route and route.writes else self._database.reading
        with opened() as session:
            services = self._services(session, request)
            try:
                return _use(route, request, services)
            except DomainError as error:  # leave the session by an exception: nothing is written
                raise _RefusedError(apology(error, services.texts)) from error

    def _services(self, session: Session, request: Request) -> Services:
        found = _find(session, request)
        if found.who is None and request.profile is None:
            raise ProfileWantedError
        return Services(
            session=session,
            texts=texts_in(_language(found, request)),
            region=found.region,
            today=found.today,
            who=found.who,
            read_titles=lambda: self._titles(session, found.region.region_id),
        )

    def _titles(self, session: Session, region_id: int) -> Titles:
        """The region's index, built anew when its catalogue has changed."""
        version = catalogue_version(session, region_id)
        with self._lock:
            index = self._indexes.get(region_id)
            if index is None or index.version != version:
                index = _Index(version, Titles(map(_title, catalogue(session, region_id))))
                self._indexes[region_id] = index
        return index.titles


def _find(session: Session, request: Request) -> Found:
    account = request.account
    found = find(session, account.platform, account.tenant, account.user_id, request.now)
    if found is None:
        raise UnservedError
    return found


def _told(request: Request) -> str | None:
    """The locale that the platform tells of an account, where it was asked."""
    return None if request.profile is None else request.profile.locale


def _language(found: Found, request: Request) -> str:
    """The member's choice, else what the platform says, else the region's language."""
    told = _told(request)
    if found.who is None:
        return language_of(told, found.region.language)
    return language_of(found.who.language, found.who.locale, told, found.region.language)


def _use(route: Route | None, request: Request, services: Services) -> Reply:
    if route is None:
        raise OutdatedButtonError
    check_access(route.access, services.who)
    if len(request.text) > LONGEST_TEXT:
        raise TooLongError(longest=LONGEST_TEXT)
    return route.handle(request, services)


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


def _broken(request: Request, texts: Texts) -> Reply:
    """Log the fault under a reference, and tell the reference: no text, name or token is logged."""
    reference = secrets.token_hex(4)
    _LOG.exception("request_failed", reference=reference, route=request.route, id=request.id)
    return Reply(
        Card(texts.say("apology.title"), (Text(texts.rich("error.fault", reference=reference)),))
    )


def _title(entry: CatalogueEntry) -> Title:
    return Title(entry.resource_id, entry.title, entry.url, entry.topic, entry.approved)
