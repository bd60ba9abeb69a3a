"""Stories of the manager's week, and of a plan that ends."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlmodel import Session, select

from scheduler.owing_people import owe_to_people
from storage.database import Database
from storage.tables import Employment, Library, Member, Role
from tests.builders import (
    completed,
    employed,
    identity,
    installation,
    key,
    library,
    on_leave,
    plan,
    region,
    resource,
    staff,
    tutored,
)
from tests.scheduler.mailbox import Mailbox, Sent

MONDAY = datetime(2026, 8, 24, 6, 30, tzinfo=UTC)  # half past eight in Jönköping, week 35
WEEK, MINUTE = timedelta(days=7), timedelta(minutes=1)
NOTICE = datetime(2026, 8, 31, 7, tzinfo=UTC)  # nine o'clock, 30 days before the last day
LAST_DAY = date(2026, 9, 30)


@pytest.fixture
def mailbox(database: Database) -> Mailbox:
    """Åsa leads Nässjö with five more; Habo is led by nobody."""
    with database.writing() as session:
        county = region(session, "Jönköpings län")
        installation(session, county)
        nassjo = library(session, county, "Nässjö stadsbibliotek")
        library(session, county, "Habo bibliotek")
        identity(session, staff(session, nassjo, "Åsa", role=Role.MANAGER))
        for number in range(5):
            staff(session, nassjo, f"Nä {number}")
    return Mailbox(database)


def asa(session: Session) -> Member:
    return session.exec(select(Member).where(Member.name == "Åsa")).one()


def place(session: Session, name: str = "Nässjö stadsbibliotek") -> Library:
    return session.exec(select(Library).where(Library.name == name)).one()


def of_kind(sent: list[Sent], kind: str) -> list[Sent]:
    return [one for one in sent if one.kind == kind]


def the_digest(mailbox: Mailbox, now: datetime = MONDAY) -> str:
    (sent,) = of_kind(mailbox.at(now), "digest")
    return sent.text or ""


def test_it_comes_to_managers_on_monday_at_half_past_eight(mailbox: Mailbox) -> None:
    assert mailbox.at(MONDAY - MINUTE) == []
    (sent,) = mailbox.at(MONDAY)
    with mailbox.database.reading() as session:
        assert (sent.kind, sent.to, sent.period) == ("digest", key(asa(session)), "2026-W35")
    assert mailbox.at(MONDAY + MINUTE) == []
    assert len(of_kind(mailbox.at(MONDAY + WEEK), "digest")) == 1


def test_it_tells_what_waits_and_how_far_the_library_is(mailbox: Mailbox) -> None:
    with mailbox.database.writing() as session:
        newcomer = staff(session, place(session), "Nytt namn")
        session.exec(
            select(Employment).where(Employment.member_id == newcomer.id)
        ).one().confirmed_at = None
    text = the_digest(mailbox)
    assert text.startswith("Chefens vecka 35: Nässjö stadsbibliotek\nDet här behöver du göra:")
    assert "1 person väntar på att du bekräftar" in text
    assert "Nytt namn" not in text  # who is looked at on the roster, where that is written down
    assert "ingen giltig handlingsplan" in text
    assert "ledarskapsutbildning" in text
    assert "i juli 2026 är inte inskrivna" in text
    assert "har gjort självskattningen: 0 av 6 (0 %)" in text
    assert "[Visa vilka som väntar]" in text
    assert text.endswith("[Pausa i fyra veckor] [Stäng av]")  # one click in the message itself


def test_what_is_done_does_not_wait(mailbox: Mailbox) -> None:
    with mailbox.database.writing() as session:
        nassjo = place(session)
        plan(session, nassjo, adopted_on=date(2026, 1, 1), valid_until=date(2026, 9, 20))
        tutored(session, nassjo, date(2026, 7, 1), adults=1)
        completed(session, asa(session), resource(session, nassjo, leadership=True))
    assert "gäller bara till och med 20 september 2026" in the_digest(mailbox)
    with mailbox.database.writing() as session:
        plan(session, place(session), adopted_on=date(2026, 8, 25))
        tutored(session, place(session), date(2026, 8, 1), adults=1)
    text = the_digest(mailbox, MONDAY + WEEK)
    assert "\nInget väntar på dig den här veckan." in text
    assert "Visa vilka" not in text


def test_who_leads_two_libraries_reads_of_both_in_one_message(mailbox: Mailbox) -> None:
    with mailbox.database.writing() as session:
        employed(session, asa(session), place(session, "Habo bibliotek"), chief=True)
    text = the_digest(mailbox)
    assert "Chefens vecka 35: Nässjö stadsbibliotek\n" in text
    assert "Chefens vecka 35: Habo bibliotek\n" in text


def test_who_only_helps_out_does_not_read_of_it(mailbox: Mailbox) -> None:
    with mailbox.database.writing() as session:
        employed(session, asa(session), place(session, "Habo bibliotek"))
    assert "Habo" not in the_digest(mailbox)


def test_nothing_comes_to_a_manager_who_is_off_or_away_or_one_no_more(mailbox: Mailbox) -> None:
    with mailbox.database.writing() as session:
        asa(session).reminders = False
    assert mailbox.at(MONDAY) == []
    with mailbox.database.writing() as session:
        asa(session).reminders = True
        on_leave(session, asa(session), starts_on=MONDAY.date(), ends_on=NOTICE.date())
    assert mailbox.at(MONDAY + MINUTE) == []
    owe_to_people(mailbox.database, MONDAY + WEEK)
    with mailbox.database.writing() as session:
        asa(session).role = Role.STAFF
    assert [one.text for one in mailbox.at(MONDAY + WEEK)] == [None]


def test_a_plan_that_ends_is_told_of_once_thirty_days_before(mailbox: Mailbox) -> None:
    with mailbox.database.writing() as session:
        plan(session, place(session), adopted_on=date(2026, 1, 1), valid_until=LAST_DAY)
    assert of_kind(mailbox.at(NOTICE - MINUTE), "plan_expiring") == []
    (sent,) = of_kind(mailbox.at(NOTICE), "plan_expiring")
    assert sent.text is not None
    assert "Nässjö stadsbibliotek gäller till och med 30 september 2026" in sent.text
    for days in (0, 1, 10, 29):
        late = NOTICE + timedelta(days=days, hours=1)
        assert of_kind(mailbox.at(late), "plan_expiring") == []


def test_it_is_told_when_the_manager_is_back(mailbox: Mailbox) -> None:
    with mailbox.database.writing() as session:
        plan(session, place(session), adopted_on=date(2026, 1, 1), valid_until=LAST_DAY)
        on_leave(session, asa(session), starts_on=NOTICE.date(), ends_on=date(2026, 9, 15))
    assert of_kind(mailbox.at(NOTICE), "plan_expiring") == []
    back = datetime(2026, 9, 15, 8, tzinfo=UTC)
    assert len(of_kind(mailbox.at(back), "plan_expiring")) == 1


def test_a_plan_that_was_replaced_is_not_told_of(mailbox: Mailbox) -> None:
    with mailbox.database.writing() as session:
        plan(session, place(session), adopted_on=date(2026, 1, 1), valid_until=LAST_DAY)
        plan(session, place(session), adopted_on=date(2026, 5, 1))
    assert of_kind(mailbox.at(NOTICE), "plan_expiring") == []
    with mailbox.database.writing() as session:  # one that ends as well
        plan(session, place(session), adopted_on=date(2026, 6, 1), valid_until=LAST_DAY)
    owe_to_people(mailbox.database, NOTICE)
    with mailbox.database.writing() as session:
        plan(session, place(session), adopted_on=NOTICE.date())
    (sent,) = of_kind(mailbox.at(NOTICE), "plan_expiring")
    assert sent.text is None


def test_two_plans_that_end_on_a_day_are_both_told_of(mailbox: Mailbox) -> None:
    with mailbox.database.writing() as session:
        employed(session, asa(session), place(session, "Habo bibliotek"), chief=True)
        for name in ("Nässjö stadsbibliotek", "Habo bibliotek"):
            adopted = date(2026, 1, 1)
            plan(session, place(session, name), adopted_on=adopted, valid_until=LAST_DAY)
    assert len(of_kind(mailbox.at(NOTICE), "plan_expiring")) == 2


def test_a_library_without_a_manager_tells_nobody(mailbox: Mailbox) -> None:
    with mailbox.database.writing() as session:
        habo = place(session, "Habo bibliotek")
        plan(session, habo, adopted_on=date(2026, 1, 1), valid_until=LAST_DAY)
    assert of_kind(mailbox.at(NOTICE), "plan_expiring") == []
