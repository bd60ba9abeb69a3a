"""Once, not twice, and never none: whatever fails and dies on the way."""

from datetime import timedelta

import pytest
from sqlalchemy import text

from scheduler.outbox import Gone, Refused, TryLater
from storage.deliveries import LATE, ORPHANED
from storage.tables import DeliveryState
from tests.scheduler.outbox.virtual import forever
from tests.scheduler.outbox.world import BEGIN, INVITATION, TIMES, World, no_search

LEASE = TIMES.lease
DAY = 24 * 3600


def test_what_is_owed_goes_out(world: World) -> None:
    world.owe("C1")
    world.replica()
    (request,) = world.platform.on_the_wire
    assert (request.target.id, request.target.is_person) == ("C1", False)
    request.accept()
    (row,) = world.rows()
    assert (row.state, row.message_id, row.sent_at) == ("sent", "1", BEGIN)
    assert row.attempts == 1
    assert world.platform.looks == 0


def test_people_are_written_to_at_their_account(world: World) -> None:
    world.owe(kind=INVITATION)
    world.replica()
    (request,) = world.platform.on_the_wire
    assert (request.target.id, request.target.is_person) == ("U0BOSS", True)
    request.accept()
    assert world.states() == ["sent"]


def test_a_wake_is_enough(world: World) -> None:
    replica = world.replica()
    world.owe("C1")
    world.loop.settle()
    assert not world.platform.on_the_wire
    replica.wake()
    world.accept_all()
    assert world.states() == ["sent"]


def test_a_minute_is_enough(world: World) -> None:
    """What another process owes without a word is found at the next tick."""
    replica = world.replica()
    world.owe("C1")
    replica.tick()
    world.accept_all()
    assert world.states() == ["sent"]


def test_nothing_to_say_any_longer(world: World) -> None:
    world.silent.add(7)
    world.owe("C1", subject=7)
    world.replica()
    (row,) = world.rows()
    assert (row.state, row.error_code) == ("cancelled", "nothing_to_say")
    assert not world.platform.on_the_wire


class TestANewersKind:
    """While a new version takes over, the old one finds what it cannot say."""

    def test_it_is_left_for_who_can_say_it(self, world: World) -> None:
        composer = world.composers.pop(INVITATION)
        world.owe(kind=INVITATION)
        world.replica()
        (row,) = world.rows()
        assert (row.state, row.error_code, row.parts) == ("pending", "unknown_kind", 0)
        world.composers[INVITATION] = composer
        world.pass_by(31)
        world.accept_all()
        assert world.states() == ["sent"]

    def test_what_is_in_doubt_stays_so_until_then(self, world: World) -> None:
        world.owe(kind=INVITATION)
        first = world.replica()
        world.platform.on_the_wire[0].accept(lost=True)
        first.kill()
        composer = world.composers.pop(INVITATION)
        world.replica()
        world.pass_by(TIMES.settle + 1)
        assert world.states() == ["sending"]
        world.composers[INVITATION] = composer
        world.pass_by(TIMES.lease + 31, 1)
        assert world.states() == ["sent"]
        assert len(world.platform.posts) == 1


def test_who_has_no_account_any_more(world: World) -> None:
    world.owe(kind=INVITATION)
    with world.database.writing() as session:
        session.connection().execute(text("DELETE FROM identity"))
    world.replica()
    (row,) = world.rows()
    assert (row.state, row.error_code) == ("cancelled", "no_account")


