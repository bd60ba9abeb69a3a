"""A person reads everything that is stored about them, and nothing about anybody else."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from storage.database import Database
from storage.journal import ABOUT_A_LIBRARY, audit
from storage.personal.everything import SECTIONS, everything_about
from storage.tables import Role
from tests import builders
from tests.builders import key
from tests.storage.personal.people import NOW, TODAY, county, references

# Which section tells of which column that refers to a member.
TOLD = {
    "audit_event.actor_id": "done_with_others",
    "audit_event.subject_id": "seen_or_changed_by",
    "identity.member_id": "accounts",
    "employment.member_id": "employments",
    "employment.confirmed_by": "confirmed_employments",
    "leave.member_id": "leaves",
    "registration.member_id": "registrations",
    "completion.member_id": "completions",
    "resource.proposed_by": "proposed_resources",
    "self_assessment.member_id": "self_assessments",
    "growth_report.member_id": "growth_reports",
    "delivery.member_id": "messages",
    "invitation.member_id": "invitations_received",
    "invitation.invited_by": "invitations_made",
    "action_plan.reported_by": "reported_plans",
    "tutoring_count.reported_by": "reported_tutoring",
    "milestone.reported_by": "reported_milestones",
    "erasure_request.member_id": "erasure_requests",
    "erasure_request.decided_by": "decided_erasures",
}
BY_ACCOUNT = {"conversation.user_id": "conversations"}  # of an account, whose member is known


def test_every_column_that_refers_to_a_member_is_told_of() -> None:
    assert references().keys() == TOLD.keys()
    assert {"member", *TOLD.values(), *BY_ACCOUNT.values()} == SECTIONS.keys()


def test_of_somebody_with_everything_no_section_is_empty(database: Database) -> None:
    with database.writing() as session:
        anna = county(session).anna
        told = everything_about(session, key(anna))
    assert [name for name, rows in told.items() if not rows] == []


def test_the_sections_say_what_is_stored(database: Database) -> None:
    with database.writing() as session:
        anna = county(session).anna
        told = everything_about(session, key(anna))
    (member,) = told["member"]
    assert (member["name"], member["role"], member["reminders"]) == ("Anna Ek", Role.STAFF, False)
    assert [row["title"] for row in told["completions"]] == ["Hängslen och livrem", "Anna Eks podd"]
    assert told["employments"][0]["library"] == "Nässjö stadsbibliotek"
    results = {(row["safety"], row["content"]) for row in told["self_assessments"]}
    assert results == {(Decimal("4.25"), Decimal(3)), (None, None)}
    assert told["reported_plans"][0]["library"] == "Nässjö stadsbibliotek"
    assert told["leaves"] == [{"starts_on": date(2020, 2, 1), "ends_on": date(2020, 3, 1)}]


def test_others_are_told_by_their_role_alone(database: Database) -> None:
    with database.writing() as session:
        people = county(session)
        told = everything_about(session, key(people.anna))
        hidden = {people.bo.name, people.bo.email, "Bo Linds podd"}
    assert told["employments"][0]["confirmed_by"] == Role.MANAGER
    assert told["invitations_received"][0]["invited_by"] == Role.MANAGER
    assert told["erasure_requests"][0]["decided_by"] == Role.MANAGER
    assert [row["by"] for row in told["seen_or_changed_by"]] == [Role.MANAGER]
    assert not hidden & {value for rows in told.values() for row in rows for value in row.values()}


def test_a_coordinator_of_the_settings_is_told_as_one(database: Database) -> None:
    with database.writing() as session:
        anna, named = builders.member(session), builders.member(session)
        audit(session, NOW, "mydata.grant", actor=key(named), subject=key(anna))
        told = everything_about(session, key(anna), {named.email_key or ""})
    assert [row["by"] for row in told["seen_or_changed_by"]] == [Role.COORDINATOR]


def test_what_the_person_did_themselves_says_so(database: Database) -> None:
    with database.writing() as session:
        anna = key(builders.member(session))
        audit(session, NOW, "kompis.join", actor=anna, subject=anna)
        audit(session, NOW + timedelta(1), "retention.own", actor=None, subject=anna)
        told = everything_about(session, anna)
    assert [row["by"] for row in told["seen_or_changed_by"]] == ["self", None]
    assert told["done_with_others"] == []


@pytest.mark.parametrize("action", sorted(ABOUT_A_LIBRARY))
def test_who_saw_the_whole_staff_saw_each_of_them_who_was_there_then(
    database: Database, action: str
) -> None:
    spells: list[dict[str, Any]] = [
        {},
        {"confirmed": False},
        {"starts_on": TODAY},
        {"starts_on": TODAY + timedelta(1)},
        {"ends_on": TODAY},
        {"ends_on": TODAY + timedelta(1)},
    ]
    with database.writing() as session:
        library = builders.library(session)
        for spell in spells:
            row = builders.employed(session, builders.member(session, library), library, **spell)
            row.confirmed_at = row.confirmed_at and NOW - timedelta(1)
        audit(session, NOW, action, actor=None, object_id=key(library))
        audit(session, NOW, action, actor=None, object_id=key(library) + 1)
        seen = [
            len(everything_about(session, number)["seen_or_changed_by"])
            for number, _ in enumerate(spells, start=1)
        ]
    assert seen == [1, 0, 1, 0, 0, 1]


def test_somebody_of_whom_nothing_is_stored_has_one_row(database: Database) -> None:
    with database.writing() as session:
        anna = key(builders.member(session, name="Anna Ek"))
        told = everything_about(session, anna)
    assert {name for name, rows in told.items() if rows} == {"member"}
    assert isinstance(told["member"][0]["created_at"], datetime)
