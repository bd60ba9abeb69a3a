"""What the log says of each attempt: ids, kinds and codes, never names or texts."""

from collections.abc import Callable

import structlog

from handlers.faults import kinds_and_places
from scheduler.outbox.outcomes import Doubtful, Later, NoEntry, Outcome, Over, Sent
from storage.deliveries import Claim
from storage.tables import DeliveryState

_LOG = structlog.get_logger()
Count = Callable[[Claim, Outcome], None]  # called for each attempt that is written down


def uncounted(_claim: Claim, _outcome: Outcome) -> None:
    """Nobody counts."""


def tell(claim: Claim, outcome: Outcome) -> None:
    """Log what became of a claim; what an operator should look into is a warning or an error."""
    about = {"id": claim.delivery_id, "kind": claim.kind, "attempt": claim.attempt}
    match outcome:
        case Sent():
            _LOG.info("delivered", **about)
        case Later(code=str(code)):
            _LOG.info("delivery_later", code=code, **about)
        case Doubtful(code=code):
            _LOG.warning("delivery_in_doubt", code=code, **about)
        case NoEntry(code=code):
            _LOG.warning("delivery_no_entry", code=code, **about)
        case Over(state=DeliveryState.CANCELLED, code=code):
            _LOG.info("delivery_cancelled", code=code, **about)
        case Over(state=state, code=code):
            _LOG.error(f"delivery_{state}", code=code, **about)


def tell_fault(event: str, fault: Exception, **about: object) -> None:
    """Log a fault of ours: its kind and place alone."""
    _LOG.error(event, faults=list(kinds_and_places(fault)), **about)