class TestFailures:
    """What is certainly not out is tried again, later each time."""

    def test_later_as_told_and_nothing_else_meanwhile(self, world: World) -> None:
        world.owe("C1")
        replica = world.replica()
        world.platform.on_the_wire[0].refuse(TryLater("ratelimited", 45))
        assert world.rows()[0].error_code == "ratelimited"
        world.owe("C2")
        replica.wake()
        world.pass_by(44)
        assert not world.platform.on_the_wire
        world.pass_by(2, 0.5)
        assert len(world.platform.on_the_wire) == 2
        world.accept_all()
        assert world.states() == ["sent", "sent"]
        assert world.platform.looks == 0

    def test_what_waits_for_its_turn_is_given_back_when_the_tenant_is_held(
        self, world: World
    ) -> None:
        for _ in range(3):
            world.owe("C1")
        world.replica()
        world.platform.on_the_wire[0].refuse(TryLater("ratelimited", 300))
        world.pass_by(5, 0.5)
        assert world.states() == ["pending"] * 3
        world.pass_by(300, 1)
        world.accept_all()
        world.pass_by(5, 0.5)
        world.accept_all()
        world.pass_by(5, 0.5)
        world.accept_all()
        assert world.states() == ["sent"] * 3

    def test_later_each_time(self, world: World) -> None:
        world.owe("C1")
        world.replica()
        for wait in (5, 10, 20, 40):
            world.platform.on_the_wire[0].refuse(TryLater("nobody_knows"))
            (row,) = world.rows()
            assert row.next_try_at == world.now() + timedelta(seconds=wait)
            world.pass_by(wait)
        world.accept_all()
        assert world.states() == ["sent"]

    def test_until_it_is_too_late(self, world: World) -> None:
        world.owe("C1")
        replica = world.replica()
        world.platform.on_the_wire[0].refuse(TryLater("ratelimited", 3 * DAY))
        world.pass_by(LATE.total_seconds())
        replica.tick()
        (row,) = world.rows()
        assert (row.state, row.error_code) == ("failed", "ratelimited")

    def test_a_message_that_is_never_taken(self, world: World) -> None:
        world.owe("C1")
        world.replica()
        world.platform.on_the_wire[0].refuse(Refused("invalid_blocks"))
        (row,) = world.rows()
        assert (row.state, row.error_code) == ("failed", "invalid_blocks")

    def test_a_person_who_is_gone(self, world: World) -> None:
        world.owe(kind=INVITATION)
        world.replica()
        world.platform.on_the_wire[0].refuse(Gone("user_not_found"))
        (row,) = world.rows()
        assert (row.state, row.error_code) == ("failed", "user_not_found")
        assert world.broken() == []

    def test_a_composer_that_fails_for_a_while(
        self, world: World, capsys: pytest.CaptureFixture[str]
    ) -> None:
        world.faulty = True
        world.owe("C1")
        world.replica()
        assert world.states() == ["pending"]
        world.faulty = False
        world.pass_by(6)
        world.accept_all()
        assert world.states() == ["sent"]
        logged = capsys.readouterr().out
        assert "composer_failed" in logged
        assert "LookupError" in logged
        assert "words of somebody" not in logged


