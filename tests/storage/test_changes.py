"""Changes of a library's facts: once a request, put back, made again, and forgotten."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import Session

from storage.changes import (
    Asked,
    Made,
    State,
    forget_changes,
    made,
    made_by,
    make,
    make_again,
    put_back,
)
from storage.database import Database
from storage.tutoring_months import KIND, TutoringLedger, month_name, month_of
from tests import builders
from tests.builders import A_DAY, key, noon

MARCH, APRIL = "2026-03", "2026-04"
TWELVE, TEN = {"adults": 12, "children": 3}, {"adults": 10, "children": 2}


class Desk:
    """One library's months, changed by requests with numbers."""

    def __init__(self, session: Session) -> None:
        self.session = session
        library = builders.library(session)
        self.region_id = library.region_id
        anna = builders.staff(session, library)
        self.ledger = TutoringLedger(session, key(library), key(anna), noon(A_DAY))

    def makes(self, number: int, after: State) -> Made:
        asked = Asked(self.region_id, f"request:{number}", noon(A_DAY))
        return make(self.session, self.ledger, asked, after)

    def puts_back(self, change: Made) -> bool:
        return put_back(self.session, self.ledger, self.region_id, change)

    def makes_again(self, change: Made) -> bool:
        return make_again(self.session, self.ledger, self.region_id, change)

    def stands(self, name: str = MARCH) -> object:
        return self.ledger.read([name])[name]


@pytest.fixture
def desk(database: Database) -> Iterator[Desk]:
    with database.reading() as session:
        yield Desk(session)


def test_a_change_keeps_what_it_found_and_is_put_back(desk: Desk) -> None:
    first = desk.makes(1, {MARCH: TEN})
    second = desk.makes(2, {MARCH: TWELVE})
    assert (first.before, first.after) == ({MARCH: None}, {MARCH: TEN})
    assert (second.before, second.changed) == ({MARCH: TEN}, True)
    assert desk.puts_back(second)
    assert desk.stands() == TEN
    assert desk.makes_again(second)
    assert desk.stands() == TWELVE


def test_the_same_request_changes_once_and_answers_as_the_first_time(desk: Desk) -> None:
    first = desk.makes(1, {MARCH: TWELVE})
    desk.makes(2, {MARCH: TEN})
    assert desk.makes(1, {MARCH: TWELVE}) == first
    assert desk.stands() == TEN
    assert made_by(desk.session, desk.region_id, "request:1", KIND) == first
    assert made_by(desk.session, desk.region_id, "request:3", KIND) is None


def test_what_stands_already_is_no_change(desk: Desk) -> None:
    desk.makes(1, {MARCH: TWELVE})
    again = desk.makes(2, {MARCH: TWELVE})
    assert not again.changed


def test_nobody_puts_back_over_what_was_changed_since(desk: Desk) -> None:
    first = desk.makes(1, {MARCH: TWELVE})
    desk.makes(2, {MARCH: TEN})
    assert not desk.puts_back(first)
    assert desk.stands() == TEN


def test_twice_put_back_is_once(desk: Desk) -> None:
    first = desk.makes(1, {MARCH: TWELVE})
    assert desk.puts_back(first)
    assert desk.puts_back(first)
    assert desk.stands() is None


def test_other_months_do_not_stand_in_the_way(desk: Desk) -> None:
    first = desk.makes(1, {MARCH: TWELVE})
    desk.makes(2, {APRIL: TEN})
    assert desk.puts_back(first)
    assert desk.stands(APRIL) == TEN


def test_a_change_is_found_in_its_own_region_and_kind_alone(desk: Desk) -> None:
    change = desk.makes(1, {MARCH: TWELVE})
    assert made(desk.session, desk.region_id, change.change_id, KIND) == change
    assert made(desk.session, desk.region_id + 1, change.change_id, KIND) is None
    assert made(desk.session, desk.region_id, change.change_id, "plan") is None
    assert made(desk.session, desk.region_id, 4711, KIND) is None


def test_old_changes_are_forgotten(desk: Desk) -> None:
    change = desk.makes(1, {MARCH: TWELVE})
    assert forget_changes(desk.session, noon(A_DAY)) == 0
    assert forget_changes(desk.session, noon(A_DAY) + timedelta(seconds=1)) == 1
    desk.session.expire_all()
    assert made(desk.session, desk.region_id, change.change_id, KIND) is None
    assert desk.stands() == TWELVE


def test_a_month_is_named_by_its_year_and_number() -> None:
    assert month_name(date(2026, 3, 17)) == MARCH
    assert month_of(MARCH) == date(2026, 3, 1)


counts = st.none() | st.fixed_dictionaries(
    {"adults": st.integers(0, 3), "children": st.integers(0, 3)}
)
steps = st.lists(
    st.tuples(st.sampled_from(["make", "back", "again"]), st.integers(0, 4), counts), max_size=12
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(steps=steps)
def test_any_course_of_changes_stands_as_by_hand(
    database: Database, steps: list[tuple[str, int, dict[str, int] | None]]
) -> None:
    """Compared with a plain variable, and a list of what was made."""
    with database.reading() as session:
        desk = Desk(session)
        stands: dict[str, int] | None = None
        by_hand: dict[int, tuple[object, object, Made]] = {}
        for deed, number, count in steps:
            if deed == "make":
                change = desk.makes(number, {MARCH: count})
                if number not in by_hand:
                    by_hand[number] = (stands, count, change)
                    stands = count
                assert change == by_hand[number][2]
            elif number in by_hand:
                before, after, change = by_hand[number]
                wanted, left = (before, after) if deed == "back" else (after, before)
                turn = desk.puts_back if deed == "back" else desk.makes_again
                assert turn(change) == (stands in (wanted, left))
                if stands == left:
                    stands = wanted  # type: ignore[assignment]
            assert desk.stands() == stands
