"""Where the time comes from. Everything that needs it is handed a clock."""

from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]  # the moment now, aware


def system_clock() -> datetime:
    """The machine's time, in UTC."""
    return datetime.now(UTC)
