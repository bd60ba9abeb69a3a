"""Changing who works where: the past stays, mistakes are put right, and nothing overlaps."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import Session, select

from storage.database import Database
from storage.employment import (
    By,
    EarlyError,
    OverlapError,
    Tie,
    begin,
    confirm,
    decline,
    employment,
    move,
    move_back,
    set_chief,
    set_end,
    unconfirm,
    wait_again,
    withdraw,
)
from storage.tables import Employment, Library, Member
from tests.builders import employed, key, library, member, region

NOW = datetime(2020, 5, 27, 8, tzinfo=UTC)
TODAY, FIRST = date(2020, 5, 27), date(2020, 5, 1)
DAY = timedelta(days=1)
shared = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
offsets = st.integers(0, 12)
Span = tuple[int, date, date | None, bool]


class Office:
    """Two libraries, Anna at the first, and who changes things."""

    def __init__(self, session: Session) -> None:
        county = region(session)
        self.session = session
        self.here: Library = library(session, county)
        self.there: Library = library(session, county)
        self.anna: Member = member(session, county)
        self.by = By(key(member(session, county)), NOW)
        self.other = By(key(member(session, county)), NOW)

    def tie(self, on: date = FIRST, at: Library | None = None) -> Tie:
        """Anna's employment that began on a day."""
        return Tie(key(self.anna), key(at or self.here), on)

    def spans(self) -> list[Span]:
        """Anna's employments: where, from when, until when, and whether as chief."""
        rows = self.session.exec(select(Employment).order_by(Employment.starts_on)).all()  # type: ignore[arg-type]
        return [(row.library_id, row.starts_on, row.ends_on, row.chief) for row in rows]


@pytest.fixture
def office(database: Database) -> Iterator[Office]:
    """The office, in a transaction."""
    with database.writing() as session:
        yield Office(session)


@pytest.fixture
def at_work(office: Office) -> Office:
    """Anna works there since the first of May."""
    begin(office.session, office.tie(), office.by)
    return office


def test_a_confirmation_is_once_and_taken_back_by_who_made_it(office: Office) -> None:
    session, tie = office.session, office.tie()
    assert confirm(session, tie, office.by) is None
    employed(session, office.anna, office.here, starts_on=FIRST, confirmed=False)
    assert confirm(session, tie, office.by) is True
    assert confirm(session, tie, office.by) is True
    assert confirm(session, tie, office.other) is False
    row = employment(session, tie)
    assert row is not None
    assert (row.confirmed_at, row.confirmed_by) == (NOW, office.by.actor_id)
    assert not unconfirm(session, tie, office.other)
    assert not unconfirm(session, tie, By(office.by.actor_id, NOW + timedelta(hours=25)))
    assert unconfirm(session, tie, office.by)
    assert row.confirmed_at is None
    assert not unconfirm(session, tie, office.by)
    assert not unconfirm(session, office.tie(TODAY), office.by)


def test_who_waits_is_declined_and_waits_again(office: Office) -> None:
    session, tie = office.session, office.tie()
    assert not decline(session, tie)
    wait_again(session, tie)
    assert office.spans() == [(key(office.here), FIRST, None, False)]
    with pytest.raises(OverlapError):
        wait_again(session, office.tie(TODAY))
    assert decline(session, tie)
    assert not office.spans()
    begin(session, tie, office.by)
    assert not decline(session, tie)


def test_a_beginning_takes_the_place_of_wishes_and_is_taken_back(office: Office) -> None:
    session = office.session
    employed(session, office.anna, office.here, starts_on=FIRST, confirmed=False)
    employed(session, office.anna, office.there, starts_on=TODAY, confirmed=False)
    begin(session, office.tie(), office.by, chief=True)
    begin(session, office.tie(), office.by)
    assert office.spans() == [(key(office.here), FIRST, None, True)]
    with pytest.raises(OverlapError) as overlap:
        begin(session, office.tie(TODAY), office.by)
    assert overlap.value.starts_on == FIRST
    assert not withdraw(session, office.tie(), office.other)
    assert not withdraw(session, office.tie(TODAY), office.by)
    assert withdraw(session, office.tie(), office.by)
    assert not office.spans()


def test_two_libraries_at_once_are_no_overlap(at_work: Office) -> None:
    begin(at_work.session, at_work.tie(TODAY, at_work.there), at_work.by)
    assert len(at_work.spans()) == 2


def test_an_end_is_set_moved_and_taken_away(at_work: Office) -> None:
    session, tie = at_work.session, at_work.tie()
    assert set_end(session, tie, TODAY) is None
    assert set_end(session, tie, TODAY + DAY) == TODAY
    begin(session, at_work.tie(TODAY + 2 * DAY), at_work.by)
    with pytest.raises(OverlapError) as overlap:
        set_end(session, tie, None)
    assert overlap.value.starts_on == TODAY + 2 * DAY
    assert set_end(session, tie, TODAY + 2 * DAY) == TODAY + DAY
    for day in (FIRST, FIRST - DAY):
        with pytest.raises(EarlyError) as early:
            set_end(session, tie, day)
        assert early.value.first == FIRST
    with pytest.raises(LookupError):
        set_end(session, at_work.tie(TODAY), None)


