"""What members report: once, moved, and taken back by who made it."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from sqlmodel import Session, select

from goals.progress import Source
from goals.record import Area
from storage.catalogue import propose
from storage.database import Database
from storage.learning import (
    Reported,
    finished_by,
    move_completion,
    record_assessment,
    record_completion,
    record_registration,
    results_of,
    set_results,
    undo_assessment,
    undo_completion,
    undo_registration,
)
from storage.tables import Completion, Member, Resource
from tests.builders import assessed, completed, key, member, registered, resource

NOW = datetime(2020, 5, 27, 8, tzinfo=UTC)
ON, LATER = date(2020, 5, 26), date(2020, 5, 27)


@pytest.fixture
def session(database: Database) -> Iterator[Session]:
    """A transaction."""
    with database.writing() as session:
        yield session


@pytest.fixture
def anna(session: Session) -> Member:
    """A member."""
    return member(session, name="Anna")


@pytest.fixture
def bo(session: Session, anna: Member) -> Member:
    """Another member of the same region."""
    return member(session, anna, name="Bo")


def test_a_completion_is_recorded_once(session: Session, anna: Member, bo: Member) -> None:
    course = key(resource(session, anna))
    first = record_completion(session, key(anna), course, ON, NOW, "r1")
    assert (first.on, first.new) == (ON, True)
    second = record_completion(session, key(anna), course, LATER, NOW, "r2")
    assert second == Reported(first.row_id, ON, new=False)
    again = record_completion(session, key(anna), course, ON, NOW, "r1")
    assert again == first
    others = record_completion(session, key(bo), course, LATER, NOW, "r3")
    assert others.new
    row = session.get_one(Completion, first.row_id)
    assert (row.source, row.reported_at) == (Source.SELF_REPORTED, NOW)


def test_what_no_request_made_is_never_new(session: Session, anna: Member) -> None:
    course = resource(session, anna)
    completed(session, anna, course, on=ON)
    assert not record_completion(session, key(anna), key(course), ON, NOW, "r1").new


def test_a_registration_is_recorded_once(session: Session, anna: Member) -> None:
    assert record_registration(session, key(anna), ON, NOW, "r1") == Reported(
        key(anna), ON, new=True
    )
    assert record_registration(session, key(anna), LATER, NOW, "r2") == Reported(
        key(anna), ON, new=False
    )
    assert undo_registration(session, key(anna)) == ON
    session.flush()
    assert undo_registration(session, key(anna)) is None


def test_a_self_assessment_is_recorded_once_a_day(session: Session, anna: Member) -> None:
    first = record_assessment(session, key(anna), ON, NOW, "r1")
    assert record_assessment(session, key(anna), ON, NOW, "r2") == Reported(
        first.row_id, ON, new=False
    )
    assert record_assessment(session, key(anna), LATER, NOW, "r3").new
    assert record_assessment(session, key(anna), LATER, NOW, "r1") == first


def test_an_id_is_given_once(session: Session, anna: Member) -> None:
    """Buttons carry ids: an old one must never mean a newer row."""
    for number in range(2):
        course = propose(session, anna.region_id, f"Kurs {number}", key(anna), NOW).resource_id
        completion = record_completion(session, key(anna), course, ON, NOW, f"r{number}").row_id
        assessment = record_assessment(session, key(anna), ON, NOW, f"r{number}").row_id
        if number == 0:
            before = {"course": course, "completion": completion, "assessment": assessment}
        assert undo_completion(session, key(anna), completion)
        assert undo_assessment(session, key(anna), assessment)
        session.flush()
    assert course > before["course"]
    assert completion > before["completion"]
    assert assessment > before["assessment"]


def test_results_are_the_own_persons(session: Session, anna: Member, bo: Member) -> None:
    row = key(assessed(session, anna, on=ON, results={Area.SAFETY: Decimal(3)}))
    kept = {Area.CONTENT: Decimal("4.25"), Area.SAFETY: None}
    assert set_results(session, key(bo), row, kept) is None
    assert set_results(session, key(anna), row, kept) == ON
    assert results_of(session, key(bo), row) is None
    results = results_of(session, key(anna), row)
    assert results is not None
    assert {area: value for area, value in results.items() if value is not None} == {
        Area.CONTENT: Decimal("4.25")
    }
    assert undo_assessment(session, key(bo), row) is None
    assert undo_assessment(session, key(anna), row) == ON
    session.flush()
    assert set_results(session, key(anna), row, kept) is None
    assert results_of(session, key(anna), row) is None


def test_the_list_is_the_own_with_the_latest_first(
    session: Session, anna: Member, bo: Member
) -> None:
    titles = [resource(session, anna, title) for title in ("A", "B", "C")]
    for course, on in zip(titles, (ON, LATER, ON), strict=True):
        completed(session, anna, course, on=on)
    completed(session, bo, titles[0], on=LATER)
    assert [each.title for each in finished_by(session, key(anna))] == ["B", "C", "A"]


def test_a_completion_is_moved_by_who_made_it(session: Session, anna: Member, bo: Member) -> None:
    row = key(completed(session, anna, resource(session, anna, "A"), on=ON))
    assert move_completion(session, key(bo), row, LATER) is None
    moved = move_completion(session, key(anna), row, LATER)
    assert moved is not None
    assert (moved.title, moved.on) == ("A", LATER)
    assert move_completion(session, key(anna), row + 1, LATER) is None


def test_a_completion_is_taken_back_by_who_made_it(
    session: Session, anna: Member, bo: Member
) -> None:
    course = resource(session, anna, "A")
    row = key(completed(session, anna, course, on=ON))
    assert undo_completion(session, key(bo), row) is None
    taken = undo_completion(session, key(anna), row)
    assert taken is not None
    assert (taken.title, taken.resource_id, taken.on) == ("A", key(course), ON)
    assert undo_completion(session, key(anna), row) is None
    assert session.exec(select(Resource)).one() is course


def test_a_proposal_goes_with_its_last_completion(
    session: Session, anna: Member, bo: Member
) -> None:
    proposal = resource(session, anna, "A", approved=False)
    rows = [key(completed(session, person, proposal)) for person in (anna, bo)]
    undo_completion(session, key(anna), rows[0])
    assert len(session.exec(select(Resource.id)).all()) == 1
    undo_completion(session, key(bo), rows[1])
    assert not session.exec(select(Resource.id)).all()


def test_a_registration_of_another_is_left_alone(
    session: Session, anna: Member, bo: Member
) -> None:
    registered(session, anna, on=ON)
    assert undo_registration(session, key(bo)) is None
