"""Goal 6: one plan at a time, valid from its adoption through its last day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goals import action_plan
from goals.action_plan import Plan, current, latest, valid
from goals.programme import ACTION_PLAN, Counts
from goals.progress import Progress, Source, Status
from goals.rules import Rules
from tests.goals.histories import DEFAULT, counts

A_DAY = timedelta(days=1)
ADOPTED = date(2026, 1, 15)
LAST = date(2027, 12, 31)
PLAN = Plan(ADOPTED, LAST, "https://example.se/plan")
days = st.integers(-50, 50).map(lambda offset: ADOPTED + offset * A_DAY)
spans = st.none() | st.integers(0, 60).map(timedelta)
plans = st.lists(
    st.builds(
        lambda on, span: Plan(on, None if span is None else on + span),
        st.integers(-9, 9).map(lambda offset: ADOPTED + 5 * offset * A_DAY),
        spans,
    ),
    max_size=5,
)


def naive_plan(told: list[Plan], on: date) -> Plan | None:
    """The plan of a day, followed day by day: each adopted one replaces the one before."""
    plan = None
    day = ADOPTED - 60 * A_DAY
    while day <= on:
        today = [one for one in told if one.adopted_on == day]
        lasting = [one for one in today if one.valid_until is None]
        if lasting:
            plan = lasting[0]
        elif today:
            plan = max(today, key=lambda one: str(one.valid_until))
        day += A_DAY
    if plan is None or (plan.valid_until is not None and on > plan.valid_until):
        return None
    return plan


class TestOneLibrary:
    """Yes or no."""

    @pytest.mark.parametrize(
        ("on", "yes"),
        [(ADOPTED - A_DAY, False), (ADOPTED, True), (LAST, True), (LAST + A_DAY, False)],
    )
    def test_a_plan_is_valid_from_its_first_day_through_its_last(self, on: date, yes: bool) -> None:
        assert valid([PLAN], on) is yes
        assert current([PLAN], on) == (PLAN if yes else None)

    def test_without_a_last_day_it_lasts(self) -> None:
        assert valid([Plan(ADOPTED)], date(2050, 1, 1))

    def test_without_a_plan_nothing_is_valid(self) -> None:
        assert not valid([], ADOPTED)
        assert latest([], ADOPTED) is None

    def test_a_later_plan_replaces_an_earlier_one_from_its_day(self) -> None:
        renewed = Plan(date(2026, 6, 1), date(2028, 12, 31))
        assert current([renewed, PLAN], date(2026, 5, 31)) == PLAN
        assert current([renewed, PLAN], date(2026, 6, 1)) == renewed

    def test_a_replaced_plan_does_not_come_back(self) -> None:
        for_the_summer = Plan(date(2026, 6, 1), date(2026, 8, 31))
        assert not valid([PLAN, for_the_summer], date(2026, 9, 1))

    def test_a_plan_that_has_expired_can_still_be_told_of(self) -> None:
        assert latest([PLAN], LAST + A_DAY) == PLAN

    def test_of_two_from_one_day_the_lasting_one_counts(self) -> None:
        short, long = Plan(ADOPTED, ADOPTED), Plan(ADOPTED)
        assert current([short, long], ADOPTED) == current([long, short], ADOPTED) == long

    @given(plans, days)
    def test_it_is_as_followed_day_by_day(self, told: list[Plan], on: date) -> None:
        assert current(told, on) == naive_plan(told, on)
        assert valid(told, on) == (naive_plan(told, on) is not None)

    @given(st.data(), plans, days)
    def test_order_and_repeats_are_of_no_matter(
        self, data: st.DataObject, told: list[Plan], on: date
    ) -> None:
        repeats = data.draw(st.lists(st.sampled_from(told))) if told else []
        again = data.draw(st.permutations([*told, *repeats]))
        assert current(again, on) == current(told, on)
        assert latest(again, on) == latest(told, on)

    @given(plans, days)
    def test_a_plan_for_tomorrow_is_not_known_today(self, told: list[Plan], on: date) -> None:
        known = [plan for plan in told if plan.adopted_on <= on]
        assert current(told, on) == current(known, on)


def of_libraries(
    having: int, libraries: int, rules: Rules = DEFAULT, on: date = ADOPTED
) -> Progress:
    """The goal for so many libraries, of which so many have a valid plan."""
    return ACTION_PLAN.progress(Counts(0, 0, libraries, {action_plan.KEY: having}), on, rules)


class TestCounty:
    """A share of the libraries."""

    def test_the_goal_has_its_number_and_target(self) -> None:
        assert (action_plan.NUMBER, action_plan.KEY, action_plan.TARGET) == (6, "action_plan", 75)

    @pytest.mark.parametrize(
        ("having", "status", "missing"),
        [(9, Status.OPEN, 1), (10, Status.REACHED, 0), (13, Status.REACHED, 0)],
    )
    def test_13_libraries_need_10(self, having: int, status: Status, missing: int) -> None:
        progress = of_libraries(having, 13)
        assert (progress.status, progress.missing) == (status, missing)
        assert (progress.key, progress.source) == ("action_plan", Source.SELF_REPORTED)

    @pytest.mark.parametrize(("having", "status"), [(0, Status.OPEN), (1, Status.REACHED)])
    def test_one_library_is_yes_or_no(self, having: int, status: Status) -> None:
        progress = of_libraries(having, 1)
        assert (progress.status, progress.missing) == (status, 1 - having)

    def test_a_county_without_libraries_has_no_data(self) -> None:
        assert of_libraries(0, 0).status is Status.NO_DATA

    def test_a_region_can_set_its_target(self) -> None:
        progress = of_libraries(9, 13, Rules(targets={"action_plan": 60}))
        assert (progress.target, progress.status) == (60, Status.REACHED)

    @pytest.mark.parametrize(("on", "status"), [(LAST, Status.OPEN), (LAST + A_DAY, Status.BEHIND)])
    def test_it_is_held_against_the_deadline(self, on: date, status: Status) -> None:
        rules = Rules(deadlines={"action_plan": LAST})
        assert of_libraries(9, 13, rules, on).status is status

    @given(counts)
    def test_it_is_reached_as_exact_shares_say(self, share: tuple[int, int]) -> None:
        having, libraries = share
        reached = of_libraries(having, libraries).status is Status.REACHED
        assert reached == (libraries > 0 and 4 * having >= 3 * libraries)
