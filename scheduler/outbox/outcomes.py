"""What can become of one attempt to send a delivery."""

from dataclasses import dataclass
from datetime import timedelta

from storage.deliveries import Out
from storage.tables import DeliveryState


@dataclass(frozen=True, slots=True)
class Sent:
    """All of it is out."""

    out: Out


@dataclass(frozen=True, slots=True)
class Later:
    """Nothing but `out` is out; the rest is tried again after a while."""

    out: Out
    after: timedelta
    code: str | None


@dataclass(frozen=True, slots=True)
class Doubtful:
    """`out` is out, and the part behind it may be: after a while somebody has to look."""

    out: Out
    after: timedelta
    code: str


@dataclass(frozen=True, slots=True)
class NoEntry:
    """Nothing but `out` is out, and the target cannot be written to any more."""

    out: Out
    code: str


@dataclass(frozen=True, slots=True)
class Over:
    """It is cancelled, failed or uncertain; `out` is what is known to be out."""

    state: DeliveryState
    out: Out
    code: str


@dataclass(frozen=True, slots=True)
class Untouched:
    """Nothing was done with it."""


Outcome = Sent | Later | Doubtful | NoEntry | Over | Untouched
