"""What members choose about reminders, and when channels get their summary."""

from datetime import date, timedelta

from storage.channels import choose_slot
from storage.database import Database
from storage.reminders import (
    ReminderSettings,
    channel_times,
    choose_name,
    reminder_settings,
    snooze_reminders,
    turn_reminders,
)
from tests.builders import A_DAY, channel, key, library, member, noon, region

TODAY = date(2020, 5, 27)
TOMORROW = TODAY + timedelta(days=1)


def test_a_new_member_is_reminded_and_not_named(database: Database) -> None:
    with database.writing() as session:
        anna = key(member(session))
        assert reminder_settings(session, anna, TODAY) == ReminderSettings(
            on=True, snoozed_until=None, show_name=False
        )


def test_a_snooze_ends_by_itself(database: Database) -> None:
    with database.writing() as session:
        anna = key(member(session))
        snooze_reminders(session, anna, TOMORROW)
        assert reminder_settings(session, anna, TODAY).snoozed_until == TOMORROW
        assert reminder_settings(session, anna, TOMORROW).snoozed_until is None


def test_turning_on_or_off_ends_a_snooze_and_a_snooze_ends_off(database: Database) -> None:
    with database.writing() as session:
        anna = key(member(session))
        snooze_reminders(session, anna, TOMORROW)
        turn_reminders(session, anna, on=False)
        settings = reminder_settings(session, anna, TODAY)
        assert (settings.on, settings.snoozed_until) == (False, None)
        snooze_reminders(session, anna, TOMORROW)
        assert reminder_settings(session, anna, TODAY).on
        turn_reminders(session, anna, on=True)
        assert reminder_settings(session, anna, TODAY).snoozed_until is None


def test_one_members_choice_is_nobody_elses(database: Database) -> None:
    with database.writing() as session:
        anna, bo = key(member(session)), key(member(session))
        choose_name(session, anna, shown=True)
        turn_reminders(session, anna, on=False)
        assert reminder_settings(session, anna, TODAY).show_name
        assert reminder_settings(session, bo, TODAY) == ReminderSettings(
            on=True, snoozed_until=None, show_name=False
        )


def test_channels_of_libraries_in_swedish_order_and_the_regions_own_first(
    database: Database,
) -> None:
    with database.writing() as session:
        county = region(session)
        names = ("Öland", "Aneby", "Åsele")
        places = [library(session, county, name) for name in names]
        for place in places:
            channel(session, at=place)
        own = channel(session, county, weekday=5, hour=15)
        elsewhere = region(session)
        channel(session, elsewhere)
        wanted = [key(place) for place in places[:2]]

        def listed(*, regions_own: bool) -> list[str | None]:
            found = channel_times(session, key(county), wanted, regions_own=regions_own)
            return [each.library for each in found]

        assert listed(regions_own=False) == ["Aneby", "Öland"]
        assert listed(regions_own=True) == [None, "Aneby", "Öland"]
        (first, *_) = channel_times(session, key(county), [], regions_own=True)
        assert (first.row_id, first.weekday, first.hour) == (key(own), 5, 15)


def test_a_channels_time_is_changed(database: Database) -> None:
    with database.writing() as session:
        county = region(session)
        county_id = key(county)
        choose_slot(session, key(channel(session, county)), 3, 17, noon(A_DAY))
    with database.reading() as session:
        (found,) = channel_times(session, county_id, [], regions_own=True)
        assert (found.weekday, found.hour) == (3, 17)
