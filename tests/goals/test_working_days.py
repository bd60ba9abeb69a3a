"""Which days are holidays, eves and working days in Sweden."""

import subprocess
import sys
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goals.working_days import is_holiday, is_working_day, working_day_from, working_day_until
from tests.goals.almanac import EASTER, free_days

DAY = timedelta(days=1)
days = st.dates(date(2005, 1, 1), date(2100, 11, 30))


@pytest.mark.parametrize("year", EASTER)
def test_every_day_of_the_year_is_as_in_the_almanac(year: int) -> None:
    expected = free_days(year)
    assert {day: is_holiday(day) for day in expected} == expected


@pytest.mark.parametrize("year", EASTER)
def test_working_days_are_the_days_that_are_neither_holidays_nor_in_weekends(year: int) -> None:
    expected = {day: not free and day.weekday() < 5 for day, free in free_days(year).items()}
    assert {day: is_working_day(day) for day in expected} == expected


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2026, 4, 3), "långfredagen"),
        (date(2026, 4, 6), "annandag påsk"),
        (date(2028, 5, 1), "första maj, a Monday"),
        (date(2026, 5, 14), "Kristi himmelsfärdsdag"),
        (date(2025, 6, 6), "nationaldagen, a Friday"),
        (date(2026, 6, 19), "midsommarafton"),
        (date(2026, 12, 24), "julafton"),
        (date(2026, 12, 31), "nyårsafton"),
        (date(2027, 1, 6), "trettondagen"),
    ],
)
def test_nobody_is_written_to_on(day: date, name: str) -> None:
    assert is_holiday(day), name
    assert not is_working_day(day), name


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2026, 1, 5), "trettondagsafton"),
        (date(2026, 4, 2), "skärtorsdagen"),
        (date(2026, 4, 30), "valborgsmässoafton"),
        (date(2026, 5, 15), "klämdagen after Kristi himmelsfärd"),
        (date(2026, 10, 30), "allhelgonaafton"),
        (date(2026, 12, 23), "dan före dan"),
        (date(2026, 6, 8), "the Monday after a national day in a weekend"),
    ],
)
def test_people_work_on(day: date, name: str) -> None:
    assert is_working_day(day), name


def test_weekends_are_no_working_days_and_yet_no_holidays() -> None:
    saturday = date(2026, 8, 22)
    assert not is_working_day(saturday)
    assert not is_working_day(saturday + DAY)
    assert not is_holiday(saturday)
    assert not is_holiday(saturday + DAY)


def test_after_the_christmas_of_2026_work_begins_on_monday() -> None:
    assert working_day_from(date(2026, 12, 24)) == date(2026, 12, 28)
    assert working_day_until(date(2026, 12, 27)) == date(2026, 12, 23)


@given(days)
def test_the_next_working_day_is_the_first_one_that_is(day: date) -> None:
    found = working_day_from(day)
    assert is_working_day(found)
    assert not any(is_working_day(day + DAY * ago) for ago in range((found - day).days))


@given(days)
def test_the_latest_working_day_mirrors_the_next(day: date) -> None:
    found = working_day_until(day)
    assert is_working_day(found)
    assert found <= day
    assert working_day_from(found + DAY) > day or found == day


def test_the_holidays_are_loaded_when_they_are_first_asked_for() -> None:
    code = (
        "import sys, datetime, scheduler.due, goals.working_days as days;"
        "before = 'holidays' in sys.modules;"
        "days.is_holiday(datetime.date(2026, 1, 1));"
        "sys.exit(before or 'holidays' not in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0  # noqa: S603
