"""The Mondays of a run: at nine o'clock, and never one on which the bot keeps still."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from goals.working_days import is_holiday
from tests.soak.county import ZONE

_NINE = time(9)
_JULY = 7


def mondays(after: date) -> Iterator[datetime]:
    """Nine o'clock on every Monday after a day, without July and without holidays."""
    day = after + timedelta(days=1)
    while True:
        if day.isoweekday() == 1 and day.month != _JULY and not is_holiday(day):
            yield datetime.combine(day, _NINE, ZoneInfo(ZONE))
        day += timedelta(days=1)


def week_name(day: date) -> str:
    """The week as a period of a delivery: 2026-W36."""
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02}"
