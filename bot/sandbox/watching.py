"""What whoever runs the sandbox may be told of as it happens, to count it or to step in."""

from collections.abc import Awaitable, Callable
from enum import StrEnum


class Step(StrEnum):
    """What has just happened; each comes with a name."""

    CALLED = "called"  # the bot calls a method; nothing is done yet
    CARRIED_OUT = "carried_out"  # it is done, and the bot has no answer yet
    DELIVERED = "delivered"  # an event, a command or an interaction goes to the bot
    DELIVERED_AGAIN = "delivered_again"  # an event that was not acknowledged
    CAME_BACK = "came_back"  # such a delivery has ended: with an acknowledgement or without
    GIVEN_UP = "given_up"  # an event that is not delivered any more
    TOO_FAST = "too_fast"  # a method is called at more than the workspace's pace
    BROKEN = "broken"  # a fault that was asked for happens: its kind


Watch = Callable[[Step, str], None]  # called at once, in the sandbox's own loop
Rest = Callable[[float], Awaitable[object]]  # how the seconds before another delivery are waited


def unwatched(_step: Step, _name: str) -> None:
    """Nobody is told."""
