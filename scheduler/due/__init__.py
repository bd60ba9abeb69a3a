"""What is due: pure functions from schedules, the calendar and the clock to periods.

- A period is what a message is meant for: a week, a month or a day. Each is due once; a moved or
  late message keeps its own. That it is sent once is for the unique key of its delivery to see to.
- Nothing is said on a Swedish public holiday or its eve, at night, or in July where it pauses.
- What falls on a holiday comes on the next working day at the same hour. The longest row of
  holidays moves it by less than a week, so the weeks keep their order.
- What could not be sent in time is due for 48 hours more, in the hours in which people are
  written to.
- Nothing is due from before a channel was linked or a person known.
"""

from scheduler.due.calendar import Calendar
from scheduler.due.channels import months_asked, tutoring_reminder
from scheduler.due.nightly import retention, snapshot
from scheduler.due.owed import LATE, Due
from scheduler.due.people import (
    Away,
    Person,
    manager_digest,
    personal_reminder,
    plan_expiring,
    reachable,
)
from scheduler.due.weekly import Slot, planned, weekly

__all__ = [
    "LATE",
    "Away",
    "Calendar",
    "Due",
    "Person",
    "Slot",
    "manager_digest",
    "months_asked",
    "personal_reminder",
    "plan_expiring",
    "planned",
    "reachable",
    "retention",
    "snapshot",
    "tutoring_reminder",
    "weekly",
]
