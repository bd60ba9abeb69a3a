"""What a round is drawn from: the same seed gives the same, and a kill strikes when it should."""

from datetime import date
from itertools import islice
from random import Random

from bot.sandbox import Step
from tests.soak import faults, killing
from tests.soak.calendar_days import mondays, week_name
from tests.soak.killing import Kill, Moment, Usual

USUAL = Usual(calls=200, posts=100, deliveries=50, lines=80, seconds=3.0)
SEED = 11


def seeded() -> Random:
    return Random(SEED)  # noqa: S311 (no secret)


def test_the_same_seed_gives_the_same_faults() -> None:
    plans = [faults.plan(seeded(), 200) for _ in range(2)]
    assert plans[0] == plans[1]
    assert [one.body for one in plans[0]] == [one.body for one in plans[1]]
    assert [one.after for one in plans[0]] == sorted(one.after for one in plans[0])


def test_every_kind_of_fault_and_every_moment_come_up() -> None:
    random = seeded()
    kinds = {one.body["kind"] for _ in range(200) for one in faults.plan(random, 200)}
    moments = {killing.draw(random, 0, USUAL, lambda: True).moment for _ in range(200)}
    calls = {"lost_answer", "500", "429", "drop", "slow"}
    assert kinds == calls | {"lost_ack", "drop_sockets", "refresh_sockets"}
    assert moments == set(Moment)


def test_a_kill_strikes_once_at_the_nth_time() -> None:
    posts = 0
    struck: list[int] = []

    def strike() -> bool:
        struck.append(posts)
        return True

    kill = Kill(Moment.POSTED, 3, 0, strike)
    for _ in range(5):
        posts += 1
        kill.step(Step.CALLED, "chat.postMessage")
        kill.step(Step.CARRIED_OUT, "conversations.history")
        kill.step(Step.CARRIED_OUT, "chat.postMessage")
        kill.line(0)
    assert struck == [3]


def test_a_kill_waits_for_a_process_to_be_there() -> None:
    there = iter([False, False, True])
    kill = Kill(Moment.LOG_LINE, 1, 2, lambda: next(there))
    kill.line(1)
    for _ in range(2):
        kill.line(2)
        assert not kill.done
    kill.line(2)
    assert kill.done


def test_mondays_are_those_on_which_something_comes() -> None:
    days = [at.date() for at in islice(mondays(date(2026, 12, 13)), 4)]
    assert days == [date(2026, 12, 14), date(2026, 12, 21), date(2026, 12, 28), date(2027, 1, 4)]
    summer = [at.date() for at in islice(mondays(date(2027, 6, 24)), 2)]
    assert summer == [date(2027, 6, 28), date(2027, 8, 2)]
    assert week_name(date(2027, 1, 1)) == "2026-W53"
