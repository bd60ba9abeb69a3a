"""When people may be written to: from 8 to 18, and not on Sweden's holidays and their eves."""

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from goals.working_days import is_holiday, working_day_from

QUIET_FROM, QUIET_UNTIL = time(18), time(8)  # in the region's zone

_DAY = timedelta(days=1)


def is_waking(moment: datetime, zone: ZoneInfo) -> bool:
    """Whether people may be written to at a moment."""
    local = moment.astimezone(zone)
    return QUIET_UNTIL <= local.time() < QUIET_FROM and not is_holiday(local.date())


def waking(moment: datetime, zone: ZoneInfo) -> datetime:
    """The moment itself, in UTC, or the first morning after the night or holiday it falls in.

    For notices of what has happened: those that are meant for a day and time have an `opening`.
    """
    local, found = moment.astimezone(zone), moment
    day = local.date() + (_DAY if local.time() >= QUIET_FROM else timedelta(0))
    while not is_waking(found, zone):
        found, day = moment_of(zone, day, QUIET_UNTIL), day + _DAY
    return found.astimezone(UTC)


def moment_of(zone: ZoneInfo, day: date, at: time) -> datetime:
    """The moment, in UTC, at which clocks in a zone show a time.

    A time that they skip comes as much later as they skip; of one that comes twice, the first.
    """
    return datetime.combine(day, at, zone).astimezone(UTC)


@lru_cache(maxsize=10_000)
def opening(zone: ZoneInfo, day: date, at: time) -> datetime:
    """The first moment, in UTC, for what is meant for a day and time.

    What falls in quiet hours waits until they end, and what then or otherwise falls on a holiday
    until the next working day. Channels share their days and hours, and every tick asks again.
    """
    if at >= QUIET_FROM:
        day, at = working_day_from(day + _DAY), QUIET_UNTIL
    at = max(at, QUIET_UNTIL)
    if is_holiday(day):
        day = working_day_from(day)
    moment = moment_of(zone, day, at)
    while not is_waking(moment, zone):  # a region may skip a whole day (Samoa)
        day = working_day_from(day + _DAY)
        moment = moment_of(zone, day, at)
    return moment
