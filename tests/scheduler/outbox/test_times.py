"""Waits after failures: doubling, bounded, and anywhere below by chance."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from scheduler.outbox import Times

TIMES = Times()


def test_the_longest_wait_doubles_up_to_a_quarter_of_an_hour() -> None:
    waits = [TIMES.backoff(attempt, lambda: 1.0).total_seconds() for attempt in range(1, 11)]
    assert waits == [5, 10, 20, 40, 80, 160, 320, 640, 900, 900]


@given(attempt=st.integers(1, 10_000), chance=st.floats(0, 1, exclude_max=True))
def test_a_wait_lies_anywhere_below(attempt: int, chance: float) -> None:
    longest = TIMES.backoff(attempt, lambda: 1.0)
    assert timedelta() <= TIMES.backoff(attempt, lambda: chance) <= longest
    assert longest <= timedelta(seconds=TIMES.longest_backoff)


def test_nobody_looks_while_a_post_may_be_on_its_way() -> None:
    assert TIMES.before_post >= timedelta(seconds=TIMES.post + TIMES.settle)
    assert TIMES.lease >= TIMES.wait + TIMES.before_post.total_seconds()
