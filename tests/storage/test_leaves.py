"""Leaves: from a day to a day, never two at once."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import Session, col, select

from storage.database import Database
from storage.employment import OverlapError
from storage.leaves import come_back, drop_leave, set_leave
from storage.tables import Leave
from storage.team import Away
from tests.builders import key, member

JULY, AUGUST, SEPTEMBER = date(2020, 7, 1), date(2020, 8, 1), date(2020, 9, 1)
DAY = timedelta(days=1)
shared = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)


@pytest.fixture
def session(database: Database) -> Iterator[Session]:
    """A transaction."""
    with database.writing() as session:
        yield session


@pytest.fixture
def anna(session: Session) -> int:
    """Somebody."""
    return key(member(session))


def leaves(session: Session) -> list[tuple[date, date | None]]:
    """Every leave."""
    rows = session.exec(select(Leave).order_by(col(Leave.starts_on), col(Leave.id)))
    return [(row.starts_on, row.ends_on) for row in rows]


def test_a_leave_is_told_and_its_end_changed(session: Session, anna: int) -> None:
    set_leave(session, anna, JULY, None)
    set_leave(session, anna, JULY, AUGUST)
    set_leave(session, anna, JULY, AUGUST)
    set_leave(session, anna, AUGUST, SEPTEMBER)
    assert leaves(session) == [(JULY, AUGUST), (AUGUST, SEPTEMBER)]


def test_two_at_once_are_refused(session: Session, anna: int) -> None:
    set_leave(session, anna, AUGUST, SEPTEMBER)
    for starts_on, ends_on in (
        (JULY, None),
        (JULY, AUGUST + DAY),
        (AUGUST + DAY, None),
        (SEPTEMBER - DAY, SEPTEMBER),
    ):
        with pytest.raises(OverlapError) as overlap:
            set_leave(session, anna, starts_on, ends_on)
        assert overlap.value.starts_on == AUGUST
    set_leave(session, key(member(session)), AUGUST, None)
    assert len(leaves(session)) == 2


def test_a_leave_is_taken_back(session: Session, anna: int) -> None:
    set_leave(session, anna, JULY, AUGUST)
    assert drop_leave(session, anna, AUGUST) is None
    assert drop_leave(session, anna, JULY) == Away(JULY, AUGUST)
    assert not leaves(session)


def test_back_on_a_day(session: Session, anna: int) -> None:
    set_leave(session, anna, JULY, None)
    assert come_back(session, anna, AUGUST, AUGUST) is None
    assert come_back(session, anna, JULY, AUGUST) == Away(JULY, None)
    assert leaves(session) == [(JULY, AUGUST)]
    assert come_back(session, anna, JULY, JULY) == Away(JULY, AUGUST)
    assert not leaves(session)


@shared
@given(told=st.lists(st.tuples(st.integers(0, 9), st.sampled_from([1, 2, 4, None])), max_size=6))
def test_no_day_belongs_to_two_leaves(
    database: Database, told: list[tuple[int, int | None]]
) -> None:
    with database.reading() as session:
        anna = key(member(session))
        days: dict[int, set[int]] = {}  # by the first day of each leave
        for start, length in told:
            span = set(range(start, start + (length or 30)))
            taken = any(span & others for first, others in days.items() if first != start)
            starts_on = JULY + DAY * start
            ends_on = None if length is None else starts_on + DAY * length
            try:
                set_leave(session, anna, starts_on, ends_on)
            except OverlapError:
                assert taken
            else:
                assert not taken
                days[start] = span
        assert [(each - JULY).days for each, _ in leaves(session)] == sorted(days)
