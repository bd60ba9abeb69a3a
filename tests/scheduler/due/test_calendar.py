"""When people may be written to, and what moves when they may not."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goals.working_days import is_holiday, is_working_day
from scheduler.due import Calendar
from tests.scheduler.due.times import DAY, STOCKHOLM, SWEDEN, TICK, sweden

ALL_YEAR = Calendar(STOCKHOLM, july_pause=False)
ZONES = ("Europe/Stockholm", "America/St_Johns", "Australia/Lord_Howe", "Pacific/Kiritimati")
calendars = st.sampled_from([Calendar(ZoneInfo(name)) for name in ZONES])
days = st.dates(date(2020, 1, 1), date(2040, 1, 1))
hours = st.integers(0, 23).map(time)


def test_quiet_hours_end_at_eight_and_begin_at_six_in_the_evening() -> None:
    morning, evening = sweden(8, 24, 8), sweden(8, 24, 18)
    assert not SWEDEN.open_at(morning - TICK)
    assert SWEDEN.open_at(morning)
    assert SWEDEN.open_at(evening - TICK)
    assert not SWEDEN.open_at(evening)


def test_holidays_and_eves_are_quiet_all_day_and_weekends_are_not() -> None:
    assert not SWEDEN.open_at(sweden(6, 19, 12))
    assert not SWEDEN.open_at(sweden(12, 31, 12))
    assert SWEDEN.open_at(sweden(8, 22, 12))


def test_july_is_quiet_unless_the_region_says_otherwise() -> None:
    first, last = sweden(7, 1, 8), sweden(7, 31, 17)
    assert not SWEDEN.open_at(first)
    assert not SWEDEN.open_at(last)
    assert ALL_YEAR.open_at(first)
    assert ALL_YEAR.open_at(last)
    assert SWEDEN.open_at(sweden(6, 30, 17))
    assert SWEDEN.open_at(sweden(8, 3, 8))


def test_the_day_is_the_regions_own() -> None:
    late = datetime(2026, 8, 23, 23, 30, tzinfo=UTC)
    assert SWEDEN.day(late) == date(2026, 8, 24)
    assert Calendar(ZoneInfo("America/New_York")).day(late) == date(2026, 8, 23)


@pytest.mark.parametrize(
    ("meant", "hour", "comes"),
    [
        (date(2026, 8, 24), 9, sweden(8, 24, 9)),  # an ordinary Monday
        (date(2026, 4, 6), 9, sweden(4, 7, 9)),  # annandag påsk: the Tuesday
        (date(2026, 4, 3), 14, sweden(4, 7, 14)),  # långfredagen: over Easter, at the same hour
        (date(2026, 6, 19), 9, sweden(6, 22, 9)),  # midsommarafton
        (date(2026, 12, 24), 9, sweden(12, 28, 9)),  # julafton, a Thursday
        (date(2025, 12, 24), 9, sweden(12, 29, 9, year=2025)),  # julafton, a Wednesday
        (date(2026, 8, 22), 10, sweden(8, 22, 10)),  # a Saturday that was chosen stays
        (date(2026, 6, 6), 10, sweden(6, 8, 10)),  # nationaldagen on one: the Monday
        (date(2026, 8, 24), 6, sweden(8, 24, 8)),  # too early: at eight
        (date(2026, 8, 24), 18, sweden(8, 25, 8)),  # too late: at eight the day after
        (date(2026, 8, 28), 20, sweden(8, 31, 8)),  # on a Friday: on Monday
        (date(2026, 4, 2), 20, sweden(4, 7, 8)),  # skärtorsdagen: after Easter
    ],
)
def test_what_cannot_come_when_it_is_meant_to_comes_on_the_next_working_day(
    meant: date, hour: int, comes: datetime
) -> None:
    assert SWEDEN.opening(meant, time(hour)) == comes


@given(calendars, days, hours)
def test_it_comes_in_open_hours_and_not_before_it_is_meant(
    calendar: Calendar, day: date, at: time
) -> None:
    comes = calendar.opening(day, at)
    local = comes.astimezone(calendar.zone)
    assert comes.tzinfo is UTC
    assert comes >= calendar.moment(day, at)
    assert time(8) <= local.time() < time(18)
    assert local.date() == day or is_working_day(local.date())
    assert not is_holiday(local.date())


@given(calendars, days, hours)
def test_it_moves_less_than_a_week_so_that_weeks_keep_their_order(
    calendar: Calendar, day: date, at: time
) -> None:
    comes = calendar.opening(day, at)
    assert comes < calendar.moment(day + 7 * DAY, at)
    assert comes < calendar.opening(day + 7 * DAY, at)


def test_no_row_of_holidays_in_a_century_moves_a_message_by_more_than_six_days() -> None:
    first = date(2005, 1, 1)
    moved = [
        (SWEDEN.day(SWEDEN.opening(day, at)) - day).days
        for day in (first + timedelta(days=n) for n in range(365 * 90))
        for at in (time(9), time(20))
    ]
    assert max(moved) == 6


def test_a_time_that_clocks_skip_comes_as_much_later() -> None:
    # 29 March 2026: from 02:00 to 03:00
    assert SWEDEN.moment(date(2026, 3, 29), time(2, 30)) == sweden(3, 29, 3, 30)


def test_of_a_time_that_comes_twice_it_is_the_first() -> None:
    # 25 October 2026: from 03:00 back to 02:00
    first = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert SWEDEN.moment(date(2026, 10, 25), time(2, 30)) == first


def test_the_hour_stays_the_same_to_people_when_clocks_change() -> None:
    winter, summer = sweden(3, 23), sweden(3, 30)
    assert SWEDEN.opening(date(2026, 3, 23), time(9)) == winter
    assert SWEDEN.opening(date(2026, 3, 30), time(9)) == summer
    assert summer.astimezone(UTC) - winter.astimezone(UTC) == timedelta(days=7, hours=-1)


def test_a_day_that_a_region_skipped_moves_what_was_meant_for_it() -> None:
    # Samoa had no 30 December 2011, and the 31st is nyårsafton: the first working day is Monday.
    samoa = Calendar(ZoneInfo("Pacific/Apia"))
    comes = samoa.opening(date(2011, 12, 30), time(9))
    assert comes == datetime(2012, 1, 2, 9, tzinfo=samoa.zone)
