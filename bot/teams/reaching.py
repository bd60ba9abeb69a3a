"""Where a tenant's channels and people are reached by what the bot posts by itself.

How each was last reached is stored. A channel that was linked from a file need not be, nor a
person who has only written in channels: then the tenant's own service is asked, and a person's
chat with the bot is opened, which gives the same chat however often it is done.
Source: https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/send-proactive-messages
"""

import asyncio

from bot.clock import Clock
from bot.teams.connector import Connector
from bot.teams.keys import PUBLIC, Cloud, TeamsKeys
from storage.conversations import (
    Reference,
    conversation_of,
    forget_conversation,
    personal_conversation,
    remember_conversation,
    service_of,
)
from storage.database import Database
from storage.deliveries import Tenant
from storage.tables import ConversationKind, Platform

_CHAT = "@thread.v2"  # how ids of group chats end; channels' end in @thread.tacv2 or .skype


class Reaching:
    """Looks up, in a thread, how one tenant's conversations are reached."""

    def __init__(
        self,
        database: Database,
        connector: Connector,
        keys: TeamsKeys,
        now: Clock,
        cloud: Cloud = PUBLIC,
    ) -> None:
        self._database = database
        self._connector = connector
        self._bot = f"28:{keys.client_id}"
        self._tenant = Tenant(Platform.TEAMS, keys.tenant)
        self._now = now
        self._cloud = cloud

    async def channel(self, channel_id: str) -> Reference:
        """A channel or a group chat, whether the bot has heard of it or not."""
        return await asyncio.to_thread(self._channel, channel_id)

    async def known(self, user_id: str) -> Reference | None:
        """A person's chat with the bot, where one is stored."""
        return await asyncio.to_thread(self._known, user_id)

    async def opened(self, user_id: str, instead_of: Reference | None = None) -> Reference:
        """A person's chat by their Entra object id, opened and stored; another one is forgotten.

        Raises a TeamsError, such as ShutOut where they have not installed the bot.
        """
        service = await asyncio.to_thread(self._service)
        chat = await self._connector.open_personal(service, self._tenant.id, self._bot, user_id)
        here = Reference(self._tenant, ConversationKind.PERSONAL, chat, service, user_id)
        await asyncio.to_thread(self._remember, here, instead_of)
        return here

    def _channel(self, channel_id: str) -> Reference:
        with self._database.reading() as session:
            found = conversation_of(session, self._tenant, channel_id)
        if found is not None:
            return found
        is_chat = channel_id.endswith(_CHAT)
        kind = ConversationKind.GROUP if is_chat else ConversationKind.CHANNEL
        return Reference(self._tenant, kind, channel_id, self._service())

    def _known(self, user_id: str) -> Reference | None:
        with self._database.reading() as session:
            return personal_conversation(session, self._tenant, user_id)

    def _service(self) -> str:
        with self._database.reading() as session:
            return service_of(session, self._tenant) or self._cloud.service

    def _remember(self, here: Reference, instead_of: Reference | None) -> None:
        with self._database.writing() as session:
            if instead_of is not None:
                forget_conversation(session, self._tenant, instead_of.conversation_id)
            remember_conversation(session, here, self._now())
