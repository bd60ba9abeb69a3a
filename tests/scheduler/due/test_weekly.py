"""The weekly summary, as a library would expect it."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from goals.weeks import Week
from scheduler.due import LATE, Calendar, Due, planned, weekly
from tests.scheduler.due.times import (
    DAY,
    FRIDAY,
    HOUR,
    MONDAY,
    SATURDAY,
    STOCKHOLM,
    SUNDAY,
    SWEDEN,
    THURSDAY,
    TICK,
    TUESDAY,
    WEDNESDAY,
    on,
    sweden,
)

MONDAYS = (on(MONDAY, 9),)
FRIDAYS = (on(FRIDAY, 14),)


def periods(*slots: object, now: datetime, calendar: Calendar = SWEDEN) -> list[str]:
    """The weeks that are due now."""
    return [due.period for due in weekly(slots, calendar, now)]  # type: ignore[arg-type]


def test_it_comes_on_monday_at_nine() -> None:
    at = sweden(8, 24)
    assert weekly(MONDAYS, SWEDEN, at) == (Due("2026-W35", at, at + LATE),)
    assert weekly(MONDAYS, SWEDEN, at - TICK) == ()


def test_a_channel_chooses_its_own_weekday_and_hour() -> None:
    assert periods(*FRIDAYS, now=sweden(8, 24)) == []
    assert periods(*FRIDAYS, now=sweden(8, 28, 14)) == ["2026-W35"]
    assert periods(on(SATURDAY, 11), now=sweden(8, 29, 11)) == ["2026-W35"]


def test_moments_are_told_in_utc() -> None:
    (due,) = weekly(MONDAYS, SWEDEN, sweden(8, 24))
    assert due.at == datetime(2026, 8, 24, 7, tzinfo=UTC)
    assert due.at.tzinfo is due.expires_at.tzinfo is UTC


@pytest.mark.parametrize(
    ("slots", "comes", "period"),
    [
        (MONDAYS, sweden(4, 7), "2026-W15"),  # annandag påsk
        (FRIDAYS, sweden(4, 7, 14), "2026-W14"),  # långfredagen
        (MONDAYS, sweden(5, 2, year=2028), "2028-W18"),  # första maj, a Monday
        ((on(THURSDAY, 10),), sweden(5, 15, 10), "2026-W20"),  # Kristi himmelsfärd
        (FRIDAYS, sweden(6, 22, 14), "2026-W25"),  # midsommarafton
        ((on(SATURDAY, 11),), sweden(6, 8, 11), "2026-W23"),  # nationaldagen
        ((on(THURSDAY, 9),), sweden(12, 28), "2026-W52"),  # julafton
        ((on(FRIDAY, 9),), sweden(12, 28), "2026-W52"),  # juldagen
        ((on(THURSDAY, 9),), sweden(1, 4, year=2027), "2026-W53"),  # nyårsafton
        ((on(WEDNESDAY, 9),), sweden(1, 7, year=2027), "2027-W01"),  # trettondagen
    ],
)
def test_a_holiday_moves_it_and_it_keeps_its_week(
    slots: tuple[object, ...], comes: datetime, period: str
) -> None:
    assert periods(*slots, now=comes) == [period]
    assert periods(*slots, now=comes - TICK) == []


def test_the_christmas_of_2026_at_a_library_that_has_mondays() -> None:
    # julafton is a Thursday, nyårsafton too: no Monday is a holiday, and each week has its own
    found = [planned(Week(2026, number), MONDAYS, SWEDEN) for number in (51, 52, 53)]
    assert found == [sweden(12, 14), sweden(12, 21), sweden(12, 28)]


def test_after_christmas_the_moved_one_comes_before_the_weeks_own() -> None:
    # 2025: julafton on Wednesday moves to Monday 29, nyårsafton's to Friday 2 January
    wednesdays = (on(WEDNESDAY, 10),)
    assert planned(Week(2025, 52), wednesdays, SWEDEN) == sweden(12, 29, 10, year=2025)
    assert planned(Week(2026, 1), wednesdays, SWEDEN) == sweden(1, 2, 10)


def test_a_late_one_comes_until_48_hours_after_its_time() -> None:
    at = sweden(8, 24)
    assert periods(*MONDAYS, now=at + LATE) == ["2026-W35"]
    assert periods(*MONDAYS, now=at + LATE + TICK) == []


def test_48_hours_are_counted_from_the_moved_time() -> None:
    moved = sweden(4, 7)
    assert periods(*MONDAYS, now=moved + LATE) == ["2026-W15"]
    assert periods(*MONDAYS, now=moved + LATE + TICK) == []


def test_a_late_one_waits_for_the_morning() -> None:
    assert periods(*MONDAYS, now=sweden(8, 24, 18)) == []
    assert periods(*MONDAYS, now=sweden(8, 25, 8) - TICK) == []
    assert periods(*MONDAYS, now=sweden(8, 25, 8)) == ["2026-W35"]


def test_a_late_one_is_not_sent_on_a_holiday() -> None:
    # skärtorsdagen 2026, and the bot is down until långfredagen
    thursdays = (on(THURSDAY, 9),)
    assert periods(*thursdays, now=sweden(4, 3)) == []
    assert periods(*thursdays, now=sweden(4, 4)) == ["2026-W14"]  # within its 48 hours


def test_48_hours_are_hours_that_pass_also_when_clocks_change() -> None:
    fridays = (on(FRIDAY, 17),)  # 27 March 2026: summer time begins on Sunday
    at = sweden(3, 27, 17).astimezone(UTC)
    assert periods(*fridays, now=at + LATE - 2 * HOUR) == ["2026-W13"]
    (due,) = weekly(fridays, SWEDEN, at)
    assert due.expires_at == at + LATE == sweden(3, 29, 18)


def test_july_is_left_out() -> None:
    assert periods(*MONDAYS, now=sweden(6, 29)) == ["2026-W27"]
    assert [periods(*MONDAYS, now=sweden(7, day)) for day in (6, 13, 20, 27)] == [[]] * 4
    assert periods(*MONDAYS, now=sweden(8, 3)) == ["2026-W32"]


def test_a_region_may_go_on_in_july() -> None:
    assert periods(*MONDAYS, now=sweden(7, 6), calendar=Calendar(STOCKHOLM, False)) == ["2026-W28"]


def test_july_ends_what_is_late_and_gives_nothing_back_in_august() -> None:
    assert periods(on(TUESDAY, 9), now=sweden(7, 1)) == []
    assert periods(on(FRIDAY, 9), now=sweden(8, 1)) == []  # of Friday 31 July


def test_what_quiet_hours_would_move_into_july_is_left_out() -> None:
    # Sunday 30 June 2030, at eleven in the evening
    assert planned(Week(2030, 26), (on(SUNDAY, 23),), SWEDEN) is None
    year = Calendar(STOCKHOLM, july_pause=False)
    assert planned(Week(2030, 26), (on(SUNDAY, 23),), year) == sweden(7, 1, 8, year=2030)


def test_nothing_from_before_the_channel_was_linked_is_due() -> None:
    nine = sweden(8, 24)
    assert periods(on(MONDAY, 9, since=nine), now=nine) == ["2026-W35"]
    assert periods(on(MONDAY, 9, since=nine + TICK), now=nine + HOUR) == []
    assert periods(on(MONDAY, 9, since=nine + TICK), now=nine + 7 * DAY) == ["2026-W36"]


def test_one_that_was_moved_past_the_linking_is_due() -> None:
    linked = sweden(4, 7, 8)  # the morning after annandag påsk
    assert periods(on(MONDAY, 9, since=linked), now=sweden(4, 7)) == ["2026-W15"]


def test_the_zone_is_the_regions() -> None:
    now = datetime(2026, 8, 24, 9, tzinfo=ZoneInfo("Pacific/Auckland"))
    assert periods(*MONDAYS, now=now, calendar=Calendar(ZoneInfo("Pacific/Auckland"))) == [
        "2026-W35"
    ]
    assert periods(*MONDAYS, now=now) == []


def test_without_a_slot_nothing_is_due() -> None:
    assert periods(now=sweden(8, 24)) == []


def test_two_that_are_late_come_in_the_order_of_their_weeks() -> None:
    # from Saturdays to Mondays, and the bot was down over the weekend
    slots = (on(SATURDAY, 15), on(MONDAY, 9, since=sweden(8, 29, 16)))
    assert periods(*slots, now=sweden(8, 31, 10)) == ["2026-W35", "2026-W36"]


def test_a_clock_without_a_zone_is_refused() -> None:
    with pytest.raises(TypeError):
        weekly(MONDAYS, SWEDEN, datetime(2026, 8, 24, 12))  # noqa: DTZ001


def test_a_year_of_53_weeks_has_53_summaries() -> None:
    year = Calendar(STOCKHOLM, july_pause=False)
    found = [planned(Week(2026, number), MONDAYS, year) for number in range(1, 54)]
    assert len(set(found)) == 53
    assert found[0] == sweden(12, 29, year=2025)
