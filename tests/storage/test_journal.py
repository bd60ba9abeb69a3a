"""What has been answered, and who saw or changed what."""

from datetime import UTC, datetime, timedelta

from sqlmodel import select

from storage.database import Database
from storage.journal import audit, forget_answered, mark_answered, was_answered
from storage.tables import AuditEvent
from tests.builders import key, member

NOW = datetime(2020, 5, 27, 8, tzinfo=UTC)


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
