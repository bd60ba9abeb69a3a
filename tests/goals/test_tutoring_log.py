"""Goal 8 until the official figure exists: the local log, over the same months of both years."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goals.progress import Source
from goals.sessions import Compared
from goals.tutoring import YearFigures, of_library
from goals.tutoring_log import LocalLog, MonthCount, same_months, years_to_show

ON = date(2020, 5, 27)
few = st.integers(0, 3)
months = st.builds(date, st.sampled_from([2016, 2017, 2019, 2020]), st.integers(1, 12), st.just(1))
logs = st.dictionaries(months, st.tuples(few, few), max_size=20).map(
    lambda by_month: [MonthCount(month, *counts) for month, counts in by_month.items()]
)
counties = st.lists(logs, max_size=3)


def logged(year: int, *adults: int) -> list[MonthCount]:
    """One session for children and so many for adults in each month from January."""
    return [
        MonthCount(date(year, month, 1), count, 1) for month, count in enumerate(adults, start=1)
    ]


def test_the_same_months_are_compared() -> None:
    log = [*logged(2017, 5, 5, 5, 5, 5, 5), *logged(2020, 6, 7)]
    assert same_months([log], 2017, 2020, ON) == LocalLog(
        baseline_year=2017,
        year=2020,
        months=(1, 2),
        adults=Compared(10, 13),
        children=Compared(2, 2),
        libraries=1,
    )


def test_it_is_told_as_what_the_library_says_itself() -> None:
    log = same_months([[*logged(2017, 1), *logged(2020, 1)]], 2017, 2020, ON)
    assert log is not None
    assert log.source is Source.SELF_REPORTED


def test_a_month_counts_when_it_is_over() -> None:
    log = [*logged(2017, 1, 1, 1, 1, 1), *logged(2020, 2, 2, 2, 2, 2)]
    in_may, in_june = (same_months([log], 2017, 2020, day) for day in (ON, date(2020, 6, 1)))
    assert in_may is not None
    assert in_june is not None
    assert (in_may.months, in_june.months) == ((1, 2, 3, 4), (1, 2, 3, 4, 5))


@pytest.mark.parametrize(
    "libraries",
    [[], [[]], [logged(2020, 1)], [logged(2017, 1)], [logged(2017, 1), logged(2020, 1)]],
)
def test_without_a_month_of_both_years_nothing_is_compared(
    libraries: list[list[MonthCount]],
) -> None:
    assert same_months(libraries, 2017, 2020, ON) is None


def test_each_library_is_compared_over_its_own_months() -> None:
    one = [*logged(2017, 1, 1), *logged(2020, 5)]
    other = [*logged(2017, 2, 2), *logged(2020, 7, 7)]
    together = same_months([one, other, logged(2020, 100)], 2017, 2020, ON)
    assert together is not None
    assert (together.months, together.libraries) == ((1, 2), 2)
    assert together.adults == Compared(1 + 4, 5 + 14)


@given(counties, st.sampled_from([2019, 2020]), st.sampled_from([ON, date(2020, 1, 1)]))
def test_it_is_as_plain_loops_find(county: list[list[MonthCount]], year: int, on: date) -> None:
    adults, children, libraries = [0, 0], [0, 0], 0
    found: set[int] = set()
    for log in county:
        common = False
        for before in log:
            for now in log:
                same = before.month.month == now.month.month
                if before.month.year != 2017 or now.month.year != year or not same:
                    continue
                if now.month.year == on.year and now.month.month >= on.month:
                    continue
                common = True
                found.add(now.month.month)
                adults = [adults[0] + before.adults, adults[1] + now.adults]
                children = [children[0] + before.children, children[1] + now.children]
        libraries += common
    expected = None
    if libraries:
        expected = LocalLog(
            2017, year, tuple(sorted(found)), Compared(*adults), Compared(*children), libraries
        )
    assert same_months(county, 2017, year, on) == expected


@given(st.data(), counties)
def test_order_and_repeats_are_of_no_matter(
    data: st.DataObject, county: list[list[MonthCount]]
) -> None:
    again = [
        data.draw(st.permutations([*log, *log[:1]])) for log in data.draw(st.permutations(county))
    ]
    assert same_months(again, 2017, 2020, ON) == same_months(county, 2017, 2020, ON)


@pytest.mark.parametrize(
    ("official", "years"),
    [
        ([], [2018, 2019, 2020]),
        ([2016], [2018, 2019, 2020]),
        ([2017], [2018, 2019, 2020]),
        ([2017, 2018], [2019, 2020]),
        ([2017, 2019], [2020]),
        ([2019], [2020]),
    ],
)
def test_the_log_is_for_the_years_that_have_no_official_figure(
    official: list[int], years: list[int]
) -> None:
    progress = of_library([YearFigures(year, 1, 1) for year in official], 2017, ON)
    assert list(years_to_show(progress, ON)) == years


def test_before_the_programme_no_log_is_shown() -> None:
    on = date(2017, 6, 1)
    assert not years_to_show(of_library([], 2017, on), on)
