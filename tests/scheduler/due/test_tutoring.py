"""The channel is reminded of its tutoring sessions on the first working day of the month."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.due import LATE, Calendar, tutoring_reminder
from tests.goals.almanac import free_days
from tests.scheduler.due.times import DAY, LONG_AGO, STOCKHOLM, SWEDEN, TICK, sweden


def months(now: datetime, since: datetime = LONG_AGO, calendar: Calendar = SWEDEN) -> list[str]:
    """The months that are due now."""
    return [due.period for due in tutoring_reminder(since, calendar, now)]


@pytest.mark.parametrize(
    ("comes", "period"),
    [
        (sweden(9, 1, 10), "2026-09"),
        (sweden(8, 3, 10), "2026-08"),  # the 1st is a Saturday
        (sweden(5, 4, 10), "2026-05"),  # första maj is a Friday
        (sweden(5, 2, 10, year=2028), "2028-05"),  # and here a Monday
        (sweden(1, 4, 10, year=2027), "2027-01"),  # nyårsdagen, and a weekend
        (sweden(4, 3, 10, year=2029), "2029-04"),  # påskdagen and annandagen
    ],
)
def test_it_comes_on_the_first_working_day_at_ten(comes: datetime, period: str) -> None:
    assert months(comes - TICK) == []
    assert months(comes) == [period]


def test_a_late_one_comes_within_48_hours_and_not_at_night() -> None:
    at = sweden(9, 1, 10)
    assert months(sweden(9, 1, 19)) == []
    assert months(at + LATE) == ["2026-09"]
    assert months(at + LATE + TICK) == []


def test_july_is_left_out_unless_the_region_goes_on() -> None:
    assert months(sweden(7, 1, 10)) == []
    assert months(sweden(8, 3, 10)) == ["2026-08"]
    assert months(sweden(7, 1, 10), calendar=Calendar(STOCKHOLM, july_pause=False)) == ["2026-07"]


def test_nothing_is_due_from_before_the_channel_was_linked() -> None:
    at = sweden(9, 1, 10)
    assert months(at, since=at) == ["2026-09"]
    assert months(at + DAY, since=at + TICK) == []


@given(st.integers(2025, 2036), st.integers(1, 12))
def test_every_month_but_july_has_one(year: int, month: int) -> None:
    free = free_days(year)
    days = [date(year, month, number) for number in range(1, 11)]
    mornings = [datetime(day.year, day.month, day.day, 10, tzinfo=STOCKHOLM) for day in days]
    first = next(now for now in mornings if now.weekday() < 5 and not free[now.date()])
    found = [now for now in mornings for due in tutoring_reminder(LONG_AGO, SWEDEN, now)]
    assert found[:1] == ([] if month == 7 else [first])
    assert all(first <= now <= first + LATE for now in found)
