"""Ten years in several zones: one summary for every week, at its time or as soon as may be.

From 2026 to 2036 there are two years of 53 weeks, Christmas on every weekday, and a clock change
twice a year. The clock is read at and around every boundary; then at random, as after downtime.
"""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goals.weeks import week_of
from scheduler.due import LATE, Calendar, Slot, weekly
from tests.scheduler.due.naive import promises, writes
from tests.scheduler.due.times import DAY, HOUR, TICK, on

FIRST, LAST = date(2026, 1, 5), date(2036, 1, 7)
MONDAYS = [FIRST + n * 7 * DAY for n in range((LAST - FIRST).days // 7 + 1)]
SECOND = timedelta(seconds=1)
AT = timedelta(0)
AROUND = (-DAY, -SECOND, -TICK, AT, TICK, SECOND, DAY)
ZONES = (
    "Europe/Stockholm",
    "America/St_Johns",
    "America/Los_Angeles",
    "Asia/Kolkata",
    "Australia/Lord_Howe",  # clocks change by half an hour, in the other half of the year
    "Africa/Casablanca",
    "Pacific/Kiritimati",
)
SLOTS = ((1, 9), (2, 0), (3, 17), (4, 10), (5, 14), (6, 8), (7, 23))
WALKS = [(ZONES[0], *slot) for slot in SLOTS[1::2]]
WALKS += [(zone, *slot) for zone, slot in zip(ZONES, SLOTS, strict=True)]


def meant(slot: Slot, zone: ZoneInfo) -> dict[str, datetime]:
    """When each week's message comes, by the naive way."""
    promised = {week_of(monday).name: promises(monday, (slot,), zone) for monday in MONDAYS}
    return {period: at for period, at in promised.items() if at is not None}


def boundaries(times: Iterable[datetime], slot: Slot, zone: ZoneInfo) -> list[datetime]:
    """Every moment at which something begins or ends, and those around it."""
    edges = {time + around for time in times for around in (AT, LATE)}
    ticks = {edge + around for edge in edges for around in AROUND}
    for monday in MONDAYS:
        day = monday + (slot.weekday - 1) * DAY
        for hour in (8, slot.at.hour, 18):
            edge = datetime(day.year, day.month, day.day, hour, tzinfo=zone).astimezone(UTC)
            ticks |= {edge - TICK, edge, edge + TICK}
    changes = clock_changes(zone)
    ticks |= {change + around for change in changes for around in (*AROUND, -HOUR, HOUR)}
    return sorted(ticks)


def clock_changes(zone: ZoneInfo) -> list[datetime]:
    """The first half of an hour after each change of the clocks, by trying one after the other."""
    start = datetime(FIRST.year, FIRST.month, FIRST.day, tzinfo=UTC)
    changes = []
    for day in (start + n * DAY for n in range((LAST - FIRST).days)):
        if day.astimezone(zone).utcoffset() != (day + DAY).astimezone(zone).utcoffset():
            halves = [day + n * HOUR / 2 for n in range(1, 49)]
            before = day.astimezone(zone).utcoffset()
            changes.append(next(x for x in halves if x.astimezone(zone).utcoffset() != before))
    return changes


def walked(slot: Slot, calendar: Calendar, ticks: Iterable[datetime]) -> dict[str, datetime]:
    """When each week's message was sent; a week whose time is not always the same fails."""
    sent: dict[str, datetime] = {}
    times: set[tuple[str, datetime]] = set()
    for tick in ticks:
        for due in weekly((slot,), calendar, tick):
            sent.setdefault(due.period, tick)
            times.add((due.period, due.at))
    assert len(times) == len(sent), "a week is due at one time"
    return sent


@pytest.mark.parametrize(("name", "weekday", "hour"), WALKS)
def test_every_week_gets_one_summary_at_its_time(name: str, weekday: int, hour: int) -> None:
    zone, slot = ZoneInfo(name), on(weekday, hour)
    expected = meant(slot, zone)
    ticks = boundaries(expected.values(), slot, zone)
    begin, end = min(expected.values()), max(expected.values())
    sent = walked(slot, Calendar(zone), (tick for tick in ticks if begin <= tick <= end))
    assert sent == expected


def test_the_walk_meets_both_clock_changes_of_every_year_and_weeks_53() -> None:
    changes = clock_changes(ZoneInfo(ZONES[0]))
    assert len(changes) == 20
    assert datetime(2026, 3, 29, 1, tzinfo=UTC) in changes
    assert datetime(2026, 10, 25, 1, tzinfo=UTC) in changes
    names = {week_of(monday).name for monday in MONDAYS}
    assert {"2026-W53", "2032-W53"} <= names


@pytest.mark.parametrize("seed", range(6))
def test_after_downtime_it_comes_with_the_first_tick_that_may_send_it(seed: int) -> None:
    random = Random(seed)  # noqa: S311 (a test's dice)
    zone, slot = ZoneInfo(random.choice(ZONES)), on(*random.choice(SLOTS))
    expected = meant(slot, zone)
    ticks, tick = [], datetime(2026, 1, 12, tzinfo=UTC)
    while tick < datetime(2035, 12, 20, tzinfo=UTC):
        ticks.append(tick)
        tick += random.choice((HOUR, 7 * HOUR, DAY, 5 * DAY)) * random.random() + TICK
    assert walked(slot, Calendar(zone), ticks) == dict(_firsts(expected, ticks, zone))


def _firsts(
    expected: dict[str, datetime], ticks: list[datetime], zone: ZoneInfo
) -> Iterable[tuple[str, datetime]]:
    open_ticks = [tick for tick in ticks if writes(tick, zone)]
    for period, at in expected.items():
        chances = [tick for tick in open_ticks if at <= tick <= at + LATE]
        if chances:
            yield period, chances[0]


@settings(max_examples=200)
@given(
    st.sampled_from(ZONES).map(ZoneInfo),
    st.sampled_from(MONDAYS[3:-3]),
    st.integers(1, 7),
    st.integers(0, 23),
    st.timedeltas(-9 * DAY, 16 * DAY),
)
def test_at_any_moment_just_the_weeks_are_due_whose_time_has_come_and_is_not_over(
    zone: ZoneInfo, monday: date, weekday: int, hour: int, offset: timedelta
) -> None:
    now = datetime(monday.year, monday.month, monday.day, tzinfo=UTC) + offset
    slot = on(weekday, hour)
    expected = [
        (week_of(near).name, at)
        for near in (monday + n * 7 * DAY for n in range(-4, 4))
        if (at := promises(near, (slot,), zone)) is not None
        and at <= now <= at + LATE
        and writes(now, zone)
    ]
    assert [(due.period, due.at) for due in weekly((slot,), Calendar(zone), now)] == expected
