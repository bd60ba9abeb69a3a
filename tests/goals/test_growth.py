"""Goal 5: developed by results, by the own word, or by either."""

from datetime import date, timedelta
from decimal import Decimal
from statistics import mean

import pytest
from hypothesis import given

from goals import growth
from goals.record import Area, Assessed, Growth, Record
from goals.rules import GrowthMeasure, Rules
from tests.goals.histories import ON, days, records

YEAR = timedelta(days=365)
PAIRED = Rules(growth_measure=GrowthMeasure.PAIRED)
REPORTED = Rules(growth_measure=GrowthMeasure.REPORTED)
EITHER = Rules(growth_measure=GrowthMeasure.EITHER)


def took(*results: dict[Area, str], last: date = ON) -> Record:
    """A member who took the self-assessment once a year, the last time on a day."""
    first = last - YEAR * (len(results) - 1)
    return Record(
        assessed=tuple(
            Assessed(first + YEAR * year, {area: Decimal(value) for area, value in given_.items()})
            for year, given_ in enumerate(results)
        )
    )


def said(*developed: bool, last: date = ON) -> Record:
    """A member who told of the own development once a year."""
    first = last - YEAR * (len(developed) - 1)
    return Record(
        growth=tuple(Growth(first + YEAR * year, yes) for year, yes in enumerate(developed))
    )


def test_a_higher_mean_is_growth_and_the_same_or_a_lower_is_not() -> None:
    low, high = {Area.SAFETY: "3.50"}, {Area.SAFETY: "3.51"}
    assert growth.achieved(took(low, high), ON, PAIRED)
    assert not growth.achieved(took(low, low), ON, PAIRED)
    assert not growth.achieved(took(high, low), ON, PAIRED)


def test_the_first_and_the_latest_decide_whatever_lies_between() -> None:
    low, high = {Area.SAFETY: "2"}, {Area.SAFETY: "5"}
    assert growth.achieved(took(low, {Area.SAFETY: "1"}, high), ON, PAIRED)
    assert not growth.achieved(took(high, {Area.SAFETY: "7"}, low), ON, PAIRED)


def test_only_areas_that_both_have_are_compared() -> None:
    first = {Area.SAFETY: "2", Area.CONTENT: "7"}
    latest = {Area.SAFETY: "3", Area.INFORMATION: "1"}
    assert growth.achieved(took(first, latest), ON, PAIRED)


def test_without_an_area_in_common_nothing_is_claimed() -> None:
    record = took({Area.SAFETY: "1"}, {Area.CONTENT: "7"})
    assert not growth.achieved(record, ON, PAIRED)


def test_self_assessments_without_results_are_passed_over() -> None:
    assert growth.achieved(took({}, {Area.SAFETY: "2"}, {Area.SAFETY: "3"}, {}), ON, PAIRED)
    assert not growth.achieved(took({}, {Area.SAFETY: "7"}), ON, PAIRED)


def test_one_self_assessment_is_no_pair() -> None:
    assert not growth.achieved(took({Area.SAFETY: "7"}), ON, PAIRED)


def test_the_latest_word_counts() -> None:
    assert growth.achieved(said(False, True), ON, REPORTED)
    assert not growth.achieved(said(True, False), ON, REPORTED)


def test_what_happens_tomorrow_is_not_known_today() -> None:
    tomorrow = ON + timedelta(days=1)
    record = took({Area.SAFETY: "2"}, {Area.SAFETY: "3"}, last=tomorrow)
    assert not growth.achieved(record, ON, EITHER)
    assert growth.achieved(record, tomorrow, EITHER)
    assert growth.achieved(said(True, False, last=tomorrow), ON, EITHER)


@pytest.mark.parametrize(
    ("record", "achieved_by"),
    [
        (took({Area.SAFETY: "2"}, {Area.SAFETY: "3"}), {PAIRED.growth_measure}),
        (said(True), {REPORTED.growth_measure}),
        (Record(), set()),
    ],
)
def test_each_measure_sees_its_own_facts(record: Record, achieved_by: set[GrowthMeasure]) -> None:
    assert growth.achieved(record, ON, PAIRED) == (GrowthMeasure.PAIRED in achieved_by)
    assert growth.achieved(record, ON, REPORTED) == (GrowthMeasure.REPORTED in achieved_by)
    assert growth.achieved(record, ON, EITHER) == bool(achieved_by)


@given(records, days)
def test_either_is_one_or_the_other(record: Record, on: date) -> None:
    one = growth.achieved(record, on, PAIRED) or growth.achieved(record, on, REPORTED)
    assert growth.achieved(record, on, EITHER) == one


@given(records, days)
def test_a_pair_compares_the_means_over_areas_in_common(record: Record, on: date) -> None:
    by_day = {one.on: one.results for one in record.assessed if one.on <= on and one.results}
    rose = False
    if len(by_day) > 1:
        first, latest = by_day[min(by_day)], by_day[max(by_day)]
        common = [area for area in Area if area in first and area in latest]
        if common:
            rose = mean(latest[area] for area in common) > mean(first[area] for area in common)
    assert growth.achieved(record, on, PAIRED) == rose
