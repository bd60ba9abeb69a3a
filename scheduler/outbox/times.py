"""How long things last in the outbox, and how long to wait after a failure."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

Random = Callable[[], float]  # from 0 up to 1


@dataclass(frozen=True, slots=True)
class Times:
    """Seconds. A lease outlives a post by `settle`, so that nobody looks while one is on its way.

    `post` is the longest that a platform gets for an answer. `settle` is what it then gets to take
    in what it may have received. `wait` is how long a claimed message may wait for its turn.
    """

    lease: float = 150.0
    post: float = 30.0
    settle: float = 30.0
    wait: float = 20.0
    farewell: float = 10.0
    first_backoff: float = 5.0
    longest_backoff: float = 900.0

    @property
    def before_post(self) -> timedelta:
        """How much of a lease there must be before a message is posted."""
        return timedelta(seconds=self.post + self.settle)

    def backoff(self, attempt: int, random: Random) -> timedelta:
        """A wait after the given attempt, 1 for the first: doubling, with full jitter."""
        longest = min(self.longest_backoff, self.first_backoff * 2 ** min(attempt - 1, 30))
        return timedelta(seconds=random() * longest)
