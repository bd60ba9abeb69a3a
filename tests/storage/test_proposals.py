"""Proposals that wait for a coordinator, and what becomes of those that are decided."""

from collections.abc import Iterator, Mapping
from datetime import timedelta

import pytest
from sqlmodel import Session, select

from storage.catalogue import catalogue, catalogue_version, entry, propose
from storage.database import Database
from storage.learning import finished_by, undo_completion
from storage.progress import member_record
from storage.proposals import (
    ProposalLedger,
    count_proposals,
    proposal,
    proposals,
    same_resource,
)
from storage.tables import Completion, Invitation, Member, Resource
from tests import builders
from tests.builders import A_DAY, key, noon

APPROVED = {"approved": True}
REJECTED = {"rejected": True}


class Desk:
    """A region with a library, a course, and the proposals of its staff."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.nassjo = builders.library(session)
        self.region_id = self.nassjo.region_id
        self.anna, self.bo = (builders.staff(session, self.nassjo, name) for name in ("Anna", "Bo"))
        self.course = builders.resource(session, self.nassjo, "Podda i biblioteket")
        self.ledger = ProposalLedger(session, self.region_id, noon(A_DAY) + timedelta(days=1))

    def proposed(self, title: str, *finished: Member) -> Resource:
        row = builders.resource(self.session, self.nassjo, title, approved=False)
        row.proposed_by = key(self.anna)
        for person in finished:
            builders.completed(self.session, person, row)
        self.session.flush()
        return row

    def decides(self, row: Resource, fact: Mapping[str, object]) -> None:
        name = str(row.id)
        self.ledger.write({name: {**self.ledger.read([name])[name], **fact}})

    def merges(self, row: Resource, into: Resource) -> None:
        self.decides(row, {"merged_into": key(into)})

    def waiting(self) -> list[str]:
        return [each.title for each in proposals(self.session, self.region_id)]

    def finished(self, person: Member) -> list[str]:
        return [each.title for each in finished_by(self.session, key(person))]

    def counted(self, person: Member) -> set[int]:
        record = member_record(self.session, key(person))
        return {each.resource_id for each in record.finished if each.approved}


@pytest.fixture
def desk(database: Database) -> Iterator[Desk]:
    with database.reading() as session:
        yield Desk(session)


def test_proposals_wait_in_the_order_they_came_page_by_page(desk: Desk) -> None:
    rows = [desk.proposed(f"Kurs {number}", desk.bo) for number in range(3)]
    elsewhere = builders.library(desk.session)
    builders.resource(desk.session, elsewhere, "Någon annanstans", approved=False)
    assert count_proposals(desk.session, desk.region_id) == 3
    first = proposals(desk.session, desk.region_id, most=2)
    assert [each.title for each in first] == ["Kurs 0", "Kurs 1"]
    beyond = first[-1].resource_id
    assert [each.title for each in proposals(desk.session, desk.region_id, beyond=beyond)] == [
        "Kurs 2"
    ]
    assert (first[0].proposer, first[0].proposer_id, first[0].finished) == (
        "Anna",
        key(desk.anna),
        1,
    )
    assert proposal(desk.session, desk.region_id, key(rows[0])) == first[0]
    assert proposal(desk.session, elsewhere.region_id, key(rows[0])) is None
    assert proposal(desk.session, desk.region_id, key(desk.course)) is None


def test_an_approved_one_counts_under_its_new_name(desk: Desk) -> None:
    row = desk.proposed("podda", desk.bo)
    version = catalogue_version(desk.session, desk.region_id)
    assert desk.counted(desk.bo) == set()
    new = {
        "title": "Podda vidare",
        "url": "https://www.digiteket.se/kurs/podda-vidare/",
        "kind": "article",
        "leadership": True,
    }
    desk.decides(row, APPROVED | new)
    assert desk.counted(desk.bo) == {key(row)}
    assert desk.waiting() == []
    assert catalogue_version(desk.session, desk.region_id) != version
    again = propose(desk.session, desk.region_id, "PODDA VIDARE!", key(desk.bo), noon(A_DAY))
    assert (again.resource_id, again.approved, again.rejected) == (key(row), True, False)
    by_address = propose(
        desk.session, desk.region_id, "digiteket.se/kurs/podda-vidare", key(desk.bo), noon(A_DAY)
    )
    assert by_address.resource_id == key(row)


def test_a_refused_one_stays_on_the_list_and_never_counts(desk: Desk) -> None:
    row = desk.proposed("Stickning", desk.bo)
    desk.decides(row, REJECTED)
    assert desk.counted(desk.bo) == set()
    (finished,) = finished_by(desk.session, key(desk.bo))
    assert (finished.title, finished.rejected, finished.approved) == ("Stickning", True, False)
    assert key(row) not in {each.resource_id for each in catalogue(desk.session, desk.region_id)}
    again = propose(desk.session, desk.region_id, "stickning", key(desk.anna), noon(A_DAY))
    assert (again.resource_id, again.rejected) == (key(row), True)
    undo_completion(desk.session, key(desk.bo), finished.completion_id)
    assert desk.session.get(Resource, row.id) is not None
    desk.decides(row, {"rejected": False})
    assert desk.waiting() == ["Stickning"]


def test_merging_moves_what_is_finished_and_doubles_nothing(desk: Desk) -> None:
    row = desk.proposed("Poddkursen", desk.anna, desk.bo)
    builders.completed(desk.session, desk.bo, desk.course)
    desk.merges(row, desk.course)
    for person in (desk.anna, desk.bo):
        assert desk.finished(person) == ["Podda i biblioteket"]
        assert desk.counted(person) == {key(desk.course)}
    assert desk.waiting() == []
    known = entry(desk.session, desk.region_id, key(row))
    assert known is not None
    assert known.resource_id == key(desk.course)
    again = propose(desk.session, desk.region_id, "poddkursen", key(desk.bo), noon(A_DAY))
    assert again.resource_id == key(desk.course)


def test_taking_a_merge_back_moves_back_what_was_moved_alone(desk: Desk) -> None:
    row = desk.proposed("Poddkursen", desk.anna, desk.bo)
    builders.completed(desk.session, desk.bo, desk.course)
    lisa = builders.staff(desk.session, desk.nassjo, "Lisa")
    builders.completed(desk.session, lisa, desk.course)
    desk.merges(row, desk.course)
    desk.decides(row, {"merged_into": None})
    desk.session.expire_all()
    assert desk.finished(desk.anna) == ["Poddkursen"]
    assert sorted(desk.finished(desk.bo)) == ["Podda i biblioteket", "Poddkursen"]
    assert desk.finished(lisa) == ["Podda i biblioteket"]
    assert {row.merged_from for row in desk.session.exec(select(Completion))} == {None}


def test_an_invitation_goes_along(desk: Desk) -> None:
    row = desk.proposed("Poddkursen")
    for resource, person in ((row, desk.anna), (row, desk.bo), (desk.course, desk.bo)):
        desk.session.add(
            Invitation(
                member_id=key(person),
                resource_id=key(resource),
                completed_on=A_DAY,
                invited_by=key(desk.anna),
                invited_at=noon(A_DAY),
            )
        )
    desk.session.flush()
    desk.merges(row, desk.course)
    desk.session.expire_all()
    invited = desk.session.exec(select(Invitation.member_id, Invitation.resource_id)).all()
    assert sorted(invited) == sorted(
        [
            (key(desk.anna), key(desk.course)),
            (key(desk.bo), key(desk.course)),
            (key(desk.bo), key(row)),
        ]
    )


def test_a_chain_of_merges_leads_to_its_end(desk: Desk) -> None:
    first, second = desk.proposed("Ett", desk.anna), desk.proposed("Två")
    desk.decides(second, APPROVED)
    desk.merges(first, second)
    desk.decides(second, {"approved": False})
    desk.merges(second, desk.course)
    known = entry(desk.session, desk.region_id, key(first))
    assert known is not None
    assert known.resource_id == key(desk.course)
    assert desk.finished(desk.anna) == ["Podda i biblioteket"]


def test_a_proposal_that_others_are_merged_into_is_not_forgotten(desk: Desk) -> None:
    first, second = desk.proposed("Ett"), desk.proposed("Två", desk.bo)
    desk.decides(second, APPROVED)
    desk.merges(first, second)
    desk.decides(second, {"approved": False})
    (finished,) = finished_by(desk.session, key(desk.bo))
    undo_completion(desk.session, key(desk.bo), finished.completion_id)
    assert desk.session.get(Resource, second.id) is not None


def test_another_of_the_same_name_or_address_is_found(desk: Desk) -> None:
    row = desk.proposed("Kurs om AI")
    other = builders.resource(desk.session, desk.nassjo, "AI", url="digiteket.se/kurs/ai")

    def find(title: str, url: str | None) -> int | None:
        return same_resource(desk.session, desk.region_id, title, url, but=key(row))

    assert find("Kurs om AI", None) is None
    assert find("ai!", None) == key(other)
    assert find("Kurs", "https://digiteket.se/kurs/ai/steg-2") == key(other)
    assert find("Kurs", "https://example.se/ai") is None


def test_a_resource_of_another_region_is_not_there(desk: Desk) -> None:
    elsewhere = builders.resource(desk.session)
    assert desk.ledger.read([str(elsewhere.id), "4711"]) == {str(elsewhere.id): None, "4711": None}
