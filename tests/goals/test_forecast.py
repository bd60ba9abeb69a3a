"""The pace of the last eight weeks, and the day on which it reaches the target."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goals.forecast import FARTHEST_DAYS, Forecast, Outlook, foresee, held_against, pace
from goals.progress import Source, Status, measure
from goals.trend import Snapshot, weekly
from tests.goals.snapshots import A_DAY, TODAY, each_week, histories, nows, rising, told

DEADLINE = date(2026, 12, 31)


def naive_pace(points: tuple[Snapshot, ...]) -> Fraction:
    """Least squares as in the textbook: (nΣxy − ΣxΣy) / (nΣx² − (Σx)²)."""
    count, x_sum, y_sum, xy_sum, xx_sum = 0, 0, Fraction(0), Fraction(0), 0
    for point in points:
        x = (point.day - TODAY).days
        y = Fraction(point.numerator, point.denominator)
        count, x_sum, y_sum = count + 1, x_sum + x, y_sum + y
        xy_sum, xx_sum = xy_sum + x * y, xx_sum + x * x
    return (count * xy_sum - x_sum * y_sum) / (count * xx_sum - x_sum * x_sum)


def walked(now: Snapshot, daily: Fraction) -> Forecast:
    """The forecast, found by going on day by day."""
    if daily <= 0:
        return Forecast(Outlook.FALLS if daily < 0 else Outlook.STANDS_STILL)
    level = now.share
    for days in range(1, FARTHEST_DAYS + 1):
        level += daily
        if level >= Fraction(now.target, 100):
            return Forecast(Outlook.REACHES, TODAY + days * A_DAY)
    return Forecast(Outlook.TOO_SLOW)


class TestPace:
    """The share gained a day."""

    def test_a_head_of_ten_a_week(self) -> None:
        assert pace(weekly(each_week(1, 2, 3, 4), told(0, 4))) == Fraction(1, 70)

    def test_two_figures_make_none(self) -> None:
        assert pace(each_week(1, 2)) is None
        assert pace(each_week(1, 2, 3)) is not None
        assert pace([]) is None

    def test_days_between_figures_are_as_many_as_they_were(self) -> None:
        assert pace([told(40, 1), told(20, 3), told(0, 5)]) == Fraction(1, 100)

    def test_a_group_that_shrinks_gains_in_share(self) -> None:
        points = [told(14, 4, 16), told(7, 4, 12), told(0, 4, 8)]
        assert pace(points) == (Fraction(4, 8) - Fraction(4, 16)) / 14

    @given(histories, nows)
    def test_it_is_as_the_textbook_has_it(self, history: list[Snapshot], now: Snapshot) -> None:
        points = weekly(history, now)
        assert pace(points) == (naive_pace(points) if len(points) >= 3 else None)

    @given(histories, nows)
    def test_no_other_slope_fits_better(self, history: list[Snapshot], now: Snapshot) -> None:
        points = weekly(history, now)
        daily = pace(points)
        if daily is None:
            return

        def misfit(slope: Fraction) -> Fraction:
            left = [point.share - slope * point.day.toordinal() for point in points]
            mean = sum(left, Fraction(0)) / len(left)
            return sum(((one - mean) ** 2 for one in left), Fraction(0))

        for other in (daily + Fraction(1, 1000), daily - Fraction(1, 1000), Fraction(0)):
            assert misfit(daily) <= misfit(other)


class TestForesee:
    """What the pace leads to."""

    def test_the_day_is_when_the_pace_reaches_the_target(self) -> None:
        # A tenth a week, from four tenths to eight.
        forecast = foresee(each_week(1, 2, 3, 4), told(0, 4))
        assert forecast == Forecast(Outlook.REACHES, TODAY + timedelta(weeks=4))

    @pytest.mark.parametrize(("target", "days"), [(77, 3), (79, 7), (80, 10), (82, 14), (83, 17)])
    def test_part_of_a_day_is_a_day(self, target: int, days: int) -> None:
        # Three heads of a hundred a week, from 76: the 80th comes after nine days and a third.
        history = [told(14, 70, 100), told(7, 73, 100)]
        forecast = foresee(history, told(0, 76, 100, target))
        assert forecast == Forecast(Outlook.REACHES, TODAY + days * A_DAY)

    @pytest.mark.parametrize(
        ("numerators", "outlook"),
        [
            ((4, 4, 4), Outlook.STANDS_STILL),
            ((4, 5, 4), Outlook.STANDS_STILL),
            ((6, 5, 4), Outlook.FALLS),
            ((0, 9, 7), Outlook.REACHES),
            ((3, 8, 8), Outlook.REACHED),
            ((10, 9, 8), Outlook.REACHED),
            ((3, 4), Outlook.TOO_FEW),
            ((4,), Outlook.TOO_FEW),
        ],
    )
    def test_each_pace_has_its_outlook(self, numerators: tuple[int, ...], outlook: Outlook) -> None:
        assert foresee(each_week(*numerators), told(0, numerators[-1])).outlook is outlook

    def test_todays_target_decides(self) -> None:
        history = [told(21, 1, target=10), told(14, 2, target=10), told(7, 3, target=10)]
        assert foresee(history, told(0, 4, target=50)).on == TODAY + timedelta(weeks=1)

    def test_one_head_is_a_yes_or_a_no_and_has_no_pace(self) -> None:
        history = each_week(0, 0, 0, 0, denominator=1)
        assert foresee(history, told(0, 0, 1)).outlook is Outlook.TOO_FEW
        assert foresee(history, told(0, 1, 1)).outlook is Outlook.REACHED

    def test_a_group_of_nobody_has_no_forecast(self) -> None:
        assert foresee(each_week(1, 2, 3, 4, 5), told(0, 0, 0)).outlook is Outlook.TOO_FEW

    @pytest.mark.parametrize(("target", "outlook"), [(60, Outlook.REACHES), (61, Outlook.TOO_SLOW)])
    def test_a_day_in_more_than_five_years_is_not_told(self, target: int, outlook: Outlook) -> None:
        # Half a share of what is left in just so many days as may be told.
        heads = 10 * FARTHEST_DAYS
        now = told(0, 5 * FARTHEST_DAYS, heads, target)
        history = [told(7 * week, 5 * FARTHEST_DAYS - 7 * week, heads) for week in (1, 2, 3)]
        assert foresee(history, now).outlook is outlook
        if outlook is Outlook.REACHES:
            assert foresee(history, now).on == TODAY + FARTHEST_DAYS * A_DAY

    @given(st.tuples(histories, nows) | rising())
    def test_it_is_as_walked_day_by_day(self, given_: tuple[list[Snapshot], Snapshot]) -> None:
        history, now = given_
        points = weekly(history, now)
        expected = Forecast(Outlook.TOO_FEW)
        if now.denominator and 100 * now.numerator >= now.target * now.denominator:
            expected = Forecast(Outlook.REACHED)
        elif len(points) >= 3 and now.denominator >= 2:
            expected = walked(now, naive_pace(points))
        assert foresee(history, now) == expected

    @given(rising())
    def test_the_day_is_the_first_on_which_the_line_reaches(
        self, given_: tuple[list[Snapshot], Snapshot]
    ) -> None:
        history, now = given_
        forecast, daily = foresee(history, now), pace(weekly(history, now))
        assert daily is not None
        target = Fraction(now.target, 100)
        if forecast.on is None:
            assert forecast.outlook is Outlook.TOO_SLOW
            assert now.share + daily * FARTHEST_DAYS < target
        else:
            days = (forecast.on - now.day).days
            assert days >= 1
            assert now.share + daily * (days - 1) < target <= now.share + daily * days

    @given(histories, nows)
    def test_a_day_is_told_just_where_the_target_is_reached_in_time(
        self, history: list[Snapshot], now: Snapshot
    ) -> None:
        forecast = foresee(history, now)
        assert (forecast.on is not None) == (forecast.outlook is Outlook.REACHES)

    @given(rising(), st.integers(1, 100))
    def test_a_lower_target_is_never_reached_later(
        self, given_: tuple[list[Snapshot], Snapshot], other: int
    ) -> None:
        history, now = given_
        low, high = sorted((other, now.target))
        easier, harder = (
            foresee(history, now._replace(target=target)).expected or now.day
            for target in (low, high)
        )
        assert easier <= harder

    @given(st.data(), histories, nows)
    def test_order_and_repeats_are_of_no_matter(
        self, data: st.DataObject, history: list[Snapshot], now: Snapshot
    ) -> None:
        again = data.draw(st.permutations([*history, *history[:3], now]))
        assert foresee(again, now) == foresee(history, now)


class TestHeldAgainst:
    """The status that a forecast and a deadline give."""

    @pytest.mark.parametrize(
        ("forecast", "status"),
        [
            (Forecast(Outlook.REACHES, DEADLINE - A_DAY), Status.ON_TRACK),
            (Forecast(Outlook.REACHES, DEADLINE), Status.ON_TRACK),
            (Forecast(Outlook.REACHES, DEADLINE + A_DAY), Status.BEHIND),
            (Forecast(Outlook.STANDS_STILL), Status.BEHIND),
            (Forecast(Outlook.FALLS), Status.BEHIND),
            (Forecast(Outlook.TOO_SLOW), Status.BEHIND),
            (Forecast(Outlook.TOO_FEW), Status.OPEN),
        ],
    )
    def test_what_does_not_get_there_in_time_is_behind(
        self, forecast: Forecast, status: Status
    ) -> None:
        progress = measure("goal", 4, 10, 80, Source.SELF_REPORTED)
        assert held_against(progress, forecast, TODAY, DEADLINE).status is status
        assert held_against(progress, forecast, TODAY, None).status is Status.OPEN

    def test_after_the_deadline_too_few_figures_are_no_excuse(self) -> None:
        progress = measure("goal", 4, 10, 80, Source.SELF_REPORTED)
        few = Forecast(Outlook.TOO_FEW)
        assert held_against(progress, few, DEADLINE, DEADLINE).status is Status.OPEN
        assert held_against(progress, few, DEADLINE + A_DAY, DEADLINE).status is Status.BEHIND

    @given(histories, nows, st.none() | st.dates(max_value=date(2100, 1, 1)))
    def test_all_but_the_status_stays_and_what_is_reached_is_reached(
        self, history: list[Snapshot], now: Snapshot, deadline: date | None
    ) -> None:
        progress = measure(
            "goal", now.numerator, now.denominator, now.target, Source.CONFIRMED, measured_by="x"
        )
        held = held_against(progress, foresee(history, now), now.day, deadline)
        assert (held.numerator, held.denominator, held.missing, held.source, held.measure) == (
            progress.numerator,
            progress.denominator,
            progress.missing,
            progress.source,
            "x",
        )
        settled = progress.status in {Status.REACHED, Status.NO_DATA}
        assert (held.status is progress.status) or not settled
