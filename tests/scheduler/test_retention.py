"""Events are remembered for a week, then forgotten."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from scheduler.retention import EVENTS_KEPT, forget_old
from scheduler.ticking import NIGHT, ticking
from storage.database import Database
from storage.journal import mark_answered, was_answered

NOW = datetime(2020, 5, 27, 8, 0, tzinfo=UTC)


def _known(database: Database, event_id: str) -> bool:
    with database.reading() as session:
        return was_answered(session, event_id)


def test_old_events_are_forgotten_and_young_ones_kept(database: Database) -> None:
    with database.writing() as session:
        mark_answered(session, "old", NOW - EVENTS_KEPT - timedelta(microseconds=1))
        mark_answered(session, "young", NOW - EVENTS_KEPT)
    assert forget_old(database, NOW) == 1
    assert not _known(database, "old")
    assert _known(database, "young")


def test_again_forgets_nothing_more(database: Database) -> None:
    with database.writing() as session:
        mark_answered(session, "old", NOW - timedelta(days=30))
    assert [forget_old(database, NOW), forget_old(database, NOW)] == [1, 0]


async def nothing() -> None:
    """A tick of which nothing comes."""


async def test_it_happens_at_night_in_the_regions_zone(database: Database) -> None:
    zone = ZoneInfo("Europe/Stockholm")
    with database.writing() as session:
        mark_answered(session, "old", NOW - timedelta(days=30))
    async with ticking(database, zone, lambda: NOW, nothing) as scheduler:
        job = scheduler.get_job("retention")
        assert job is not None
        assert job.next_run_time.astimezone(zone).hour == NIGHT
        await job.func()
    assert not _known(database, "old")
