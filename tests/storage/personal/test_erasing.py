"""What is erased is gone, and nothing of anybody else's is touched."""

from datetime import timedelta
from typing import Any

from sqlmodel import select

from storage.database import Database
from storage.learning import record_completion
from storage.people import find, member_by_email
from storage.personal.erasing import (
    KEPT,
    MENTIONED,
    OWNED,
    erase_member,
    erase_own,
    forget_newcomer,
    is_erased,
)
from storage.personal.everything import everything_about
from storage.reminders import reminder_settings
from storage.tables import Identity, Member, Region, Resource
from tests import builders
from tests.builders import key
from tests.storage.personal.people import (
    NOW,
    TODAY,
    county,
    everything,
    references,
    rows,
    with_results,
)

Rows = dict[str, list[dict[str, Any]]]


def test_every_column_that_refers_to_a_member_is_dealt_with_once() -> None:
    assert sorted([*OWNED, *MENTIONED, *KEPT]) == sorted(references())


def expected(before: Rows, member_id: int) -> Rows:
    """What is left of everything without a member, in plain loops over every row."""
    after: Rows = {}
    accounts = [row["user_id"] for row in before["identity"] if row["member_id"] == member_id]
    for table, found in before.items():
        after[table] = []
        for row in found:
            mine = {name for name, value in row.items() if value == member_id}
            names = {f"{table}.{name}" for name in mine}
            if names & set(OWNED) or (table == "conversation" and row["user_id"] in accounts):
                continue
            mentions = {name: None for name in mine if f"{table}.{name}" in MENTIONED}
            after[table].append(row | mentions)
    return after


def test_all_of_a_member_is_erased_and_nothing_of_anybody_else(database: Database) -> None:
    with database.writing() as session:
        people = county(session)
        anna = key(people.anna)
        before = everything(session)
        erase_member(session, anna, NOW)
        after = everything(session)
    wanted = expected(before, anna)
    waiting = {row["id"] for row in wanted["resource"] if row["title"] == "Anna Eks podd"}
    wanted["resource"] = [row for row in wanted["resource"] if row["id"] not in waiting]
    for table in wanted.keys() - {"member"}:
        assert after[table] == wanted[table], table
    assert len(waiting) == 1  # what only she had proposed and claimed


def test_of_an_erased_member_only_a_number_is_left(database: Database) -> None:
    with database.writing() as session:
        people = county(session)
        anna, email = key(people.anna), people.anna.email_key
        erase_member(session, anna, NOW)
        (row,) = [row for row in rows(session, "member") if row["id"] == anna]
        told = everything_about(session, anna)
        assert is_erased(session.get_one(Member, anna))
        assert member_by_email(session, people.region_id, email or "") is None
    assert row["created_at"] == NOW  # not when she began
    assert {name for name, value in row.items() if value} == {
        "id",
        "region_id",
        "role",
        "created_at",
    }
    left = {name for name, found in told.items() if found}
    assert left == {"member", "erasure_requests", "seen_or_changed_by", "done_with_others"}


def test_an_account_of_somebody_erased_is_nobodys(database: Database) -> None:
    with database.writing() as session:
        people = county(session)
        builders.installation(session, session.get_one(Region, people.region_id))
        (account,) = session.exec(
            select(Identity).where(Identity.member_id == key(people.anna))
        ).all()
        where = (account.platform, account.tenant, account.user_id)
        erase_member(session, key(people.anna), NOW)
        found = find(session, *where, NOW)
    assert found is not None
    assert found.who is None


def test_a_proposal_that_somebody_else_has_claimed_stays(database: Database) -> None:
    with database.writing() as session:
        people = county(session)
        (podd,) = session.exec(select(Resource).where(Resource.title == "Anna Eks podd")).all()
        record_completion(session, key(people.bo), key(podd), TODAY, NOW, "request")
        erase_member(session, key(people.anna), NOW)
        session.expire_all()
        assert session.get_one(Resource, key(podd)).proposed_by is None


def test_an_id_is_given_to_nobody_else(database: Database) -> None:
    with database.writing() as session:
        people = county(session)
        erase_member(session, key(people.bo), NOW)  # the highest id
        newcomer = builders.member(session)
        assert key(newcomer) > key(people.bo)


def test_what_is_the_persons_own_is_erased_and_the_rest_stays(database: Database) -> None:
    with database.writing() as session:
        anna = key(county(session).anna)
        before = everything(session)
        erase_own(session, anna)
        after = everything(session)
        assert with_results(session, session.get_one(Member, anna)) == 0
    mine = {"growth_report", "invitation", "self_assessment", "member"}
    for table in before.keys() - mine:
        assert after[table] == before[table], table
    assert {row["member_id"] for row in before["growth_report"]} > {
        row["member_id"] for row in after["growth_report"]
    }
    assert after["invitation"] == []  # both are between Anna and Bo
    assert len(after["self_assessment"]) == len(before["self_assessment"])
    others = [row for row in before["self_assessment"] if row["member_id"] != anna]
    assert others == [row for row in after["self_assessment"] if row["member_id"] != anna]


def test_a_no_to_reminders_outlives_what_is_erased(database: Database) -> None:
    with database.writing() as session:
        people = county(session)
        people.anna.snoozed_until = TODAY + timedelta(1)
        erase_own(session, key(people.anna))
        settings = reminder_settings(session, key(people.anna), TODAY)
    assert (settings.on, settings.show_name) == (False, False)
    assert settings.snoozed_until == TODAY + timedelta(1)


def test_erasing_twice_erases_once(database: Database) -> None:
    with database.writing() as session:
        people = county(session)
        erase_own(session, key(people.anna))
        once = everything(session)
        erase_own(session, key(people.anna))
        assert everything(session) == once
        erase_member(session, key(people.anna), NOW)
        once = everything(session)
        erase_member(session, key(people.anna), NOW)
        assert everything(session) == once


def test_a_newcomer_of_whom_there_is_nothing_else_is_forgotten(database: Database) -> None:
    with database.writing() as session:
        home = builders.library(session)
        anna, bo, cia = (builders.member(session, home, name) for name in ("Anna", "Bo", "Cia"))
        builders.identity(session, bo)
        builders.assessed(session, cia)
        for person in (anna, bo, cia):
            forget_newcomer(session, key(person), NOW)
        assert is_erased(anna)
        assert (bo.name, cia.name) == ("Bo", "Cia")
