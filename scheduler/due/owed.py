"""A period that something is due for, and how long it stays so."""

from dataclasses import dataclass
from datetime import datetime, timedelta

LATE = timedelta(hours=48)  # after its time, a message that could not be sent still goes out


@dataclass(frozen=True, slots=True)
class Due:
    """Something is owed for a period from `at` to `expires_at`, both included and both in UTC.

    `period` is a week (2026-W35), a month (2026-09) or a day (2026-08-24).
    """

    period: str
    at: datetime
    expires_at: datetime

    def owed(self, now: datetime) -> bool:
        """Whether its time has come and is not over."""
        return self.at <= now <= self.expires_at


def due_from(period: str, at: datetime, late: timedelta = LATE) -> Due:
    """What is due from a moment in UTC, and `late` after it."""
    return Due(period, at, at + late)
