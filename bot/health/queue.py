"""What is owed and what is broken, as the database tells it at the moment it is asked."""

from collections.abc import Callable, Iterator
from datetime import datetime

from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector
from sqlalchemy.exc import SQLAlchemyError

from storage.database import Database
from storage.deliveries import Condition, condition
from storage.tables import DeliveryState


class Queue(Collector):
    """Gauges. `reachable` and `connected` are set before each look by whoever asks for it.

    Every replica tells the same of the queue: take the highest, not the sum.
    """

    def __init__(self, database: Database, now: Callable[[], datetime]) -> None:
        self._database = database
        self._now = now
        self.reachable = False  # whether it makes sense to ask the database
        self.connected: bool | None = None  # whether the socket to Slack is, where there is one

    def describe(self) -> Iterator[GaugeMetricFamily]:
        """Nothing, so that registering does not look at the database."""
        return iter(())

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """A look."""
        if self.connected is not None:
            text = "Whether the socket to Slack is connected."
            yield GaugeMetricFamily("kompis_slack_connected", text, float(self.connected))
        found = self._condition() if self.reachable else None
        text = "Whether the database could be asked."
        yield GaugeMetricFamily("kompis_database_up", text, float(found is not None))
        if found is not None:
            yield from _gauges(found)

    def _condition(self) -> Condition | None:
        try:
            with self._database.reading() as session:
                return condition(session, self._now())
        except SQLAlchemyError:
            return None  # it went away meanwhile


def _gauges(found: Condition) -> Iterator[GaugeMetricFamily]:
    for name, text, value in (
        ("queue_pending", "Deliveries that wait.", found.by_state[DeliveryState.PENDING]),
        ("queue_sending", "Deliveries in somebody's hands.", found.by_state[DeliveryState.SENDING]),
        ("queue_overdue", "Deliveries due for over 15 minutes.", found.overdue),
        ("queue_uncertain", "Deliveries in doubt, of the last 7 days.", found.doubtful),
        ("queue_failed", "Deliveries that failed, of the last 7 days.", found.failed),
        (
            "queue_oldest_due_seconds",
            "For how long the oldest delivery has been due.",
            found.oldest_due.total_seconds(),
        ),
        ("channels_broken", "Linked channels that let nothing in.", found.broken),
    ):
        yield GaugeMetricFamily(f"kompis_{name}", text, value)
