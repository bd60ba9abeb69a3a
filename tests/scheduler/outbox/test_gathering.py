"""What is asked for at the same time is done together, and a fault is nobody else's."""

import asyncio
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import pytest
from sqlalchemy.exc import OperationalError

from scheduler.outbox.gathering import Gathering
from tests.scheduler.outbox.virtual import VirtualLoop
from tests.scheduler.outbox.world import Threads


@pytest.fixture
def loop() -> Iterator[VirtualLoop]:
    made = VirtualLoop()
    yield made
    made.end()


class Halving:
    """Halves even numbers, and notes how many it was asked for at once."""

    def __init__(self) -> None:
        self.rounds: list[list[int]] = []

    def __call__(self, asked: Sequence[int]) -> list[int]:
        self.rounds.append(list(asked))
        if any(number % 2 for number in asked):
            raise ArithmeticError
        return [number // 2 for number in asked]


class Asking:
    """Many who ask a gathering, in a thread that can be held up."""

    def __init__(self, loop: VirtualLoop, work: Callable[[Sequence[int]], Any], most: int) -> None:
        self.loop = loop
        self.threads = Threads()
        self.gathering: Gathering[int, int] = Gathering(self.threads, work, most)

    def ask(self, *numbers: int) -> list["asyncio.Task[int]"]:
        """Ask for each, at the same time."""
        tasks = [self.loop.create_task(self.gathering.ask(number)) for number in numbers]
        self.loop.settle()
        return tasks


@pytest.fixture
def halving() -> Halving:
    return Halving()


@pytest.fixture
def asking(loop: VirtualLoop, halving: Halving) -> Asking:
    return Asking(loop, halving, 3)


def test_at_the_same_time_is_together(asking: Asking, halving: Halving) -> None:
    tasks = asking.ask(2, 4)
    assert [task.result() for task in tasks] == [1, 2]
    assert halving.rounds == [[2, 4]]


def test_one_that_asks_alone_does_not_wait(asking: Asking, halving: Halving) -> None:
    for number in (2, 4):
        (task,) = asking.ask(number)
        assert task.result() == number // 2
    assert halving.rounds == [[2], [4]]


def test_who_comes_meanwhile_waits_for_the_next_round(asking: Asking, halving: Halving) -> None:
    asking.threads.after.clear()
    (first,) = asking.ask(2)
    others = asking.ask(4, 6)
    assert halving.rounds == [[2]]
    assert not first.done()
    asking.threads.after.set()
    asking.loop.settle()
    assert halving.rounds == [[2], [4, 6]]
    assert [task.result() for task in (first, *others)] == [1, 2, 3]


def test_a_round_has_its_most(asking: Asking, halving: Halving) -> None:
    tasks = asking.ask(*range(2, 18, 2))
    assert halving.rounds == [[2, 4, 6], [8, 10, 12], [14, 16]]
    assert [task.result() for task in tasks] == list(range(1, 9))


def test_a_fault_is_nobody_elses(asking: Asking, halving: Halving) -> None:
    good, bad, other = asking.ask(2, 3, 4)
    assert (good.result(), other.result()) == (1, 2)
    assert isinstance(bad.exception(), ArithmeticError)
    assert halving.rounds == [[2, 3, 4], [2], [3], [4]]


def test_a_database_that_is_away_is_not_asked_again_for_each(loop: VirtualLoop) -> None:
    rounds = []

    def fail(asked: Sequence[int]) -> list[int]:
        rounds.append(list(asked))
        raise OperationalError("SELECT", {}, Exception("connection lost"))

    tasks = Asking(loop, fail, 3).ask(2, 4)
    assert all(isinstance(task.exception(), OperationalError) for task in tasks)
    assert rounds == [[2, 4]]


def test_a_thread_that_fails_fails_for_all_who_wait(asking: Asking) -> None:
    asking.threads.fail = RuntimeError()
    tasks = asking.ask(2, 4)
    assert all(isinstance(task.exception(), RuntimeError) for task in tasks)
    asking.threads.fail = None
    (task,) = asking.ask(6)
    assert task.result() == 3


def test_who_has_gone_is_not_answered(asking: Asking, halving: Halving) -> None:
    asking.threads.after.clear()
    (first,) = asking.ask(2)
    second, third = asking.ask(4, 6)
    first.cancel()
    second.cancel()
    asking.threads.after.set()
    asking.loop.settle()
    assert first.cancelled()
    assert second.cancelled()
    assert third.result() == 3
    assert halving.rounds == [[2], [6]]


def test_where_all_have_gone_nothing_is_done(asking: Asking, halving: Halving) -> None:
    asking.threads.after.clear()
    asking.ask(2)
    (gone,) = asking.ask(4)
    gone.cancel()
    asking.threads.after.set()
    asking.loop.settle()
    assert halving.rounds == [[2]]
