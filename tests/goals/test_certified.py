"""What of a record is certified: a goal is, where that alone would reach it."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from goals import digiteket, leadership, self_assessment
from goals.certified import certified
from goals.programme import PERSONAL
from goals.record import Assessed, Finished, Growth, Record, ResourceKind
from goals.rules import Rules

DAY = date(2026, 3, 2)
RULES = Rules()
days = st.dates(date(2026, 2, 28), date(2026, 3, 4))
finished = st.builds(
    Finished,
    st.integers(1, 3),
    st.sampled_from(ResourceKind),
    st.booleans(),
    days,
    st.booleans(),
    st.booleans(),
)
records = st.builds(
    Record,
    finished=st.lists(finished, max_size=4).map(tuple),
    registered_on=st.none() | days,
    assessed=st.lists(st.builds(Assessed, days, st.just({}), st.booleans()), max_size=3).map(tuple),
    growth=st.lists(st.builds(Growth, days, st.booleans()), max_size=2).map(tuple),
    registration_certified=st.booleans(),
)


@given(records)
def test_a_certified_goal_is_a_reached_goal(record: Record) -> None:
    sure = certified(record)
    assert certified(sure) == sure
    for goal in PERSONAL:
        assert goal.achieved(record, DAY, RULES) or not goal.achieved(sure, DAY, RULES)


@given(records)
def test_what_is_certified_is_decided_as_by_hand(record: Record) -> None:
    sure = certified(record)
    taken = [each for each in record.assessed if each.certified and each.on <= DAY]
    done = [each for each in record.finished if each.certified and each.on <= DAY]
    counted = {
        each.resource_id for each in done if each.approved and each.kind in RULES.counted_kinds
    }
    registered = (
        record.registration_certified
        and record.registered_on is not None
        and record.registered_on <= DAY
    )
    assert self_assessment.achieved(sure, DAY, RULES) == bool(taken)
    assert digiteket.achieved(sure, DAY, RULES) == (registered and len(counted) >= 2)
    assert leadership.achieved(sure, DAY, RULES) == any(
        each.approved and each.leadership for each in done
    )
