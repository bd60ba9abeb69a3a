"""The outbox: every message that the bot owes somebody, sent once.

A row is claimed with a lease, composed, sent outside of any transaction and marked. Whatever was
in somebody's hands when they died is in doubt, and looked up before anything is sent again.
"""

from scheduler.outbox.composing import Composer, Occasion
from scheduler.outbox.outbox import Enqueue, Outbox
from scheduler.outbox.pacing import Pacer, Rates
from scheduler.outbox.recording import shut_out
from scheduler.outbox.sender import (
    CannotLook,
    Gone,
    InDoubt,
    Refused,
    Sender,
    SendError,
    Target,
    TryLater,
)
from scheduler.outbox.times import Times

__all__ = [
    "CannotLook",
    "Composer",
    "Enqueue",
    "Gone",
    "InDoubt",
    "Occasion",
    "Outbox",
    "Pacer",
    "Rates",
    "Refused",
    "SendError",
    "Sender",
    "Target",
    "Times",
    "TryLater",
    "shut_out",
]
