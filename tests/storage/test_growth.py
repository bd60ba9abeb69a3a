"""When somebody may be asked about their growth, and what they answer."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import Session, select

from storage.database import Database
from storage.growth import _months_later as months_later
from storage.growth import may_ask, remember_asked, report_growth, undo_growth
from storage.tables import GrowthReport, Member
from tests import builders
from tests.builders import A_DAY, key, noon


@pytest.fixture
def session(database: Database) -> Iterator[Session]:
    with database.reading() as session:
        yield session


@pytest.fixture
def anna(session: Session) -> Member:
    return builders.staff(session, builders.library(session), "Anna")


def said(session: Session) -> list[tuple[date, bool]]:
    rows = session.exec(select(GrowthReport).order_by(GrowthReport.reported_on))  # type: ignore[arg-type]
    return [(row.reported_on, row.developed) for row in rows]


def test_once_asked_nobody_is_asked_for_three_months(session: Session, anna: Member) -> None:
    asked = date(2026, 11, 30)
    assert may_ask(session, key(anna), asked, "request:1")
    remember_asked(session, key(anna), asked, "request:1")
    for day, may in ((asked, False), (date(2027, 2, 28), False), (date(2027, 3, 1), True)):
        assert may_ask(session, key(anna), day, "request:2") is may
    remember_asked(session, key(anna), date(2027, 3, 1), "request:2")
    assert anna.growth_asked_on == date(2027, 3, 1)


def test_the_same_request_asks_again_and_moves_nothing(session: Session, anna: Member) -> None:
    remember_asked(session, key(anna), A_DAY, "request:1")
    next_day = A_DAY + timedelta(days=1)
    assert may_ask(session, key(anna), next_day, "request:1")
    remember_asked(session, key(anna), next_day, "request:1")
    assert anna.growth_asked_on == A_DAY


def test_the_last_answer_of_a_day_stands(session: Session, anna: Member) -> None:
    next_day = A_DAY + timedelta(days=1)
    for number, (day, developed) in enumerate(
        ((A_DAY, False), (A_DAY, True), (next_day, False)), start=1
    ):
        report_growth(session, key(anna), day, developed, noon(day), f"request:{number}")
    assert said(session) == [(A_DAY, True), (next_day, False)]
    row = session.exec(select(GrowthReport).where(GrowthReport.reported_on == A_DAY)).one()
    assert (row.request_id, row.reported_at) == ("request:2", noon(A_DAY))


def test_an_answer_is_taken_back_by_its_own_member_alone(session: Session, anna: Member) -> None:
    bo = builders.member(session, anna)
    report_growth(session, key(anna), A_DAY, True, noon(A_DAY), "request:1")
    assert undo_growth(session, key(bo), A_DAY) is None
    assert undo_growth(session, key(anna), A_DAY) is True
    assert undo_growth(session, key(anna), A_DAY) is None
    assert said(session) == []


@given(st.dates(date(2018, 1, 1), date(2090, 1, 1)))
def test_three_months_are_counted_as_the_calendar_has_them(day: date) -> None:
    """Compared with stepping day by day to the first that is three months on."""
    step, months = day, 0
    while months < 3 or (months == 3 and step.day < day.day):
        step += timedelta(days=1)
        months = (step.year - day.year) * 12 + step.month - day.month
    assert months_later(day, 3) == step
