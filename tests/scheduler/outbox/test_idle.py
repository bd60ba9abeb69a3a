"""Waiting until everything is out, and a clock that jumps meanwhile."""

import asyncio
from datetime import timedelta

from scheduler.outbox import TryLater
from tests.scheduler.outbox.world import BEGIN, Replica, World


def waiting(world: World, replica: Replica) -> "asyncio.Task[None]":
    task = world.loop.create_task(replica.outbox.idle())
    world.loop.settle()
    return task


def test_it_is_idle_once_everything_is_out(world: World) -> None:
    replica = world.replica()
    world.owe("C1")
    world.owe("C2")
    replica.tick()
    wait = waiting(world, replica)
    assert not wait.done()
    world.platform.on_the_wire[0].accept()
    world.pass_by(1)  # the other has its turn
    assert not wait.done()
    world.accept_all()
    world.loop.settle()
    assert wait.done()


def test_it_is_idle_at_once_where_nothing_is_owed(world: World) -> None:
    replica = world.replica()
    replica.tick()
    assert waiting(world, replica).done()


def test_what_is_tried_again_later_is_not_waited_for(world: World) -> None:
    replica = world.replica()
    world.owe("C1")
    replica.tick()
    wait = waiting(world, replica)
    world.platform.on_the_wire[0].refuse(TryLater("busy"))
    world.loop.settle()
    assert wait.done()
    assert world.states() == ["pending"]


def test_a_wait_ends_with_the_outbox(world: World) -> None:
    replica = world.replica()
    world.owe("C1")
    replica.tick()
    wait = waiting(world, replica)
    replica.stop()
    world.accept_all()
    world.loop.settle()
    assert wait.done()


def test_a_jump_of_the_clock_while_something_is_sent_sends_nothing_twice(world: World) -> None:
    ahead = timedelta()
    moments = world.now
    world.now = lambda: moments() + ahead
    replica = world.replica()
    world.owe("C1")
    replica.tick()
    ahead = timedelta(hours=6)  # the lease is over long since
    replica.tick()
    world.accept_all()
    world.loop.settle()
    assert world.states() == ["sent"]
    assert set(world.platform.keys().values()) == {1}
    assert world.rows()[0].sent_at == BEGIN + ahead


def test_a_tenant_that_is_held_is_idle_whatever_it_is_owed(world: World) -> None:
    replica = world.replica()
    world.owe("C1")
    replica.tick()
    world.platform.on_the_wire[0].refuse(TryLater("ratelimited", 300))
    world.owe("C2")
    replica.wake()
    wait = waiting(world, replica)
    assert wait.done()
    world.pass_by(301, 1)
    again = waiting(world, replica)
    assert not again.done()
    world.accept_all()
    world.pass_by(2, 0.5)
    world.accept_all()
    assert again.done()
