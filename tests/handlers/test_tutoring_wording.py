"""What words after `tutoring` say: a month, sessions for adults and children, and a library."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.tutoring.wording import Said, month_before, months_back, read_sessions

TODAY = date(2020, 5, 27)
APRIL, MARCH, MAY = date(2020, 4, 1), date(2020, 3, 1), date(2020, 5, 1)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("12 vuxna 3 barn", Said(None, 12, 3)),
        ("12 vuxna, 3 barn.", Said(None, 12, 3)),
        ("3 barn och 12 vuxna", Said(None, 12, 3)),
        ("mars 12 3", Said(MARCH, 12, 3)),
        ("April adults 12 children 3", Said(APRIL, 12, 3)),
        ("children 3 adults 12 in April", Said(APRIL, 12, 3)),
        ("i april: tolv vuxna och tre barn", Said(APRIL, 12, 3)),
        ("12 vuxna och 3 barn och unga", Said(None, 12, 3)),
        ("2020-04 12 3", Said(APRIL, 12, 3)),
        ("april 2019 12 3", Said(date(2019, 4, 1), 12, 3)),
        ("april 2019 vuxna 12 barn 3", Said(date(2019, 4, 1), 12, 3)),
        ("vuxna 12 barn 3 april 2019", Said(date(2019, 4, 1), 12, 3)),
        ("april 2019 vuxna 3 barn", Said(APRIL, 2019, 3)),
        ("förra månaden 12 3", Said(APRIL, 12, 3)),
        ("12 3 den här månaden", Said(MAY, 12, 3)),
        ("last month 12 3", Said(APRIL, 12, 3)),
        ("maj 0 0", Said(MAY, 0, 0)),
        ("december 12 3", Said(date(2019, 12, 1), 12, 3)),
        ("november 12 3", Said(date(2019, 11, 1), 12, 3)),
        ("oktober 12 3", Said(date(2020, 10, 1), 12, 3)),  # to come: nobody means last October
        ("juni 12 3", Said(date(2020, 6, 1), 12, 3)),
        ("12 vuxna", Said(None, 12, None)),
        ("april children 3", Said(APRIL, None, 3)),
        ("april", Said(APRIL)),
        ("", Said()),
        ("Nässjö april 12 3", Said(APRIL, 12, 3, "nässjö")),
        ("12 3 Vetlanda bibliotek", Said(None, 12, 3, "vetlanda bibliotek")),
        ("vi hade 12 bokade tillfällen för vuxna och 3 för barn", Said(None, 12, 3)),
        ("12", Said(clear=False)),
        ("april 12", Said(clear=False)),
        ("12 3 4", Said(clear=False)),
        ("1 200 vuxna 3 barn", Said(clear=False)),
        ("12 vuxna 3 vuxna", Said(clear=False)),
        ("mars april 12 3", Said(clear=False)),
        ("12,5 vuxna 3 barn", Said(clear=False)),
        ("-3 vuxna 4 barn", Said(clear=False)),
    ],
)
def test_what_words_say(words: str, said: Said) -> None:
    assert read_sessions(words, TODAY) == said


months = st.dates(date(2014, 1, 1), TODAY).map(lambda day: day.replace(day=1))
numbers = st.integers(0, 999_999)
SWEDISH = "januari februari mars april maj juni juli augusti september oktober november december"
ENGLISH = "January February March April May June July August September October November December"


@given(months, numbers, numbers, st.sampled_from([SWEDISH, ENGLISH]))
def test_whatever_is_logged_can_be_written_in_every_way(
    month: date, adults: int, children: int, names: str
) -> None:
    said = Said(month, adults, children)
    name = f"{names.split()[month.month - 1]} {month.year}"
    for words in (
        f"{month:%Y-%m} {adults} {children}",
        f"{month:%Y-%m} {adults} vuxna {children} barn",
        f"{name} {adults} {children}",
        f"{name}: adults {adults}, children {children}",
        f"{children} children and {adults} adults in {name}",
        f"vuxna {adults} barn {children} {name.upper()}",
    ):
        assert read_sessions(words, TODAY) == said, words


@given(st.integers(1, 12), st.dates(date(2019, 1, 1), date(2021, 12, 31)))
def test_a_month_without_its_year_is_the_nearest_that_can_be_meant(
    number: int, today: date
) -> None:
    """This year's, if it has begun; else last year's, if that is one of the last six months."""
    month = read_sessions(f"{SWEDISH.split()[number - 1]} 1 2", today).month
    each, last_six = today.replace(day=1), []
    for _ in range(6):
        each = month_before(each)
        last_six.append(each)
    this_years, last_years = date(today.year, number, 1), date(today.year - 1, number, 1)
    recent = last_years in last_six and this_years > today
    assert month == (last_years if recent else this_years)


@given(st.text(max_size=60))
def test_any_words_are_read(words: str) -> None:
    said = read_sessions(words, TODAY)
    assert said.month is None or said.month.day == 1


def test_months_go_back_to_a_month() -> None:
    assert months_back(date(2020, 2, 1), date(2019, 11, 1)) == [
        date(2020, 2, 1),
        date(2020, 1, 1),
        date(2019, 12, 1),
        date(2019, 11, 1),
    ]
    assert months_back(date(2020, 2, 1), date(2020, 2, 1)) == [date(2020, 2, 1)]


@pytest.mark.parametrize("words", ["april -3 vuxna 2 barn", "april 2,5 vuxna 1 barn", "12x vuxna"])
def test_an_odd_number_is_unclear_and_no_librarys_name(words: str) -> None:
    said = read_sessions(words, TODAY)
    assert (said.clear, said.place) == (False, "")
