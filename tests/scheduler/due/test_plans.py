"""A manager is told when the action plan nears its end."""

from dataclasses import replace
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goals.working_days import is_working_day
from scheduler.due import Calendar, Due, Person, plan_expiring
from tests.scheduler.due.times import DAY, LONG_AGO, STOCKHOLM, SWEDEN, TICK, sweden

ASA = Person(LONG_AGO)
LAST_DAY = date(2026, 9, 30)
ALL_YEAR = Calendar(STOCKHOLM, july_pause=False)


def told(
    now: datetime, valid_until: date = LAST_DAY, *, person: Person = ASA, pauses: bool = True
) -> list[str]:
    """The plans, by their last days, that a manager is due to be told of."""
    calendar = SWEDEN if pauses else ALL_YEAR
    return [due.period for due in plan_expiring(person, valid_until, calendar, now)]


def test_told_thirty_days_before_at_nine() -> None:
    at = sweden(8, 31)
    assert told(at - TICK) == []
    assert plan_expiring(ASA, LAST_DAY, SWEDEN, at) == (
        Due("2026-09-30", at, sweden(10, 1, 0) - TICK),
    )


def test_on_a_weekend_or_a_holiday_it_waits_for_a_working_day() -> None:
    assert told(sweden(8, 29), date(2026, 9, 28)) == []
    assert told(sweden(8, 31), date(2026, 9, 28)) == ["2026-09-28"]
    assert told(sweden(6, 22), date(2026, 7, 19)) == ["2026-07-19"]  # midsommarafton


def test_one_that_could_not_be_sent_stays_due_through_the_last_day() -> None:
    assert told(sweden(9, 20)) == ["2026-09-30"]
    assert told(sweden(9, 30, 17)) == ["2026-09-30"]
    assert told(sweden(10, 1)) == []


@pytest.mark.parametrize("valid_until", [date(2026, 7, 31), date(2026, 8, 15), date(2026, 8, 30)])
def test_what_would_be_told_in_july_is_told_before(valid_until: date) -> None:
    period = valid_until.isoformat()
    assert told(sweden(6, 30) - TICK, valid_until) == []
    assert told(sweden(6, 30), valid_until) == [period]
    assert told(sweden(7, 15), valid_until) == []


def test_a_weekend_before_july_does_not_move_it_into_july() -> None:
    # 30 June 2029 is a Saturday
    assert told(sweden(6, 29, year=2029), date(2029, 7, 30)) == ["2029-07-30"]


def test_the_earliest_is_the_friday_before_july_for_one_until_the_end_of_august() -> None:
    # 30 June 2030 is a Sunday, 31 July a Wednesday
    friday = sweden(6, 28, year=2030)
    assert told(friday - TICK, date(2030, 8, 30)) == []
    assert told(friday, date(2030, 8, 30)) == ["2030-08-30"]


def test_one_that_was_missed_before_july_is_told_in_august() -> None:
    assert told(sweden(8, 3), date(2026, 8, 15)) == ["2026-08-15"]


def test_a_region_that_goes_on_in_july_is_told_in_july() -> None:
    assert told(sweden(7, 16) - TICK, date(2026, 8, 15), pauses=False) == []
    assert told(sweden(7, 16), date(2026, 8, 15), pauses=False) == ["2026-08-15"]


def test_a_manager_who_is_away_is_told_when_they_are_back() -> None:
    snoozed = replace(ASA, snoozed_until=date(2026, 9, 14))
    assert told(sweden(9, 13, 12), person=snoozed) == []
    assert told(sweden(9, 14), person=snoozed) == ["2026-09-30"]
    assert told(sweden(9, 14), person=replace(ASA, reminders=False)) == []


def test_a_manager_who_came_later_is_not_told_of_what_was_before() -> None:
    assert told(sweden(9, 1), person=replace(ASA, since=sweden(8, 31))) == ["2026-09-30"]
    assert told(sweden(9, 1), person=replace(ASA, since=sweden(8, 31) + TICK)) == []


def test_never_at_night() -> None:
    assert told(sweden(9, 1, 18)) == []


@pytest.mark.parametrize("valid_until", [date.min, date.max])
def test_a_day_at_the_end_of_time_is_no_trouble(valid_until: date) -> None:
    assert told(sweden(9, 1), valid_until) == []


@given(st.dates(date(2024, 3, 1), date(2037, 1, 1)), st.booleans())
def test_it_comes_about_thirty_days_before_and_always_in_time(
    valid_until: date, pauses: bool
) -> None:
    calendar = SWEDEN if pauses else ALL_YEAR
    days = [valid_until - ago * DAY for ago in range(75, -1, -1)]
    mornings = [datetime(day.year, day.month, day.day, 9, tzinfo=STOCKHOLM) for day in days]
    first = next(now for now in mornings if plan_expiring(ASA, valid_until, calendar, now))
    before = (valid_until - first.date()).days
    assert is_working_day(first.date())
    assert 25 <= before <= 30 or (pauses and first.date() > date(first.year, 6, 27))
    assert before <= 63
