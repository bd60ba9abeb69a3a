"""When people may be written to in a region: its waking hours, and not in July where it pauses."""

from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from goals.waking_hours import is_waking, moment_of, opening

JULY = 7


@dataclass(frozen=True, slots=True)
class Calendar:
    """A region's zone, and whether it pauses in July. The holidays are Sweden's."""

    zone: ZoneInfo
    july_pause: bool = True

    def day(self, moment: datetime) -> date:
        """The day that it is in the region at a moment."""
        return moment.astimezone(self.zone).date()

    def paused(self, day: date) -> bool:
        """Whether the day lies in the pause."""
        return self.july_pause and day.month == JULY

    def open_at(self, moment: datetime) -> bool:
        """Whether people may be written to at a moment."""
        return is_waking(moment, self.zone) and not self.paused(self.day(moment))

    def moment(self, day: date, at: time) -> datetime:
        """The moment, in UTC, at which clocks in the region show a time."""
        return moment_of(self.zone, day, at)

    def opening(self, day: date, at: time) -> datetime:
        """The first moment, in UTC, for what is meant for a day and time. July is left to callers.

        What falls in quiet hours waits until they end, and what then or otherwise falls on a
        holiday until the next working day.
        """
        return opening(self.zone, day, at)
