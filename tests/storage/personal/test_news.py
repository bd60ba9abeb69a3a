"""Who is owed the news of a request to be erased, once, and when."""

from collections.abc import Collection
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlmodel import Session, select

from storage.database import Database
from storage.personal.news import coordinators_of, owe_erasure_news
from storage.personal.requests import ask_erasure, decide, latest_request, reopen
from storage.regions import the_region
from storage.tables import Delivery, DeliveryKind, Member, Region, Role
from tests import builders
from tests.builders import key
from tests.storage.personal.people import NOW, TODAY

STOCKHOLM = ZoneInfo("Europe/Stockholm")


def person(session: Session, region: Region, role: Role = Role.STAFF) -> Member:
    """Somebody with an account."""
    member = builders.member(session, region, role=role)
    builders.identity(session, member)
    return member


def owed(
    session: Session, member: Member, now: datetime = NOW, emails: Collection[str] = ()
) -> list[tuple[int | None, datetime]]:
    """The news of somebody's latest request is owed; everything that is, to whom and when."""
    asked = latest_request(session, key(member), TODAY)
    region = the_region(session)
    assert asked is not None
    assert region is not None
    owe_erasure_news(session, asked, region, emails, now)
    rows = session.exec(select(Delivery).order_by(Delivery.id)).all()  # type: ignore[arg-type]
    assert {(row.kind, row.subject_id) for row in rows} <= {
        (DeliveryKind.ERASURE, asked.request_id)
    }
    return [(row.member_id, row.due_at) for row in rows]


def test_every_coordinator_is_told_once_that_a_request_came(database: Database) -> None:
    with database.writing() as session:
        county = builders.region(session)
        anna, one = person(session, county), person(session, county, Role.COORDINATOR)
        named, bo = person(session, county), person(session, county)
        builders.member(session, county, role=Role.COORDINATOR)  # has no account
        person(session, builders.region(session), Role.COORDINATOR)
        emails = {named.email_key or ""}
        assert coordinators_of(session, key(county), emails, TODAY) > {key(one), key(named)}
        ask_erasure(session, key(anna), NOW)
        for _ in range(2):
            assert owed(session, anna, emails=emails) == [(key(one), NOW), (key(named), NOW)]
        assert key(bo) not in coordinators_of(session, key(county), emails, TODAY)


def test_a_coordinator_is_not_told_of_the_own_request(database: Database) -> None:
    with database.writing() as session:
        boss = person(session, builders.region(session), Role.COORDINATOR)
        ask_erasure(session, key(boss), NOW)
        assert owed(session, boss) == []


def test_the_person_is_told_how_it_went_and_again_when_it_is_decided_anew(
    database: Database,
) -> None:
    later = NOW + timedelta(hours=1)
    with database.writing() as session:
        anna = person(session, builders.region(session))
        boss = key(builders.member(session))
        request = ask_erasure(session, key(anna), NOW)
        decide(session, request, boss, NOW, granted=False)
        for _ in range(2):
            assert owed(session, anna) == [(key(anna), NOW)]
        reopen(session, request, boss)
        decide(session, request, boss, later, granted=True)
        assert owed(session, anna, later) == [(key(anna), NOW), (key(anna), later)]


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("2020-05-27 07:59:59", "2020-05-27 08:00"),
        ("2020-05-27 08:00", "2020-05-27 08:00"),
        ("2020-05-27 17:59:59", "2020-05-27 17:59:59"),
        ("2020-05-27 18:00", "2020-05-28 08:00"),
        ("2020-05-31 23:30", "2020-06-01 08:00"),
        ("2020-10-24 20:00", "2020-10-25 08:00"),  # the clocks go back meanwhile
        ("2020-06-19 10:00", "2020-06-21 08:00"),  # midsommarafton, and a Saturday after it
        ("2020-12-23 18:00", "2020-12-27 08:00"),
    ],
)
def test_nobody_is_told_at_night_or_on_a_holiday(database: Database, said: str, told: str) -> None:
    moment = datetime.fromisoformat(said).replace(tzinfo=STOCKHOLM)
    with database.writing() as session:
        anna = person(session, builders.region(session))
        request = ask_erasure(session, key(anna), NOW)
        decide(session, request, key(anna), moment, granted=True)
        [(_, due_at)] = owed(session, anna, moment)
    assert due_at == datetime.fromisoformat(told).replace(tzinfo=STOCKHOLM)
