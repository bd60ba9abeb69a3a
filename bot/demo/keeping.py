"""The demo's database, and beside it how far its clock has been moved.

What was recorded at a moment must not lie in the future when the demo is started again.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

from storage.database import Database, open_database
from storage.migrate import migrate

FILE = "demo.db"
CLOCK = "demo.clock"  # seconds
_BESIDE = ("", "-wal", "-shm", "-journal")  # what SQLite keeps beside a database


def kept_ahead(folder: Path) -> timedelta:
    """How far the clock was moved when the demo ran last; nothing where nobody knows."""
    try:
        seconds = float((folder / CLOCK).read_text(encoding="utf-8"))
        return max(timedelta(), timedelta(seconds=seconds))
    except (FileNotFoundError, ValueError, OverflowError):
        return timedelta()


def keep_ahead(folder: Path, ahead: timedelta) -> None:
    """Remember it, whole or not at all."""
    if ahead == kept_ahead(folder):
        return
    new = folder / f"{CLOCK}-new"
    new.write_text(str(ahead.total_seconds()), encoding="utf-8")
    new.replace(folder / CLOCK)


@asynccontextmanager
async def demo_database(folder: Path, *, reset: bool) -> AsyncIterator[Database]:
    """The migrated database of the demo; a new one where there is none, or at a reset."""
    if reset:
        for name in (CLOCK, *(f"{FILE}{ending}" for ending in _BESIDE)):
            (folder / name).unlink(missing_ok=True)
    database = open_database(f"sqlite:///{folder / FILE}")
    try:
        await asyncio.to_thread(migrate, database)
        yield database
    finally:
        database.close()
