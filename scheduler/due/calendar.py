"""When people may be written to: not on holidays, not at night, and not in July where it pauses."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from goals.working_days import is_holiday, working_day_from

QUIET_FROM, QUIET_UNTIL = time(18), time(8)  # in the region's zone
JULY = 7

_DAY = timedelta(days=1)


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
        return _waking(moment.astimezone(self.zone)) and not self.paused(self.day(moment))

    def moment(self, day: date, at: time) -> datetime:
        """The moment, in UTC, at which clocks in the region show a time.

        A time that they skip comes as much later as they skip; of one that comes twice, the first.
        """
        return datetime.combine(day, at, self.zone).astimezone(UTC)

    def opening(self, day: date, at: time) -> datetime:
        """The first moment, in UTC, for what is meant for a day and time. July is left to callers.

        What falls in quiet hours waits until they end, and what then or otherwise falls on a
        holiday until the next working day.
        """
        return _opening(self, day, at)


@lru_cache(maxsize=10_000)
def _opening(calendar: Calendar, day: date, at: time) -> datetime:
    """Channels share their days and hours, and every tick asks again."""
    if at >= QUIET_FROM:
        day, at = working_day_from(day + _DAY), QUIET_UNTIL
    at = max(at, QUIET_UNTIL)
    if is_holiday(day):
        day = working_day_from(day)
    moment = calendar.moment(day, at)
    while not _waking(moment.astimezone(calendar.zone)):  # a region may skip a whole day (Samoa)
        day = working_day_from(day + _DAY)
        moment = calendar.moment(day, at)
    return moment


def _waking(local: datetime) -> bool:
    return QUIET_UNTIL <= local.time() < QUIET_FROM and not is_holiday(local.date())
