"""How a process works through what is owed: how much at once, how it stops, what it survives."""

from datetime import datetime

import pytest
from sqlalchemy.exc import OperationalError

from scheduler.outbox import Refused
from scheduler.outbox.lane import IN_HAND
from storage.database import Database
from storage.deliveries import LATE
from storage.tables import DeliveryState
from tests.scheduler.outbox.world import TIMES, World

SENT = DeliveryState.SENT


def many(world: World, number: int = 30) -> None:
    """As many channels are owed something."""
    for each in range(number):
        world.owe(f"C{each}")


def test_hands_are_full_and_no_fuller(world: World) -> None:
    many(world)
    world.replica()
    world.pass_by(10, 0.1)
    states = world.states()
    assert states.count(DeliveryState.SENDING) == IN_HAND == len(world.platform.on_the_wire)
    assert states.count(DeliveryState.PENDING) == 30 - IN_HAND


def test_the_pace_is_kept(world: World) -> None:
    many(world)
    world.replica()
    for second in range(5):
        for _ in range(60):
            world.accept_all()
            world.pass_by(1 / 60)
        assert world.states().count(SENT) == pytest.approx(6 * (second + 1), abs=2)
    world.pass_by(0.5, 0.1)
    world.accept_all()
    assert world.states() == [SENT] * 30
    assert [row.attempts for row in world.rows()] == [1] * 30


def test_one_that_hangs_keeps_nobody_waiting(world: World) -> None:
    world.owe("C1")
    replica = world.replica()
    (hung,) = world.platform.on_the_wire
    world.owe("C2")
    replica.wake()
    world.pass_by(0.5, 0.1)
    assert [each.target.id for each in world.platform.on_the_wire] == ["C1", "C2"]
    hung.accept()


class TestStopping:
    """What is on its way is finished, the rest given back, and nothing more is claimed."""

    def test_what_is_on_its_way_is_finished(self, world: World) -> None:
        world.owe("C1")
        replica = world.replica()
        replica.stop()
        assert not replica.has_ended
        world.accept_all()
        assert replica.has_ended
        assert world.states() == [SENT]

    def test_what_waits_for_its_turn_is_given_back_at_once(self, world: World) -> None:
        many(world, 5)
        replica = world.replica()
        assert len(world.platform.on_the_wire) == 1
        replica.stop()
        assert sorted(world.states()) == ["pending"] * 4 + ["sending"]
        world.accept_all()
        assert replica.has_ended
        world.replica()
        for _ in range(10):
            world.pass_by(0.2)
            world.accept_all()
        assert world.states() == [SENT] * 5
        assert world.platform.looks == 0

    def test_what_takes_too_long_is_let_go_and_looked_for(self, world: World) -> None:
        world.owe("C1")
        replica = world.replica()
        replica.stop()
        world.pass_by(TIMES.farewell - 0.5)
        assert not replica.has_ended
        world.pass_by(1)
        assert replica.has_ended
        assert world.states() == ["sending"]
        world.platform.on_the_wire[0].accept()
        world.replica()
        world.pass_by(TIMES.lease)
        assert world.states() == [SENT]
        assert len(world.platform.posts) == 1

    def test_what_is_claimed_at_the_last_moment_is_given_back(self, world: World) -> None:
        replica = world.replica()
        world.owe("C1")
        replica.threads.after.clear()
        replica.wake()
        replica.stop()
        assert world.states() == ["sending"]
        replica.threads.after.set()
        world.loop.settle()
        assert replica.has_ended
        assert world.states() == ["pending"]
        assert not world.platform.posts

    def test_a_wake_after_the_end_is_nothing(self, world: World) -> None:
        replica = world.replica()
        replica.stop()
        world.owe("C1")
        replica.wake()
        replica.tick()
        assert world.states() == ["pending"]