class TestDoubt:
    """What may be out is looked for, and never sent on a mere suspicion."""

    def test_taken_though_the_answer_was_lost(self, world: World) -> None:
        world.owe("C1")
        world.replica()
        world.platform.on_the_wire[0].accept(lost=True)
        assert world.states() == ["sending"]
        world.pass_by(TIMES.settle)
        (row,) = world.rows()
        assert (row.state, row.message_id) == ("sent", "found")
        assert len(world.platform.posts) == 1

    def test_not_taken(self, world: World) -> None:
        world.owe("C1")
        world.replica()
        world.platform.on_the_wire[0].lose()
        world.pass_by(TIMES.settle)
        world.accept_all()
        assert world.states() == ["sent"]
        assert len(world.platform.posts) == 1

    def test_no_answer_at_all(self, world: World) -> None:
        world.owe("C1")
        world.replica()
        world.platform.on_the_wire[0].accept(silent=True)
        world.pass_by(TIMES.post)
        assert world.rows()[0].error_code == "timeout"
        world.pass_by(TIMES.settle)
        assert world.states() == ["sent"]
        assert len(world.platform.posts) == 1

    def test_taken_late_after_the_bot_has_given_up(self, world: World) -> None:
        world.owe("C1")
        world.replica()
        world.pass_by(TIMES.post)
        (request,) = world.platform.on_the_wire
        world.pass_by(TIMES.settle - 1)
        request.accept()
        world.pass_by(1)
        assert world.states() == ["sent"]
        assert len(world.platform.posts) == 1

    def test_looking_fails_for_a_while(self, world: World) -> None:
        world.owe("C1")
        world.replica()
        world.platform.on_the_wire[0].accept(lost=True)
        world.platform.look = lambda: TryLater("internal_error")
        world.pass_by(600, 10)
        assert world.states() == ["sending"]
        world.platform.look = None
        world.pass_by(1800, 60)
        assert world.states() == ["sent"]
        assert len(world.platform.posts) == 1

    def test_looking_takes_too_long(self, world: World) -> None:
        world.owe("C1")
        replica = world.replica()

        async def never(*_: object) -> None:
            await forever()

        find, replica.sender.find = replica.sender.find, never  # type: ignore[method-assign, assignment]
        world.platform.on_the_wire[0].accept(lost=True)
        world.pass_by(TIMES.settle + TIMES.post, 1)
        assert world.rows()[0].error_code == "timeout"
        replica.sender.find = find  # type: ignore[method-assign]
        world.pass_by(600, 10)
        assert world.states() == ["sent"]

    def test_looking_is_too_much_at_once(self, world: World) -> None:
        world.owe("C1")
        world.replica()
        world.platform.on_the_wire[0].accept(lost=True)
        world.platform.look = lambda: TryLater("ratelimited", 60)
        world.pass_by(TIMES.settle)
        world.platform.look = None
        world.pass_by(59)
        assert world.states() == ["sending"]
        world.pass_by(2, 0.5)
        assert world.states() == ["sent"]

    def test_nobody_can_look(self, world: World) -> None:
        world.owe("C1")
        world.replica()
        world.platform.look = no_search
        world.platform.on_the_wire[0].lose()
        world.pass_by(3600, 60)
        (row,) = world.rows()
        assert (row.state, row.error_code) == ("uncertain", "no_search")
        assert not world.platform.on_the_wire

    def test_nobody_could_look_for_too_long(self, world: World) -> None:
        world.owe("C1")
        world.replica()
        world.platform.on_the_wire[0].lose()
        world.platform.look = lambda: TryLater("internal_error")
        world.pass_by((LATE + ORPHANED).total_seconds() + 3600, 600)
        assert world.states() == ["uncertain"]

    def test_nothing_to_say_any_longer_but_it_is_out(self, world: World) -> None:
        world.owe("C1", subject=7)
        world.replica()
        world.platform.on_the_wire[0].accept(lost=True)
        world.silent.add(7)
        world.pass_by(TIMES.settle)
        assert world.states() == ["sent"]

    def test_nothing_to_say_any_longer_and_it_is_not_out(self, world: World) -> None:
        world.owe("C1", subject=7)
        world.replica()
        world.platform.on_the_wire[0].lose()
        world.silent.add(7)
        world.pass_by(TIMES.settle)
        assert world.states() == ["cancelled"]

    def test_who_has_no_account_any_more_cannot_be_looked_for(self, world: World) -> None:
        world.owe(kind=INVITATION)
        world.replica()
        world.platform.on_the_wire[0].lose()
        with world.database.writing() as session:
            session.connection().execute(text("DELETE FROM identity"))
        world.pass_by(TIMES.settle)
        assert world.states() == ["uncertain"]

    def test_a_composer_that_fails_leaves_the_doubt(self, world: World) -> None:
        world.owe("C1")
        world.replica()
        world.platform.on_the_wire[0].accept(lost=True)
        world.faulty = True
        world.pass_by(60, 5)
        assert world.states() == ["sending"]
        world.faulty = False
        world.pass_by(120, 5)
        assert world.states() == ["sent"]
        assert len(world.platform.posts) == 1


