"""When people may be written to, compared with a walk from minute to minute."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goals.waking_hours import is_waking, moment_of, opening, waking
from goals.working_days import is_holiday

STOCKHOLM = ZoneInfo("Europe/Stockholm")
MINUTE = timedelta(minutes=1)
moments = st.integers(0, 420 * 24 * 60).map(
    lambda minutes: datetime(2019, 12, 1, tzinfo=UTC) + minutes * MINUTE
)


def at(said: str) -> datetime:
    """A moment in Stockholm."""
    return datetime.fromisoformat(said).replace(tzinfo=STOCKHOLM)


def naive(moment: datetime) -> datetime:
    """The first minute that is neither of a night nor of a holiday."""
    while True:
        local = moment.astimezone(STOCKHOLM)
        if 8 <= local.hour < 18 and not is_holiday(local.date()):
            return moment
        moment += MINUTE


@given(moments)
def test_what_is_in_no_hurry_waits_for_the_first_minute_of_a_day(moment: datetime) -> None:
    found = waking(moment, STOCKHOLM)
    assert found == naive(moment)
    assert found.tzinfo is UTC
    assert is_waking(found, STOCKHOLM)
    assert is_waking(moment, STOCKHOLM) == (found == moment)


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("2020-05-27 10:15", "2020-05-27 10:15"),
        ("2020-05-27 18:00", "2020-05-28 08:00"),
        ("2020-05-28 07:59", "2020-05-28 08:00"),
        ("2020-12-23 17:59", "2020-12-23 17:59"),
        ("2020-12-23 18:00", "2020-12-27 08:00"),
        ("2020-12-24 12:00", "2020-12-27 08:00"),
    ],
)
def test_nights_and_holidays(said: str, told: str) -> None:
    assert waking(at(said), STOCKHOLM) == at(told)


def test_what_is_meant_for_an_hour_keeps_it_after_a_holiday() -> None:
    christmas = date(2020, 12, 24)
    assert opening(STOCKHOLM, christmas, time(10)) == at("2020-12-28 10:00")
    assert opening(STOCKHOLM, christmas, time(19)) == at("2020-12-28 08:00")
    assert opening(STOCKHOLM, date(2020, 5, 27), time(6)) == at("2020-05-27 08:00")


def test_a_time_that_clocks_skip_comes_as_much_later() -> None:
    assert moment_of(STOCKHOLM, date(2020, 3, 29), time(2, 30)) == at("2020-03-29 03:30")
