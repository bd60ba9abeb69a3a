"""What holds for every goal that is a share of staff, whatever the staff have done."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goals.action_plan import Plan
from goals.programme import (
    NUMBERS,
    OF,
    PERSONAL,
    SHARES,
    Counts,
    Of,
    OnStaff,
    PersonalGoal,
    counted,
    of_counts,
)
from goals.progress import Progress, Source, Status
from goals.record import Assessed, Finished, Record
from goals.rules import GrowthMeasure, Rules
from tests.goals.histories import (
    DEFAULT,
    ON,
    assessments,
    completions,
    counts,
    days,
    finished,
    records,
    retold,
    rules,
    until,
)

BY_KEY = {goal.key: goal for goal in PERSONAL}
staffs = st.lists(st.builds(OnStaff, records, st.booleans()), max_size=5)
plans = st.lists(st.lists(st.builds(Plan, days), max_size=2), max_size=3)
every_goal = pytest.mark.parametrize("goal", PERSONAL, ids=BY_KEY.keys())


def achieved(key: str, record: Record, counted_by: Rules = DEFAULT, on: date = ON) -> bool:
    return BY_KEY[key].achieved(record, on, counted_by)


def of_staff(
    staff: list[OnStaff], on: date, counted_by: Rules, planned: list[list[Plan]] | None = None
) -> tuple[Progress, ...]:
    return of_counts(counted(staff, planned or [], on, counted_by), on, counted_by)


def by_key(progress: tuple[Progress, ...]) -> dict[str, Progress]:
    return {one.key: one for one in progress}


def test_the_goals_stand_in_their_order_with_their_targets() -> None:
    assert [(goal.number, goal.key, goal.target, goal.of) for goal in SHARES] == [
        (3, "self_assessment", 80, Of.STAFF),
        (4, "digiteket", 80, Of.STAFF),
        (5, "growth", 75, Of.STAFF),
        (6, "action_plan", 75, Of.LIBRARIES),
        (7, "leadership", 75, Of.CHIEFS),
    ]
    assert [goal.key for goal in SHARES if goal.private] == ["growth"]
    assert sorted(NUMBERS.values()) == list(range(1, 9))


@given(staffs, plans, rules)
def test_a_share_is_never_over_the_whole(
    staff: list[OnStaff], planned: list[list[Plan]], counted_by: Rules
) -> None:
    whole = {
        Of.STAFF: len(staff),
        Of.CHIEFS: sum(one.chief for one in staff),
        Of.LIBRARIES: len(planned),
    }
    for progress in of_staff(staff, ON, counted_by, planned):
        assert 0 <= progress.numerator <= progress.denominator == whole[OF[progress.key]]
        assert (progress.status is Status.NO_DATA) == (not progress.denominator)


@given(staffs.flatmap(lambda staff: st.tuples(st.just(staff), st.permutations(staff))), rules)
def test_the_order_of_people_is_of_no_matter(
    staffs_: tuple[list[OnStaff], list[OnStaff]], counted_by: Rules
) -> None:
    one, other = staffs_
    assert of_staff(one, ON, counted_by) == of_staff(other, ON, counted_by)


@every_goal
@given(data=st.data(), record=records, counted_by=rules)
def test_the_order_of_facts_and_repeats_are_of_no_matter(
    goal: PersonalGoal, data: st.DataObject, record: Record, counted_by: Rules
) -> None:
    told_again = data.draw(retold(record))
    assert goal.achieved(told_again, ON, counted_by) == goal.achieved(record, ON, counted_by)


@every_goal
@given(record=records, counted_by=rules, on=days)
def test_a_fact_after_the_day_never_counts(
    goal: PersonalGoal, record: Record, counted_by: Rules, on: date
) -> None:
    known = until(record, on)
    assert goal.achieved(record, on, counted_by) == goal.achieved(known, on, counted_by)


@pytest.mark.parametrize("key", ["self_assessment", "digiteket"])
@given(record=records, completion=completions, more=assessments, counted_by=rules)
def test_to_do_more_never_undoes(
    key: str, record: Record, completion: Finished, more: tuple[Assessed, ...], counted_by: Rules
) -> None:
    further = replace(
        record,
        finished=(*record.finished, completion),
        assessed=(*record.assessed, *more),
        registered_on=record.registered_on or ON,
    )
    assert achieved(key, further, counted_by) >= achieved(key, record, counted_by)


@pytest.mark.parametrize("key", ["self_assessment", "digiteket"])
@given(record=records, counted_by=rules, one=days, other=days)
def test_what_is_done_stays_done_the_days_after(
    key: str, record: Record, counted_by: Rules, one: date, other: date
) -> None:
    earlier, later = sorted((one, other))
    was_done = achieved(key, record, counted_by, earlier)
    assert achieved(key, record, counted_by, later) >= was_done


@every_goal
def test_who_has_done_nothing_has_achieved_nothing(goal: PersonalGoal) -> None:
    assert not goal.achieved(Record(), ON, DEFAULT)


class TestDigiteket:
    """Goal 4: registered, and two distinct approved resources of a counted kind."""

    def test_registration_and_two_courses_are_enough(self) -> None:
        assert achieved("digiteket", Record((finished(1), finished(2)), registered_on=ON))

    @pytest.mark.parametrize(
        ("ids", "why"),
        [
            ((1,), "one is too few"),
            ((1, 1), "the same twice is one"),
            ((1, 3), "an article gives no certificate"),
            ((1, 5), "a proposed resource never counts"),
        ],
    )
    def test_less_is_not(self, ids: tuple[int, ...], why: str) -> None:
        record = Record(tuple(finished(id_) for id_ in ids), registered_on=ON)
        assert not achieved("digiteket", record), why

    def test_without_registration_no_course_counts(self) -> None:
        assert not achieved("digiteket", Record((finished(1), finished(2))))

    def test_the_region_says_which_kinds_count(self) -> None:
        record = Record((finished(3), finished(4)), registered_on=ON)
        kinds = frozenset({finished(3).kind, finished(4).kind})
        assert not achieved("digiteket", record)
        assert achieved("digiteket", record, Rules(counted_kinds=kinds))
        assert not achieved("digiteket", record, Rules(counted_kinds=frozenset()))

    @given(records, rules)
    def test_proposed_resources_never_count(self, record: Record, counted_by: Rules) -> None:
        approved = tuple(one for one in record.finished if one.approved)
        only_approved = replace(record, finished=approved)
        assert achieved("digiteket", record, counted_by) == achieved(
            "digiteket", only_approved, counted_by
        )


class TestFigures:
    """What a figure says beside its counts."""

    def test_staff_are_counted_goal_by_goal(self) -> None:
        done = Record((finished(1), finished(2)), registered_on=ON)
        progress = by_key(of_staff([OnStaff(done), OnStaff(Record())], ON, DEFAULT))
        assert (progress["digiteket"].numerator, progress["digiteket"].denominator) == (1, 2)
        assert progress["self_assessment"].numerator == 0

    @given(counts, rules)
    def test_counts_of_a_database_read_as_counts_of_people(
        self, share: tuple[int, int], counted_by: Rules
    ) -> None:
        numerator, whole = share
        counts = Counts(whole, whole, whole, dict.fromkeys(OF, numerator))
        for progress in of_counts(counts, ON, counted_by):
            assert (progress.numerator, progress.denominator) == share
            assert progress.source is Source.SELF_REPORTED

    @pytest.mark.parametrize("measure", list(GrowthMeasure))
    def test_growth_names_its_measure_and_the_others_have_none(
        self, measure: GrowthMeasure
    ) -> None:
        progress = of_staff([], ON, Rules(growth_measure=measure))
        named = {one.key: one.measure for one in progress}
        assert named == dict.fromkeys(OF) | {"growth": measure}

    def test_a_region_can_set_its_target(self) -> None:
        counted_by = Rules(targets={"digiteket": 50})
        progress = by_key(of_counts(Counts(4, 4, 4, dict.fromkeys(OF, 2)), ON, counted_by))
        assert progress["digiteket"].status is Status.REACHED
        assert (progress["growth"].target, progress["growth"].missing) == (75, 1)
