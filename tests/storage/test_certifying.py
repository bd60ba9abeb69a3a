"""Certifying what members have reported, and counting what is certified."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import Session

from goals.programme import PERSONAL
from goals.progress import Source
from goals.rules import GrowthMeasure, Rules
from storage.certifying import certify, facts_of, take_back
from storage.database import Database
from storage.learning import finished_by, move_completion
from storage.progress import (
    county_counts,
    library_counts,
    library_counts_and_certified,
    member_record,
)
from storage.tables import Library, Member, Resource
from tests import builders
from tests.builders import A_DAY, key

NEXT = A_DAY + timedelta(days=1)


@pytest.fixture
def session(database: Database) -> Iterator[Session]:
    with database.reading() as session:
        yield session


@pytest.fixture
def nassjo(session: Session) -> Library:
    return builders.library(session)


@pytest.fixture
def anna(session: Session, nassjo: Library) -> Member:
    """Somebody with one report of each kind."""
    anna = builders.staff(session, nassjo, "Anna")
    builders.registered(session, anna)
    builders.assessed(session, anna)
    builders.completed(session, anna, builders.resource(session, nassjo, "Podda"))
    return anna


def refs(session: Session, person: Member, *, certified: bool) -> list[str]:
    return [each.ref for each in facts_of(session, key(person)) if each.certified is certified]


def test_everything_reported_can_be_certified_and_is_told_in_order(
    session: Session, anna: Member
) -> None:
    registered, assessed, finished = facts_of(session, key(anna))
    assert (registered.ref, registered.title, registered.on) == ("r", None, A_DAY)
    assert (assessed.ref[0], assessed.title) == ("a", None)
    assert (finished.ref[0], finished.title, finished.certified) == ("c", "Podda", False)


def test_certified_and_taken_back(session: Session, anna: Member) -> None:
    everything = refs(session, anna, certified=False)
    assert [each.ref for each in certify(session, key(anna), everything)] == everything
    assert refs(session, anna, certified=True) == everything
    assert certify(session, key(anna), everything) == ()
    assert [each.ref for each in take_back(session, key(anna), everything[1:])] == everything[1:]
    assert refs(session, anna, certified=True) == ["r"]


def test_nobody_elses_reports_are_touched(session: Session, nassjo: Library, anna: Member) -> None:
    bo = builders.staff(session, nassjo, "Bo")
    assert certify(session, key(bo), refs(session, anna, certified=False)) == ()
    assert refs(session, anna, certified=True) == []


def test_another_day_is_the_members_own_word_again(session: Session, anna: Member) -> None:
    certify(session, key(anna), refs(session, anna, certified=False))
    (finished,) = finished_by(session, key(anna))
    assert finished.certified
    move_completion(session, key(anna), finished.completion_id, A_DAY)
    assert finished_by(session, key(anna))[0].certified
    move_completion(session, key(anna), finished.completion_id, NEXT)
    assert not finished_by(session, key(anna))[0].certified


people = st.lists(
    st.fixed_dictionaries(
        {
            "registered": st.sampled_from([None, False, True]),
            "assessed": st.lists(st.tuples(st.integers(0, 2), st.booleans()), max_size=2),
            "finished": st.lists(st.tuples(st.integers(0, 2), st.booleans()), max_size=3),
            "chief": st.booleans(),
        }
    ),
    max_size=4,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
@given(everybody=people, today=st.integers(0, 2), measure=st.sampled_from(GrowthMeasure))
def test_what_is_certified_is_counted_as_by_hand(
    database: Database,
    everybody: list[dict[str, object]],
    today: int,
    measure: GrowthMeasure,
) -> None:
    """Compared with plain loops over what was stored; the first resource is of leadership."""
    on, rules = A_DAY + timedelta(days=today), Rules(growth_measure=measure)
    with database.reading() as session:
        library = builders.library(session)
        courses = [
            builders.resource(session, library, leadership=number == 0) for number in range(3)
        ]
        expected = dict.fromkeys(("self_assessment", "digiteket", "growth", "leadership"), 0)
        for told in everybody:
            facts = _stored(session, library, courses, told)
            assessed = [day for day, sure in facts["assessed"] if sure and day <= on]
            finished = [
                number for number, (day, sure) in enumerate(facts["finished"]) if sure and day <= on
            ]
            expected["self_assessment"] += bool(assessed)
            expected["digiteket"] += bool(told["registered"]) and len(finished) >= 2
            expected["leadership"] += bool(told["chief"]) and 0 in finished
        counted = library_counts(session, key(library), on, rules, certified=True)
        assert {name: counted.done[name] for name in expected} == expected
        assert county_counts(session, library.region_id, on, rules, certified=True) == counted
        plain = library_counts(session, key(library), on, rules)
        assert all(plain.done[goal.key] >= counted.done[goal.key] for goal in PERSONAL)
        both = library_counts_and_certified(session, key(library), on, rules)
        assert both == (plain, counted)


def _stored(
    session: Session, library: Library, courses: list[Resource], told: dict[str, object]
) -> dict[str, list[tuple[date, bool]]]:
    """Somebody who has reported this; their facts as days, each certified or not."""
    person = builders.member(session, library)
    builders.employed(session, person, library, chief=bool(told["chief"]))
    source = {True: Source.CONFIRMED, False: Source.SELF_REPORTED}
    if told["registered"] is not None:
        builders.registered(session, person).source = source[bool(told["registered"])]
    assessed = dict(told["assessed"])  # type: ignore[call-overload]
    finished = list(told["finished"])  # type: ignore[call-overload]
    for day, sure in assessed.items():
        on = A_DAY + timedelta(days=day)
        builders.assessed(session, person, on=on).source = source[sure]
    for course, (day, sure) in zip(courses, finished, strict=False):
        on = A_DAY + timedelta(days=day)
        builders.completed(session, person, course, on=on).source = source[sure]
    session.flush()
    return {
        "assessed": [(A_DAY + timedelta(days=day), sure) for day, sure in assessed.items()],
        "finished": [(A_DAY + timedelta(days=day), sure) for day, sure in finished],
    }


@pytest.mark.parametrize("certified", [True, False])
def test_a_record_tells_what_is_certified(
    session: Session, anna: Member, *, certified: bool
) -> None:
    certify(session, key(anna), refs(session, anna, certified=False))
    if not certified:
        take_back(session, key(anna), refs(session, anna, certified=True))
    record = member_record(session, key(anna))
    assert record.registration_certified is certified
    assert [each.certified for each in record.assessed] == [certified]
    assert [each.certified for each in record.finished] == [certified]
