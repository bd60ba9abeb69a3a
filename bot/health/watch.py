"""What is told of the work as it is done; nobody listens unless somebody wants to."""

from collections.abc import Callable
from dataclasses import dataclass

from handlers.handled import Count as CountHandled
from handlers.handled import uncounted as handled_uncounted
from scheduler.outbox.telling import Count as CountDelivered
from scheduler.outbox.telling import uncounted as delivered_uncounted


@dataclass(frozen=True, slots=True)
class Watch:
    """`ticked` is told whether all of a tick could be done. Requests are told of in threads."""

    handled: CountHandled = handled_uncounted
    delivered: CountDelivered = delivered_uncounted
    ticked: Callable[[bool], None] = lambda _: None


UNWATCHED = Watch()
