"""Every night what is old is forgotten, as the settings say, and nothing that is young."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import Session, select
from structlog.testing import capture_logs

from goals.record import Area
from scheduler.retention import Retention, forget_old, months_before
from scheduler.ticking import NIGHT, ticking
from storage.database import Database
from storage.journal import audit, mark_answered, was_answered
from storage.personal.requests import GRACE, ask_erasure, decide
from storage.tables import AuditEvent, Change, Invitation, Member, SelfAssessment
from tests import builders
from tests.builders import key

NOW = datetime(2020, 5, 27, 1, 0, tzinfo=UTC)
KEPT = Retention()
SHORTLY = timedelta(microseconds=1)
FOREVER = Retention(own=0, person=0, invitations=0, audit=0, deliveries=0, changes=0, events=0)
KINDS = (*("granted", "own", "person", "invitations", "audit", "deliveries", "changes", "events"),)
QUIET = dict.fromkeys(KINDS, 0)


def left(session: Session, months: int, *, days: int = 0) -> Member:
    """Somebody with results who left a library so many months ago, and some days before that."""
    library = builders.library(session)
    person = builders.member(session, library)
    ends_on = months_before(NOW, months).date() - timedelta(days)
    builders.employed(session, person, library, starts_on=date(2000, 1, 1), ends_on=ends_on)
    person.created_at = datetime(2000, 1, 1, tzinfo=UTC)
    builders.assessed(session, person, results={Area.SAFETY: Decimal(4)})
    return person


def names(database: Database) -> list[str]:
    """The names of those who are not erased."""
    with database.reading() as session:
        return sorted(member.name for member in session.exec(select(Member)) if member.name)


def test_a_quiet_night(database: Database) -> None:
    assert forget_old(database, NOW) == QUIET


def test_the_chat_of_somebody_unknown_goes_as_events_do(database: Database) -> None:
    long_ago = months_before(NOW, KEPT.events).date() - timedelta(days=1)
    with database.writing() as session:
        known = builders.identity(session, builders.member(session))
        gone = builders.identity(session, builders.member(session))
        for account in (known, gone):
            builders.conversation(session, account, long_ago)
        session.delete(gone)
    assert forget_old(database, NOW) == QUIET | {"events": 1}


def test_what_is_the_own_of_leavers_goes_before_the_rest(database: Database) -> None:
    with database.writing() as session:
        stay = [left(session, KEPT.own, days=-1).name, left(session, KEPT.own).name]
        left(session, KEPT.person)
    assert forget_old(database, NOW) == QUIET | {"own": 2, "person": 1}
    assert names(database) == sorted(stay)
    with database.reading() as session:
        results = session.exec(select(SelfAssessment)).all()
    with_results = {row.member_id: row.safety is not None for row in results}
    assert with_results == {1: True, 2: False}
    assert forget_old(database, NOW) == QUIET


def test_a_coordinator_of_the_settings_is_kept(database: Database) -> None:
    with database.writing() as session:
        emails = {left(session, KEPT.person).email_key or ""}
    assert forget_old(database, NOW, coordinators=emails) == QUIET


def test_granted_requests_are_carried_out_whatever_is_kept(database: Database) -> None:
    with database.writing() as session:
        anna, boss = key(builders.member(session, name="Anna")), key(builders.member(session))
        request = ask_erasure(session, anna, NOW - GRACE)
        decide(session, request, boss, NOW - GRACE, granted=True)
    assert forget_old(database, NOW, FOREVER) == {"granted": 1}
    assert "Anna" not in names(database)


def test_invitations_events_and_the_log(database: Database) -> None:
    with database.writing() as session:
        inviter = builders.member(session)
        for number, (months, young) in enumerate(
            [(KEPT.invitations, False), (KEPT.invitations, True)]
        ):
            row = builders.invited(
                session,
                builders.member(session, inviter),
                builders.resource(session, inviter),
                inviter,
            )
            row.invited_at = months_before(NOW, months) - (timedelta() if young else SHORTLY)
            answered = months_before(NOW, KEPT.events) - (timedelta() if young else SHORTLY)
            mark_answered(session, f"event {number}", answered)
            seen = months_before(NOW, KEPT.audit) - (timedelta() if young else SHORTLY)
            audit(session, seen, "team.seen", actor=key(inviter))
    assert forget_old(database, NOW) == QUIET | {"invitations": 1, "audit": 1, "events": 1}
    with database.reading() as session:
        assert not was_answered(session, "event 0")
        assert was_answered(session, "event 1")
        assert len(session.exec(select(Invitation)).all()) == 1
        assert len(session.exec(select(AuditEvent)).all()) == 1
    assert forget_old(database, NOW) == QUIET


def test_changes_that_nobody_puts_back_any_more(database: Database) -> None:
    with database.writing() as session:
        library = builders.library(session)
        for number, age in enumerate((timedelta(), SHORTLY)):
            session.add(
                Change(
                    region_id=library.region_id,
                    library_id=key(library),
                    kind="tutoring",
                    before="{}",
                    after="{}",
                    request_id=f"request:{number}",
                    made_at=months_before(NOW, KEPT.changes) - age,
                )
            )
    assert forget_old(database, NOW) == QUIET | {"changes": 1}
    assert forget_old(database, NOW) == QUIET


def test_what_is_kept_for_ever_is_not_looked_for(database: Database) -> None:
    with database.writing() as session:
        left(session, 200)
        mark_answered(session, "old", months_before(NOW, 200))
    assert forget_old(database, NOW, FOREVER) == {"granted": 0}
    assert len(names(database)) == 1


@pytest.mark.parametrize(
    ("moment", "months", "before"),
    [
        ("2020-03-31", 1, "2020-02-29"),
        ("2021-03-31", 1, "2021-02-28"),
        ("2020-05-27", 5, "2019-12-27"),
        ("2020-01-01", 1, "2019-12-01"),
        ("2020-12-31", 12, "2019-12-31"),
        ("2020-05-27", 240, "2000-05-27"),
    ],
)
def test_months_back(moment: str, months: int, before: str) -> None:
    assert months_before(datetime.fromisoformat(moment), months) == datetime.fromisoformat(before)


def day_by_day(moment: datetime, months: int) -> Iterator[datetime]:
    """Every day of the month that lies so many months back, one by one."""
    first = moment.replace(day=1)
    for _ in range(months):
        first = (first - timedelta(days=1)).replace(day=1)
    day = first
    while day.month == first.month:
        yield day
        day += timedelta(days=1)


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)).map(builders.noon), st.integers(0, 100))
def test_months_back_day_by_day(moment: datetime, months: int) -> None:
    *_, wanted = (day for day in day_by_day(moment, months) if day.day <= moment.day)
    assert months_before(moment, months) == wanted


async def nothing() -> None:
    """A tick of which nothing comes."""


async def test_it_happens_at_night_in_the_regions_zone_and_is_logged_in_numbers(
    database: Database,
) -> None:
    zone = ZoneInfo("Europe/Stockholm")
    with database.writing() as session:
        gone, stays = left(session, 200), left(session, 200)
        gone.name, emails = "Olof Hemlig", {stays.email_key or ""}
    retention = Retention(person=200)
    async with ticking(
        database, zone, lambda: NOW, nothing, retention=retention, coordinators=emails
    ) as scheduler:
        job = scheduler.get_job("retention")
        assert job is not None
        assert job.next_run_time.astimezone(zone).hour == NIGHT
        with capture_logs() as logs:
            await job.func()
    assert len(names(database)) == 1
    (line,) = [line for line in logs if line["event"] == "retention"]
    assert (line["event"], line["person"], line["own"]) == ("retention", 1, 1)
    assert "Hemlig" not in str(line)
