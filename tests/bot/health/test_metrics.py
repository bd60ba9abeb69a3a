"""What is counted for each way in which work can end, and what the queue tells."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.health.metrics import Metrics
from bot.health.queue import Queue
from handlers.handled import Became, Handled
from scheduler.outbox.outcomes import Doubtful, Later, NoEntry, Outcome, Over, Sent, Untouched
from storage.database import Database
from storage.deliveries import Claim, Out, Tenant
from storage.tables import DeliveryKind, DeliveryState, Platform
from tests.bot.test_doctor import NOW, linked, owed

OUT = Out(0, None)
CLAIM = Claim(
    delivery_id=1,
    attempt=1,
    key="key",
    kind=DeliveryKind.WEEKLY_SUMMARY,
    region_id=1,
    tenant=Tenant(Platform.SLACK, "T0"),
    channel_id="C0",
    member_id=None,
    user_id=None,
    period="2026-W35",
    subject_id=None,
    due_at=NOW,
    expires_at=NOW,
    tried_at=NOW,
    lease_until=NOW,
    in_doubt=False,
    parts=0,
    message_id=None,
)
OUTCOMES: dict[str, Outcome] = {
    "sent": Sent(OUT),
    "later": Later(OUT, timedelta(), "ratelimited"),
    "given_back": Later(OUT, timedelta(), None),
    "in_doubt": Doubtful(OUT, timedelta(), "timeout"),
    "no_entry": NoEntry(OUT, "is_archived"),
    "cancelled": Over(DeliveryState.CANCELLED, OUT, "nothing_to_say"),
    "failed": Over(DeliveryState.FAILED, OUT, "expired"),
    "uncertain": Over(DeliveryState.UNCERTAIN, OUT, "expired"),
}


def shown(metrics: Metrics) -> str:
    text, content_type = metrics.shown("text/plain")
    assert content_type.startswith("text/plain")
    return text.decode()


@pytest.fixture
def queue(database: Database) -> Queue:
    found = Queue(database, lambda: NOW)
    found.reachable = True
    return found


def test_every_outcome_of_a_delivery(database: Database, queue: Queue) -> None:
    metrics = Metrics(database, queue)
    for outcome in (*OUTCOMES.values(), Untouched()):
        metrics.watch.delivered(CLAIM, outcome)
    metrics.watch.delivered(replace(CLAIM, kind="of_tomorrow"), Sent(OUT))
    text = shown(metrics)
    for word in OUTCOMES:
        number = 2 if word == "given_back" else 1
        labels = f'{{kind="weekly_summary",outcome="{word}"}}'
        assert f"kompis_deliveries_total{labels} {number}.0" in text
    assert 'kompis_deliveries_total{kind="other",outcome="sent"} 1.0' in text
    assert "of_tomorrow" not in text


def test_ticks_and_their_age(database: Database, queue: Queue) -> None:
    moments = iter([0.0, 60.0, 100.0])
    metrics = Metrics(database, queue, lambda: next(moments))
    metrics.watch.ticked(True)
    metrics.watch.ticked(False)
    text = shown(metrics)
    assert 'kompis_ticks_total{outcome="done"} 1.0' in text
    assert 'kompis_ticks_total{outcome="failed"} 1.0' in text
    assert "kompis_tick_age_seconds 40.0" in text


@pytest.mark.parametrize("became", Became)
def test_every_end_of_a_request(database: Database, queue: Queue, became: Became) -> None:
    metrics = Metrics(database, queue)
    metrics.watch.handled(Handled("training", became, 0.2))
    labels = f'{{command="training",outcome="{became}"}}'
    assert f"kompis_requests_total{labels} 1.0" in shown(metrics)


@pytest.mark.parametrize(
    ("state", "gauges"),
    [
        (DeliveryState.PENDING, {"pending": 1, "overdue": 1, "oldest_due_seconds": 3600}),
        (DeliveryState.SENDING, {"sending": 1, "overdue": 1, "uncertain": 1}),
        (DeliveryState.UNCERTAIN, {"uncertain": 1, "pending": 0, "oldest_due_seconds": 0}),
        (DeliveryState.FAILED, {"failed": 1}),
    ],
)
def test_the_queue(
    database: Database, queue: Queue, state: DeliveryState, gauges: dict[str, int]
) -> None:
    linked(database)
    owed(database, state, timedelta(hours=1))
    text = shown(Metrics(database, queue))
    for name, value in gauges.items():
        assert f"kompis_queue_{name} {value}.0" in text
    assert "kompis_database_up 1.0" in text


def test_broken_channels(database: Database, queue: Queue) -> None:
    linked(database)
    with database.writing() as session:
        session.connection().exec_driver_sql(
            "UPDATE channel SET broken_at = '2026-08-24 08:00:00', broken_code = 'is_archived'"
        )
    assert "kompis_channels_broken 1.0" in shown(Metrics(database, queue))


def test_a_queue_that_cannot_be_asked(database: Database, queue: Queue) -> None:
    queue.reachable = False
    text = shown(Metrics(database, queue))
    assert "kompis_database_up 0.0" in text
    assert "kompis_queue" not in text


def test_a_database_that_goes_away_while_it_is_asked(
    empty_database: Database,
) -> None:
    queue = Queue(empty_database, lambda: NOW)
    queue.reachable = True
    metrics = Metrics(empty_database, queue)
    assert "kompis_database_up 0.0" in shown(metrics)
    assert 'kompis_database_errors_total{kind="' in shown(metrics)
