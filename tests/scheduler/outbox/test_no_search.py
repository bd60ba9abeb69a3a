"""Once where nobody can look: what may be out stays in doubt, and everything else goes on."""

from collections.abc import Iterator

import pytest

from scheduler.outbox import TryLater
from storage.database import Database
from tests.scheduler.outbox.world import INVITATION, TIMES, World, no_search

LEASE = TIMES.lease


@pytest.fixture
def world(database: Database) -> Iterator[World]:
    """A platform without a search, as Teams is."""
    made = World(database)
    made.platform.look = no_search
    yield made
    made.end()


def test_what_is_not_in_doubt_is_sent_as_anywhere(world: World) -> None:
    world.owe("C1")
    world.owe(kind=INVITATION)
    world.replica()
    world.pass_by(1, 0.1)
    world.accept_all()
    assert world.states() == ["sent", "sent"]
    assert world.platform.looks == 0


def test_a_definite_failure_is_tried_again(world: World) -> None:
    world.owe("C1")
    world.replica()
    for wait in (5, 10, 20):
        world.platform.on_the_wire[0].refuse(TryLater("ServiceError"))
        world.pass_by(wait)
    world.accept_all()
    assert world.states() == ["sent"]
    assert len(world.platform.posts) == 1


@pytest.mark.parametrize("taken", [True, False])
@pytest.mark.parametrize("silent", [True, False])
def test_a_lost_answer_is_never_sent_again(world: World, taken: bool, silent: bool) -> None:
    world.owe("C1")
    world.replica()
    (request,) = world.platform.on_the_wire
    if taken:
        request.accept(lost=not silent, silent=silent)
    elif not silent:
        request.lose()
    world.pass_by(LEASE + TIMES.settle, 5)
    assert world.states() == ["uncertain"]
    assert world.rows()[0].error_code == "no_search"
    world.pass_by(3600, 60)
    assert not world.platform.on_the_wire
    assert len(world.platform.posts) == taken


@pytest.mark.parametrize("taken", [True, False])
def test_a_death_on_the_way(world: World, taken: bool) -> None:
    world.owe("C1")
    world.replica().kill()
    if taken:
        world.platform.on_the_wire[0].accept()
    world.replica()
    world.pass_by(LEASE + 1, 5)
    assert world.states() == ["uncertain"]
    assert len(world.platform.posts) == taken


@pytest.mark.parametrize("taken", [1, 2, 3])
def test_what_is_known_to_be_out_of_several_parts(world: World, taken: int) -> None:
    """The operator sees how many parts stand there, and the rest is not sent behind a gap."""
    world.owe("C1", subject=2)
    world.replica()
    for _ in range(taken - 1):
        world.accept_all()
        world.pass_by(1)
    world.platform.on_the_wire[0].accept(lost=True)
    world.pass_by(3600, 30)
    (row,) = world.rows()
    assert (row.state, row.parts) == ("uncertain", taken - 1)
    assert len(world.platform.posts) == taken


def test_the_next_message_goes_out_all_the_same(world: World) -> None:
    world.owe("C1")
    replica = world.replica()
    world.platform.on_the_wire[0].lose()
    world.owe("C1")
    world.owe("C2")
    replica.wake()
    world.pass_by(5, 0.5)
    while world.platform.on_the_wire[1:]:
        world.platform.on_the_wire[-1].accept()
    world.pass_by(TIMES.settle, 1)
    assert world.states() == ["uncertain", "sent", "sent"]


def test_a_farewell_leaves_nothing_in_doubt(world: World) -> None:
    """What was claimed and waits for its turn is given back; what is on its way is waited for."""
    for _ in range(3):
        world.owe("C1")
    replica = world.replica()
    replica.stop()
    world.accept_all()
    world.pass_by(1)
    assert replica.has_ended
    assert world.states() == ["sent", "pending", "pending"]


def test_two_at_once_send_everything_once(world: World) -> None:
    for number in range(12):
        world.owe(f"C{number}")
    for replica in (world.replica(), world.replica()):
        replica.wake()
    for _ in range(30):
        world.accept_all()
        world.pass_by(0.5)
    assert world.states() == ["sent"] * 12
    assert set(world.platform.keys().values()) == {1}
