"""What the deliveries of a fan-out have in common is worked out once, for a minute."""

from datetime import UTC, datetime, timedelta
from threading import Thread

import pytest

from scheduler.outbox.composing import Shared

NINE = datetime(2026, 8, 24, 7, tzinfo=UTC)


class Counting:
    """Works something out, and counts how often; each answer is another."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self) -> int:
        self.times += 1
        return self.times


def test_it_is_worked_out_once_for_a_minute() -> None:
    shared, work = Shared(), Counting()
    moments = [NINE, NINE + timedelta(seconds=59), NINE + timedelta(seconds=60)]
    assert [shared.once("county", moment, work) for moment in moments] == [1, 1, 2]


def test_each_key_has_its_own() -> None:
    shared, work = Shared(), Counting()
    assert [shared.once(key, NINE, work) for key in ("one", "other", "one")] == [1, 2, 1]


def test_what_a_clock_that_was_put_back_finds_is_not_from_the_future() -> None:
    shared, work = Shared(), Counting()
    assert shared.once("county", NINE, work) == 1
    assert shared.once("county", NINE - timedelta(seconds=1), work) == 2


def test_the_oldest_is_forgotten_before_it_fills_the_memory() -> None:
    shared, work = Shared(), Counting()
    for number in range(1_001):
        shared.once(number, NINE, work)
    assert shared.once(1_000, NINE, work) == 1_001
    assert shared.once(0, NINE, work) == 1_002


def test_a_fault_is_not_kept() -> None:
    shared, work = Shared(), Counting()

    def fail() -> int:
        raise LookupError

    with pytest.raises(LookupError):
        shared.once("county", NINE, fail)
    assert shared.once("county", NINE, work) == 1


def test_several_threads_work_it_out_once() -> None:
    shared, work = Shared(), Counting()
    threads = [Thread(target=shared.once, args=("county", NINE, work)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert work.times == 1
