"""What a year's figures are called, and when KB publishes them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goals.statistics_year import published_by, terms_of, terms_of_years, tutoring_terms

years = st.integers(1990, 2100)


@pytest.mark.parametrize(
    ("year", "terms"),
    [
        (2010, ("Folk177", "Folk178")),
        (2013, ("Folk177", "Folk178")),
        (2014, ("Publ111", "Publ211")),
        (2019, ("Publ111", "Publ211")),
    ],
)
def test_the_terms_of_tutoring_changed_in_2014(year: int, terms: tuple[str, str]) -> None:
    assert tuple(tutoring_terms(year)) == terms


def test_the_staff_is_counted_from_2014_on() -> None:
    assert terms_of(2013) == ("Folk177", "Folk178")
    assert terms_of(2014) == ("Publ111", "Publ211", "Personer99")


def test_each_term_is_asked_for_once_with_its_years() -> None:
    assert terms_of_years([2014, 2013, 2015, 2014]) == {
        "Folk177": {2013},
        "Folk178": {2013},
        "Publ111": {2014, 2015},
        "Publ211": {2014, 2015},
        "Personer99": {2014, 2015},
    }


def test_no_years_need_no_terms() -> None:
    assert terms_of_years([]) == {}


@given(asked=st.lists(years))
def test_every_year_has_its_terms_and_no_other(asked: list[int]) -> None:
    pairs = {(term, year) for term, of in terms_of_years(asked).items() for year in of}
    assert pairs == {(term, year) for year in asked for term in terms_of(year)}


@given(year=years)
def test_a_year_is_published_in_may_of_the_next(year: int) -> None:
    day = published_by(year)
    assert (day.year, day.month) == (year + 1, 5)
    assert day == date(year + 1, 6, 1) - (date(2020, 6, 1) - date(2020, 5, 31))
