"""What words after `team` mean: days past and to come, names, and what is to be done."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.team.days import day_said, days_said
from handlers.team.words import asked_in, view_in
from storage.tables import Role
from storage.team import Colleague, Standing

TODAY = date(2020, 5, 27)
DAYS = st.dates(date(2010, 1, 1), date(2030, 12, 31))
MONTHS = (
    *("januari", "februari", "mars", "april", "maj", "juni"),
    *("juli", "augusti", "september", "oktober", "november", "december"),
)


def named(name: str) -> Colleague:
    """Somebody of a name."""
    return Colleague(
        member_id=sum(map(ord, name)),
        name=name,
        email=None,
        email_key=None,
        role=Role.STAFF,
        library_id=1,
        library="Nässjö",
        standing=Standing.WORKING,
        since=TODAY,
        starts_on=TODAY,
        ends_on=None,
        chief=False,
        away=None,
    )


TEAM = [named(name) for name in ("Anna Berg", "Anna Ek", "Åsa Hedlund", "Maja Juni")]


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("idag", TODAY),
        ("Imorgon", date(2020, 5, 28)),
        ("i morgon", date(2020, 5, 28)),
        ("igår", date(2020, 5, 26)),
        ("2020-12-24", date(2020, 12, 24)),
        ("30 juni", date(2020, 6, 30)),
        ("den 30:e juni", date(2020, 6, 30)),
        ("30:e juni 2021", date(2021, 6, 30)),
        ("3 jan", date(2020, 1, 3)),
        ("24 december", date(2019, 12, 24)),
        ("1 oktober", date(2020, 10, 1)),
        ("June 30th", date(2020, 6, 30)),
        ("June 30, 2021", date(2021, 6, 30)),
        ("30/6", date(2020, 6, 30)),
        ("30/6 2021", date(2021, 6, 30)),
        ("30/6/2021", date(2021, 6, 30)),
        ("29 februari", date(2020, 2, 29)),
        ("", None),
        ("snart", None),
        ("30 juni kl 3", None),
        ("31 juni", None),
        ("2020-02-30", None),
        ("0/5", None),
        ("5/13", None),
        ("99 juni", None),
        ("30 snart", None),
    ],
)
def test_a_day_past_or_to_come(words: str, day: date | None) -> None:
    assert day_said(words, TODAY) == day


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("1 juli–31 augusti", (date(2020, 7, 1), date(2020, 8, 31))),
        ("1 juli till 31 augusti", (date(2020, 7, 1), date(2020, 8, 31))),
        ("1 July to 31 August", (date(2020, 7, 1), date(2020, 8, 31))),
        ("idag t.o.m. 31 augusti", (TODAY, date(2020, 8, 31))),
        ("2020-07-01 - 2020-08-31", (date(2020, 7, 1), date(2020, 8, 31))),
        ("1 juli", (date(2020, 7, 1), None)),
        ("1 juli till vidare", (date(2020, 7, 1), None)),
        ("ett tag", (None, None)),
        ("", (None, None)),
    ],
)
def test_the_days_of_a_leave(words: str, days: tuple[date | None, date | None]) -> None:
    assert days_said(words, TODAY) == days


@given(DAYS, DAYS)
def test_a_day_without_a_year_is_the_nearest(day: date, today: date) -> None:
    said = day_said(f"{day.day} {MONTHS[day.month - 1]}", today)
    near = [
        today + timedelta(days=off)
        for off in range(-400, 400)
        if (today + timedelta(days=off)).timetuple()[1:3] == (day.month, day.day)
    ]
    if not near:  # 29 February, far from a leap year
        assert said is None or abs(said - today) > timedelta(days=300)
        return
    assert said is not None
    assert abs(said - today) == min(abs(each - today) for each in near)


@given(DAYS, DAYS)
def test_a_day_with_its_year_is_that_day(day: date, today: date) -> None:
    for words in (
        day.isoformat(),
        f"{day.day} {MONTHS[day.month - 1]} {day.year}",
        f"{day.day}/{day.month} {day.year}",
    ):
        assert day_said(words, today) == day


@given(st.text(max_size=40), DAYS)
def test_any_words_are_a_day_or_none(words: str, today: date) -> None:
    assert isinstance(day_said(words, today), date | None)
    assert len(days_said(words, today)) == 2


@pytest.mark.parametrize(
    ("words", "deed", "names", "rest"),
    [
        ("Anna Berg", "", ["Anna Berg"], ""),
        ("anna", "", ["Anna Berg", "Anna Ek"], ""),
        ("berg anna", "", ["Anna Berg"], ""),
        ("ÅSA", "", ["Åsa Hedlund"], ""),
        ("hed", "", ["Åsa Hedlund"], ""),
        ("å", "", [], "å"),
        ("slutar Åsa 30 juni", "end", ["Åsa Hedlund"], "30 juni"),
        ("Åsa slutar 30 juni", "end", ["Åsa Hedlund"], "30 juni"),
        ("Åsa Hedlund är ledig 1 juli", "away", ["Åsa Hedlund"], "1 juli"),
        ("on leave Åsa", "away", ["Åsa Hedlund"], ""),
        ("Maja slutar 30 juni", "end", ["Maja Juni"], "30 juni"),
        ("roll Anna Ek chef", "role", ["Anna Ek"], "chef"),
        ("Nisse slutar", "", [], "Nisse slutar"),
        ("slutar", "end", [], ""),
    ],
)
def test_whom_words_name_and_what_they_want(
    words: str, deed: str, names: list[str], rest: str
) -> None:
    asked = asked_in(words, TEAM)
    assert (asked.deed, [one.name for one in asked.people], asked.rest) == (deed, names, rest)


@pytest.mark.parametrize(
    ("words", "view", "rest"),
    [
        ("lägg till Anna", "add", "Anna"),
        ("New", "add", ""),
        ("väntar", "waiting", ""),
        ("kvar", "left", ""),
        ("regionala utvecklare", "coordinators", ""),
        ("Anna", "", "Anna"),
        ("", "", ""),
    ],
)
def test_the_view_that_words_begin_with(words: str, view: str, rest: str) -> None:
    assert view_in(words) == (view, rest)
