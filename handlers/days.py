"""Days that people type, pick and press."""

from collections.abc import Callable
from datetime import date, timedelta

from handlers.cards import Buttons
from handlers.errors import (
    DomainError,
    FutureDayError,
    LongAgoError,
    NoSuchDayError,
    NotYetError,
    OutdatedButtonError,
    UnclearDayError,
)
from handlers.request import Request
from handlers.services import Services
from handlers.understanding import Problem, read_day

EARLIEST_DAY = date(2018, 1, 1)  # the self-assessment was published in January 2018


def check_day(day: date, today: date) -> date:
    """The day itself, if something can have been done on it; else the error that says why."""
    if day > today:
        raise FutureDayError(day=day)
    if day < EARLIEST_DAY:
        raise LongAgoError(day=day, earliest=EARLIEST_DAY)
    return day


def typed_day(words: str, services: Services) -> date:
    """The day that the words after a command mean; today when there are none."""
    day, problem = read_day(words, services.today)
    raise_problem(problem, day)
    if day is None:
        raise UnclearDayError
    return check_day(day, services.today)


def raise_problem(problem: Problem | None, day: date | None) -> None:
    """Turn what is wrong with a day into the error that says so."""
    if problem is Problem.FUTURE_DATE:
        raise NotYetError if day is None else FutureDayError(day=day)
    if problem is Problem.NO_SUCH_DATE:
        raise NoSuchDayError
    if problem is not None:
        raise UnclearDayError


def day_buttons(
    services: Services,
    record: str,
    form: str,
    carry: Callable[[date], str] = date.isoformat,
    form_value: str = "",
) -> Buttons:
    """Which day? Today and yesterday are one press away, as `carry` writes them, others a form."""
    today = services.today
    return Buttons(
        (
            services.button("day.today", record, carry(today)),
            services.button("day.yesterday", record, carry(today - timedelta(days=1))),
            services.button("day.other", form, form_value),
        )
    )


def pressed_day(value: str, services: Services) -> date:
    """The day that a button carries; an empty one is today."""
    if not value:
        return services.today
    try:
        return check_day(date.fromisoformat(value), services.today)
    except ValueError as error:
        raise OutdatedButtonError from error


def picked_day(field: str, request: Request, services: Services) -> date:
    """The day in a field of a form; what is wrong with it is told at the field."""
    try:
        return check_day(date.fromisoformat(request.values.get(field, "")), services.today)
    except ValueError as error:
        raise UnclearDayError().at(field) from error
    except DomainError as error:
        raise error.at(field) from error
