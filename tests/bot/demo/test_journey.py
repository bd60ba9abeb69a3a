"""Where the demo's clock stops, what the bot does there, and what is kept of it."""

import asyncio
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.demo.journey import Journey, stops
from bot.demo.keeping import CLOCK, keep_ahead, kept_ahead
from bot.sandbox import ControlError
from goals.weeks import week_of
from goals.working_days import is_holiday
from scheduler.due import Calendar, Slot, planned

STOCKHOLM = ZoneInfo("Europe/Stockholm")
BEGIN = datetime(2026, 3, 25, 10, 0, tzinfo=UTC)
MOMENTS = st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


def naive_stops(since: datetime, until: datetime) -> list[datetime]:
    """Every half hour is looked at."""
    found = []
    moment = since.replace(minute=0, second=0, microsecond=0)
    while moment < until:
        local = moment.astimezone(STOCKHOLM)
        at = local.time()
        by_day = 8 <= at.hour < 18 and (at.minute == 0 or at == time(8, 30))
        if since < moment and (at == time(4) or (by_day and not is_holiday(local.date()))):
            found.append(moment)
        moment += timedelta(minutes=30)
    return found


@given(since=MOMENTS, days=st.floats(0, 12))
def test_the_stops_are_nights_and_the_hours_of_working_days(since: datetime, days: float) -> None:
    until = since + timedelta(days=days)
    assert list(stops(STOCKHOLM, since, until)) == naive_stops(since, until)


@given(
    weekday=st.integers(1, 7),
    hour=st.integers(0, 23),
    day=st.dates(date(2020, 2, 1), date(2029, 1, 1)),
)
def test_whatever_a_channel_chooses_there_is_a_stop_for_it(
    weekday: int, hour: int, day: date
) -> None:
    slot = Slot(weekday, time(hour), datetime(2020, 1, 1, tzinfo=UTC))
    at = planned(week_of(day), [slot], Calendar(STOCKHOLM, july_pause=False))
    assert at is not None
    assert at in list(stops(STOCKHOLM, at - timedelta(hours=1), at + timedelta(hours=1)))


class Bot:
    """Has nothing to do, or does not come to an end."""

    def __init__(self, *, endless: bool = False) -> None:
        self.did: list[str] = []
        self.waits = asyncio.Event()
        self._endless = endless

    async def tick(self) -> None:
        self.did.append("tick")

    async def idle(self) -> None:
        self.waits.set()
        if self._endless:
            await asyncio.Event().wait()
        self.did.append("idle")


async def test_at_a_stop_what_is_due_is_owed_and_sent() -> None:
    journey, bot = Journey(), Bot()
    async with journey.taking(bot):
        await journey.settle()
    assert bot.did == ["tick", "idle"]


async def test_without_the_bot_the_clock_stays() -> None:
    journey = Journey()
    with pytest.raises(ControlError, match="not running"):
        await journey.settle()
    async with journey.taking(Bot()):
        pass
    with pytest.raises(ControlError, match="not running"):
        await journey.settle()


async def test_stopping_does_not_wait_for_what_never_ends() -> None:
    journey, bot = Journey(), Bot(endless=True)
    async with journey.taking(bot):
        settling = asyncio.create_task(journey.settle())
        await bot.waits.wait()
    await settling
    assert bot.did == ["tick"]


async def test_a_stop_has_its_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.demo.journey.LONGEST_STOP", 0.01)
    journey, bot = Journey(), Bot(endless=True)
    async with journey.taking(bot):
        await journey.settle()
    assert bot.did == ["tick"]


def test_how_far_the_clock_was_moved_is_kept(tmp_path: Path) -> None:
    assert kept_ahead(tmp_path) == timedelta()
    keep_ahead(tmp_path, timedelta(days=7, seconds=1.5))
    assert kept_ahead(tmp_path) == timedelta(days=7, seconds=1.5)
    assert [file.name for file in tmp_path.iterdir()] == [CLOCK]


@pytest.mark.parametrize("content", ["", "a week", "nan", "-60", "1e99"])
def test_what_nobody_can_read_is_nothing(tmp_path: Path, content: str) -> None:
    (tmp_path / CLOCK).write_text(content)
    assert kept_ahead(tmp_path) == timedelta()
