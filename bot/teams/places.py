"""The conversations that the bot is in, as Teams tells of them: kept for what it posts by itself.

Whoever looks after a channel is told when it is deleted, or when the bot is shut out of it, if it
was linked. One that comes back is written in again.
"""

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Collection

from sqlmodel import Session

from bot.clock import Clock
from bot.patience import Patience
from bot.teams.activities import Told
from scheduler.outbox import shut_out
from storage.conversations import (
    Reference,
    conversations_of_team,
    forget_conversation,
    forget_personal,
    personal_conversation,
    remember_conversation,
)
from storage.database import Database
from storage.deliveries import Tenant, mend_channel_at, owes
from storage.tables import Platform

DELETED = frozenset({"channel_deleted", "team_deleted"})  # of these nothing is kept
_REMEMBERED = 10_000  # conversations that need not be looked up


class Places:
    """Writes down, in a thread, what is new; what was told lately is known without asking."""

    def __init__(
        self,
        database: Database,
        now: Clock,
        coordinators: Collection[str] = (),
        wake: Callable[[], None] = lambda: None,
    ) -> None:
        """`coordinators` are the e-mail keys of those who are; `wake` is called when one is told
        something.
        """
        self._database = database
        self._now = now
        self._coordinators = coordinators
        self._wake = wake
        self._known: OrderedDict[Reference, None] = OrderedDict()

    async def remember(self, known: Reference, *, anew: bool = False) -> None:
        """Write down how a conversation is reached, where that is news.

        With `anew` it is written whatever is known here: another process may have forgotten it.
        """
        if known in self._known and not anew:
            return
        await asyncio.to_thread(self._write, lambda s: remember_conversation(s, known, self._now()))
        self._known[known] = None
        if len(self._known) > _REMEMBERED:
            self._known.popitem(last=False)

    def soon(self, known: Reference, patience: Patience) -> None:
        """The same behind an answer, which need not wait for it."""
        if known not in self._known:
            patience.go_on(self.remember(known))

    async def own_chat(self, told: Told) -> Reference | None:
        """A person's own chat with the bot, where there is one."""

        def look() -> Reference | None:
            with self._database.reading() as session:
                return personal_conversation(session, _tenant(told), told.user_id)

        return await asyncio.to_thread(look)

    async def forget_own_chat(self, told: Told) -> None:
        """The person has removed the bot."""
        await self._forget(lambda session: _forget_person(session, told))

    async def close(self, told: Told, channel_id: str, code: str) -> None:
        """A channel lets the bot in no more, for a reason that `code` names."""
        await self._forget(lambda session: self._close(session, told, channel_id, code))

    async def close_team(self, told: Told, team_id: str, code: str) -> None:
        """All channels of a team do not."""
        await self._forget(lambda session: self._close_team(session, told, team_id, code))

    async def reopen(self, told: Told, channel_id: str) -> None:
        """A channel lets the bot in again."""
        await asyncio.to_thread(
            self._write, lambda session: mend_channel_at(session, _tenant(told), channel_id)
        )

    async def reopen_team(self, told: Told, team_id: str) -> None:
        """All channels of a team do."""

        def mend(session: Session) -> None:
            for channel_id in _channels(session, told, team_id):
                mend_channel_at(session, _tenant(told), channel_id)

        await asyncio.to_thread(self._write, mend)

    async def _forget(self, work: Callable[[Session], object]) -> None:
        await asyncio.to_thread(self._write, work)
        self._known.clear()

    def _write(self, work: Callable[[Session], object]) -> None:
        with self._database.writing() as session:
            work(session)
        if owes(session):
            self._wake()

    def _close_team(self, session: Session, told: Told, team_id: str, code: str) -> None:
        for channel_id in _channels(session, told, team_id):
            self._close(session, told, channel_id, code)

    def _close(self, session: Session, told: Told, channel_id: str, code: str) -> None:
        tenant = _tenant(told)
        if code in DELETED:
            forget_conversation(session, tenant, channel_id)
        shut_out(session, tenant, channel_id, code, self._now(), self._coordinators)


def _channels(session: Session, told: Told, team_id: str) -> list[str]:
    """The channels of a team that are known, and its first one, whose id is the team's."""
    known = conversations_of_team(session, _tenant(told), team_id)
    return sorted({*(each.conversation_id for each in known), team_id})


def _forget_person(session: Session, told: Told) -> None:
    forget_personal(session, _tenant(told), told.user_id)


def _tenant(told: Told) -> Tenant:
    return Tenant(Platform.TEAMS, told.tenant)
