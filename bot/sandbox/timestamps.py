"""Slack's timestamps: seconds and microseconds, each given once, always rising."""

from collections.abc import Callable
from datetime import datetime

Clock = Callable[[], datetime]


class Timestamps:
    """Hands out `ts` values such as "1777878000.000100" from a clock that may stand still."""

    def __init__(self, now: Clock) -> None:
        self._now = now
        self._last = 0

    def next(self) -> str:
        """The next timestamp: the clock's, or one microsecond after the last one given."""
        self._last = max(self._last + 1, microseconds(self._now()))
        return f"{self._last // 1_000_000}.{self._last % 1_000_000:06d}"


def microseconds(moment: datetime) -> int:
    """Microseconds since 1970; a naive moment raises ValueError, since its zone is a guess."""
    if moment.tzinfo is None:
        raise ValueError("The sandbox's clock gave a time without a time zone.")
    return round(moment.timestamp() * 1_000_000)


def order(ts: str) -> tuple[int, int]:
    """A key by which timestamps sort; ValueError for what is none."""
    seconds, _, fraction = ts.partition(".")
    return int(seconds), int((fraction or "0").ljust(6, "0")[:6])
