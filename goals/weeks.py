"""ISO weeks, and how a week, a month and a day are written as the period of a message."""

from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True, order=True)
class Week:
    """An ISO week: from Monday to Sunday, of the year that its Thursday lies in.

    `number` is 1 to 52, or 53 in the years that have it (2026, 2032).
    """

    year: int
    number: int

    @property
    def name(self) -> str:
        """Such as 2026-W35."""
        return f"{self.year:04}-W{self.number:02}"

    def day(self, weekday: int) -> date:
        """The day of the week; `weekday` as in ISO, Monday is 1."""
        return date.fromisocalendar(self.year, self.number, weekday)

    def after(self, weeks: int) -> "Week":
        """The week so many weeks later, or earlier where `weeks` is below 0."""
        return week_of(self.day(1) + timedelta(weeks=weeks))


def week_of(day: date) -> Week:
    """The week that a day lies in; the first days of January may lie in the year before."""
    year, number, _weekday = day.isocalendar()
    return Week(year, number)


def month_name(day: date) -> str:
    """The month that a day lies in, such as 2026-09."""
    return f"{day.year:04}-{day.month:02}"
