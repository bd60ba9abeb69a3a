"""Any story of processes that begin, end, are killed or held up, and of a platform that fails.

Whatever happens, nothing stands twice on the platform; and when all is well again, everything that
was not cancelled and has not failed stands there once.
"""

import sqlite3
from collections import Counter
from collections.abc import Callable
from functools import partial

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import event, text

from scheduler.outbox import Gone, InDoubt, Refused, SendError, TryLater
from storage.database import Database
from storage.deliveries import ORPHANED
from storage.tables import Delivery, DeliveryState
from tests.scheduler.outbox.world import (
    INVITATION,
    SUMMARY,
    Replica,
    Request,
    World,
    no_search,
)

MOST_REPLICAS = 3
EMPTIED = ("delivery", "channel", "identity", "employment", "member", "library", "region")
SUBJECTS = st.integers(0, 5)
ANY = st.integers(0, 30)  # one of however many there are
REFUSALS: dict[str, Callable[[], SendError]] = {
    "limited": partial(TryLater, "ratelimited", 7.0),
    "limited for long": partial(TryLater, "ratelimited", 400.0),
    "failed": partial(TryLater, "nobody_knows"),
    "refused": partial(Refused, "invalid_blocks"),
    "gone": partial(Gone, "is_archived"),
}
LOOKS: dict[str, Callable[[], SendError] | None] = {
    "well": None,
    "limited": partial(TryLater, "ratelimited", 5.0),
    "broken": partial(InDoubt, "internal_error"),
}


