"""Snapshots and retention: every night, also on holidays and in July."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from scheduler.due import Calendar, retention, snapshot
from tests.scheduler.due.times import DAY, HOUR, LONG_AGO, SWEDEN, TICK, sweden

FOUR = sweden(7, 15, 4)
MIDSUMMER = sweden(6, 19, 4)


def days(now: datetime, since: datetime = LONG_AGO, calendar: Calendar = SWEDEN) -> list[str]:
    """The days that are due a snapshot now."""
    return [due.period for due in snapshot(since, calendar, now)]


def nights(now: datetime, since: datetime = LONG_AGO) -> list[str]:
    """The nights that are due to forget what is old."""
    return [due.period for due in retention(since, SWEDEN, now)]


@pytest.mark.parametrize("at", [FOUR, MIDSUMMER])
def test_a_snapshot_is_taken_at_four_in_july_and_on_midsummer_eve_too(at: datetime) -> None:
    yesterday, today = (at - DAY).date().isoformat(), at.date().isoformat()
    assert days(at - TICK, since=at - DAY) == [yesterday]
    assert days(at, since=at - HOUR) == [today]


def test_the_snapshots_of_two_days_are_made_up_for() -> None:
    # retaking what is there is for the unique key to stop
    assert days(FOUR + TICK) == ["2026-07-14", "2026-07-15"]
    assert days(FOUR) == ["2026-07-13", "2026-07-14", "2026-07-15"]


def test_the_first_snapshot_is_not_from_before_the_region() -> None:
    assert days(FOUR, since=FOUR) == ["2026-07-15"]
    assert days(FOUR, since=FOUR + TICK) == []


def test_what_is_old_is_forgotten_at_three_once() -> None:
    three = FOUR - HOUR
    assert nights(three - TICK) == ["2026-07-14"]
    assert nights(three) == ["2026-07-15"]
    assert nights(three, since=three + TICK) == []


@pytest.mark.parametrize(
    "name",
    [
        "Europe/Stockholm",
        "Europe/Athens",  # from 03:00 to 04:00 and back
        "America/St_Johns",
        "Australia/Lord_Howe",
        "Africa/Cairo",  # at midnight
    ],
)
def test_over_ten_years_every_day_has_one_snapshot_whatever_clocks_do(name: str) -> None:
    calendar = Calendar(ZoneInfo(name))
    since, until = datetime(2026, 1, 1, tzinfo=UTC), datetime(2036, 1, 1, tzinfo=UTC)
    sent: dict[str, datetime] = {}
    now = since
    while now < until:
        for due in snapshot(since, calendar, now):
            assert sent.setdefault(due.period, due.at) == due.at
        now += 47 * HOUR
    first = date.fromisoformat(min(sent))
    assert sorted(sent) == [(first + n * DAY).isoformat() for n in range(len(sent))]
    assert len(sent) >= 3650
    assert {at.astimezone(calendar.zone).hour for at in sent.values()} == {4}


def test_a_day_that_never_was_has_none() -> None:
    # Samoa went from 29 to 31 December 2011
    samoa = Calendar(ZoneInfo("Pacific/Apia"))
    now = datetime(2011, 12, 31, 12, tzinfo=samoa.zone)
    since = now - 10 * DAY
    assert days(now, since, samoa) == ["2011-12-29", "2011-12-31"]
    assert days(now + 15 * HOUR, since, samoa) == [
        "2011-12-29",
        "2011-12-31",
    ]  # 48 hours have not passed
    assert days(now + 17 * HOUR, since, samoa) == ["2011-12-31", "2012-01-01"]


def test_the_night_of_a_clock_change_is_one_night() -> None:
    for month, day in ((3, 29), (10, 25)):
        (due,) = retention(LONG_AGO, SWEDEN, sweden(month, day, 3))
        assert due.at == sweden(month, day, 3)
        assert due.period == date(2026, month, day).isoformat()
        assert due.expires_at - due.at == timedelta(days=1)
