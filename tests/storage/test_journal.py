"""What has been answered, and who saw or changed what."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier

import pytest
from sqlmodel import select

from storage.database import Database
from storage.journal import (
    Taken,
    audit,
    forget_answered,
    let_go_of_event,
    mark_answered,
    take_event,
    was_answered,
    was_done,
)
from storage.tables import AuditEvent, EventClaim
from tests.builders import key, member

NOW = datetime(2020, 5, 27, 8, tzinfo=UTC)
LEASE = timedelta(seconds=50)


def test_an_event_is_answered_once_its_answer_is_out(database: Database) -> None:
    with database.writing() as session:
        assert not was_answered(session, "Ev1")
        mark_answered(session, "Ev1", NOW)
        mark_answered(session, "Ev1", NOW + timedelta(hours=1))
    with database.reading() as session:
        assert was_answered(session, "Ev1")
        assert not was_answered(session, "Ev2")


def test_old_events_are_forgotten(database: Database) -> None:
    with database.writing() as session:
        for hours in range(3):
            mark_answered(session, f"Ev{hours}", NOW + timedelta(hours=hours))
        assert forget_answered(session, NOW + timedelta(hours=1)) == 1
        assert [was_answered(session, f"Ev{hours}") for hours in range(3)] == [False, True, True]


class TestClaims:
    """One replica answers an event; where it dies, another does."""

    @pytest.fixture
    def take(self, database: Database) -> Callable[..., Taken]:
        """Somebody wants to answer an event."""

        def take(owner: str, now: datetime = NOW, event_id: str = "Ev1") -> Taken:
            with database.writing() as session:
                return take_event(session, event_id, owner, now, LEASE)

        return take

    def test_by_who_comes_first(self, take: Callable[..., Taken]) -> None:
        assert take("one") is Taken.MINE
        assert take("other") is Taken.ELSEWHERE
        assert take("other", event_id="Ev2") is Taken.MINE

    def test_not_once_it_is_answered(self, database: Database, take: Callable[..., Taken]) -> None:
        take("one")
        with database.writing() as session:
            mark_answered(session, "Ev1", NOW)
        for owner in ("one", "other"):
            assert take(owner) is Taken.ANSWERED
            assert take(owner, NOW + LEASE) is Taken.ANSWERED
        with database.reading() as session:
            assert session.exec(select(EventClaim)).all() == []

    def test_after_its_lease_by_another(self, take: Callable[..., Taken]) -> None:
        take("one")
        assert take("other", NOW + LEASE - timedelta(microseconds=1)) is Taken.ELSEWHERE
        assert take("other", NOW + LEASE) is Taken.MINE
        assert take("one", NOW + LEASE) is Taken.ELSEWHERE

    def test_at_once_where_it_was_let_go(
        self, database: Database, take: Callable[..., Taken]
    ) -> None:
        take("one")
        with database.writing() as session:
            let_go_of_event(session, "Ev1", "other")
        assert take("other") is Taken.ELSEWHERE
        with database.writing() as session:
            let_go_of_event(session, "Ev1", "one")
        assert take("other") is Taken.MINE

    def test_by_one_of_many_at_once(self, take: Callable[..., Taken]) -> None:
        together = Barrier(6)

        def meet(number: int) -> Taken:
            together.wait()
            return take(f"replica {number}")

        with ThreadPoolExecutor(6) as threads:
            taken = Counter(threads.map(meet, range(6)))
        assert taken == {Taken.MINE: 1, Taken.ELSEWHERE: 5}

    def test_old_claims_are_forgotten(self, database: Database, take: Callable[..., Taken]) -> None:
        take("one")
        with database.writing() as session:
            forget_answered(session, NOW + LEASE)
            assert len(session.exec(select(EventClaim)).all()) == 1
            forget_answered(session, NOW + 2 * LEASE)
            assert session.exec(select(EventClaim)).all() == []


def test_an_audit_event_holds_ids_alone(database: Database) -> None:
    with database.writing() as session:
        anna, boss = member(session, name="Anna"), member(session, name="Lena")
        audit(session, NOW, "team.confirm", actor=key(boss), subject=key(anna), object_id=7)
        audit(session, NOW, "import.staff", actor=None)
    with database.reading() as session:
        confirmed, imported = session.exec(select(AuditEvent).order_by(AuditEvent.action.desc()))  # type: ignore[attr-defined]
        assert (confirmed.at, confirmed.actor_id) == (NOW, key(boss))
        assert (confirmed.subject_id, confirmed.object_id) == (key(anna), 7)
        assert (imported.actor_id, imported.subject_id, imported.object_id) == (None, None, None)


def test_what_was_done_is_found_again(database: Database) -> None:
    with database.writing() as session:
        boss, anna = key(member(session)), key(member(session))
        audit(session, NOW, "team.decline", actor=boss, subject=anna, object_id=7)

        def done(by: int, to: int, at: int, action: str = "team.decline") -> bool:
            return was_done(session, action, actor=by, subject=to, object_id=at, since=NOW)

        assert done(boss, anna, 7)
        assert not done(boss, anna, 7, "team.confirm")
        assert not done(anna, anna, 7)
        assert not done(boss, boss, 7)
        assert not done(boss, anna, 8)
        later = NOW + timedelta(seconds=1)
        assert not was_done(
            session, "team.decline", actor=boss, subject=anna, object_id=7, since=later
        )
