"""Goal 7: chiefs with leadership training."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goals import leadership
from goals.progress import Source, Status, measure
from goals.record import Finished, Record, ResourceKind
from goals.rules import Rules
from tests.goals.histories import DEFAULT, ON, completions, days, finished, records, retold, rules

A_DAY = timedelta(days=1)
TRAINING = Finished(9, ResourceKind.OTHER, approved=True, on=ON, leadership=True)


def trained(*resources: Finished, on: date = ON) -> bool:
    """Whether a chief who finished these has achieved the goal on a day."""
    return leadership.achieved(Record(resources), on, DEFAULT)


def test_the_goal_has_its_number_and_target() -> None:
    assert (leadership.NUMBER, leadership.KEY, leadership.TARGET) == (7, "leadership", 75)


def test_one_leadership_training_is_enough() -> None:
    assert trained(TRAINING)
    assert trained(finished(1), TRAINING)


@pytest.mark.parametrize("kind", list(ResourceKind))
def test_the_kind_is_of_no_matter(kind: ResourceKind) -> None:
    none_counted = Rules(counted_kinds=frozenset())
    record = Record((replace(TRAINING, kind=kind),))
    assert leadership.achieved(record, ON, none_counted)


@pytest.mark.parametrize(
    ("resource", "why"),
    [
        (replace(TRAINING, leadership=False), "a course on something else"),
        (replace(TRAINING, approved=False), "a proposed resource never counts"),
    ],
)
def test_anything_else_is_not(resource: Finished, why: str) -> None:
    assert not trained(resource), why


def test_a_resource_is_no_leadership_training_unless_said() -> None:
    assert not trained(Finished(9, ResourceKind.COURSE, approved=True, on=ON))


def test_it_counts_from_its_day() -> None:
    assert not trained(TRAINING, on=ON - A_DAY)
    assert trained(TRAINING, on=ON)


def test_registration_and_self_assessment_are_not_asked_for() -> None:
    assert leadership.achieved(Record((TRAINING,), registered_on=None), ON, DEFAULT)


@pytest.mark.parametrize(("done", "status"), [(0, Status.OPEN), (1, Status.REACHED)])
def test_one_chief_reads_as_yes_or_no(done: int, status: Status) -> None:
    one = measure(leadership.KEY, done, 1, leadership.TARGET, Source.SELF_REPORTED)
    assert (one.status, one.missing) == (status, 1 - done)


@given(records, days, rules)
def test_it_is_as_a_plain_loop_finds(record: Record, on: date, counted_by: Rules) -> None:
    found = False
    for resource in record.finished:
        if resource.leadership and resource.approved and not resource.on > on:
            found = True
    assert leadership.achieved(record, on, counted_by) == found


@given(records, completions, days, rules)
def test_to_do_more_never_undoes(
    record: Record, more: Finished, on: date, counted_by: Rules
) -> None:
    further = replace(record, finished=(*record.finished, more))
    was = leadership.achieved(record, on, counted_by)
    assert leadership.achieved(further, on, counted_by) >= was
    assert leadership.achieved(record, on + A_DAY, counted_by) >= was


@given(st.data(), records, days)
def test_order_and_repeats_are_of_no_matter(data: st.DataObject, record: Record, on: date) -> None:
    told_again = data.draw(retold(record))
    assert leadership.achieved(told_again, on, DEFAULT) == leadership.achieved(record, on, DEFAULT)
