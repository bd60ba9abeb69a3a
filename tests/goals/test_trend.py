"""The change since last week, and the figures of the last eight weeks."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goals.progress import Source, measure
from goals.trend import Change, Snapshot, change_since, weekly
from tests.goals.snapshots import A_DAY, TODAY, each_week, histories, nows, told


def ages(points: tuple[Snapshot, ...]) -> list[int]:
    """How many days ago each figure was told."""
    return [(TODAY - point.day).days for point in points]


def test_a_figure_becomes_a_snapshot() -> None:
    progress = measure("goal", 9, 13, 80, Source.SELF_REPORTED)
    assert Snapshot.of(progress, TODAY) == told(0, 9, 13)


@given(nows)
def test_a_snapshot_is_an_exact_share(now: Snapshot) -> None:
    if not now.denominator:
        assert not now.reached
    else:
        assert 0 <= now.share <= 1
        assert now.reached == (now.share >= Fraction(now.target, 100))


class TestChange:
    """From what was told a week ago to what is told now."""

    def test_it_is_in_heads(self) -> None:
        change = change_since([told(7, 6, 12)], told(0, 9, 12))
        assert change == Change(TODAY - 7 * A_DAY, heads=3)

    def test_without_that_day_the_latest_before_counts(self) -> None:
        change = change_since([told(20, 1), told(9, 4), told(6, 5)], told(0, 6))
        assert change == Change(TODAY - 9 * A_DAY, heads=2)

    @pytest.mark.parametrize(("days_ago", "known"), [(6, False), (7, True), (8, True)])
    def test_less_than_a_week_is_no_comparison(self, days_ago: int, known: bool) -> None:
        assert (change_since([told(days_ago, 1)], told(0, 2)) is not None) == known

    def test_with_fewer_staff_no_head_came(self) -> None:
        assert change_since([told(7, 5, 10)], told(0, 5, 8)) == Change(TODAY - 7 * A_DAY, heads=0)

    def test_a_group_of_nobody_is_passed_over(self) -> None:
        change = change_since([told(14, 4), told(7, 0, 0)], told(0, 5))
        assert change is not None
        assert change.since == TODAY - 14 * A_DAY
        assert change_since([told(7, 4)], told(0, 0, 0)) is None
        assert change_since([told(7, 0, 0)], told(0, 4)) is None

    @given(histories, nows)
    def test_it_is_as_a_plain_loop_finds(self, history: list[Snapshot], now: Snapshot) -> None:
        then = None
        for one in history:
            old_enough = (now.day - one.day).days >= 7 and one.denominator > 0
            if old_enough and (then is None or one.day > then.day):
                then = one
        change = change_since(history, now)
        if then is None or now.denominator == 0:
            assert change is None
        else:
            heads = now.numerator - then.numerator
            assert change == Change(then.day, heads)

    @given(histories, nows, st.integers(1, 100))
    def test_the_target_is_of_no_matter(
        self, history: list[Snapshot], now: Snapshot, target: int
    ) -> None:
        other = Snapshot(now.day, now.numerator, now.denominator, target)
        assert change_since(history, other) == change_since(history, now)


class TestWeekly:
    """One figure a week."""

    def test_the_latest_of_each_week_is_taken(self) -> None:
        daily = [told(days_ago, 1) for days_ago in range(1, 100)]
        assert ages(weekly(daily, told(0, 2))) == [49, 42, 35, 28, 21, 14, 7, 0]

    def test_a_week_without_a_figure_is_missing(self) -> None:
        assert ages(weekly([told(30, 1), told(9, 1)], told(0, 1))) == [30, 9, 0]

    @pytest.mark.parametrize(("days_ago", "drawn_in"), [(55, True), (56, False)])
    def test_what_is_older_than_eight_weeks_is_left_out(
        self, days_ago: int, drawn_in: bool
    ) -> None:
        assert (len(weekly([told(days_ago, 1)], told(0, 1))) == 2) == drawn_in

    def test_the_latest_figure_replaces_the_snapshots_of_its_week(self) -> None:
        now = told(0, 9)
        assert weekly([told(0, 3), told(3, 4), told(-1, 5)], now) == (now,)

    def test_weeks_of_nobody_are_passed_over(self) -> None:
        assert ages(weekly([told(8, 0, 0), told(9, 1)], told(0, 1))) == [9, 0]
        assert ages(weekly(each_week(1, 2, 3), told(0, 0, 0))) == [14, 7]

    @given(histories, nows)
    def test_it_is_as_plain_loops_find(self, history: list[Snapshot], now: Snapshot) -> None:
        expected = []
        for weeks_ago in range(7, -1, -1):
            last = now.day - weeks_ago * 7 * A_DAY
            found = None
            for one in [*(one for one in history if one.day != now.day), now]:
                in_week = last - 6 * A_DAY <= one.day <= last and one.denominator > 0
                if in_week and (found is None or one.day > found.day):
                    found = one
            if found is not None:
                expected.append(found)
        assert list(weekly(history, now)) == expected

    @given(st.data(), histories, nows)
    def test_order_and_repeats_are_of_no_matter(
        self, data: st.DataObject, history: list[Snapshot], now: Snapshot
    ) -> None:
        again = data.draw(st.permutations([*history, *history[:3], now]))
        assert weekly(again, now) == weekly(history, now)
        assert change_since(again, now) == change_since(history, now)

    @given(histories, nows)
    def test_the_future_is_not_known(self, history: list[Snapshot], now: Snapshot) -> None:
        known = [one for one in history if one.day <= now.day]
        assert weekly(history, now) == weekly(known, now)
        assert change_since(history, now) == change_since(known, now)
