"""A library's action plans, and its logged months, as facts that can be changed."""

from collections.abc import Iterator
from datetime import date

import pytest
from sqlmodel import Session, select

from goals.action_plan import Plan
from goals.tutoring_log import MonthCount
from storage.database import Database
from storage.plans import (
    DRAFT,
    Draft,
    LibraryPlans,
    PlanLedger,
    fact_of,
    plans_by_library,
    plans_of,
)
from storage.tables import ActionPlan, Library, PlanStatus, Region
from storage.tutoring_months import TutoringLedger, months_by_library, months_of
from tests import builders
from tests.builders import A_DAY, key, noon

OLD, NEW = date(2024, 5, 3), date(2026, 1, 7)
LINK = "https://nassjo.se/plan"


@pytest.fixture
def session(database: Database) -> Iterator[Session]:
    with database.reading() as session:
        yield session


@pytest.fixture
def nassjo(session: Session) -> Library:
    return builders.library(session, name="Nässjö stadsbibliotek")


@pytest.fixture
def ledger(session: Session, nassjo: Library) -> PlanLedger:
    return PlanLedger(session, key(nassjo), key(builders.staff(session, nassjo)), noon(A_DAY))


def test_plans_stand_with_the_latest_first(session: Session, nassjo: Library) -> None:
    builders.plan(session, nassjo, adopted_on=OLD, valid_until=NEW)
    builders.plan(session, nassjo, adopted_on=None)
    builders.plan(session, nassjo, adopted_on=NEW)
    assert plans_of(session, key(nassjo)) == LibraryPlans((Plan(NEW), Plan(OLD, NEW)), Draft(None))


def test_each_library_of_a_region_has_its_own(session: Session, nassjo: Library) -> None:
    eksjo = builders.library(session, session.get_one(Region, nassjo.region_id))
    builders.plan(session, nassjo, adopted_on=OLD)
    builders.plan(session, eksjo, adopted_on=None)
    builders.plan(session, builders.library(session), adopted_on=NEW)
    assert plans_by_library(session, nassjo.region_id) == {
        key(nassjo): LibraryPlans((Plan(OLD),), None),
        key(eksjo): LibraryPlans((), Draft(None)),
    }


def test_a_fact_is_written_read_corrected_and_taken_away(
    session: Session, nassjo: Library, ledger: PlanLedger
) -> None:
    name = NEW.isoformat()
    assert ledger.read([name, DRAFT]) == {name: None, DRAFT: None}
    ledger.write({DRAFT: fact_of(link=LINK), name: fact_of(date(2028, 12, 31))})
    (draft,) = session.exec(select(ActionPlan).where(ActionPlan.status == PlanStatus.DRAFT)).all()
    assert (draft.link, draft.reported_by, draft.reported_at) == (
        LINK,
        ledger.member_id,
        noon(A_DAY),
    )
    assert ledger.read([name])[name] == {"valid_until": "2028-12-31", "link": None}
    ledger.write({DRAFT: None, name: fact_of(None, LINK)})
    assert plans_of(session, key(nassjo)) == LibraryPlans((Plan(NEW, None, LINK),), None)
    ledger.write({DRAFT: None, name: None})
    assert plans_of(session, key(nassjo)) == LibraryPlans((), None)


def test_the_months_of_a_year_in_their_order(session: Session, nassjo: Library) -> None:
    for month, adults in ((date(2026, 2, 1), 2), (date(2026, 1, 1), 1), (date(2025, 12, 1), 9)):
        builders.tutored(session, nassjo, month, adults=adults)
    assert months_of(session, key(nassjo), 2026) == (
        MonthCount(date(2026, 1, 1), 1, 0),
        MonthCount(date(2026, 2, 1), 2, 0),
    )


def test_months_of_each_library_of_a_region(session: Session, nassjo: Library) -> None:
    builders.tutored(session, nassjo, date(2026, 1, 1), children=4)
    builders.tutored(session, builders.library(session), date(2026, 1, 1), children=5)
    assert months_by_library(session, nassjo.region_id, 2026) == {
        key(nassjo): (MonthCount(date(2026, 1, 1), 0, 4),)
    }
    assert months_by_library(session, nassjo.region_id, 2025) == {}


def test_a_month_that_is_taken_away_twice_is_gone(session: Session, nassjo: Library) -> None:
    anna = builders.staff(session, nassjo)
    ledger = TutoringLedger(session, key(nassjo), key(anna), noon(A_DAY))
    ledger.write({"2026-01": {"adults": 1, "children": 2}})
    for _ in range(2):
        ledger.write({"2026-01": None})
        session.flush()
        assert ledger.read(["2026-01"]) == {"2026-01": None}
