"""One Slack workspace as the outbox posts to it: every post carries its delivery's key."""

from collections.abc import Sequence
from datetime import datetime

import structlog
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.errors import (
    BlocksRefused,
    ChannelGone,
    NotReached,
    PersonGone,
    RateLimited,
    ScopeMissing,
    SlackError,
    TextTooLong,
    TokenRefused,
    Unreachable,
    speaking_slack,
)
from bot.slack.keyed import KeyKind, Spot, TooMuchToLookThrough, find_keyed, post_keyed
from bot.slack.render import DoesNotFit, Message, messages
from handlers.cards import Card
from scheduler.outbox import CannotLook, Gone, InDoubt, Rates, Refused, SendError, Target, TryLater

# About one a second in a channel, and a few hundred a minute in a workspace.
# Source: https://docs.slack.dev/apis/web-api/rate-limits.
RATES = Rates(tenant=6.0, place=1.0)
LOCKED_OUT = 600.0  # seconds until a workspace that lets nobody in is tried again
_REMEMBERED = 10_000  # conversations with people
_LOG = structlog.get_logger()


class SlackSender:
    """Posts to channels and to people through a client that never posts again by itself.

    A post to a person opens the conversation; only looking for one has to ask for it by its id.
    """

    def __init__(self, client: AsyncWebClient) -> None:
        self._client = client
        self._conversations: dict[str, str] = {}  # by user id

    @property
    def rates(self) -> Rates:
        """How fast Slack takes messages."""
        return RATES

    def parts(self, card: Card) -> Sequence[Message]:
        """The card as messages, as few as Slack's limits allow. Raises Refused."""
        try:
            return messages(card)
        except DoesNotFit as error:
            raise Refused("does_not_fit") from error

    async def post(self, target: Target, part: Message, key: str) -> str:
        """Post one message; its timestamp. Raises a SendError."""
        spot = Spot(target.id)
        try:
            channel, ts = await post_keyed(self._client, spot, part, KeyKind.DELIVERY, key)
        except SlackError as error:
            raise _plain(error) from error
        if target.is_person:
            self._remember(target.id, channel)
        return ts

    async def find(self, target: Target, key: str, since: datetime) -> str | None:
        """Look for a message in the conversation's history; its timestamp. Raises a SendError."""
        oldest = f"{since.timestamp():.6f}"
        try:
            spot = Spot(await self._conversation(target))
            return await find_keyed(self._client, spot, KeyKind.DELIVERY, key, oldest)
        except TooMuchToLookThrough:
            raise CannotLook("history_too_long") from None
        except (ChannelGone, PersonGone, ScopeMissing) as error:
            raise CannotLook(error.code) from None
        except SlackError as error:
            raise _plain(error) from error

    async def _conversation(self, target: Target) -> str:
        if not target.is_person:
            return target.id
        if target.id not in self._conversations:
            with speaking_slack():
                opened = await self._client.conversations_open(users=target.id)
            self._remember(target.id, str(opened["channel"]["id"]))
        return self._conversations[target.id]

    def _remember(self, user_id: str, channel: str) -> None:
        if len(self._conversations) >= _REMEMBERED:
            self._conversations.clear()
        self._conversations[user_id] = channel


def _plain(error: SlackError) -> SendError:
    """What Slack says, as every platform says it to the outbox."""
    code = error.code or type(error).__name__
    match error:
        case RateLimited():
            return TryLater(code, error.retry_after)
        case ChannelGone() | PersonGone():
            return Gone(code)
        case BlocksRefused() | TextTooLong():
            return Refused(code)
        case TokenRefused() | ScopeMissing():
            _LOG.error("workspace_locked", error=str(error))
            return TryLater(code, LOCKED_OUT)
        case Unreachable() if not isinstance(error, NotReached):
            return InDoubt(code)
        case _:
            return TryLater(code)
