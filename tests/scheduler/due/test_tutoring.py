"""The channel is reminded of its tutoring sessions on the first working day of the month."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.due import LATE, Calendar, months_asked, tutoring_reminder
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


def test_after_the_pause_june_is_asked_for_too() -> None:
    june, july, august = date(2026, 6, 1), date(2026, 7, 1), date(2026, 8, 1)
    assert months_asked(date(2026, 8, 3), SWEDEN) == (june, july)
    assert months_asked(date(2026, 8, 31), SWEDEN) == (june, july)
    assert months_asked(date(2026, 9, 1), SWEDEN) == (august,)
    assert months_asked(date(2026, 8, 3), Calendar(STOCKHOLM, july_pause=False)) == (july,)
    assert months_asked(date(2027, 1, 4), SWEDEN) == (date(2026, 12, 1),)


@given(st.integers(2025, 2035), st.integers(1, 12), st.integers(1, 40), st.booleans())
def test_every_month_is_asked_for_once(year: int, month: int, count: int, pause: bool) -> None:
    calendar = Calendar(STOCKHOLM, july_pause=pause)
    asked: list[date] = []
    expected: list[date] = []
    for number in range(year * 12 + month - 1, year * 12 + month - 1 + count):
        day = date(number // 12, number % 12 + 1, 1)
        reminded = not (pause and day.month == 7)
        if reminded:
            asked += months_asked(day, calendar)
        expected.append(date((number - 1) // 12, (number - 1) % 12 + 1, 1))
    if pause and date(year, month, 1).month == 8:
        expected.insert(0, date(year, 6, 1))  # what the July before left
    if pause and expected[-1].month == 6:
        expected.pop()  # comes in August
    assert asked == expected
