"""What is counted and measured, as Prometheus reads it.

No label holds a person, a library, a text or an id: commands, kinds and outcomes are few, and
known beforehand. Source: https://prometheus.io/docs/practices/naming/.
"""

from collections.abc import Callable
from time import monotonic

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector
from prometheus_client.exposition import choose_encoder
from sqlalchemy import ExceptionContext, event
from sqlalchemy.exc import DBAPIError

from bot.health.queue import Queue
from bot.health.watch import Watch
from handlers.handled import Handled
from scheduler.outbox.outcomes import Doubtful, Later, NoEntry, Outcome, Over, Sent
from storage.database import Database
from storage.deliveries import Claim
from storage.tables import DeliveryKind

_BUCKETS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.0, 3.0, 5.0, 10.0, 30.0)  # seconds
_KINDS = frozenset(kind.value for kind in DeliveryKind)
_OTHER = "other"


class Metrics:
    """The counters of one process, and a look at the queue that all replicas share."""

    def __init__(
        self, database: Database, queue: Queue, clock: Callable[[], float] = monotonic
    ) -> None:
        """`clock` tells seconds that only go forward."""
        self._registry = CollectorRegistry()
        self._requests = Counter(
            "kompis_requests",
            "Requests that have their reply.",
            ["command", "outcome"],
            registry=self._registry,
        )
        self._seconds = Histogram(
            "kompis_request_duration_seconds",
            "How long the handlers took for a request.",
            ["command"],
            buckets=_BUCKETS,
            registry=self._registry,
        )
        self._deliveries = Counter(
            "kompis_deliveries",
            "Attempts to send a message that was owed.",
            ["kind", "outcome"],
            registry=self._registry,
        )
        self._ticks = Counter(
            "kompis_ticks", "Ticks of what happens by itself.", ["outcome"], registry=self._registry
        )
        self._errors = Counter(
            "kompis_database_errors",
            "Errors that the database or its driver gave.",
            ["kind"],
            registry=self._registry,
        )
        self._clock, self._ticked_at = clock, clock()
        age = Gauge(
            "kompis_tick_age_seconds",
            "Since the last tick of which all could be done, or the start.",
            registry=self._registry,
        )
        age.set_function(lambda: self._clock() - self._ticked_at)
        ProcessCollector(registry=self._registry)
        self._registry.register(queue)
        event.listen(database.engine, "handle_error", self._on_error)

    @property
    def watch(self) -> Watch:
        """What tells these counters of the work."""
        return Watch(self._on_handled, self._on_delivered, self._on_tick)

    def shown(self, accept: str) -> tuple[bytes, str]:
        """Everything as text, in the format that an Accept header asks for, and its type.

        It looks at the database: call it in a thread.
        """
        encode, content_type = choose_encoder(accept)
        return encode(self._registry), content_type

    def _on_handled(self, handled: Handled) -> None:
        self._requests.labels(handled.command, handled.became.value).inc()
        self._seconds.labels(handled.command).observe(handled.seconds)

    def _on_delivered(self, claim: Claim, outcome: Outcome) -> None:
        kind = claim.kind if claim.kind in _KINDS else _OTHER
        self._deliveries.labels(kind, _became(outcome)).inc()

    def _on_tick(self, whole: bool) -> None:
        if whole:
            self._ticked_at = self._clock()
        self._ticks.labels("done" if whole else "failed").inc()

    def _on_error(self, context: ExceptionContext) -> None:
        error = context.sqlalchemy_exception
        kind = type(error).__name__ if isinstance(error, DBAPIError) else _OTHER
        self._errors.labels(kind).inc()


def _became(outcome: Outcome) -> str:
    """An attempt's outcome in a word."""
    match outcome:
        case Sent():
            return "sent"
        case Later(code=str()):
            return "later"
        case Doubtful():
            return "in_doubt"
        case NoEntry():
            return "no_entry"
        case Over(state=state):
            return state.value
        case _:
            return "given_back"
