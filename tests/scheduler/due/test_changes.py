"""A library changes its weekday and hour: no week gets two summaries, and none is lost to it."""

from datetime import UTC, date, datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from goals.weeks import Week, week_of
from scheduler.due import Slot, planned, weekly
from tests.scheduler.due.naive import comes, sends
from tests.scheduler.due.times import (
    DAY,
    FRIDAY,
    HOUR,
    MONDAY,
    SATURDAY,
    STOCKHOLM,
    SWEDEN,
    THURSDAY,
    TUESDAY,
    WEDNESDAY,
    on,
    sweden,
)

WEEK = Week(2026, 35)  # Monday 24 August
NEXT = Week(2026, 36)


def test_a_later_time_takes_the_week_over() -> None:
    slots = (on(WEDNESDAY, 9), on(FRIDAY, 14, since=sweden(8, 25)))
    assert planned(WEEK, slots, SWEDEN) == sweden(8, 28, 14)


def test_an_earlier_time_that_is_still_to_come_takes_the_week_over() -> None:
    slots = (on(FRIDAY, 14), on(WEDNESDAY, 9, since=sweden(8, 25)))
    assert planned(WEEK, slots, SWEDEN) == sweden(8, 26)


def test_when_the_earlier_time_has_come_the_new_one_begins_next_week() -> None:
    slots = (on(MONDAY, 9), on(FRIDAY, 14, since=sweden(8, 26)))
    assert planned(WEEK, slots, SWEDEN) == sweden(8, 24)
    assert planned(NEXT, slots, SWEDEN) == sweden(9, 4, 14)


def test_a_change_at_the_very_time_comes_after_it() -> None:
    slots = (on(MONDAY, 9), on(FRIDAY, 14, since=sweden(8, 24)))
    assert planned(WEEK, slots, SWEDEN) == sweden(8, 24)


def test_when_the_new_time_has_passed_the_week_keeps_the_earlier_one() -> None:
    slots = (on(FRIDAY, 14), on(MONDAY, 9, since=sweden(8, 27)))
    assert planned(WEEK, slots, SWEDEN) == sweden(8, 28, 14)
    assert planned(NEXT, slots, SWEDEN) == sweden(8, 31)


def test_a_change_of_mind_counts_from_what_was_promised() -> None:
    friday, monday = on(FRIDAY, 14), on(MONDAY, 9, since=sweden(8, 27))
    saturday = on(SATURDAY, 10, since=sweden(8, 27, 10))
    assert planned(WEEK, (friday, monday, saturday), SWEDEN) == sweden(8, 29, 10)
    late = on(SATURDAY, 10, since=sweden(8, 28, 15))  # after Friday's has been sent
    assert planned(WEEK, (friday, monday, late), SWEDEN) == sweden(8, 28, 14)


def test_who_links_a_channel_and_then_sets_its_time_gets_nothing_from_before() -> None:
    linked = sweden(8, 27, 10)
    slots = (on(MONDAY, 9, since=linked), on(TUESDAY, 9, since=linked + HOUR))
    assert planned(WEEK, slots, SWEDEN) is None
    assert planned(NEXT, slots, SWEDEN) == sweden(9, 1)


def test_a_change_on_the_day_that_a_moved_one_comes_loses_neither_week() -> None:
    # julafton's was moved to Monday 28 December; that morning Tuesdays are chosen
    slots = (on(THURSDAY, 14), on(TUESDAY, 9, since=sweden(12, 28, 10)))
    assert planned(Week(2026, 52), slots, SWEDEN) == sweden(12, 28, 14)
    assert planned(Week(2026, 53), slots, SWEDEN) == sweden(12, 29)


def test_a_change_into_july_keeps_what_was_promised_before_it() -> None:
    slots = (on(TUESDAY, 9), on(FRIDAY, 9, since=sweden(6, 29)))
    assert planned(Week(2026, 27), slots, SWEDEN) == sweden(6, 30)


