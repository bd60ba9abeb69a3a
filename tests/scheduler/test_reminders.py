"""Stories of the personal reminder: who gets it, what it says, and when it stops."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import event
from sqlmodel import Session, select

from goals.record import Area, ResourceKind
from scheduler.owing_people import PATIENCE, owe_to_people
from storage.database import Database
from storage.deliveries import forget_deliveries
from storage.tables import Delivery, DeliveryKind, DeliveryState, Employment, Member
from tests.builders import (
    assessed,
    completed,
    employed,
    identity,
    installation,
    key,
    library,
    member,
    on_leave,
    region,
    registered,
    resource,
    staff,
)
from tests.scheduler.mailbox import Mailbox, Sent

WEDNESDAY = datetime(2026, 8, 26, 8, tzinfo=UTC)  # ten o'clock in Jönköping, week 35
WEEK, MINUTE = timedelta(days=7), timedelta(minutes=1)


@pytest.fixture
def mailbox(database: Database) -> Mailbox:
    """A library with Anna, who has an account and everything left, and Bo, who has no account."""
    with database.writing() as session:
        county = region(session, "Jönköpings län")
        installation(session, county)
        nassjo = library(session, county, "Nässjö stadsbibliotek")
        identity(session, staff(session, nassjo, "Anna"))
        staff(session, nassjo, "Bo")
        for number in range(4):
            resource(
                session, county, f"Kurs om {number}", url=f"https://digiteket.se/kurs/{number}"
            )
    return Mailbox(database)


def anna(session: Session) -> Member:
    return session.exec(select(Member).where(Member.name == "Anna")).one()


def reminders(sent: list[Sent]) -> list[str]:
    return [one.text or "" for one in sent if one.kind == DeliveryKind.REMINDER]


def the_reminder(mailbox: Mailbox, now: datetime = WEDNESDAY) -> str:
    (text,) = reminders(mailbox.at(now))
    return text


def test_it_comes_once_on_wednesday_at_ten(mailbox: Mailbox) -> None:
    assert mailbox.at(WEDNESDAY - timedelta(seconds=1)) == []
    (sent,) = mailbox.at(WEDNESDAY)
    with mailbox.database.reading() as session:
        assert (sent.kind, sent.to, sent.period) == ("reminder", key(anna(session)), "2026-W35")
    assert mailbox.at(WEDNESDAY + MINUTE) == []
    assert mailbox.at(WEDNESDAY + timedelta(hours=24)) == []
    assert len(mailbox.at(WEDNESDAY + WEEK)) == 1


def test_it_says_what_is_left_and_how_to_be_left_alone(mailbox: Mailbox) -> None:
    text = the_reminder(mailbox)
    assert "göra självskattningen" in text
    assert "gå klart 2 lärresurser till" in text
    assert "säga till här när du är registrerad" in text
    assert text.endswith("[Pausa i fyra veckor] [Stäng av]")
    with mailbox.database.writing() as session:
        assessed(session, anna(session))
        completed(session, anna(session), resource(session, anna(session)))
        anna(session).language = "en"
    text = the_reminder(mailbox, WEDNESDAY + WEEK)
    assert "self-assessment" not in text
    assert "finish 1 more resource on" in text
    assert text.endswith("[Pause for four weeks] [Turn off]")


def all_done(session: Session) -> None:
    assessed(session, anna(session))
    registered(session, anna(session))
    for _ in range(2):
        completed(session, anna(session), resource(session, anna(session)))


def off(session: Session) -> None:
    anna(session).reminders = False


def snoozed(session: Session) -> None:
    anna(session).snoozed_until = WEDNESDAY.date() + timedelta(days=1)


def away(session: Session) -> None:
    on_leave(session, anna(session), starts_on=WEDNESDAY.date())


def away_on_the_day(session: Session) -> None:
    until = WEDNESDAY.date() + timedelta(days=1)
    on_leave(session, anna(session), starts_on=WEDNESDAY.date(), ends_on=until)


def unconfirmed(session: Session) -> None:
    session.exec(
        select(Employment).where(Employment.member_id == anna(session).id)
    ).one().confirmed_at = None


def left(session: Session) -> None:
    session.exec(
        select(Employment).where(Employment.member_id == anna(session).id)
    ).one().ends_on = WEDNESDAY.date()


def newcomer(session: Session) -> None:
    anna(session).created_at = WEDNESDAY + timedelta(hours=1)


@pytest.mark.parametrize(
    "change",
    [all_done, off, snoozed, away, away_on_the_day, unconfirmed, left, newcomer],
    ids=lambda change: change.__name__,
)
def test_nobody_is_reminded_who(mailbox: Mailbox, change: Callable[[Session], None]) -> None:
    with mailbox.database.writing() as session:
        change(session)
    assert mailbox.at(WEDNESDAY) == []
    assert mailbox.at(WEDNESDAY + timedelta(hours=25)) == []  # nor late


@pytest.mark.parametrize("change", [all_done, off, unconfirmed], ids=lambda each: each.__name__)
def test_what_is_owed_is_not_sent_once_things_have_changed(
    mailbox: Mailbox, change: Callable[[Session], None]
) -> None:
    assert owe_to_people(mailbox.database, WEDNESDAY) == 1
    with mailbox.database.writing() as session:
        change(session)
    assert reminders(mailbox.at(WEDNESDAY + MINUTE)) == [""]


def test_it_stops_by_itself_until_something_is_recorded(mailbox: Mailbox) -> None:
    texts = [the_reminder(mailbox, WEDNESDAY + week * WEEK) for week in range(PATIENCE)]
    assert ["sista påminnelsen" in text for text in texts] == [False, False, False, True]
    for week in range(PATIENCE, 10):
        assert mailbox.at(WEDNESDAY + week * WEEK) == []
    with mailbox.database.writing() as session:
        assert forget_deliveries(session, WEDNESDAY + 50 * WEEK) == 0  # or it would begin anew
        report = assessed(session, anna(session))
        report.reported_at = WEDNESDAY + 10 * WEEK - MINUTE
    texts.append(the_reminder(mailbox, WEDNESDAY + 10 * WEEK + timedelta(hours=1)))
    assert "sista påminnelsen" not in texts[-1]
    with mailbox.database.writing() as session:
        assert forget_deliveries(session, WEDNESDAY + 50 * WEEK) == PATIENCE


def test_no_text_comes_twice_in_a_row(mailbox: Mailbox) -> None:
    before = ""
    for week in range(12):  # something that does not count is recorded every second week
        with mailbox.database.writing() as session:
            if week % 2:
                article = resource(session, anna(session), kind=ResourceKind.ARTICLE)
                done = completed(session, anna(session), article)
                done.reported_at = WEDNESDAY + week * WEEK - MINUTE
        hour = timedelta(hours=1 if week >= 9 else 0)  # summer time ends
        text = the_reminder(mailbox, WEDNESDAY + week * WEEK + hour)
        assert text.splitlines()[:2] != before.splitlines()[:2]
        assert text.splitlines()[-3:] != before.splitlines()[-3:]
        before = text


def test_two_suggestions_in_the_weakest_area_that_are_not_done(mailbox: Mailbox) -> None:
    with mailbox.database.writing() as session:
        results = {Area.SAFETY: Decimal("2.5"), Area.CONTENT: Decimal(6)}
        assessed(session, anna(session), results=results)
        for title in ("Säkra lösenord", "GDPR för alla", "Säkerhet på nätet"):
            course = resource(session, anna(session), title)
        completed(session, anna(session), course)
    text = the_reminder(mailbox)
    assert "GDPR för alla" in text
    assert "Säkra lösenord" in text
    assert "Säkerhet på nätet" not in text
    assert "Kurs om" not in text


def test_without_results_what_colleagues_have_finished(mailbox: Mailbox) -> None:
    with mailbox.database.writing() as session:
        bo = session.exec(select(Member).where(Member.name == "Bo")).one()
        for title in ("Wikipedia", "Wikidata"):
            completed(session, bo, resource(session, bo, title))
        elsewhere = staff(session, library(session))
        elsewhere.region_id = bo.region_id
        completed(session, elsewhere, resource(session, bo, "AAA"))
        resource(session, bo, "Ett paket", kind=ResourceKind.COURSE_PACKAGE)
        resource(session, bo, "En artikel", kind=ResourceKind.ARTICLE)
        resource(session, bo, "Ett förslag", approved=False)
    text = the_reminder(mailbox)
    assert "Wikipedia" in text
    assert "Wikidata" in text
    for other in ("AAA", "paket", "artikel", "Ett förslag"):
        assert other not in text


def test_a_week_never_gets_two(mailbox: Mailbox) -> None:
    """Julafton is a Wednesday: its reminder comes on Monday, and Wednesday's is left out."""
    monday = datetime(2031, 12, 29, 9, tzinfo=UTC)
    assert mailbox.at(datetime(2031, 12, 24, 9, tzinfo=UTC)) == []
    first = mailbox.at(monday)
    assert [one.period for one in first] == ["2031-W52"]
    assert mailbox.at(monday + timedelta(days=1)) == []
    assert mailbox.at(datetime(2032, 1, 2, 9, tzinfo=UTC)) == []


