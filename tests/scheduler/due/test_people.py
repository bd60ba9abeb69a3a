"""Reminders and digests: when they come, and whom they leave alone."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goals.weeks import week_of
from scheduler.due import LATE, Away, Person, manager_digest, personal_reminder, reachable
from tests.scheduler.due.naive import comes, writes
from tests.scheduler.due.times import (
    DAY,
    HOUR,
    LONG_AGO,
    STOCKHOLM,
    SWEDEN,
    TICK,
    WEDNESDAY,
    sweden,
)

ANNA = Person(LONG_AGO)
AT_TEN = sweden(8, 26, 10)  # a Wednesday


def reminded(person: Person, now: datetime) -> list[str]:
    """The weeks that a person is due a reminder for."""
    return [due.period for due in personal_reminder(person, SWEDEN, now)]


def test_a_reminder_comes_on_wednesday_at_ten() -> None:
    assert reminded(ANNA, AT_TEN - TICK) == []
    assert reminded(ANNA, AT_TEN) == ["2026-W35"]
    assert reminded(ANNA, AT_TEN + LATE) == ["2026-W35"]
    assert reminded(ANNA, AT_TEN + LATE + TICK) == []


def test_a_digest_comes_on_monday_at_half_past_eight() -> None:
    at = sweden(8, 24, 8, 30)
    assert manager_digest(ANNA, SWEDEN, at - TICK) == ()
    (due,) = manager_digest(ANNA, SWEDEN, at)
    assert (due.period, due.at) == ("2026-W35", at)


def test_on_easter_monday_the_digest_waits_for_tuesday() -> None:
    assert manager_digest(ANNA, SWEDEN, sweden(4, 6, 12)) == ()
    (due,) = manager_digest(ANNA, SWEDEN, sweden(4, 7, 8, 30))
    assert due.period == "2026-W15"


@pytest.mark.parametrize("now", [sweden(7, 1, 10), sweden(7, 29, 10)])
def test_in_july_nobody_is_reminded(now: datetime) -> None:
    assert reminded(ANNA, now) == []


def test_who_is_new_gets_nothing_from_before() -> None:
    assert reminded(replace(ANNA, since=AT_TEN), AT_TEN) == ["2026-W35"]
    assert reminded(replace(ANNA, since=AT_TEN + TICK), AT_TEN + HOUR) == []
    assert reminded(replace(ANNA, since=AT_TEN + TICK), AT_TEN + 7 * DAY) == ["2026-W36"]


def test_who_turned_messages_off_gets_none() -> None:
    off = replace(ANNA, reminders=False)
    assert reminded(off, AT_TEN) == []
    assert manager_digest(off, SWEDEN, sweden(8, 24)) == ()


def test_snoozed_until_a_day_they_come_again_from_that_day() -> None:
    today = AT_TEN.date()
    assert reminded(replace(ANNA, snoozed_until=today + DAY), AT_TEN) == []
    assert reminded(replace(ANNA, snoozed_until=today), AT_TEN) == ["2026-W35"]


def test_on_leave_until_the_first_day_back() -> None:
    today = AT_TEN.date()
    assert reminded(replace(ANNA, leave=(Away(today),)), AT_TEN) == []
    assert reminded(replace(ANNA, leave=(Away(today, today + DAY),)), AT_TEN) == []
    assert reminded(replace(ANNA, leave=(Away(today - DAY, today),)), AT_TEN) == ["2026-W35"]
    assert reminded(replace(ANNA, leave=(Away(today + DAY),)), AT_TEN) == ["2026-W35"]


def test_who_comes_back_is_not_sent_what_they_missed() -> None:
    today = AT_TEN.date()
    thursday = AT_TEN + DAY
    assert reminded(ANNA, thursday) == ["2026-W35"]
    assert reminded(replace(ANNA, leave=(Away(today - DAY, today + DAY),)), thursday) == []
    assert reminded(replace(ANNA, snoozed_until=today + DAY), thursday) == []


def test_who_goes_away_is_not_sent_what_is_late() -> None:
    assert reminded(replace(ANNA, leave=(Away(AT_TEN.date() + DAY),)), AT_TEN + DAY) == []


def test_one_reminder_a_week_even_if_two_weeks_ones_fall_into_it() -> None:
    # 2025: julafton's is moved to Monday 29, nyårsafton's to Friday 2 January, both in week 1
    monday, friday = sweden(12, 29, 10, year=2025), sweden(1, 2, 10)
    assert reminded(ANNA, monday) == ["2025-W52"]
    assert reminded(replace(ANNA, reminded_at=monday), friday) == []
    assert reminded(replace(ANNA, reminded_at=monday - 7 * DAY), friday) == ["2026-W01"]


def test_a_late_reminder_does_not_hinder_the_next_weeks() -> None:
    late = replace(ANNA, reminded_at=AT_TEN + LATE)
    assert reminded(late, AT_TEN + LATE + HOUR) == []
    assert reminded(late, AT_TEN + 7 * DAY) == ["2026-W36"]


spans = st.tuples(st.integers(-9, 20), st.none() | st.integers(1, 9)).map(
    lambda span: Away(
        date(2026, 3, 23) + span[0] * DAY,
        None if span[1] is None else date(2026, 3, 23) + (span[0] + span[1]) * DAY,
    )
)
persons = st.builds(
    Person,
    since=st.timedeltas(-9 * DAY, 9 * DAY).map(lambda after: sweden(3, 23) + after),
    reminders=st.integers(0, 9).map(bool),
    snoozed_until=st.none() | st.integers(-5, 20).map(lambda n: date(2026, 3, 23) + n * DAY),
    leave=st.lists(spans, max_size=2).map(tuple),
)


def bothers(person: Person, day: date) -> bool:
    """Whether a message on a day would come to somebody who is away, one day after the other."""
    away: set[date] = set()
    for leave in person.leave:
        day_off = leave.since
        while day_off != leave.until and day_off < date(2026, 6, 1):
            away.add(day_off)
            day_off += DAY
    asleep = person.snoozed_until is not None and person.snoozed_until > day
    return day in away or asleep or not person.reminders


@given(persons, st.integers(-9, 20))
def test_a_person_is_reachable_on_a_day_that_nothing_takes(person: Person, after: int) -> None:
    day = date(2026, 3, 23) + after * DAY
    assert reachable(person, day) is not bothers(person, day)


@settings(max_examples=25)
@given(persons, st.timedeltas(timedelta(hours=2), timedelta(hours=40)))
def test_over_easter_each_week_reminds_once_when_it_may(person: Person, step: timedelta) -> None:
    expected: dict[str, datetime] = {}
    got: dict[str, datetime] = {}
    now = sweden(3, 18)
    while now < sweden(4, 20):
        for due in personal_reminder(person, SWEDEN, now):
            assert due.period not in got, "one a week"
            got[due.period] = now
            person = replace(person, reminded_at=now)
        expected |= _naive_reminder(person, now, expected)
        now += step
    assert got == expected


def _naive_reminder(
    person: Person, now: datetime, sent: dict[str, datetime]
) -> dict[str, datetime]:
    for ago in range(3):
        monday = week_of(now.date()).day(1) - ago * 7 * DAY
        at = comes(monday, WEDNESDAY, 10, STOCKHOLM)
        free = not bothers(person, at.date()) and not bothers(person, now.date())
        if person.since <= at <= now <= at + LATE and free and writes(now, STOCKHOLM):
            return {} if week_of(monday).name in sent else {week_of(monday).name: now}
    return {}


def test_days_of_leave_are_half_open() -> None:
    leave = Away(date(2026, 8, 24), date(2026, 8, 26))
    found = [leave.covers(date(2026, 8, day)) for day in range(23, 28)]
    assert found == [False, True, True, False, False]
