"""How fast a workspace takes messages: so many a second in all, and in each conversation.

Like Slack's, it lets a short burst of a second's worth through. Source:
https://docs.slack.dev/apis/web-api/rate-limits.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from math import ceil

from bot.sandbox.timestamps import Clock

_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
PACED = frozenset({"chat.postMessage", "chat.postEphemeral"})


@dataclass(frozen=True, slots=True)
class Pace:
    """Messages a second: in the workspace and in each conversation."""

    workspace: float
    conversation: float


class TooFastError(Exception):
    """It is too much at once: `retry_after` is in whole seconds."""

    def __init__(self, retry_after: int) -> None:
        super().__init__(f"again in {retry_after} s")
        self.retry_after = retry_after


class Gate:
    """Lets messages through at a pace; without one, all of them. `now` only moves forward."""

    def __init__(self, pace: Pace | None, now: Clock) -> None:
        self._pace = pace
        self._now = now
        self._workspace = _LONG_AGO
        self._conversations: defaultdict[str, datetime] = defaultdict(lambda: _LONG_AGO)

    def pass_through(self, conversation: str) -> None:
        """One more message. Raises TooFastError."""
        if self._pace is None:
            return
        now = self._now()
        all_at = _next(self._workspace, self._pace.workspace, now)
        here_at = _next(self._conversations[conversation], self._pace.conversation, now)
        self._workspace, self._conversations[conversation] = all_at, here_at


def _next(full_at: datetime, rate: float, now: datetime) -> datetime:
    """When all that has gone through is worked off, one more message with it.

    What is worked off within a second, or is a single message, is no more than a burst.
    """
    took = max(full_at, now) + timedelta(seconds=1 / rate)
    over = (took - now).total_seconds() - max(1.0, 1 / rate)
    if over > 0:
        raise TooFastError(max(1, ceil(over)))
    return took
