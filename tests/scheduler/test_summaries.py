"""Stories of the weeks in a library's channel and in the region's own."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlmodel import Session, select

from scheduler.owing import publish
from storage.certifying import certify
from storage.channels import choose_slot
from storage.database import Database
from storage.tables import Channel, Library, Member, Region, Snapshot
from tests.builders import (
    assessed,
    channel,
    completed,
    installation,
    key,
    library,
    plan,
    region,
    resource,
    staff,
    tutored,
)
from tests.scheduler.mailbox import Mailbox, Sent

THURSDAY = datetime(2026, 8, 20, 10, tzinfo=UTC)  # the channels are linked
MONDAY = datetime(2026, 8, 24, 7, tzinfo=UTC)  # nine o'clock in Jönköping, week 35
WEEK = timedelta(days=7)


@pytest.fixture
def mailbox(database: Database) -> Mailbox:
    """A county of two libraries; Nässjö has six on the staff, Habo three."""
    with database.writing() as session:
        county = region(session, "Jönköpings län")
        installation(session, county)
        channel(session, county, channel_id="CLANET")
        for name, heads in (("Nässjö stadsbibliotek", 6), ("Habo bibliotek", 3)):
            place = library(session, county, name)
            channel(session, county, place, channel_id=f"C{name[:4].upper()}")
            for number in range(heads):
                staff(session, place, f"{name[:2]} {number}")
    made = Mailbox(database)
    assert made.at(THURSDAY) == []
    return made


def nassjo(session: Session) -> Library:
    return session.exec(select(Library).where(Library.name == "Nässjö stadsbibliotek")).one()


def people(session: Session, beginning: str = "Nä") -> list[Member]:
    everybody = session.exec(select(Member)).all()
    return [one for one in everybody if one.name.startswith(beginning)]


def to(sent: list[Sent], channel_id: str) -> str:
    (text,) = (one.text for one in sent if one.to == channel_id)
    assert text is not None
    return text


def test_every_channel_gets_its_week_once(mailbox: Mailbox) -> None:
    assert mailbox.at(MONDAY - timedelta(seconds=1)) == []
    sent = mailbox.at(MONDAY)
    assert {(one.kind, one.to, one.period) for one in sent} == {
        ("weekly_summary", "CNÄSS", "2026-W35"),
        ("weekly_summary", "CHABO", "2026-W35"),
        ("county_summary", "CLANET", "2026-W35"),
    }
    assert mailbox.at(MONDAY + timedelta(minutes=1)) == []
    assert len(mailbox.at(MONDAY + WEEK)) == 3


def test_a_library_reads_how_far_it_is_and_the_next_step(mailbox: Mailbox) -> None:
    with mailbox.database.writing() as session:
        for person in people(session)[:4]:
            assessed(session, person, on=THURSDAY.date())
    text = to(mailbox.at(MONDAY), "CNÄSS")
    assert text.startswith("Vecka 35: Nässjö stadsbibliotek\n")
    assert "\nSjälvrapporterat.\n" in text
    assert "Mål 3: har gjort självskattningen: 4 av 6 (66 %). Mål 80 %. 1 person till" in text
    assert "Nästa steg: 1 person till gör självskattningen" in text
    assert text.endswith("[Rapportera en lärresurs] [Rapportera självskattning] [Se mer]")


def test_what_is_certified_is_told_where_counts_are(mailbox: Mailbox) -> None:
    with mailbox.database.writing() as session:
        for person in (*people(session)[:2], people(session, "Ha")[0]):
            row = assessed(session, person, on=THURSDAY.date())
            assert certify(session, row.member_id, [f"a{row.id}"])
        assessed(session, people(session)[2], on=THURSDAY.date())
    sent = mailbox.at(MONDAY)
    told = "Självrapporterat, där inget annat sägs. Mål 3: självrapporterat"
    assert f"\n{told}, 2 av dem intygade.\n" in to(sent, "CNÄSS")
    assert "\nSjälvrapporterat.\n" in to(sent, "CHABO")
    assert f"\n{told}, 3 av dem intygade.\n" in to(sent, "CLANET")


def test_a_few_are_told_as_reached_or_not(mailbox: Mailbox) -> None:
    with mailbox.database.writing() as session:
        assessed(session, people(session, "Ha")[0], on=THURSDAY.date())
    sent = mailbox.at(MONDAY)
    text = to(sent, "CHABO")
    assert "Mål 3: har gjort självskattningen: Inte nått än." in text
    assert "Mål 5" not in text
    assert "av 3" not in text
    assert "%" not in text
    assert "Nästa steg: fler gör självskattningen." in text
    assert "Habo | nej | nej | dold | nej | – | – | få" in to(sent, "CLANET")


def test_nobody_is_named_who_has_not_chosen_it(mailbox: Mailbox) -> None:
    with mailbox.database.writing() as session:
        shown, hidden, *_ = people(session)
        shown.show_name = True
        for person in (shown, hidden):
            completed(session, person, resource(session, person), on=THURSDAY.date())
    text = to(mailbox.at(MONDAY), "CNÄSS")
    assert "Tack till Nä 0, som har gått klart något den här veckan." in text
    assert "Nä 1" not in text
    assert "Tack till" not in to(mailbox.at(MONDAY + WEEK), "CNÄSS")


def test_a_week_without_news_is_told_kindly(mailbox: Mailbox) -> None:
    for week in range(3):
        publish(mailbox.database, MONDAY - timedelta(hours=2) + week * WEEK)
    first = to(mailbox.at(MONDAY), "CNÄSS")
    assert "inte hänt något nytt" not in first  # there is nothing to compare with yet
    assert "inte hänt något nytt" in to(mailbox.at(MONDAY + WEEK), "CNÄSS")
    with mailbox.database.writing() as session:
        assessed(session, people(session)[0], on=(MONDAY + WEEK).date())
    last = to(mailbox.at(MONDAY + 2 * WEEK), "CNÄSS")
    assert "1 fler än förra veckan." in last
    assert "inte hänt något nytt" not in last


def test_who_has_reached_everything_is_told_so(mailbox: Mailbox) -> None:
    with mailbox.database.writing() as session:
        place = nassjo(session)
        plan(session, place, adopted_on=date(2026, 1, 1))
        courses = [resource(session, place) for _ in range(2)]
        for person in people(session):
            assessed(session, person, on=THURSDAY.date())
            for course in courses:
                completed(session, person, course, on=THURSDAY.date())
    assert "Nästa steg" in to(mailbox.at(MONDAY), "CNÄSS")  # nobody is registered
    with mailbox.database.writing() as session:
        session.connection().exec_driver_sql(
            "INSERT INTO registration (member_id, registered_on, source, reported_at)"
            " SELECT id, '2026-08-01', 'self_reported', '2026-08-01 12:00:00' FROM member"
        )
        session.connection().exec_driver_sql(
            "INSERT INTO growth_report (member_id, reported_on, developed)"
            " SELECT id, '2026-08-01', TRUE FROM member"
        )
    assert "Alla mål som går att räkna är nådda." in to(mailbox.at(MONDAY + WEEK), "CNÄSS")


def test_another_weekday_and_hour(mailbox: Mailbox) -> None:
    with mailbox.database.writing() as session:
        row = session.exec(select(Channel).where(Channel.channel_id == "CNÄSS")).one()
        assert row.id is not None
        choose_slot(session, row.id, 3, 14, THURSDAY + timedelta(hours=1))
    assert {one.to for one in mailbox.at(MONDAY)} == {"CHABO", "CLANET"}
    wednesday = datetime(2026, 8, 26, 12, tzinfo=UTC)
    assert [one.to for one in mailbox.at(wednesday)] == ["CNÄSS"]
    assert mailbox.at(wednesday + timedelta(hours=1)) == []


def test_nothing_comes_on_christmas_eve_or_in_july(mailbox: Mailbox) -> None:
    with mailbox.database.writing() as session:
        row = session.exec(select(Channel).where(Channel.channel_id == "CNÄSS")).one()
        assert row.id is not None
        choose_slot(session, row.id, 4, 9, THURSDAY)
    christmas_eve = datetime(2026, 12, 24, 8, tzinfo=UTC)
    assert mailbox.at(christmas_eve) == []
    (monday,) = (
        one for one in mailbox.at(datetime(2026, 12, 28, 8, tzinfo=UTC)) if one.to == "CNÄSS"
    )
    assert monday.period == "2026-W52"
    assert mailbox.at(datetime(2027, 7, 5, 7, tzinfo=UTC)) == []


def test_a_channel_that_is_broken_or_linked_no_more_is_left_alone(mailbox: Mailbox) -> None:
    with mailbox.database.writing() as session:
        broken, gone = (
            session.exec(select(Channel).where(Channel.channel_id == channel_id)).one()
            for channel_id in ("CHABO", "CLANET")
        )
        broken.broken_at, broken.broken_code = THURSDAY, "is_archived"
        session.delete(gone)
    assert [one.to for one in mailbox.at(MONDAY)] == ["CNÄSS"]


def test_tutoring_is_asked_for_on_the_first_working_day(mailbox: Mailbox) -> None:
    first = datetime(2026, 9, 1, 8, tzinfo=UTC)
    with mailbox.database.writing() as session:
        tutored(session, nassjo(session), date(2026, 8, 1), adults=3)
    sent = {one.to: one.text for one in mailbox.at(first) if one.kind == "tutoring_reminder"}
    assert sent["CNÄSS"] is None  # August is logged already
    assert sent["CHABO"] is not None
    assert "i augusti 2026" in sent["CHABO"]


def test_after_july_june_is_asked_for_too_unless_it_is_logged(mailbox: Mailbox) -> None:
    with mailbox.database.writing() as session:
        tutored(session, nassjo(session), date(2027, 6, 1), adults=3)
    assert mailbox.at(datetime(2027, 7, 1, 8, tzinfo=UTC)) == []
    sent = mailbox.at(datetime(2027, 8, 2, 8, tzinfo=UTC))
    asked = {one.to: one.text or "" for one in sent if one.kind == "tutoring_reminder"}
    assert "hade ni i juni och juli 2027? Skriv in dem månad för månad" in asked["CHABO"]
    assert "hade ni i juli 2027? Skriv in dem, vuxna" in asked["CNÄSS"]


def test_a_day_is_published_once_for_each_region(database: Database) -> None:
    with database.writing() as session:
        for name in ("A", "B"):
            library(session, region(session, name))
    assert publish(database, MONDAY) == 4  # of the last 48 hours too, of two regions
    assert publish(database, MONDAY) == 0
    with database.reading() as session:
        days = {row.day for row in session.exec(select(Snapshot))}
        regions = {row.region_id for row in session.exec(select(Snapshot))}
        assert regions == {key(each) for each in session.exec(select(Region))}
    assert days == {date(2026, 8, 23), date(2026, 8, 24)}
