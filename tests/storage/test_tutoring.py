"""Goal 8 from what is stored: official years of a library and a county, and the local log."""

from collections.abc import Iterator
from datetime import date

import pytest
from sqlmodel import Session

from goals.progress import Status
from goals.sessions import Compared
from storage.database import Database
from storage.tables import Library, Region
from storage.tutoring import library_log, library_progress, progress_by_library, region_log
from tests.builders import key, library, official, region, tutored

ON = date(2020, 5, 27)


@pytest.fixture
def session(database: Database) -> Iterator[Session]:
    with database.reading() as session:
        yield session


@pytest.fixture
def county(session: Session) -> Region:
    return region(session)


@pytest.fixture
def nassjo(session: Session, county: Region) -> Library:
    return library(session, county, "Nässjö stadsbibliotek")


def told(session: Session, at: Library, year: int, total: int, children: int) -> None:
    """KB's figures of a year, under the names that they had then."""
    names = ("Publ111", "Publ211") if year >= 2014 else ("Folk177", "Folk178")
    for name, value in zip(names, (total, children), strict=True):
        official(session, at, year, name, value)


def test_adults_are_all_but_the_children(session: Session, nassjo: Library) -> None:
    told(session, nassjo, 2017, 178 + 30, 30)
    told(session, nassjo, 2019, 190 + 29, 29)
    progress = library_progress(session, key(nassjo), 2017, ON)
    assert (progress.adults, progress.children) == (Compared(178, 190), Compared(30, 29))
    assert (progress.current_year, progress.status) == (2019, Status.OPEN)


def test_a_baseline_of_before_2014_has_other_names(session: Session, nassjo: Library) -> None:
    told(session, nassjo, 2013, 10, 4)
    told(session, nassjo, 2018, 30, 9)
    progress = library_progress(session, key(nassjo), 2013, ON)
    assert progress.status is Status.REACHED


@pytest.mark.parametrize("missing", ["Publ111", "Publ211"])
def test_a_year_of_which_one_figure_is_missing_has_none(
    session: Session, nassjo: Library, missing: str
) -> None:
    official(session, nassjo, 2017, missing, 5)
    told(session, nassjo, 2019, 30, 9)
    assert library_progress(session, key(nassjo), 2017, ON).status is Status.NO_DATA


def test_the_county_is_of_the_libraries_that_have_both_years(
    session: Session, county: Region, nassjo: Library
) -> None:
    habo, mullsjo = library(session, county), library(session, county)
    elsewhere = library(session)
    for at in (nassjo, habo, elsewhere):
        told(session, at, 2017, 20, 10)
    for at in (nassjo, mullsjo, elsewhere):
        told(session, at, 2019, 23, 11)
    libraries = [key(at) for at in (nassjo, habo, mullsjo)]
    whole, each = progress_by_library(session, key(county), libraries, 2017, ON)
    assert (whole.libraries, whole.of_libraries) == (1, 3)
    assert (whole.adults, whole.children) == (Compared(10, 12), Compared(10, 11))
    assert {id_: progress.status for id_, progress in each.items()} == {
        key(nassjo): Status.REACHED,
        key(habo): Status.NO_DATA,
        key(mullsjo): Status.NO_DATA,
    }


def test_the_log_compares_the_same_months_of_both_years(
    session: Session, county: Region, nassjo: Library
) -> None:
    for month, adults in (((2017, 1), 5), ((2017, 2), 7), ((2020, 1), 6), ((2020, 3), 9)):
        tutored(session, nassjo, date(*month, 1), adults=adults, children=1)
    tutored(session, library(session), date(2020, 2, 1), adults=99)
    progress = library_progress(session, key(nassjo), 2017, ON)
    logs = library_log(session, key(nassjo), progress, ON)
    assert [(log.year, log.months, log.adults) for log in logs] == [(2020, (1,), Compared(5, 6))]
    assert region_log(session, key(county), progress, ON) == logs


def test_a_year_with_an_official_figure_needs_no_log(session: Session, nassjo: Library) -> None:
    for year in (2017, 2019):
        told(session, nassjo, year, 20, 10)
        tutored(session, nassjo, date(year, 1, 1), adults=3)
    progress = library_progress(session, key(nassjo), 2017, ON)
    assert library_log(session, key(nassjo), progress, ON) == []
