"""APScheduler ticks, and owns nothing: what is due is decided elsewhere, from the database.

Jobs live in memory; a tick that was missed is made up for once, however many were missed.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Collection
from contextlib import asynccontextmanager
from datetime import datetime
from zoneinfo import ZoneInfo

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from handlers.faults import kinds_and_places
from scheduler.retention import Retention, forget_old
from storage.database import Database

_LOG = structlog.get_logger()
Job = Callable[[], Awaitable[object]]
_DEFAULTS = {"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
LONGEST_FAREWELL = 10.0  # seconds for a job that runs when the bot stops
TICK = 60  # seconds
NIGHT = 3  # o'clock, in the region's zone


@asynccontextmanager
async def ticking(
    database: Database,
    zone: ZoneInfo,
    now: Callable[[], datetime],
    tick: Job,
    *,
    retention: Retention | None = None,
    coordinators: Collection[str] = (),
    left: Callable[[], float] = lambda: LONGEST_FAREWELL,
) -> AsyncIterator[AsyncIOScheduler]:
    """Do what happens by itself until the block ends: `tick` at once and every minute.

    `retention` says how long things are kept, `coordinators` are e-mail keys. A job that runs
    when the block ends has the seconds that are `left` then.
    """

    async def forget() -> None:
        forgotten = await asyncio.to_thread(forget_old, database, now(), retention, coordinators)
        _LOG.info("retention", **forgotten)

    scheduler, jobs = AsyncIOScheduler(timezone=zone, job_defaults=_DEFAULTS), _Jobs()
    scheduler.add_job(jobs.held(forget), "cron", hour=NIGHT, id="retention")
    at_once = datetime.now(zone)
    scheduler.add_job(jobs.held(tick), "interval", seconds=TICK, id="tick", next_run_time=at_once)
    scheduler.start()
    try:
        yield scheduler
    finally:
        scheduler.pause()
        await jobs.end(left())
        scheduler.shutdown(wait=False)


class _Jobs:
    """The jobs that are running: at its end, the scheduler would break them off with an error."""

    def __init__(self) -> None:
        self._running: set[asyncio.Task[object]] = set()

    def held(self, job: Job) -> Job:
        """The same job, which is waited for."""

        async def run() -> None:
            task = asyncio.ensure_future(job())
            self._running.add(task)
            task.add_done_callback(self._running.discard)
            try:
                await task
            except Exception as fault:  # noqa: BLE001 (logged; its next time comes)
                _LOG.error("job_failed", faults=list(kinds_and_places(fault)))

        return run

    async def end(self, seconds: float) -> None:
        """Wait so long for what is running; what takes longer is left to the scheduler."""
        await asyncio.sleep(0)  # what was just begun begins
        if self._running:
            await asyncio.wait(self._running, timeout=seconds)
        await asyncio.sleep(0)  # and what has ended is told so
