"""Weeks as Swedes number them, and the names of periods."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goals.weeks import Week, month_name, week_of

days = st.dates(date(1990, 1, 1), date(2100, 12, 31))


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2026, 8, 24), "2026-W35"),
        (date(2026, 1, 1), "2026-W01"),
        (date(2026, 12, 31), "2026-W53"),
        (date(2027, 1, 3), "2026-W53"),
        (date(2027, 1, 4), "2027-W01"),
        (date(2025, 12, 29), "2026-W01"),
        (date(2021, 1, 3), "2020-W53"),
    ],
)
def test_a_day_lies_in_the_week_that_the_almanac_says(day: date, name: str) -> None:
    assert week_of(day).name == name


def test_a_week_follows_the_last_of_the_year_whether_that_is_52_or_53() -> None:
    assert Week(2026, 53).after(1) == Week(2027, 1)
    assert Week(2025, 52).after(1) == Week(2026, 1)
    assert Week(2026, 1).after(-1) == Week(2025, 52)


@given(days)
def test_a_week_has_seven_days_that_all_lie_in_it(day: date) -> None:
    week = week_of(day)
    found = [week.day(weekday) for weekday in range(1, 8)]
    assert day in found
    assert [later - found[0] for later in found] == [timedelta(days=n) for n in range(7)]
    assert {week_of(each) for each in found} == {week}


@given(days, st.integers(-60, 60))
def test_later_weeks_are_later_in_time_and_in_name(day: date, weeks: int) -> None:
    week = week_of(day)
    assert week.after(weeks).day(1) - week.day(1) == timedelta(weeks=weeks)
    assert (week.after(weeks) > week) == (weeks > 0) == (week.after(weeks).name > week.name)


def test_a_week_that_the_year_lacks_has_no_days() -> None:
    with pytest.raises(ValueError, match="53"):
        Week(2025, 53).day(1)


def test_a_month_is_written_with_two_digits() -> None:
    assert month_name(date(2026, 9, 30)) == "2026-09"
    assert month_name(date(2026, 12, 1)) == "2026-12"
