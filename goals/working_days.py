"""Sweden's public holidays, their eves, and the working days between them.

The holidays are those of lag (1989:253) om allmänna helgdagar. The eves are the three that
semesterlagen (1977:480) 7 § treats as Sundays: midsommarafton, julafton and nyårsafton. Days on
which many only leave early are days like others: skärtorsdagen, trettondagsafton, valborg,
allhelgonaafton. So is a Saturday that comes before a holiday, påskafton and pingstafton, to those
who have chosen Saturdays.
"""

from datetime import date, timedelta
from functools import lru_cache

SATURDAY = 6  # ISO: Monday is 1

_DAY = timedelta(days=1)


def is_holiday(day: date) -> bool:
    """Whether the day is a public holiday or its eve. An ordinary Sunday is not."""
    return day in _holidays(day.year)


def is_working_day(day: date) -> bool:
    """Whether the day is neither a holiday nor in a weekend."""
    return day.isoweekday() < SATURDAY and not is_holiday(day)


def working_day_from(day: date) -> date:
    """The day itself if it is a working day, else the next one."""
    while not is_working_day(day):
        day += _DAY
    return day


def working_day_until(day: date) -> date:
    """The day itself if it is a working day, else the latest one before it."""
    while not is_working_day(day):
        day -= _DAY
    return day


@lru_cache(maxsize=200)
def _holidays(year: int) -> frozenset[date]:
    # Loads every country: more than half a second and 19 MB, too much for starting up.
    from holidays import DE_FACTO, PUBLIC, country_holidays  # noqa: PLC0415

    return frozenset(country_holidays("SE", years=year, categories=(PUBLIC, DE_FACTO)))