def test_what_waits_to_be_sent_is_not_joined_by_another(mailbox: Mailbox) -> None:
    monday = datetime(2031, 12, 29, 9, tzinfo=UTC)
    assert owe_to_people(mailbox.database, monday) == 1
    assert owe_to_people(mailbox.database, monday + timedelta(days=2)) == 0


def test_owing_again_and_by_another_replica_changes_nothing(mailbox: Mailbox) -> None:
    assert owe_to_people(mailbox.database, WEDNESDAY) == 1
    assert owe_to_people(mailbox.database, WEDNESDAY) == 0
    with mailbox.database.reading() as session:
        (row,) = session.exec(select(Delivery)).all()
        assert row.state is DeliveryState.PENDING


def test_it_goes_to_the_account_that_was_tied_last(mailbox: Mailbox) -> None:
    with mailbox.database.writing() as session:
        identity(session, anna(session), tenant="T0NEWER")
    owe_to_people(mailbox.database, WEDNESDAY)
    with mailbox.database.reading() as session:
        assert session.exec(select(Delivery)).one().tenant == "T0NEWER"


def statements_of(database: Database, now: datetime) -> int:
    """How many statements a due check takes."""
    counted = []

    def count(*_given: object) -> None:
        counted.append(1)

    event.listen(database.engine, "before_cursor_execute", count)
    try:
        owe_to_people(database, now)
    finally:
        event.remove(database.engine, "before_cursor_execute", count)
    return len(counted)


def test_nobody_is_looked_at_one_by_one(mailbox: Mailbox) -> None:
    few = statements_of(mailbox.database, WEDNESDAY)
    with mailbox.database.writing() as session:
        place = session.exec(select(Member).where(Member.name == "Bo")).one()
        nassjo = library(session, region(session))
        for _ in range(30):
            person = member(session, place)
            employed(session, person, nassjo)
            identity(session, person)
    assert statements_of(mailbox.database, WEDNESDAY) <= few + 4  # a new region with its own
    with mailbox.database.reading() as session:
        assert len(session.exec(select(Delivery)).all()) == 31


@pytest.mark.parametrize(
    "now",
    [
        datetime(2026, 8, 26, 17, tzinfo=UTC),  # quiet
        datetime(2026, 7, 1, 9, tzinfo=UTC),  # July
        datetime(2026, 8, 22, 9, tzinfo=UTC),  # Saturday
    ],
)
def test_nobody_is_read_when_nothing_can_be_due(mailbox: Mailbox, now: datetime) -> None:
    assert statements_of(mailbox.database, now) <= 3  # the regions, and plans that end
    assert mailbox.at(now) == []