class TestDeath:
    """A process ends at any moment; another one, or the next, completes what it began."""

    @pytest.mark.parametrize("taken", [True, False])
    def test_while_a_post_is_on_its_way(self, world: World, taken: bool) -> None:
        world.owe("C1")
        world.replica().kill()
        (request,) = world.platform.on_the_wire
        if taken:
            request.accept()
        world.replica()
        world.pass_by(LEASE - 1)
        assert len(world.platform.posts) == taken
        world.pass_by(2)
        world.accept_all()
        assert world.states() == ["sent"]
        assert len(world.platform.posts) == 1

    def test_between_the_answer_and_its_mark(self, world: World) -> None:
        world.owe("C1")
        replica = world.replica()
        replica.threads.before.clear()
        world.accept_all()
        replica.kill()
        world.replica()
        world.pass_by(LEASE)
        assert world.states() == ["sent"]
        assert len(world.platform.posts) == 1

    def test_between_the_claim_and_the_post(self, world: World) -> None:
        replica = world.replica()
        replica.threads.after.clear()
        world.owe("C1")
        replica.wake()
        assert world.states() == ["sending"]
        replica.kill()
        world.replica()
        world.pass_by(LEASE)
        world.accept_all()
        assert world.states() == ["sent"]

    def test_the_dead_come_back(self, world: World) -> None:
        """A process that was only held up finds that its time is over, and leaves things alone."""
        slow = world.replica()
        slow.threads.after.clear()
        world.owe("C1")
        slow.wake()
        world.replica()
        world.pass_by(LEASE)
        world.accept_all()
        slow.threads.after.set()
        world.loop.settle()
        assert not world.platform.on_the_wire
        world.pass_by(LEASE, 5)
        assert world.states() == ["sent"]
        assert len(world.platform.posts) == 1

    def test_two_at_once_send_everything_once(self, world: World) -> None:
        world.replica()
        world.replica()
        for number in range(12):
            world.owe(f"C{number}")
        for replica in (world.replica(), world.replica()):
            replica.wake()
        for _ in range(30):
            world.accept_all()
            world.pass_by(0.5)
        assert world.states() == ["sent"] * 12
        assert set(world.platform.keys().values()) == {1}


class TestSeveralParts:
    """A card that takes several messages is completed, not doubled."""

    def three_parts(self, world: World) -> None:
        """The first of three messages lies on the wire."""
        world.owe("C1", subject=2)
        world.replica()

    def test_one_after_the_other(self, world: World) -> None:
        self.three_parts(world)
        for _ in range(3):
            assert len(world.platform.on_the_wire) == 1
            world.accept_all()
            world.pass_by(1)
        (row,) = world.rows()
        assert (row.state, row.parts, row.message_id) == ("sent", 3, "1")
        assert [key.rpartition(":")[2] for _, key in world.platform.posts] == ["0", "1", "2"]

    def test_a_failure_half_way(self, world: World) -> None:
        self.three_parts(world)
        world.accept_all()
        world.pass_by(1)
        world.platform.on_the_wire[0].refuse(TryLater("ratelimited", 10))
        (row,) = world.rows()
        assert (row.state, row.parts, row.message_id) == ("pending", 1, "1")
        for _ in range(15):
            world.pass_by(1)
            world.accept_all()
        assert world.states() == ["sent"]
        assert len(world.platform.posts) == 3
        assert world.platform.looks == 0
        assert set(world.platform.keys().values()) == {1}

    @pytest.mark.parametrize("taken", [1, 2, 3])
    def test_a_death_half_way(self, world: World, taken: int) -> None:
        world.owe("C1", subject=2)
        replica = world.replica()
        for _ in range(taken - 1):
            world.accept_all()
            world.pass_by(1)
        world.platform.on_the_wire[0].accept(silent=True)
        replica.kill()
        world.replica()
        for _ in range(200):
            world.pass_by(1)
            world.accept_all()
        (row,) = world.rows()
        assert (row.state, row.parts) == ("sent", 3)
        assert sorted(world.platform.keys().values()) == [1, 1, 1]

    def test_too_late_half_way(self, world: World) -> None:
        self.three_parts(world)
        world.accept_all()
        world.pass_by(1)
        world.platform.on_the_wire[0].refuse(TryLater("ratelimited", 3 * DAY))
        world.pass_by(3 * DAY)
        world.replica().tick()
        (row,) = world.rows()
        assert (row.state, row.parts) == (DeliveryState.FAILED, 1)
