"""One tenant of Teams as the outbox posts to it.

Teams has no search: what is in doubt stays so, and is never posted again. So whatever can fail
before the post does so first, and is certain: the token, the address, and opening a chat.
"""

import asyncio
from collections.abc import Mapping, Sequence
from datetime import datetime

import structlog
from sqlalchemy.exc import DBAPIError

from bot.clock import Clock
from bot.teams.connector import Connector, Spot
from bot.teams.errors import (
    CardRefused,
    NotReached,
    NotThere,
    RateLimited,
    ShutOut,
    TeamsError,
    TokenRefused,
    Unreachable,
)
from bot.teams.keys import TeamsKeys
from bot.teams.posting import activity
from bot.teams.reaching import Reaching
from bot.teams.render import DoesNotFit, Message, messages
from bot.teams.start import Registered
from handlers.cards import Card
from scheduler.outbox import (
    CannotLook,
    Gone,
    InDoubt,
    Rates,
    Refused,
    Sender,
    SendError,
    Target,
    TryLater,
)
from storage.conversations import Reference
from storage.database import Database
from storage.deliveries import Tenant
from storage.tables import ConversationKind, Platform

# In a conversation 7 in a second, 60 in half a minute and 1,800 in an hour: one in two seconds
# keeps all three. In a tenant 50 requests a second, and 30 in earlier editions of the page; a
# message takes two where a chat is opened for it, others may be served by another process, and
# answers count too.
# Source: https://learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit.
RATES = Rates(tenant=8.0, place=0.5)
LOCKED_OUT = 600.0  # seconds until a tenant that takes no token of ours is tried again
PREPARING = 8.0  # seconds for what comes before a post
NO_SEARCH = "no_search"
_LOG = structlog.get_logger()


class TeamsSender:
    """Posts to channels and to people through a connector that never posts again by itself."""

    def __init__(self, connector: Connector, reaching: Reaching) -> None:
        self._connector = connector
        self._reaching = reaching

    @property
    def rates(self) -> Rates:
        """How fast Teams takes messages."""
        return RATES

    def parts(self, card: Card) -> Sequence[Message]:
        """The card as messages, as few as Teams' limits allow. Raises Refused."""
        try:
            return messages(card)
        except DoesNotFit as error:
            raise Refused("does_not_fit") from error

    async def post(self, target: Target, part: Message, key: str) -> str:
        """Post one message; its id, empty where Teams tells none. Raises a SendError.

        Nothing on Teams can be found by its `key`, so it is not said there.
        """
        del key
        here = await self._reached(target)
        try:
            return await self._post(here, part)
        except NotThere as error:
            if not target.is_person:
                raise _plain(error) from error
        except TeamsError as error:
            raise _plain(error) from error
        another = await self._reached(target, instead_of=here)
        try:
            return await self._post(another, part)
        except TeamsError as error:
            raise _plain(error) from error

    async def find(self, target: Target, key: str, since: datetime) -> str | None:
        """Raises CannotLook: Teams lets a bot read nothing of what stands in a conversation."""
        raise CannotLook(NO_SEARCH)

    async def _reached(self, target: Target, instead_of: Reference | None = None) -> Reference:
        """Where a target is, with all that a post needs. Raises a SendError, never InDoubt."""
        try:
            async with asyncio.timeout(PREPARING):
                await self._connector.ready()
                return await self._where(target, instead_of)
        except Unreachable as error:
            raise TryLater(_code(error)) from error
        except TeamsError as error:
            raise _plain(error) from error
        except TimeoutError:
            raise TryLater("timeout") from None
        except DBAPIError as error:
            raise TryLater("database") from error

    async def _where(self, target: Target, instead_of: Reference | None) -> Reference:
        if not target.is_person:
            return await self._reaching.channel(target.id)
        known = await self._reaching.known(target.id) if instead_of is None else None
        return known or await self._reaching.opened(target.id, instead_of)

    async def _post(self, here: Reference, part: Message) -> str:
        """In a channel it begins a thread."""
        service, place, said = here.service_url, here.conversation_id, activity(part)
        if here.kind is ConversationKind.CHANNEL:
            return await self._connector.post_in_channel(service, here.tenant.id, place, said)
        return await self._connector.post(Spot(service, place), said)


def senders(registered: Registered, database: Database, now: Clock) -> Mapping[Tenant, Sender]:
    """Who posts in each tenant."""

    def sender(keys: TeamsKeys) -> Sender:
        connector = registered.connectors[keys.tenant]
        return TeamsSender(connector, Reaching(database, connector, keys, now, registered.cloud))

    return {Tenant(Platform.TEAMS, keys.tenant): sender(keys) for keys in registered.keys}


def _plain(error: TeamsError) -> SendError:
    """What Teams says, as every platform says it to the outbox."""
    code = _code(error)
    match error:
        case RateLimited():
            return TryLater(code, error.retry_after)
        case ShutOut() | NotThere():
            return Gone(code)
        case CardRefused():
            return Refused(code)
        case TokenRefused():
            _LOG.error("tenant_locked", error=str(error))
            return TryLater(code, LOCKED_OUT)
        case Unreachable() if not isinstance(error, NotReached):
            return InDoubt(code)
        case _:
            return TryLater(code)


def _code(error: TeamsError) -> str:
    """Teams' own word, else the status, else the kind of the error."""
    return error.code or (f"http_{error.status}" if error.status else type(error).__name__)
