"""Sessions of two times: strictly more, and how many are missing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goals.sessions import Compared, compare
from goals.tutoring import YearFigures

few = st.integers(0, 30)
years = st.lists(st.builds(YearFigures, st.just(2017), few, few), max_size=4)


@pytest.mark.parametrize(
    ("baseline", "current", "above", "missing"),
    [
        (178, 190, True, 0),
        (178, 179, True, 0),
        (178, 178, False, 1),
        (178, 167, False, 12),
        (0, 0, False, 1),
        (0, 1, True, 0),
    ],
)
def test_as_many_as_before_are_not_enough(
    baseline: int, current: int, above: bool, missing: int
) -> None:
    compared = Compared(baseline, current)
    assert (compared.above, compared.missing) == (above, missing)


@pytest.mark.parametrize("compared", [Compared(), Compared(178), Compared(current=190)])
def test_a_missing_figure_is_never_zero(compared: Compared) -> None:
    assert compared.missing is None
    assert not compared.above


@given(few, few)
def test_what_is_missing_is_the_fewest_that_bring_above(baseline: int, current: int) -> None:
    more = 0
    while not current + more > baseline:
        more += 1
    assert Compared(baseline, current).missing == more
    assert Compared(baseline, current + more).above


@given(years, years)
def test_adults_and_children_are_summed_apart(
    before: list[YearFigures], now: list[YearFigures]
) -> None:
    groups = compare(before, now)
    adults, children = 0, 0
    for one in now:
        adults += one.adults
        children += one.children
    if now:
        assert (groups.adults.current, groups.children.current) == (adults, children)
    else:
        assert (groups.adults.current, groups.children.current) == (None, None)
    assert compare(now, before).adults.baseline == groups.adults.current
    assert compare(now, before).children.baseline == groups.children.current
