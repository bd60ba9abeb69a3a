"""The one place where asynchronous edges cross over to the synchronous desk, each in a thread."""

import asyncio
import secrets
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta

from bot.clock import Clock
from handlers.cards import Reply
from handlers.dispatch import Desk
from handlers.errors import ProfileWantedError
from handlers.request import Account, Profile, Request
from storage.database import Database
from storage.journal import Taken, let_go_of_event, mark_answered, take_event

# Slack delivers an event again after a minute, then after five: by then a crash is over.
EVENT_LEASE = timedelta(seconds=50)
LONGEST_WORK = 40.0  # seconds after which an answer is broken off, while its claim still holds
ProfileOf = Callable[[bool], Awaitable[Profile]]  # told whether there is no answer without one


class Front:
    """What an edge asks: an answer to a request, and whether an event still needs one."""

    def __init__(self, desk: Desk, database: Database, now: Clock) -> None:
        self.now = now
        self._desk = desk
        self._database = database
        self._owner = secrets.token_hex(8)  # this process, on claims

    async def answer(self, request: Request, profile_of: ProfileOf) -> Reply:
        """The reply to a request; `profile_of` asks the platform about the account behind it."""
        try:
            return await asyncio.to_thread(self._desk.answer, request)
        except ProfileWantedError as wanted:
            known = replace(request, profile=await profile_of(wanted.needed))
            return await asyncio.to_thread(self._desk.answer, known)

    def spoken_by(self, account: Account) -> str | None:
        """The language that somebody was answered in last, None where nobody has asked for long."""
        return self._desk.spoken_by(account)

    async def take_event(self, event_id: str) -> Taken:
        """Claim the answer to an event, so that no other replica gives it meanwhile."""
        return await asyncio.to_thread(self._take_event, event_id)

    def _take_event(self, event_id: str) -> Taken:
        with self._database.writing() as session:
            return take_event(session, event_id, self._owner, self.now(), EVENT_LEASE)

    async def let_go_of_event(self, event_id: str) -> None:
        """Give the claim up: whoever the event comes to next may answer it."""
        await asyncio.to_thread(self._let_go_of_event, event_id)

    def _let_go_of_event(self, event_id: str) -> None:
        with self._database.writing() as session:
            let_go_of_event(session, event_id, self._owner)

    async def mark_answered(self, event_id: str) -> None:
        """Remember that the answer to an event is out."""
        await asyncio.to_thread(self._mark_answered, event_id)

    def _mark_answered(self, event_id: str) -> None:
        with self._database.writing() as session:
            mark_answered(session, event_id, self.now())