class Stories(RuleBasedStateMachine):
    """Each rule is something that can happen next."""

    def __init__(self, database: Database, *, searchable: bool) -> None:
        super().__init__()
        self.database = database
        self.searchable = searchable
        self.alive: list[Replica] = []
        self.dead_posts: list[Request] = []

    @initialize(look=st.sampled_from(sorted(LOOKS)))
    def begin(self, look: str) -> None:
        with self.database.writing() as session:
            for table in EMPTIED:
                session.connection().execute(text(f"DELETE FROM {table}"))
        self.world = World(self.database)
        self.world.platform.look = LOOKS[look] if self.searchable else no_search

    # What is owed

    @rule(channel=st.sampled_from(["C1", "C2", "C3", "C9"]), subject=SUBJECTS)
    def owe_a_channel(self, channel: str, subject: int) -> None:
        self.world.owe(channel, kind=SUMMARY, subject=subject)

    @rule(subject=SUBJECTS)
    def owe_a_person(self, subject: int) -> None:
        self.world.owe(kind=INVITATION, subject=subject)

    @rule(subject=SUBJECTS)
    def there_is_nothing_to_say_about(self, subject: int) -> None:
        self.world.silent.add(subject)

    @rule(faulty=st.booleans())
    def composers(self, faulty: bool) -> None:
        self.world.faulty = faulty

    # Processes

    @precondition(lambda self: len(self.alive) < MOST_REPLICAS)
    @rule()
    def a_process_begins(self) -> None:
        self.alive.append(self.world.replica())

    @precondition(lambda self: self.alive)
    @rule(one=ANY)
    def a_process_is_killed(self, one: int) -> None:
        self._alive(one).kill()
        self.alive.remove(self._alive(one))

    @precondition(lambda self: self.alive)
    @rule(one=ANY)
    def a_process_is_asked_to_stop(self, one: int) -> None:
        replica = self._alive(one)
        self.alive.remove(replica)
        replica.stop()

    @precondition(lambda self: self.alive)
    @rule(one=ANY, before=st.booleans())
    def a_process_is_held_up(self, one: int, before: bool) -> None:
        threads = self._alive(one).threads
        (threads.before if before else threads.after).clear()

    @precondition(lambda self: self.alive)
    @rule(one=ANY)
    def a_process_goes_on(self, one: int) -> None:
        self._go_on(self._alive(one))

    @precondition(lambda self: self.alive)
    @rule(one=ANY)
    def a_process_is_woken(self, one: int) -> None:
        self._alive(one).wake()

    @precondition(lambda self: self.alive)
    @rule(one=ANY)
    def a_minute_is_over(self, one: int) -> None:
        replica = self._alive(one)
        if replica.threads.before.is_set() and replica.threads.after.is_set():
            replica.tick()

    # The platform

    @precondition(lambda self: self._wire())
    @rule(one=ANY)
    def a_post_is_taken(self, one: int) -> None:
        self._on_the_wire(one).accept()

    @precondition(lambda self: self._wire())
    @rule(one=ANY, silent=st.booleans())
    def a_post_is_taken_and_its_answer_lost(self, one: int, silent: bool) -> None:
        self._on_the_wire(one).accept(lost=True, silent=silent)

    @precondition(lambda self: self._wire())
    @rule(one=ANY, why=st.sampled_from(sorted(REFUSALS)))
    def a_post_is_not_taken(self, one: int, why: str) -> None:
        self._on_the_wire(one).refuse(REFUSALS[why]())

    @precondition(lambda self: self._wire())
    @rule(one=ANY)
    def a_line_breaks(self, one: int) -> None:
        self._on_the_wire(one).lose()

    @precondition(lambda self: self.searchable)
    @rule(how=st.sampled_from(sorted(LOOKS)))
    def looking_goes(self, how: str) -> None:
        self.world.platform.look = LOOKS[how]

    # Time

    @rule(seconds=st.sampled_from([0.2, 1.0, 5.0, 29.0, 30.0, 31.0]))
    def a_while_passes(self, seconds: float) -> None:
        self.world.pass_by(seconds, 1.0)

    @rule(seconds=st.sampled_from([60.0, 119.0, 150.0, 600.0]))
    def minutes_pass(self, seconds: float) -> None:
        self.world.pass_by(seconds, 10.0)

    @rule(hours=st.sampled_from([1, 24, 50]))
    def hours_pass(self, hours: int) -> None:
        self.world.pass_by(hours * 3600.0, 1800.0)

    # What must hold

    @invariant()
    def nothing_stands_twice(self) -> None:
        if hasattr(self, "world"):
            twice = {key: n for key, n in self.world.platform.keys().items() if n > 1}
            assert twice == {}

    def teardown(self) -> None:
        """All is well again for some days; then everything must have come to an end."""
        if not hasattr(self, "world"):
            return
        try:
            self._let_all_be_well()
            self.nothing_stands_twice()
            posted = self.world.platform.keys()
            for row in self.world.rows():
                self._check(row, posted)
        finally:
            self.world.end()

    def _let_all_be_well(self) -> None:
        world, self.ended = self.world, self.world.now()
        world.faulty = False
        if self.searchable:
            world.platform.look = None
        for replica in self.alive:
            self._go_on(replica)
        last = world.replica()
        for seconds, times in ((5.0, 12), (40.0, 12), (600.0, 6), (6 * 3600.0, 14)):
            for _ in range(times):
                world.accept_all()
                world.pass_by(seconds, seconds / 2)
            last.tick()

    def _check(self, row: Delivery, posted: Counter[str]) -> None:
        """What a row says is how it stands on the platform, part by part."""
        there = [posted[f"{row.key}:{part}"] for part in range(3)]
        count = sum(there)
        assert there == [1] * count + [0] * (3 - count)
        several = 1 + (row.subject_id or 0) % 3 if row.kind == SUMMARY else 1
        muted = row.subject_id in self.world.silent
        match row.state:
            case DeliveryState.SENT:
                assert count == row.parts
                assert count == several or (muted and count)
            case DeliveryState.CANCELLED | DeliveryState.FAILED:
                assert count == row.parts
                assert row.state == DeliveryState.FAILED or count < several
            case DeliveryState.UNCERTAIN:  # nobody was there to look, for days
                assert not self.searchable or self.ended >= row.expires_at + ORPHANED
            case _:
                raise AssertionError(row.state)

    def _alive(self, one: int) -> Replica:
        return self.alive[one % len(self.alive)]

    def _go_on(self, replica: Replica) -> None:
        replica.threads.before.set()
        replica.threads.after.set()
        self.world.loop.settle()

    def _wire(self) -> list[Request]:
        return self.world.platform.on_the_wire if hasattr(self, "world") else []

    def _on_the_wire(self, one: int) -> Request:
        return self._wire()[one % len(self._wire())]


STEPS = settings(
    max_examples=25,
    stateful_step_count=40,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)


def tell(database: Database, *, searchable: bool) -> None:
    """Any stories over a database, which need not survive a power cut."""
    if database.engine.dialect.name == "sqlite":
        event.listen(database.engine, "connect", _lose_durability)
        database.engine.dispose()

    class Told(Stories):
        def __init__(self) -> None:
            super().__init__(database, searchable=searchable)

    run_state_machine_as_test(Told, settings=STEPS)


def _lose_durability(connection: sqlite3.Connection, _record: object) -> None:
    connection.execute("PRAGMA synchronous=OFF")


def test_whatever_happens_it_is_there_once(database: Database) -> None:
    tell(database, searchable=True)


def test_where_nobody_can_look_it_is_never_there_twice(database: Database) -> None:
    tell(database, searchable=False)
