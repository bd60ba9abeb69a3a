"""What falls due to persons by itself: reminders, managers' digests, and plans that end.

- Reminders: while something is left of goals 3 and 4, one a week. They stop after PATIENCE of them
  without any report in between, and begin again with the next report.
- Digests and plans: to managers, of the libraries that they lead.
- What nobody could be due is not looked for: most ticks read the regions, and nothing else.
"""

from collections.abc import Iterator
from datetime import UTC, datetime

from sqlmodel import Session

from scheduler.due import (
    Away,
    Calendar,
    Person,
    manager_digest,
    personal_reminder,
    plan_expiring,
)
from scheduler.due import Due as Period
from scheduler.due.people import EARLIEST_NOTICE
from storage.database import Database
from storage.deliveries import Due, MemberAddress, member_key, owe_members, owed_keys
from storage.leading import ending_plans, managers
from storage.recipients import Recipient, Reminded, to_remind
from storage.regions import RegionSettings, regions
from storage.tables import DeliveryKind

PATIENCE = 4  # reminders in a row without an answer; then nothing until something is recorded
TEXTS = 4  # that a reminder can begin with
_ANYBODY = Person(datetime(2000, 1, 1, tzinfo=UTC))
Owed = tuple[Due, MemberAddress]


def owe_to_people(database: Database, now: datetime) -> int:
    """Owe every person what is due to them; how many messages. A tick without any writes nothing.

    All of them are read first, one region after the other, and owed in one transaction.
    """
    with database.reading() as session:
        owed = list(due_to_people(session, now))
    if not owed:
        return 0
    with database.writing() as session:
        return owe_members(session, owed, now)


def due_to_people(session: Session, now: datetime) -> Iterator[Owed]:
    """What is due to people at a moment and not owed yet, region by region."""
    for region in regions(session):
        yield from _in_region(session, region, now)


def _in_region(session: Session, region: RegionSettings, now: datetime) -> Iterator[Owed]:
    calendar = Calendar(region.zone, region.july_pause)
    if not calendar.open_at(now):
        return
    yield from _reminders(session, region, calendar, now)
    to_managers = [
        *_digests(session, region, calendar, now),
        *_plans(session, region, calendar, now),
    ]
    yield from _not_yet_owed(session, to_managers)


def _reminders(
    session: Session, region: RegionSettings, calendar: Calendar, now: datetime
) -> Iterator[Owed]:
    """Of two weeks that are due at once, after Christmas, the first; the other gives way."""
    for possible in personal_reminder(_ANYBODY, calendar, now)[:1]:
        candidates = to_remind(session, region, calendar.day(now), possible.period)
        for recipient, before in candidates:
            person = _person(recipient, before)
            if before.unanswered < PATIENCE and possible in personal_reminder(
                person, calendar, now
            ):
                text = 0 if before.text is None else (before.text + 1) % TEXTS
                yield _owed(DeliveryKind.REMINDER, possible, text), recipient.address


def _digests(
    session: Session, region: RegionSettings, calendar: Calendar, now: datetime
) -> Iterator[Owed]:
    if not manager_digest(_ANYBODY, calendar, now):
        return
    for manager in managers(session, region.region_id, calendar.day(now)):
        for period in manager_digest(_person(manager.recipient), calendar, now):
            yield _owed(DeliveryKind.DIGEST, period), manager.recipient.address


def _plans(
    session: Session, region: RegionSettings, calendar: Calendar, now: datetime
) -> Iterator[Owed]:
    today = calendar.day(now)
    ending = {
        library_id: last_day
        for library_id, last_day in ending_plans(
            session, region.region_id, today, today + EARLIEST_NOTICE
        )
        if plan_expiring(_ANYBODY, last_day, calendar, now)
    }
    if not ending:
        return
    for manager in managers(session, region.region_id, today):
        for place in manager.led:
            if place.library_id in ending:
                last_day = ending[place.library_id]
                for period in plan_expiring(_person(manager.recipient), last_day, calendar, now):
                    yield _plan(period, place.library_id), manager.recipient.address


def _not_yet_owed(session: Session, owed: list[Owed]) -> list[Owed]:
    known = owed_keys(session, (member_key(due, to.member_id) for due, to in owed))
    return [(due, to) for due, to in owed if member_key(due, to.member_id) not in known]


def _person(recipient: Recipient, before: Reminded | None = None) -> Person:
    return Person(
        recipient.since,
        snoozed_until=recipient.snoozed_until,
        leave=tuple(Away(*span) for span in recipient.away),
        reminded_at=None if before is None else before.at,
    )


def _owed(kind: DeliveryKind, period: Period, subject_id: int | None = None) -> Due:
    return Due(kind, period.period, period.at, subject_id, period.expires_at - period.at)


def _plan(period: Period, library_id: int) -> Due:
    """Who leads two libraries whose plans end on the same day is told of both."""
    return Due(
        DeliveryKind.PLAN_EXPIRING,
        f"{period.period}@{library_id}",
        period.at,
        library_id,
        period.expires_at - period.at,
    )
