"""Shares: exact thresholds, heads that are missing, and the status."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goals.progress import Source, Status, measure, missing_heads, reaches, status_of
from tests.goals.histories import counts, percents

DEADLINE = date(2026, 12, 31)
A_DAY_MORE = timedelta(days=1)


@pytest.mark.parametrize(
    ("numerator", "denominator", "target"),
    [(4, 5, 80), (10, 13, 75), (11, 13, 80), (3, 4, 75), (1, 1, 100), (1, 1, 80)],
)
def test_the_threshold_is_exact(numerator: int, denominator: int, target: int) -> None:
    assert reaches(numerator, denominator, target)
    assert not reaches(numerator - 1, denominator, target)


def test_a_percentage_that_rounds_to_the_target_does_not_reach_it() -> None:
    assert round(100 * 159 / 200) == 80
    assert not reaches(159, 200, 80)
    assert missing_heads(159, 200, 80) == 1


@given(counts, percents)
def test_a_share_reaches_its_target_as_fractions_do(share: tuple[int, int], target: int) -> None:
    numerator, denominator = share
    reached = denominator > 0 and Fraction(numerator, denominator) >= Fraction(target, 100)
    assert reaches(numerator, denominator, target) == reached


@given(counts, percents)
def test_missing_heads_are_the_fewest_that_reach(share: tuple[int, int], target: int) -> None:
    numerator, denominator = share
    fewest = 0
    while denominator and not reaches(numerator + fewest, denominator, target):
        fewest += 1
    assert missing_heads(numerator, denominator, target) == fewest
    assert numerator + fewest <= max(numerator, denominator)


@given(counts, percents)
def test_nothing_is_missing_just_where_the_goal_is_reached(
    share: tuple[int, int], target: int
) -> None:
    progress = measure("goal", *share, target, Source.CONFIRMED)
    if progress.denominator:
        assert (progress.missing == 0) == (progress.status is Status.REACHED)


def test_an_empty_group_is_no_data_and_never_a_share_of_nothing() -> None:
    progress = measure("goal", 0, 0, 80, Source.SELF_REPORTED, deadline=DEADLINE)
    assert progress.status is Status.NO_DATA
    assert progress.missing == 0


def test_nobody_of_somebody_is_a_share() -> None:
    progress = measure("goal", 0, 5, 80, Source.SELF_REPORTED)
    assert (progress.status, progress.missing) == (Status.OPEN, 4)


@pytest.mark.parametrize(("numerator", "denominator"), [(6, 5), (1, 0), (-1, 5), (0, -1)])
def test_counts_that_contradict_each_other_are_refused(numerator: int, denominator: int) -> None:
    with pytest.raises(ValueError, match=f"goal: {numerator} of {denominator} is no share"):
        measure("goal", numerator, denominator, 80, Source.SELF_REPORTED)


@pytest.mark.parametrize(
    ("forecast", "deadline", "status"),
    [
        (None, None, Status.OPEN),
        (DEADLINE, None, Status.OPEN),
        (None, DEADLINE, Status.OPEN),
        (DEADLINE - A_DAY_MORE, DEADLINE, Status.ON_TRACK),
        (DEADLINE, DEADLINE, Status.ON_TRACK),
        (DEADLINE + A_DAY_MORE, DEADLINE, Status.BEHIND),
    ],
)
def test_a_forecast_is_held_against_the_deadline(
    forecast: date | None, deadline: date | None, status: Status
) -> None:
    assert status_of(3, 5, 80, forecast=forecast, deadline=deadline) is status
    progress = measure("goal", 3, 5, 80, Source.SELF_REPORTED, forecast=forecast, deadline=deadline)
    assert progress.status is status


@pytest.mark.parametrize(
    ("on", "status"),
    [
        (DEADLINE - A_DAY_MORE, Status.OPEN),
        (DEADLINE, Status.OPEN),
        (DEADLINE + A_DAY_MORE, Status.BEHIND),
    ],
)
def test_what_is_not_reached_after_its_deadline_is_behind(on: date, status: Status) -> None:
    assert status_of(3, 5, 80, on=on, deadline=DEADLINE) is status
    progress = measure("goal", 3, 5, 80, Source.SELF_REPORTED, on=on, deadline=DEADLINE)
    assert progress.status is status


def test_a_deadline_that_has_passed_undoes_nothing() -> None:
    late = DEADLINE + A_DAY_MORE
    assert status_of(4, 5, 80, on=late, deadline=DEADLINE) is Status.REACHED
    assert status_of(0, 0, 80, on=late, deadline=DEADLINE) is Status.NO_DATA
    assert status_of(3, 5, 80, on=late) is Status.OPEN


@given(counts, percents, st.none() | st.dates(), st.none() | st.dates())
def test_what_is_reached_or_unknown_asks_no_forecast(
    share: tuple[int, int], target: int, forecast: date | None, deadline: date | None
) -> None:
    status = status_of(*share, target, forecast=forecast, deadline=deadline)
    if share[1] == 0:
        assert status is Status.NO_DATA
    elif reaches(*share, target):
        assert status is Status.REACHED
    else:
        assert status in {Status.OPEN, Status.ON_TRACK, Status.BEHIND}
