"""A goal as it is told: progress, change and forecast of the same figure."""

from datetime import date, timedelta

import pytest
from hypothesis import given

from goals.figures import Figure, figure
from goals.forecast import Forecast, Outlook, foresee
from goals.programme import as_share
from goals.progress import Progress, Source, Status, measure
from goals.rules import Rules
from goals.sessions import Compared
from goals.trend import Snapshot, change_since
from goals.tutoring import YearFigures, of_library
from tests.goals.histories import DEFAULT
from tests.goals.snapshots import A_DAY, TODAY, each_week, histories, nows

IN_FOUR_WEEKS = TODAY + timedelta(weeks=4)
GAINING = each_week(1, 2, 3, 4)  # of ten: eight are there in four weeks


def standing(numerator: int = 4, denominator: int = 10) -> Progress:
    """Where a goal of 80 percent stands today."""
    return measure("goal", numerator, denominator, 80, Source.SELF_REPORTED)


def test_a_figure_says_how_far_how_it_moves_and_where_that_leads() -> None:
    told = figure(standing(), GAINING, TODAY, DEFAULT)
    assert (told.progress.numerator, told.progress.status) == (4, Status.OPEN)
    assert told.change is not None
    assert told.change.heads == 1
    assert told.forecast == Forecast(Outlook.REACHES, IN_FOUR_WEEKS)


@pytest.mark.parametrize(
    ("deadline", "status"),
    [(IN_FOUR_WEEKS, Status.ON_TRACK), (IN_FOUR_WEEKS - A_DAY, Status.BEHIND)],
)
def test_the_forecast_is_held_against_the_goals_deadline(deadline: date, status: Status) -> None:
    rules = Rules(deadlines={"goal": deadline})
    assert figure(standing(), GAINING, TODAY, rules).progress.status is status


def test_what_was_never_published_has_no_change_and_no_forecast() -> None:
    assert figure(standing(), [], TODAY, DEFAULT) == Figure(
        TODAY, standing(), None, Forecast(Outlook.TOO_FEW)
    )


@given(histories, nows)
def test_the_parts_are_those_of_the_same_figure(history: list[Snapshot], now: Snapshot) -> None:
    progress = measure("goal", now.numerator, now.denominator, now.target, Source.SELF_REPORTED)
    assert figure(progress, iter(history), now.day, DEFAULT) == Figure(
        now.day, progress, change_since(history, now), foresee(history, now)
    )


@pytest.mark.parametrize(
    ("adults", "children", "numerator", "status"),
    [(5, 5, 2, Status.REACHED), (5, 3, 1, Status.OPEN), (0, 0, 0, Status.OPEN)],
)
def test_tutoring_as_a_share_is_of_adults_and_children(
    adults: int, children: int, numerator: int, status: Status
) -> None:
    figures = [YearFigures(2017, 4, 4), YearFigures(2019, adults, children)]
    share = as_share(of_library(figures, 2017, TODAY))
    assert (share.numerator, share.denominator, share.missing) == (numerator, 2, 2 - numerator)
    assert (share.target, share.status, share.source) == (100, status, Source.OFFICIAL)


def test_tutoring_without_a_baseline_is_a_share_of_nothing() -> None:
    progress = of_library([YearFigures(2019, 5, 5)], 2017, TODAY)
    assert progress.adults == Compared(None, 5)
    share = as_share(progress)
    assert (share.numerator, share.denominator, share.missing) == (0, 0, 0)
    assert share.status is Status.NO_DATA
