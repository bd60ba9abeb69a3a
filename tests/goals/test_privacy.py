"""What is hidden stays hidden, also from who subtracts what is shown from the total."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import chain, combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goals.privacy import SMALLEST_SHOWN, hidden, may_show, told_together

group_sizes = st.dictionaries(
    st.text("ABCDEFG", min_size=1, max_size=1), st.integers(0, 2 * SMALLEST_SHOWN)
)


def subsets(groups: frozenset[str]) -> Iterator[frozenset[str]]:
    sizes = range(len(groups) + 1)
    return map(frozenset, chain.from_iterable(combinations(groups, size) for size in sizes))


def people(groups: frozenset[str], sizes: dict[str, int]) -> int:
    return sum(sizes[group] for group in groups)


def test_five_is_enough_and_four_is_not() -> None:
    assert may_show(5)
    assert not may_show(4)


@given(group_sizes)
def test_no_small_group_is_shown(sizes: dict[str, int]) -> None:
    shown = sizes.keys() - hidden(sizes)
    assert all(sizes[group] == 0 or may_show(sizes[group]) for group in shown)


@given(group_sizes)
def test_no_subtraction_gives_a_small_group_away(sizes: dict[str, int]) -> None:
    everybody = frozenset(group for group, size in sizes.items() if size > 0)
    secret = hidden(sizes)
    if not may_show(people(everybody, sizes)):
        return  # not even the total is shown
    for subtracted in subsets(everybody - secret):
        left = everybody - subtracted
        if left <= secret and left:
            assert len(left) > 1
            assert may_show(people(left, sizes))


@given(group_sizes)
def test_nothing_is_hidden_without_a_need(sizes: dict[str, int]) -> None:
    secret = hidden(sizes)
    if all(size == 0 or may_show(size) for size in sizes.values()):
        assert not secret
    assert all(sizes[group] > 0 for group in secret)


@pytest.mark.parametrize(
    ("sizes", "secret"),
    [
        ({}, ""),
        ({"A": 0}, ""),
        ({"A": 5, "B": 9}, ""),
        ({"A": 4}, "A"),
        ({"A": 4, "B": 9, "C": 7}, "AC"),  # the next smallest too
        ({"A": 4, "B": 7, "C": 7}, "AB"),  # of two alike, always the same
        ({"A": 4, "B": 4, "C": 7}, "AB"),  # eight people together
        ({"A": 1, "B": 1, "C": 7, "D": 9}, "ABC"),  # two people would be too few together
        ({"A": 4, "B": 0, "C": 9}, "AC"),  # a group of nobody blurs nothing
    ],
)
def test_the_groups_that_are_hidden(sizes: dict[str, int], secret: str) -> None:
    assert hidden(sizes) == frozenset(secret)


NOW = date(2026, 3, 2)
few_sizes = st.dictionaries(st.sampled_from("ABCD"), st.sampled_from([0, 3, 4, 5, 6, 9]))


@given(st.lists(few_sizes, max_size=6), st.sets(st.sampled_from("ABCD")))
def test_no_day_is_told_that_others_would_have_to_be_hidden_on(
    weeks: list[dict[str, int]], hiding: set[str]
) -> None:
    sizes = {NOW - timedelta(weeks=ago): then for ago, then in enumerate(weeks, start=1)}
    told = told_together(sizes, hiding)
    assert told <= sizes.keys()
    for day, then in sizes.items():
        assert (day in told) is all(group in hiding for group in hidden(then))


def test_a_group_that_was_hidden_for_another_is_not_told_beside_the_day_that_it_hid() -> None:
    now = {"A": 4, "B": 7, "C": 6}  # C hides A's four people; B did, when C was larger
    then = {"A": 4, "B": 7, "C": 8}
    before = {"A": 5, "B": 7, "C": 8}  # nobody had to be hidden
    assert sorted(hidden(now)) == ["A", "C"]
    assert sorted(hidden(then)) == ["A", "B"]
    sizes = {NOW - timedelta(weeks=ago): each for ago, each in enumerate((now, then, before))}
    assert told_together(sizes, hidden(now)) == {NOW, NOW - timedelta(weeks=2)}