class TestTicks:
    """What is due is owed first; then what is too late is given up, and the rest is sent."""

    def test_what_is_due_is_owed_and_sent(self, world: World) -> None:
        seen = []

        def due(database: Database, now: datetime) -> None:
            seen.append((database, now))
            world.owe("C1")

        world.enqueue.append(due)
        replica = world.replica()
        replica.tick()
        world.accept_all()
        assert seen == [(world.database, world.now())]
        assert world.states() == [SENT]

    def test_one_that_fails_does_not_keep_the_others(
        self, world: World, capsys: pytest.CaptureFixture[str]
    ) -> None:
        def broken(_database: Database, _now: datetime) -> None:
            raise LookupError("somebody's name")

        def due(_database: Database, _now: datetime) -> None:
            world.owe("C1")

        world.enqueue += [broken, due]
        world.replica().tick()
        world.accept_all()
        assert world.states() == [SENT]
        logged = capsys.readouterr().out
        assert "enqueue_failed" in logged
        assert "somebody's name" not in logged

    def test_what_is_too_late_is_given_up(
        self, world: World, capsys: pytest.CaptureFixture[str]
    ) -> None:
        world.owe("C1")
        world.pass_by(LATE.total_seconds())
        world.replica().tick()
        assert world.states() == [DeliveryState.FAILED]
        assert "deliveries_expired" in capsys.readouterr().out


class TestTrouble:
    """A lane goes on, whatever fails in it."""

    def test_the_database_is_away_for_a_while(
        self, world: World, capsys: pytest.CaptureFixture[str]
    ) -> None:
        replica = world.replica()
        world.owe("C1")
        away = OperationalError("SELECT", {}, Exception("connection lost"))
        replica.threads.fail = away
        replica.wake()
        assert not world.platform.on_the_wire
        replica.threads.fail = None
        world.pass_by(11)
        world.accept_all()
        assert world.states() == [SENT]
        assert "lane_failed" in capsys.readouterr().out

    def test_a_mark_that_cannot_be_written_leaves_a_doubt(
        self, world: World, capsys: pytest.CaptureFixture[str]
    ) -> None:
        replica = world.replica()
        world.owe("C1")
        replica.wake()
        replica.threads.fail = OperationalError("UPDATE", {}, Exception("disk full"))
        world.accept_all()
        replica.threads.fail = None
        assert world.states() == ["sending"]
        world.pass_by(TIMES.lease + 1, 1)
        assert world.states() == [SENT]
        assert len(world.platform.posts) == 1
        assert "delivery_fault" in capsys.readouterr().out

    def test_a_sender_with_a_fault_leaves_a_doubt(self, world: World) -> None:
        replica = world.replica()

        async def broken(*_: object) -> str:
            raise ZeroDivisionError

        post, replica.sender.post = replica.sender.post, broken  # type: ignore[method-assign, assignment]
        world.owe("C1")
        replica.wake()
        assert world.states() == ["sending"]
        replica.sender.post = post  # type: ignore[method-assign]
        world.pass_by(TIMES.lease + 1, 1)
        world.accept_all()
        assert world.states() == [SENT]

    def test_a_card_that_does_not_fit_has_failed(self, world: World) -> None:
        replica = world.replica()

        def refuse(_card: object) -> list[object]:
            raise Refused("does_not_fit")

        replica.sender.parts = refuse  # type: ignore[method-assign, assignment]
        world.owe("C1")
        replica.wake()
        (row,) = world.rows()
        assert (row.state, row.error_code) == ("failed", "does_not_fit")

    def test_a_card_that_does_not_fit_may_be_out_all_the_same(self, world: World) -> None:
        world.owe("C1")
        replica = world.replica()
        world.platform.on_the_wire[0].lose()

        def refuse(_card: object) -> list[object]:
            raise Refused("does_not_fit")

        replica.sender.parts = refuse  # type: ignore[method-assign, assignment]
        world.pass_by(TIMES.settle)
        assert world.states() == ["uncertain"]
