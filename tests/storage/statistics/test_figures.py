"""What is asked of KB's figures, beside the same in plain loops."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import Session

from storage.database import Database
from storage.statistics.figures import (
    HeadCount,
    OfficialYear,
    library_heads,
    library_tutoring,
    region_heads,
    region_tutoring,
)
from tests import builders
from tests.storage.test_plans import heard, plan

Stored = dict[tuple[int, int, str], int]  # by the library's place, year and term

TERMS = ("Publ111", "Publ211", "Folk177", "Folk178", "Personer99", "Arsverke99")
STORED = st.dictionaries(
    st.tuples(st.integers(0, 3), st.integers(2012, 2016), st.sampled_from(TERMS)),
    st.integers(0, 500),
)
YEARS = st.builds(range, st.integers(2010, 2018), st.integers(2010, 2019))


def store(session: Session, stored: Stored) -> tuple[list[int], list[int]]:
    """Two regions with two libraries each; their ids."""
    regions = [builders.region(session) for _ in range(2)]
    libraries = [builders.library(session, regions[place // 2]) for place in range(4)]
    for (place, year, term), value in stored.items():
        builders.official(session, libraries[place], year, term, value)
    return [builders.key(each) for each in regions], [builders.key(each) for each in libraries]


def naive_tutoring(stored: Stored, place: int, id_: int, years: range) -> list[OfficialYear]:
    """A library's years, by hand."""
    found = []
    for year in years:
        total = stored.get((place, year, "Publ111" if year >= 2014 else "Folk177"))
        children = stored.get((place, year, "Publ211" if year >= 2014 else "Folk178"))
        if total is not None or children is not None:
            found.append(OfficialYear(id_, year, total, children))
    return found


def naive_heads(stored: Stored, place: int, id_: int, until: int) -> HeadCount | None:
    """A library's latest head count, by hand."""
    for year in range(until, 2009, -1):
        if (place, year, "Personer99") in stored:
            return HeadCount(id_, year, stored[place, year, "Personer99"])
    return None


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(stored=STORED, years=YEARS, until=st.integers(2010, 2018))
def test_what_is_asked_is_answered_as_by_hand(
    database: Database, stored: Stored, years: range, until: int
) -> None:
    with database.reading() as session:
        regions, libraries = store(session, stored)
        for place, id_ in enumerate(libraries):
            tutoring = library_tutoring(session, id_, years)
            assert list(tutoring) == naive_tutoring(stored, place, id_, years)
            assert library_heads(session, id_, until) == naive_heads(stored, place, id_, until)
        for number, region_id in enumerate(regions):
            places = [(place, libraries[place]) for place in (2 * number, 2 * number + 1)]
            told = {id_: tuple(naive_tutoring(stored, at, id_, years)) for at, id_ in places}
            heads = {id_: naive_heads(stored, at, id_, until) for at, id_ in places}
            assert region_tutoring(session, region_id, years) == {
                id_: tutoring for id_, tutoring in told.items() if tutoring
            }
            assert region_heads(session, region_id, until) == {
                id_: head for id_, head in heads.items() if head
            }


@pytest.mark.parametrize(
    ("total", "children", "adults"),
    [(42, 12, 30), (42, 0, 42), (12, 12, 0), (12, 42, None), (None, 12, None), (42, None, None)],
)
def test_adults_are_the_rest_where_that_can_be_known(
    total: int | None, children: int | None, adults: int | None
) -> None:
    assert OfficialYear(1, 2019, total, children).adults == adults


@pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
def test_answers_come_from_indexes(database: Database) -> None:
    with database.reading() as session:
        regions, libraries = store(session, {})
        with heard(database.engine) as statements:
            library_tutoring(session, libraries[0], range(2017, 2018))
            region_tutoring(session, regions[0], range(2017, 2018))
            library_heads(session, libraries[0], 2017)
            region_heads(session, regions[0], 2017)
        for statement in statements:
            assert not [step for step in plan(session, statement) if step.startswith("SCAN")]
