"""APScheduler ticks, and owns nothing: what is due is decided elsewhere, from the database.

Jobs live in memory; a tick that was missed is made up for once, however many were missed.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from zoneinfo import ZoneInfo

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from scheduler.retention import forget_old
from storage.database import Database

_LOG = structlog.get_logger()
_DEFAULTS = {"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
NIGHT = 3  # o'clock, in the region's zone


@asynccontextmanager
async def ticking(
    database: Database, zone: ZoneInfo, now: Callable[[], datetime]
) -> AsyncIterator[AsyncIOScheduler]:
    """Do what happens by itself until the block ends."""

    async def retention() -> None:
        forgotten = await asyncio.to_thread(forget_old, database, now())
        _LOG.info("retention", forgotten=forgotten)

    scheduler = AsyncIOScheduler(timezone=zone, job_defaults=_DEFAULTS)
    scheduler.add_job(retention, "cron", hour=NIGHT, id="retention")
    scheduler.start()
    try:
        yield scheduler
    finally:
        scheduler.shutdown(wait=False)
