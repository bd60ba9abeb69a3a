"""What is forgotten by time: at the very day, and of nobody who is still there."""

from datetime import date, datetime, timedelta
from decimal import Decimal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import Session, select

from goals.record import Area
from storage.database import Database
from storage.journal import audit
from storage.personal.forgetting import (
    erase_leavers,
    erase_leavers_own,
    forget_audit,
    forget_invitations,
)
from storage.personal.requests import ask_erasure, decide
from storage.tables import Employment, Member, Role
from tests import builders
from tests.builders import key
from tests.storage.personal.people import NOW, TODAY, county, rows, with_results

DAY = timedelta(days=1)


def leaver(session: Session, *ends: date | None, role: Role = Role.STAFF) -> Member:
    """Somebody with employments until these days."""
    region = builders.region(session)
    person = builders.member(session, region, role=role)
    for end in ends:
        builders.employed(session, person, builders.library(session, region), ends_on=end)
    return person


def erased(session: Session, person: Member) -> bool:
    """Whether somebody is gone."""
    session.expire_all()
    return not person.name


def test_somebody_is_erased_on_the_day_and_not_the_day_before(database: Database) -> None:
    with database.writing() as session:
        anna = leaver(session, TODAY)
        assert erase_leavers(session, TODAY - DAY, NOW, ()) == 0
        assert not erased(session, anna)
        assert erase_leavers(session, TODAY, NOW, ()) == 1
        assert erased(session, anna)
        assert erase_leavers(session, TODAY, NOW, ()) == 0
        event = rows(session, "audit_event")
    assert [(row["action"], row["actor_id"], row["subject_id"]) for row in event] == [
        ("retention.person", None, key(anna))
    ]


def test_who_is_still_somewhere_or_coordinates_stays(database: Database) -> None:
    with database.writing() as session:
        moved = leaver(session, TODAY - DAY, TODAY + DAY)
        stays = leaver(session, TODAY - DAY, None)
        coordinates = leaver(session, TODAY - DAY, role=Role.COORDINATOR)
        coordinates.coordinator_since = TODAY - DAY  # somebody wanted them to go on
        named = leaver(session, TODAY - DAY)
        newcomer = leaver(session)
        newcomer.created_at = NOW
        email = named.email_key or ""
        assert erase_leavers(session, TODAY, NOW, {email}) == 0
        assert not any(
            erased(session, each) for each in (moved, stays, coordinates, named, newcomer)
        )


def test_a_coordinator_whom_nobody_asked_to_go_on_has_left_like_others(database: Database) -> None:
    with database.writing() as session:
        karin = leaver(session, TODAY - DAY, role=Role.COORDINATOR)
        assert erase_leavers(session, TODAY, NOW, ()) == 1
        assert erased(session, karin)


def test_who_joined_nowhere_long_ago_is_erased(database: Database) -> None:
    with database.writing() as session:
        nobody = leaver(session)
        nobody.email = nobody.email_key = None
        assert erase_leavers(session, TODAY, NOW, {"katarina@example.se"}) == 1
        assert erased(session, nobody)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.lists(st.none() | st.integers(-3, 3), max_size=3), min_size=1, max_size=4),
    st.integers(-3, 3),
)
def test_leavers_are_those_whose_last_day_is_past(
    database: Database, spells: list[list[int | None]], days: int
) -> None:
    by = TODAY + days * DAY
    with database.writing() as session:
        people = [
            leaver(session, *(None if end is None else TODAY + end * DAY for end in ends))
            for ends in spells
        ]
        erase_leavers(session, by, NOW, ())
        for person, ends in zip(people, spells, strict=True):
            gone = all(end is not None and end <= days for end in ends)
            assert erased(session, person) is gone, (ends, days)
        session.rollback()


def test_what_is_their_own_goes_first_and_is_counted_once(database: Database) -> None:
    with database.writing() as session:
        people = county(session)
        leave(session, key(people.anna), TODAY)
        assert erase_leavers_own(session, TODAY - DAY, NOW, ()) == 0
        assert erase_leavers_own(session, TODAY, NOW, ()) == 1
        assert erase_leavers_own(session, TODAY, NOW, ()) == 0
        assert with_results(session, people.anna) == 0
        assert with_results(session, people.bo) == 1
        assert not erased(session, people.anna)


def leave(session: Session, member_id: int, day: date) -> None:
    """Every employment of somebody ends."""
    for row in session.exec(select(Employment).where(Employment.member_id == member_id)):
        row.ends_on = day
    session.flush()


def test_each_kind_of_own_data_is_found(database: Database) -> None:
    with database.writing() as session:
        shown, grew, invited, inviter, assessed = (leaver(session, TODAY) for _ in range(5))
        plain = leaver(session, TODAY)
        shown.show_name = True
        builders.grew(session, grew)
        builders.invited(session, invited, builders.resource(session, invited), by=inviter)
        builders.assessed(session, assessed, results={Area.SAFETY: Decimal(4)})
        builders.assessed(session, plain)
        assert erase_leavers_own(session, TODAY, NOW, ()) == 5
        assert erase_leavers_own(session, TODAY, NOW, ()) == 0


def test_invitations_that_nobody_answers_are_forgotten(database: Database) -> None:
    with database.writing() as session:
        bo = builders.member(session)
        for day in (TODAY - DAY, TODAY):
            builders.invited(
                session, builders.member(session, bo), builders.resource(session, bo), bo, on=day
            )
        assert forget_invitations(session, builders.noon(TODAY)) == 1
        assert len(rows(session, "invitation")) == 1


def test_the_log_and_decided_requests_are_forgotten(database: Database) -> None:
    moments: list[datetime] = [NOW - timedelta(microseconds=1), NOW]
    with database.writing() as session:
        boss = key(builders.member(session))
        for moment in moments:
            audit(session, moment, "team.seen", actor=boss)
            request = ask_erasure(session, key(builders.member(session)), moment)
            decide(session, request, boss, moment, granted=False)
        ask_erasure(session, boss, moments[0])  # nobody has decided: it stays
        assert forget_audit(session, NOW) == 2
        assert [row["at"] for row in rows(session, "audit_event")] == [NOW]
        assert [row["decided_at"] for row in rows(session, "erasure_request")] == [NOW, None]
