"""Reminders on, off and snoozed, the own name in the channel, and the summary's time."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.reminders.wishes import Wish, wish_of
from storage.tables import Channel, Library, Member, Region
from tests import builders
from tests.handlers.conversations import NASSJO, TODAY, VETLANDA, Conversation
from tests.handlers.talking import Person

ON = "Påminnelser är på."
OFF = "Påminnelser är av."


def member(conversation: Conversation, person: Person) -> Member:
    """The stored row of somebody."""
    (row,) = [each for each in conversation.rows(Member) if each.id == person.member_id]
    return row


def linked(conversation: Conversation, at: str = NASSJO, *, weekday: int = 1, hour: int = 9) -> int:
    """A channel of a library, or of the region where none is named; its row."""
    with conversation.database.writing() as session:
        county = session.get_one(Region, conversation.region_id)
        place = next((row for row in conversation.rows(Library) if row.name == at), None)
        return builders.key(builders.channel(session, county, place, weekday=weekday, hour=hour))


def test_the_settings_and_the_buttons_that_change_them(conversation: Conversation) -> None:
    anna = conversation.staff("Anna")
    anna.says("påminnelser")
    assert ON in anna.reply
    assert "Ditt namn nämns inte i kanalen." in anna.reply
    assert anna.buttons == [
        "Pausa 1 vecka",
        "Pausa 4 veckor",
        "Pausa till en dag …",
        "Stäng av",
        "Nämn mig i kanalen",
    ]
    assert "sammanfattning" not in anna.reply


def test_each_change_is_undone_by_a_button_of_its_answer(conversation: Conversation) -> None:
    anna = conversation.staff("Anna")
    anna.says("reminders")
    anna.presses("Stäng av")
    assert OFF in anna.reply
    assert anna.answer.replaces
    assert anna.buttons == ["Slå på", "Nämn mig i kanalen"]
    anna.presses("Slå på")
    assert ON in anna.reply
    anna.presses("Pausa 4 veckor")
    assert "pausade. De börjar igen 24 juni 2020." in anna.reply
    anna.presses("Slå på")
    anna.presses("Nämn mig i kanalen")
    assert "Ditt namn får nämnas i kanalen." in anna.reply
    assert member(conversation, anna).show_name
    anna.presses("Nämn mig inte i kanalen")
    assert not member(conversation, anna).show_name


def test_until_a_day_by_form(conversation: Conversation) -> None:
    anna = conversation.staff("Anna")
    anna.says("påminnelser")
    anna.presses("Pausa till en dag …")
    assert anna.prefilled == {"day": "2020-06-10"}
    anna.fills(day=date(2020, 8, 17))
    assert "De börjar igen 17 augusti 2020." in anna.reply
    assert member(conversation, anna).snoozed_until == date(2020, 8, 17)


@pytest.mark.parametrize(
    ("day", "problem"),
    [
        (TODAY, "Den 27 maj 2020 har redan varit."),
        (TODAY + timedelta(days=367), "högst ett år"),
        ("någon gång", "Jag förstår inte vilken dag du menar."),
        ("", "Jag förstår inte vilken dag du menar."),
    ],
)
def test_a_day_that_no_reminder_can_wait_for(
    conversation: Conversation, day: date | str, problem: str
) -> None:
    anna = conversation.staff("Anna")
    anna.sends("reminders.until_day", values={"day": str(day)})
    assert problem in anna.errors["day"]
    assert member(conversation, anna).snoozed_until is None


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("påminnelser av", OFF),
        ("Reminders OFF", OFF),
        ("stäng av", "Det där förstod jag inte"),  # off without what is to be turned off
        ("snooze 2 veckor", "De börjar igen 10 juni 2020."),
        ("snooze", ON),
        ("påminnelser pausa en vecka", "De börjar igen 3 juni 2020."),
        ("påminnelser till 3/6", "De börjar igen 3 juni 2020."),
        ("påminnelser av i två månader", "Det där förstod jag inte, så inget är ändrat."),
        ("påminnelser till igår", "Det där förstod jag inte, så inget är ändrat."),
        ("snooze 3 år", "Det där förstod jag inte, så inget är ändrat."),
        ("snooze 60 veckor", "Det går att pausa högst ett år."),
        ("snooze till 2020-05-01", "Den 1 maj 2020 har redan varit."),
        ("påminnelser visa mitt namn", "Ditt namn får nämnas i kanalen."),
        ("reminders hide my name", "Ditt namn nämns inte i kanalen."),
    ],
)
def test_words_change_the_settings(conversation: Conversation, words: str, answer: str) -> None:
    anna = conversation.staff("Anna")
    anna.says(words)
    assert answer in anna.reply


def test_off_and_on_again_by_words(conversation: Conversation) -> None:
    anna = conversation.staff("Anna")
    anna.says("påminnelser av")
    anna.says("påminnelser på")
    assert ON in anna.reply
    anna.says("snooze en vecka")
    conversation.clock.now += timedelta(weeks=1)
    anna.says("påminnelser")
    assert ON in anna.reply


def test_in_english(conversation: Conversation) -> None:
    anna = conversation.staff("Anna", locale="en-GB")
    anna.says("snooze 1 week")
    assert "They begin again on 3 June 2020." in anna.reply
    assert "Pause for 1 week" in anna.buttons
    assert "Pause for 4 weeks" in anna.buttons


@pytest.mark.parametrize("value", ["", "2", "-4", "x"])
def test_a_button_that_snoozes_otherwise_is_out_of_date(
    conversation: Conversation, value: str
) -> None:
    anna = conversation.staff("Anna")
    anna.sends("reminders.snooze", value=value)
    assert "Den knappen gäller inte längre." in anna.reply


# What the words mean


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("AV", Wish.OFF),
        ("slå på", Wish.ON),
        ("dölj mitt namn", Wish.HIDE_NAME),
        ("om tre dagar", date(2020, 5, 30)),
        ("in 2 weeks", date(2020, 6, 10)),
        ("två månader", date(2020, 7, 26)),
        ("2020-09-01", date(2020, 9, 1)),
        ("till den 1 september", date(2020, 9, 1)),
        ("until September 1", date(2020, 9, 1)),
        ("until September 1 2021", date(2021, 9, 1)),
        ("27 maj", date(2021, 5, 27)),  # today is not to come
        ("31 juni", None),
        ("0 veckor", None),
        ("99999 veckor", None),
        ("maj", None),
        ("1 2 3 4", None),
        ("", None),
    ],
)
def test_what_words_mean(words: str, meant: Wish | date | None) -> None:
    assert wish_of(words, TODAY) == meant


@given(st.dates(TODAY + timedelta(days=1), TODAY + timedelta(days=364)))
def test_every_coming_day_can_be_written(day: date) -> None:
    months = "januari februari mars april maj juni juli augusti september oktober november december"
    month = months.split()[day.month - 1]
    for words in (day.isoformat(), f"{day.day} {month}", f"till den {day.day}/{day.month}"):
        assert wish_of(words, TODAY) == day, words


@given(st.text(max_size=40))
def test_any_words_are_read(words: str) -> None:
    assert isinstance(wish_of(words, TODAY), Wish | date | None)


# The weekly summary's time


def test_a_manager_changes_when_the_summary_comes(conversation: Conversation) -> None:
    row = linked(conversation)
    linked(conversation, VETLANDA)
    lena = conversation.manager("Lena")
    lena.says("påminnelser")
    assert "Nässjö stadsbibliotek: måndag kl. 09:00" in lena.reply
    assert VETLANDA not in lena.reply
    lena.presses("Ändra tid för Nässjö stadsbibliotek …")
    assert lena.prefilled == {"weekday": "1", "hour": "9"}
    lena.fills(weekday="torsdag", hour="14:00")
    assert "kommer torsdag kl. 14:00" in lena.reply
    (kept,) = [each for each in conversation.rows(Channel) if each.id == row]
    assert (kept.weekday, kept.hour) == (4, 14)
    lena.presses("Ändra tid för Nässjö stadsbibliotek …")
    assert lena.prefilled == {"weekday": "4", "hour": "14"}


def test_no_hour_of_the_quiet_ones_is_offered_or_taken(conversation: Conversation) -> None:
    row = linked(conversation, hour=20)  # as an import may have it
    lena = conversation.manager("Lena")
    lena.sends("reminders.channel", value=str(row))
    assert lena.prefilled == {"weekday": "1", "hour": ""}
    for values in ({"weekday": "1", "hour": "18"}, {"weekday": "1", "hour": "7"}):
        lena.sends("reminders.channel_time", state=str(row), values=values)
        assert "hour" in lena.errors
    lena.sends("reminders.channel_time", state=str(row), values={"weekday": "8", "hour": "9"})
    assert "weekday" in lena.errors
    assert [each.hour for each in conversation.rows(Channel)] == [20]


def test_without_a_channel_the_way_to_link_one(conversation: Conversation) -> None:
    lena, katarina = conversation.manager("Lena"), conversation.coordinator("Katarina")
    for person in (lena, katarina):
        person.says("påminnelser")
        assert "skriv @Kompis koppla där." in person.reply


def test_the_coordinator_has_the_regions_channel(conversation: Conversation) -> None:
    linked(conversation, "", weekday=2)
    linked(conversation)
    katarina = conversation.coordinator("Katarina")
    katarina.says("reminders")
    assert "Jönköpings län: tisdag kl. 09:00" in katarina.reply
    assert NASSJO not in katarina.reply


def test_nobody_changes_the_time_of_a_channel_that_is_not_theirs(
    conversation: Conversation,
) -> None:
    elsewhere, regions_own = linked(conversation, VETLANDA), linked(conversation, "")
    lena, anna = conversation.manager("Lena"), conversation.staff("Anna")
    for row in (elsewhere, regions_own, 4711):
        lena.sends("reminders.channel", value=str(row))
        assert "Den knappen gäller inte längre." in lena.reply
        values = {"weekday": "2", "hour": "10"}
        lena.sends("reminders.channel_time", state=str(row), values=values)
        assert "Den knappen gäller inte längre." in lena.reply
    anna.sends("reminders.channel", value=str(elsewhere))
    assert "Det här kan du inte se eller ändra själv." in anna.reply
    assert {(each.weekday, each.hour) for each in conversation.rows(Channel)} == {(1, 9)}
