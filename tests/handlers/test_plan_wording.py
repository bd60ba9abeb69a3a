"""What words after `plan` say: how far it has come, on which days, and where it can be read."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.errors import NoSuchDayError
from handlers.plan.wording import Said, Status, read_plan

TODAY = date(2026, 5, 27)
ADOPTED, THIRD, END = Status.ADOPTED, date(2026, 5, 3), date(2028, 12, 31)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("antagen 3 maj 2026 till 2028-12-31", Said(ADOPTED, THIRD, END)),
        ("antagen den 3 maj till och med 31 december 2028", Said(ADOPTED, THIRD, END)),
        ("Adopted 3rd of May 2026 until December 31, 2028", Said(ADOPTED, THIRD, END)),
        ("adopted May 3 to 2028", Said(ADOPTED, THIRD, END)),
        ("antagen 3/5 t.o.m. 31/12 2028", Said(ADOPTED, THIRD, END)),
        ("antagen 2026-05-03 – december 2028", Said(ADOPTED, THIRD, END)),
        ("antogs igår", Said(ADOPTED, date(2026, 5, 26))),
        ("antagen idag till november 2026", Said(ADOPTED, TODAY, date(2026, 11, 30))),
        ("antagen 27 maj till 27 maj", Said(ADOPTED, TODAY, TODAY)),
        ("antagen 28 maj", Said(ADOPTED, date(2025, 5, 28))),
        ("antagen 29 februari", Said(ADOPTED, date(2024, 2, 29))),
        ("antagen 1 maj till 26 maj", Said(ADOPTED, date(2026, 5, 1), date(2027, 5, 26))),
        ("antagen 1 juni 2026", Said(ADOPTED, date(2026, 6, 1))),  # refused where it is recorded
        ("antagen", Said(ADOPTED)),
        ("utkast", Said(Status.DRAFT)),
        ("draft https://nassjo.se/utkast.", Said(Status.DRAFT, link="https://nassjo.se/utkast")),
        ("ingen", Said(Status.NONE)),
        ("Nässjö utkast", Said(Status.DRAFT, place="nässjö")),
        (
            "vetlanda bibliotek antagen 3 maj https://v.se/p (länk)",
            Said(ADOPTED, THIRD, link="https://v.se/p", place="vetlanda bibliotek"),
        ),
        ("till 2028", Said(valid_until=END)),
        ("antagen 3 maj och 4 maj", Said(ADOPTED, THIRD, clear=False)),
        ("", Said()),
        ("3 maj 2026", Said(adopted_on=THIRD)),
    ],
)
def test_what_words_say(words: str, said: Said) -> None:
    assert read_plan(words, TODAY) == said


@pytest.mark.parametrize(
    "words",
    ["antagen 31 juni 2026", "antagen 2026-02-30", "antagen 30/2", "antagen 3/13", "till 0000"],
)
def test_a_day_that_the_calendar_has_not(words: str) -> None:
    with pytest.raises(NoSuchDayError):
        read_plan(words, TODAY)


def test_two_statuses_are_not_clear() -> None:
    assert not read_plan("antagen utkast", TODAY).clear
    assert not read_plan("antagen 3 maj till 2027 2028", TODAY).clear


past = st.dates(date(2018, 1, 1), TODAY)
coming = st.dates(TODAY, date(2040, 1, 1))
SWEDISH = "januari februari mars april maj juni juli augusti september oktober november december"


@given(past, coming)
def test_whatever_is_adopted_can_be_written_in_every_way(adopted: date, until: date) -> None:
    said = Said(ADOPTED, adopted, until)

    def named(day: date) -> str:
        return f"{day.day} {SWEDISH.split()[day.month - 1]} {day.year}"

    for words in (
        f"antagen {adopted} till {until}",
        f"antagen den {named(adopted)} till och med {named(until)}",
        f"adopted {adopted.day}/{adopted.month} {adopted.year} until {until}",
        f"handlingsplanen är antagen {named(adopted)} och gäller till {until}",
        f"{adopted} – {until} antagen",
    ):
        assert read_plan(words, TODAY) == said, words


@given(st.dates(date(2026, 5, 28), date(2027, 5, 26)))
def test_a_day_without_its_year_is_the_latest_or_the_next(day: date) -> None:
    """Compared with stepping day by day."""
    words = f"{day.day} {SWEDISH.split()[day.month - 1]}"
    said = read_plan(f"antagen {words} till {words}", TODAY)
    assert said.adopted_on is not None
    assert said.valid_until == day
    assert said.adopted_on < TODAY
    assert (said.adopted_on.day, said.adopted_on.month) == (day.day, day.month)
    assert (day.year - said.adopted_on.year) == 1


@given(st.text(max_size=60))
def test_any_words_are_read(words: str) -> None:
    with suppress(NoSuchDayError):
        assert isinstance(read_plan(words, TODAY), Said)
