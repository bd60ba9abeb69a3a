"""Days as people write them, read on every kind of day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.understanding import Problem, Titles, read_day, understand
from tests.handlers.understanding.score import catalogue

WEDNESDAY = date(2020, 5, 27)
DAYS = ("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag")
MONTHS = (
    *("januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september"),
    *("oktober", "november", "december"),
)
ENGLISH = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September"),
    *("October", "November", "December"),
)
days = st.dates(date(2015, 1, 1), date(2035, 12, 31))


@pytest.mark.parametrize(
    ("words", "ago"),
    [
        ("", 0),
        ("idag", 0),
        ("i dag", 0),
        ("i morse", 0),
        ("imorse", 0),
        ("ikväll", 0),
        ("just nu", 0),
        ("nyss", 0),
        ("för en timme sen", 0),
        ("this morning", 0),
        ("today", 0),
        ("kl 10.15", 0),
        ("igår", 1),
        ("i går", 1),
        ("igar", 1),
        ("igår kväll", 1),
        ("igår em", 1),
        ("Igår kl. 16:30", 1),
        ("yesterday", 1),
        ("i förrgår", 2),
        ("iförrgår", 2),
        ("the day before yesterday", 2),
        ("för två dagar sedan", 2),
        ("2 dagar sen", 2),
        ("sen två dar tebaks", 2),
        ("two days ago", 2),
        ("för en vecka sen", 7),
        ("a week ago", 7),
        ("för två veckor sedan", 14),
        ("i måndags", 2),
        ("i mandags", 2),
        ("sen i tisdags", 1),
        ("i onsdags", 7),
        ("förra onsdagen", 7),
        ("förra fredagen", 5),
        ("last sunday", 3),
        ("on Monday", 2),
        ("i fredags kväll", 5),
        ("torsdag förra veckan", 6),
        ("förra veckans torsdag", 6),
        ("3 maj", 24),
        ("den 3:e maj", 24),
        ("3e maj", 24),
        ("den tredje maj", 24),
        ("May 3rd", 24),
        ("the 3rd of May", 24),
        ("3/5", 24),
        ("den 3/5 2020", 24),
        ("3/5-20", 24),
        ("3.5.2020", 24),
        ("2020-05-03", 24),
        ("20200503", 24),
        ("200503", 24),
        ("söndagen den 3 maj", 24),
        ("sön 3/5", 24),
        ("i söndags, 24 maj", 3),
        ("igår, tisdag", 1),
        ("april 12th, 2020", 45),
        ("12/4", 45),
        ("4 december", 175),
    ],
)
def test_said_on_a_wednesday(words: str, ago: int) -> None:
    assert read_day(words, WEDNESDAY) == (WEDNESDAY - timedelta(days=ago), None)


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        ("imorgon", Problem.FUTURE_DATE),
        ("i övermorgon", Problem.FUTURE_DATE),
        ("på fredag", Problem.FUTURE_DATE),
        ("nästa måndag", Problem.FUTURE_DATE),
        ("nästa vecka", Problem.FUTURE_DATE),
        ("om två dagar", Problem.FUTURE_DATE),
        ("in two weeks", Problem.FUTURE_DATE),
        ("tomorrow", Problem.FUTURE_DATE),
        ("2020-05-28", Problem.FUTURE_DATE),
        ("3/6 2020", Problem.FUTURE_DATE),
        ("28 maj", Problem.FUTURE_DATE),  # tomorrow rather than a year ago
        ("30 februari", Problem.NO_SUCH_DATE),
        ("31/4", Problem.NO_SUCH_DATE),
        ("den 32 maj", Problem.NO_SUCH_DATE),
        ("5/13", Problem.NO_SUCH_DATE),
        ("2019-02-29", Problem.NO_SUCH_DATE),
        ("häromdagen", Problem.UNCLEAR_DATE),
        ("i våras", Problem.UNCLEAR_DATE),
        ("förra veckan", Problem.UNCLEAR_DATE),
        ("i april", Problem.UNCLEAR_DATE),
        ("april 2020", Problem.UNCLEAR_DATE),
        ("vecka 20", Problem.UNCLEAR_DATE),
        ("den 3:e", Problem.UNCLEAR_DATE),
        ("fredag", Problem.UNCLEAR_DATE),
        ("förra tisdagen", Problem.UNCLEAR_DATE),  # yesterday, or a week before
        ("last Monday", Problem.UNCLEAR_DATE),
        ("on Wednesday", Problem.UNCLEAR_DATE),
        ("för några dagar sen", Problem.UNCLEAR_DATE),
        ("för en månad sedan", Problem.UNCLEAR_DATE),
        ("typ en vecka sen", Problem.UNCLEAR_DATE),
        ("för en och en halv vecka sen", Problem.UNCLEAR_DATE),
        ("för 20 timmar sen", Problem.UNCLEAR_DATE),
        ("måndag 19/5", Problem.UNCLEAR_DATE),  # a Tuesday
        ("igår, måndag", Problem.UNCLEAR_DATE),
        ("3/5 eller 4/5", Problem.UNCLEAR_DATE),
        ("igår och i måndags", Problem.UNCLEAR_DATE),
        ("20-05-03", Problem.UNCLEAR_DATE),
        ("3/5 1920", Problem.UNCLEAR_DATE),
        ("8/10", Problem.UNCLEAR_DATE),  # how good it was?
        ("4/5 klar", Problem.UNCLEAR_DATE),  # four of five?
        ("hej hopp", Problem.UNCLEAR_DATE),
        ("vet inte", Problem.UNCLEAR_DATE),
    ],
)
def test_no_day_that_could_be_taken(words: str, problem: Problem) -> None:
    assert read_day(words, WEDNESDAY) == (None, problem)


@given(today=days, weekday=st.integers(0, 6))
def test_i_mandags_is_the_latest_before_today(today: date, weekday: int) -> None:
    day, problem = read_day(f"i {DAYS[weekday]}s", today)
    assert problem is None
    assert day is not None
    assert day.weekday() == weekday
    assert timedelta(days=1) <= today - day <= timedelta(days=7)


@given(today=days, weekday=st.integers(0, 6))
def test_forra_fredagen_is_last_weeks_or_unclear(today: date, weekday: int) -> None:
    day, problem = read_day(f"förra {DAYS[weekday]}en", today)
    monday = today - timedelta(days=today.weekday())
    if weekday < today.weekday():
        assert (day, problem) == (None, Problem.UNCLEAR_DATE)
    else:
        assert day == monday + timedelta(days=weekday - 7)


def _forms(day: date) -> list[str]:
    month = MONTHS[day.month - 1]
    english = ENGLISH[day.month - 1]
    return [
        day.isoformat(),
        f"{day:%Y%m%d}",
        f"{day:%Y/%m/%d}",
        f"{day.day}/{day.month} {day.year}",
        f"{day.day}/{day.month}-{day:%y}",
        f"{day.day}/{day.month}/{day.year}",
        f"{day.day}.{day.month}.{day.year}",
        f"{day.day} {month} {day.year}",
        f"den {day.day}:e {month} {day.year}",
        f"{day.day} {month[:3]} {day.year}",
        f"{DAYS[day.weekday()]}en den {day.day} {month} {day.year}",
        f"{english} {day.day}, {day.year}",
        f"the {day.day}th of {english} {day.year}",
        f"on {day.day} {english.upper()} {day.year}",
    ]


@given(today=days, ago=st.integers(0, 3000), form=st.integers(0, len(_forms(WEDNESDAY)) - 1))
def test_a_written_date_reads_back(today: date, ago: int, form: int) -> None:
    day = today - timedelta(days=ago)
    assert read_day(_forms(day)[form], today) == (day, None)


@given(today=days, ago=st.integers(0, 350))
def test_without_a_year_it_is_the_latest(today: date, ago: int) -> None:
    day = today - timedelta(days=ago)
    for words in (f"{day.day} {MONTHS[day.month - 1]}", f"den {day.day}/{day.month}"):
        assert read_day(words, today) == (day, None)


@given(today=days, count=st.integers(1, 60))
def test_so_long_ago(today: date, count: int) -> None:
    assert read_day(f"för {count} dagar sedan", today) == (today - timedelta(days=count), None)
    assert read_day(f"{count} weeks ago", today) == (today - timedelta(weeks=count), None)


@given(today=days, ahead=st.integers(1, 3000), form=st.integers(0, len(_forms(WEDNESDAY)) - 1))
def test_what_is_to_come_is_refused(today: date, ahead: int, form: int) -> None:
    written = _forms(today + timedelta(days=ahead))[form]
    assert read_day(written, today) == (None, Problem.FUTURE_DATE)


@pytest.mark.parametrize(
    ("words", "today", "day"),
    [
        ("igår", date(2021, 1, 1), date(2020, 12, 31)),
        ("i förrgår", date(2020, 3, 1), date(2020, 2, 28)),
        ("igår", date(2021, 3, 1), date(2021, 2, 28)),
        ("31 december", date(2021, 1, 1), date(2020, 12, 31)),
        ("29 februari", date(2023, 5, 1), date(2020, 2, 29)),
        ("29/2 2020", date(2023, 5, 1), date(2020, 2, 29)),
        ("i fredags", date(2021, 1, 2), date(2021, 1, 1)),
        ("förra fredagen", date(2021, 1, 4), date(2021, 1, 1)),
        ("för en vecka sedan", date(2020, 1, 3), date(2019, 12, 27)),
    ],
)
def test_turns_of_months_and_years(words: str, today: date, day: date) -> None:
    assert read_day(words, today) == (day, None)


@pytest.mark.parametrize(
    "text",
    [
        "läst Wikipedia på biblioteken – Erfarenheter från kursverksamheten 2019/2020",
        "läste kartläggningen över källkritik på Facebook under 2020",
        "klar med 115 idéer för MIK på bibliotek",
        "vad tryckte jag på nu avklarad, tog en kvart",
        "klar med hängslen på två timmar, kl 14.30",
    ],
)
def test_a_number_that_is_no_date(text: str) -> None:
    found = understand(text, Titles(catalogue()), WEDNESDAY)
    assert found.certain
    assert found.on == WEDNESDAY
