"""When a process is killed: by what happens, counted from the beginning of a round."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from random import Random

from bot.sandbox import Step


class Moment(StrEnum):
    """What the kill waits for."""

    CALL = "a call comes in"
    CARRIED_OUT = "a call is carried out, not answered"
    POSTED = "a message is out, its answer not"
    DELIVERED = "something is delivered"
    LOG_LINE = "a line of its log"
    CLOCK = "a moment"


@dataclass(slots=True)
class Kill:
    """The kill of one round: at the n-th time that something happens, or after some seconds."""

    moment: Moment
    left: float
    victim: int
    strike: Callable[[], bool]
    done: bool = False

    def step(self, step: Step, name: str) -> None:
        """Something has happened in the sandbox."""
        match self.moment, step:
            case (
                (Moment.CALL, Step.CALLED)
                | (Moment.CARRIED_OUT, Step.CARRIED_OUT)
                | (Moment.DELIVERED, Step.DELIVERED)
            ):
                self._count()
            case (Moment.POSTED, Step.CARRIED_OUT) if name == "chat.postMessage":
                self._count()

    def line(self, number: int) -> None:
        """A process has written a line into its log."""
        if self.moment is Moment.LOG_LINE and number == self.victim:
            self._count()

    def now(self) -> None:
        """Strike, if it is not done yet; a process that is not there is waited for."""
        if not self.done:
            self.done = self.strike()

    def _count(self) -> None:
        self.left -= 1
        if self.left <= 0:
            self.now()


def draw(random: Random, victim: int, usual: "Usual", strike: Callable[[], bool]) -> Kill:
    """A kill at a moment somewhere in a round as they have been, or a little later."""
    moment = random.choice(list(Moment))
    most = {
        Moment.CALL: usual.calls,
        Moment.CARRIED_OUT: usual.calls,
        Moment.POSTED: usual.posts,
        Moment.DELIVERED: usual.deliveries,
        Moment.LOG_LINE: usual.lines,
        Moment.CLOCK: usual.seconds,
    }[moment]
    left = random.uniform(0, most * 1.2)
    return Kill(moment, left if moment is Moment.CLOCK else 1 + int(left), victim, strike)


@dataclass(slots=True)
class Usual:
    """How much happens in the busy part of a round."""

    calls: int
    posts: int
    deliveries: int
    lines: int
    seconds: float
