"""Whether the bot can do its work right now, and what is amiss where it cannot."""

import asyncio
from enum import StrEnum

from sqlalchemy.exc import SQLAlchemyError

from bot.running import Running
from storage.database import Database
from storage.migrate import USABLE, schema_state

LONGEST_LOOK = 3.0  # seconds until a database that says nothing is taken for one that is away


class Amiss(StrEnum):
    """What keeps the bot from its work."""

    STARTING = "starting"
    STOPPING = "stopping"
    DATABASE = "database"  # cannot be reached
    SCHEMA = "schema"  # is none that this version can work on
    SLACK = "slack"  # the socket is not connected


class Readiness:
    """Looks when it is asked. Those who ask at the same time share one look at the database."""

    def __init__(self, database: Database, longest_look: float = LONGEST_LOOK) -> None:
        self._database = database
        self._longest_look = longest_look
        self._look: asyncio.Task[Amiss | None] | None = None
        self._running: Running | None = None

    def has_started(self, running: Running) -> None:
        """The bot can answer."""
        self._running = running

    async def amiss(self) -> tuple[Amiss, ...]:
        """Everything that is, nothing where the bot is ready."""
        found = (self._process(), await self.database(), await self._slack())
        return tuple(each for each in found if each is not None)

    def _process(self) -> Amiss | None:
        if self._running is None:
            return Amiss.STARTING
        return Amiss.STOPPING if self._running.farewell.has_begun else None

    async def _slack(self) -> Amiss | None:
        return Amiss.SLACK if await self.is_connected() is False else None

    async def is_connected(self) -> bool | None:
        """Whether the socket to Slack is; None where there is none, as over HTTP."""
        slack = None if self._running is None else self._running.slack
        if slack is None or slack.line is None:
            return None
        return await slack.line.is_connected()

    async def database(self) -> Amiss | None:
        """What is amiss with the database, if anything."""
        if self._look is None or self._look.done():
            self._look = asyncio.create_task(asyncio.to_thread(self._looked))
        done, _ = await asyncio.wait({self._look}, timeout=self._longest_look)
        return self._look.result() if done else Amiss.DATABASE

    def _looked(self) -> Amiss | None:
        try:
            state = schema_state(self._database)
        except SQLAlchemyError:
            return Amiss.DATABASE
        return None if state in USABLE else Amiss.SCHEMA