def test_a_moved_one_gives_way_where_a_change_lets_the_next_week_come_first() -> None:
    # julafton's, a Wednesday, was moved to Monday 29 December at nine; Mondays at eight are chosen
    wednesday, monday = on(WEDNESDAY, 9), on(MONDAY, 8, since=sweden(12, 22, 10, year=2025))
    assert planned(Week(2025, 52), (wednesday, monday), SWEDEN) is None
    assert planned(Week(2026, 1), (wednesday, monday), SWEDEN) == sweden(12, 29, 8, year=2025)
    later = on(MONDAY, 10, since=sweden(12, 22, 12, year=2025))
    assert planned(Week(2025, 52), (wednesday, later), SWEDEN) == sweden(12, 29, 9, year=2025)


WEEKS = 8
starts = st.sampled_from([date(2026, 3, 16), date(2026, 8, 17), date(2025, 12, 15)])
gaps = st.integers(0, 8 * 24).map(lambda count: count * HOUR)


@st.composite
def histories(draw: st.DrawFn) -> tuple[list[date], list[Slot]]:
    """The Mondays of some weeks, a channel linked in the second, and changes in those after."""
    monday = draw(starts)
    since = datetime(monday.year, monday.month, monday.day, tzinfo=UTC)
    slots = []
    for gap in draw(st.lists(gaps, min_size=1, max_size=4)):
        since += gap
        slots.append(on(draw(st.integers(1, 7)), draw(st.integers(7, 19)), since))
    return [monday + n * 7 * DAY for n in range(-1, WEEKS)], slots


def possible(mondays: list[date], slots: list[Slot]) -> set[datetime]:
    """Every moment at which a message may come, and those of the changes."""
    times = {
        comes(monday, slot.weekday, slot.at.hour, STOCKHOLM) for monday in mondays for slot in slots
    }
    return times | {slot.since for slot in slots}


@given(histories())
def test_each_week_is_sent_once_whatever_is_changed(
    history: tuple[list[date], list[Slot]],
) -> None:
    mondays, slots = history
    end = datetime.combine(mondays[-1], time(), UTC)
    sent: list[tuple[datetime, str]] = []
    for tick in sorted(tick for tick in possible(mondays, slots) if tick < end):
        chosen = [slot for slot in slots if slot.since <= tick]  # nobody knows what comes later
        sent += [(tick, due.period) for due in weekly(chosen, SWEDEN, tick) if due.at == tick]
    found = {week_of(monday).name: sends(monday, slots, STOCKHOLM) for monday in mondays}
    assert sent == sorted((at, week) for week, at in found.items() if at is not None and at < end)


@given(histories())
def test_a_week_is_left_out_only_where_the_next_comes_no_later(
    history: tuple[list[date], list[Slot]],
) -> None:
    mondays, slots = history
    for week in (week_of(monday) for monday in mondays):
        if week.day(1) > SWEDEN.day(slots[0].since):
            own, newer = planned(week, slots, SWEDEN), planned(week.after(1), slots, SWEDEN)
            assert own is not None or (newer is not None and week_of(SWEDEN.day(newer)) > week)


@given(histories())
def test_the_weeks_come_in_their_order(history: tuple[list[date], list[Slot]]) -> None:
    mondays, slots = history
    found = [planned(week_of(monday), slots, SWEDEN) for monday in mondays]
    times = [at for at in found if at is not None]
    assert times == sorted(set(times))


@given(histories(), st.timedeltas(-2 * DAY, 20 * DAY))
def test_a_time_that_has_come_is_not_changed_afterwards(
    history: tuple[list[date], list[Slot]], offset: timedelta
) -> None:
    mondays, slots = history
    now = slots[0].since + offset
    chosen = [slot for slot in slots if slot.since <= now]
    for week in (week_of(monday) for monday in mondays):
        at = planned(week, chosen, SWEDEN)
        if at is not None and at < now:
            assert planned(week, slots, SWEDEN) == at