def test_what_waits_has_no_end_and_no_chief(office: Office) -> None:
    wait_again(office.session, office.tie())
    with pytest.raises(LookupError):
        set_end(office.session, office.tie(), TODAY)
    with pytest.raises(LookupError):
        set_chief(office.session, office.tie(), FIRST, chief=True)


def test_chief_from_a_day_leaves_the_days_before(at_work: Office) -> None:
    session, here = at_work.session, key(at_work.here)
    set_end(session, at_work.tie(), date(2020, 12, 1))
    assert set_chief(session, at_work.tie(), TODAY, chief=True)
    assert at_work.spans() == [
        (here, FIRST, TODAY, False),
        (here, TODAY, date(2020, 12, 1), True),
    ]
    assert not set_chief(session, at_work.tie(TODAY), TODAY, chief=True)
    assert set_chief(session, at_work.tie(TODAY), TODAY, chief=False)
    assert at_work.spans() == [(here, FIRST, date(2020, 12, 1), False)]
    with pytest.raises(EarlyError):
        set_chief(session, at_work.tie(), FIRST - DAY, chief=True)


def test_a_split_keeps_who_confirmed_it(at_work: Office) -> None:
    set_chief(at_work.session, at_work.tie(), TODAY, chief=True)
    later = By(at_work.by.actor_id, NOW + timedelta(days=3))
    assert not withdraw(at_work.session, at_work.tie(TODAY), later)
    row = employment(at_work.session, at_work.tie(TODAY))
    assert row is not None
    assert (row.confirmed_at, row.confirmed_by) == (NOW, at_work.by.actor_id)


def test_a_move_and_its_undo(at_work: Office) -> None:
    session, tie, there = at_work.session, at_work.tie(), key(at_work.there)
    set_chief(session, tie, FIRST, chief=True)
    employed(session, at_work.anna, at_work.there, starts_on=TODAY + DAY, confirmed=False)
    assert move(session, tie, there, TODAY, at_work.by) is None
    assert at_work.spans() == [
        (key(at_work.here), FIRST, TODAY, True),
        (there, TODAY, None, False),
    ]
    assert not move_back(session, tie, there, TODAY, at_work.other)
    assert not move_back(session, at_work.tie(FIRST - DAY), there, TODAY, at_work.by)
    assert move_back(session, tie, there, TODAY, at_work.by)
    assert at_work.spans() == [(key(at_work.here), FIRST, None, True)]
    assert not move_back(session, tie, there, TODAY, at_work.by)


def test_a_move_on_the_first_day_is_a_mistake_put_right(at_work: Office) -> None:
    session, tie, there = at_work.session, at_work.tie(), key(at_work.there)
    move(session, tie, there, FIRST, at_work.by)
    assert at_work.spans() == [(there, FIRST, None, False)]
    assert move_back(session, tie, there, FIRST, at_work.by)
    assert at_work.spans() == [(key(at_work.here), FIRST, None, False)]


def test_a_move_that_cannot_be(at_work: Office) -> None:
    session, tie, there = at_work.session, at_work.tie(), key(at_work.there)
    begin(session, at_work.tie(TODAY, at_work.there), at_work.by)
    with pytest.raises(OverlapError):
        move(session, tie, there, FIRST + DAY, at_work.by)
    with pytest.raises(EarlyError):
        move(session, tie, there, FIRST - DAY, at_work.by)
    with pytest.raises(LookupError):
        move(session, at_work.tie(TODAY), there, TODAY, at_work.by)


@shared
@given(deeds=st.lists(st.tuples(offsets, st.sampled_from(["chief", "staff", "move"])), max_size=8))
def test_every_day_is_answered_as_it_was_told(
    database: Database, deeds: list[tuple[int, str]]
) -> None:
    with database.reading() as session:
        office = Office(session)
        begin(session, office.tie(), office.by)
        libraries = (key(office.here), key(office.there))
        days = {FIRST + DAY * number: (libraries[0], False) for number in range(30)}
        for offset, deed in deeds:
            library_id, starts_on, *_ = office.spans()[-1]
            on, tie = starts_on + DAY * offset, Tie(key(office.anna), library_id, starts_on)
            there = libraries[library_id == libraries[0]]
            if deed == "move":
                clash = any(span[0] == there and span[2] is None for span in office.spans())
                assert not clash
                move(session, tie, there, on, office.by)
            else:
                set_chief(session, tie, on, chief=deed == "chief")
            for day in [day for day in days if day >= on]:
                kept = days[day][1] if on == starts_on else False
                days[day] = (there, kept) if deed == "move" else (library_id, deed == "chief")
        _check(office.spans(), days)


def _check(spans: list[Span], days: dict[date, tuple[int, bool]]) -> None:
    for day, told in days.items():
        assert [
            (library_id, chief)
            for library_id, starts_on, ends_on, chief in spans
            if starts_on <= day and (ends_on is None or day < ends_on)
        ] == [told]
