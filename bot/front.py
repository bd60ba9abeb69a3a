"""The one place where asynchronous edges cross over to the synchronous desk, each in a thread."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace

from bot.clock import Clock
from handlers.cards import Reply
from handlers.dispatch import Desk
from handlers.errors import ProfileWantedError
from handlers.request import Profile, Request
from storage.database import Database
from storage.journal import mark_answered, was_answered

ProfileOf = Callable[[bool], Awaitable[Profile]]  # told whether there is no answer without one


class Front:
    """What an edge asks: an answer to a request, and whether an event has had its answer."""

    def __init__(self, desk: Desk, database: Database, now: Clock) -> None:
        self.now = now
        self._desk = desk
        self._database = database

    async def answer(self, request: Request, profile_of: ProfileOf) -> Reply:
        """The reply to a request; `profile_of` asks the platform about the account behind it."""
        try:
            return await asyncio.to_thread(self._desk.answer, request)
        except ProfileWantedError as wanted:
            known = replace(request, profile=await profile_of(wanted.needed))
            return await asyncio.to_thread(self._desk.answer, known)

    async def was_answered(self, event_id: str) -> bool:
        """Whether the answer to an event is out, from this process or another."""
        return await asyncio.to_thread(self._was_answered, event_id)

    def _was_answered(self, event_id: str) -> bool:
        with self._database.reading() as session:
            return was_answered(session, event_id)

    async def mark_answered(self, event_id: str) -> None:
        """Remember that the answer to an event is out."""
        await asyncio.to_thread(self._mark_answered, event_id)

    def _mark_answered(self, event_id: str) -> None:
        with self._database.writing() as session:
            mark_answered(session, event_id, self.now())
