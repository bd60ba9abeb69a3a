"""Goals 1 and 2: done or not, on any day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goals.milestones import NODE_ROLE, REGIONAL_PLAN, Milestone, MilestoneGoal, done
from goals.progress import Source, Status
from goals.rules import Rules
from tests.goals.histories import DEFAULT, ON, days

A_DAY = timedelta(days=1)
milestones = st.none() | st.builds(Milestone, days)
both_goals = pytest.mark.parametrize("goal", [NODE_ROLE, REGIONAL_PLAN], ids=lambda goal: goal.key)


def due(goal: MilestoneGoal, deadline: date) -> Rules:
    """Rules with a deadline for one of the goals."""
    return Rules(deadlines={goal.key: deadline})


def test_the_goals_have_their_numbers_and_keys() -> None:
    assert (NODE_ROLE.number, NODE_ROLE.key) == (1, "node_role")
    assert (REGIONAL_PLAN.number, REGIONAL_PLAN.key) == (2, "regional_plan")


def test_what_is_done_is_done_from_its_day() -> None:
    milestone = Milestone(ON, "https://example.se/beslut")
    assert not done(milestone, ON - A_DAY)
    assert done(milestone, ON)
    assert done(milestone, ON + A_DAY)


@both_goals
def test_a_milestone_is_one_of_one(goal: MilestoneGoal) -> None:
    progress = goal.progress(Milestone(ON), ON, DEFAULT)
    assert (progress.key, progress.target) == (goal.key, 100)
    assert (progress.numerator, progress.denominator, progress.missing) == (1, 1, 0)
    assert (progress.status, progress.source) == (Status.REACHED, Source.SELF_REPORTED)


@both_goals
def test_what_was_never_reported_is_open_and_not_without_data(goal: MilestoneGoal) -> None:
    progress = goal.progress(None, ON, DEFAULT)
    assert (progress.numerator, progress.denominator, progress.missing) == (0, 1, 1)
    assert progress.status is Status.OPEN


@pytest.mark.parametrize(
    ("days_late", "status"), [(-1, Status.OPEN), (0, Status.OPEN), (1, Status.BEHIND)]
)
def test_the_deadline_is_the_last_day_in_time(days_late: int, status: Status) -> None:
    on = ON + days_late * A_DAY
    assert NODE_ROLE.progress(None, on, due(NODE_ROLE, ON)).status is status


def test_what_is_done_late_is_done() -> None:
    late = Milestone(ON + A_DAY)
    assert NODE_ROLE.progress(late, ON + A_DAY, due(NODE_ROLE, ON)).status is Status.REACHED


def test_each_goal_has_a_deadline_of_its_own() -> None:
    rules = due(REGIONAL_PLAN, ON - A_DAY)
    assert NODE_ROLE.progress(None, ON, rules).status is Status.OPEN
    assert REGIONAL_PLAN.progress(None, ON, rules).status is Status.BEHIND


@given(milestones, days, st.none() | days)
def test_the_status_is_what_the_days_say(
    milestone: Milestone | None, on: date, deadline: date | None
) -> None:
    rules = Rules() if deadline is None else due(NODE_ROLE, deadline)
    status = Status.OPEN
    if milestone is not None and (on - milestone.done_on).days >= 0:
        status = Status.REACHED
    elif deadline is not None and (on - deadline).days >= 1:
        status = Status.BEHIND
    assert NODE_ROLE.progress(milestone, on, rules).status is status


@given(milestones, days, days)
def test_what_is_done_stays_done(milestone: Milestone | None, one: date, other: date) -> None:
    earlier, later = sorted((one, other))
    assert done(milestone, earlier) <= done(milestone, later)
