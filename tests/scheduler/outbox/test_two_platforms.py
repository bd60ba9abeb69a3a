"""One outbox for tenants of two platforms: neither waits for the other."""

import pytest

from scheduler.outbox import Rates, TryLater
from storage.deliveries import Tenant
from storage.tables import Platform
from tests.scheduler.outbox.world import TIMES, World, no_search

TEAMS = Tenant(Platform.TEAMS, "tenant-1")


def test_each_gets_its_own(world: World) -> None:
    teams = world.beside(TEAMS)
    world.owe("C1")
    world.owe("19:habo", tenant=TEAMS)
    world.replica()
    world.accept_all()
    (request,) = teams.on_the_wire
    request.accept()
    assert [target.id for target, _ in world.platform.posts] == ["C1"]
    assert [target.id for target, _ in teams.posts] == ["19:habo"]
    assert world.states() == ["sent", "sent"]


def test_one_that_is_held_does_not_hold_the_other(world: World) -> None:
    teams = world.beside(TEAMS)
    world.owe("19:habo", tenant=TEAMS)
    replica = world.replica()
    teams.on_the_wire[0].refuse(TryLater("TooManyRequests", 600))
    world.owe("19:gislaved", tenant=TEAMS)
    world.owe("C1")
    replica.wake()
    world.accept_all()
    assert not teams.on_the_wire
    assert world.states() == ["pending", "pending", "sent"]


def test_doubt_on_the_one_is_looked_into_and_on_the_other_it_stays(world: World) -> None:
    teams = world.beside(TEAMS)
    teams.look = no_search
    world.owe("C1")
    world.owe("19:habo", tenant=TEAMS)
    world.replica()
    for platform in (world.platform, teams):
        platform.on_the_wire[0].accept(lost=True)
    world.pass_by(TIMES.settle + 1, 1)
    assert world.states() == ["sent", "uncertain"]
    assert (len(world.platform.posts), len(teams.posts)) == (1, 1)


def test_each_is_posted_to_at_its_own_pace(world: World) -> None:
    teams = world.beside(TEAMS, Rates(tenant=1.0, place=0.5))
    for number in range(5):
        world.owe(f"C{number}")
        world.owe(f"19:{number}", tenant=TEAMS)
    world.replica()
    world.pass_by(1.05, 0.05)
    assert (len(world.platform.on_the_wire), len(teams.on_the_wire)) == (5, 2)


def test_a_conversation_has_a_pace_too(world: World) -> None:
    teams = world.beside(TEAMS, Rates(tenant=10.0, place=0.5))
    for _ in range(3):
        world.owe("19:habo", tenant=TEAMS)
    world.replica()
    posted = []
    for _ in range(5):
        posted.append(len(teams.posts) + len(teams.on_the_wire))
        for request in list(teams.on_the_wire):
            request.accept()
        world.pass_by(1.01)
    assert posted == [1, 1, 2, 2, 3]


@pytest.mark.parametrize("serves_both", [True, False])
def test_what_this_process_does_not_serve_is_left_to_another(
    world: World, serves_both: bool
) -> None:
    world.replica()
    world.owe("19:habo", tenant=TEAMS)
    if serves_both:
        teams = world.beside(TEAMS)
        world.replica()
        teams.on_the_wire[0].accept()
    world.pass_by(600, 60)
    assert world.states() == (["sent"] if serves_both else ["pending"])
