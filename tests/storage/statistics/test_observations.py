"""What an observation of bibstat's tells, and what is none."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.statistics.observations import reading_of
from storage.statistics.reading import Figure, Reading, count_of
from tests.storage.statistics.kb import Item, Kb

TERM = "Publ111"
ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=8,
)


def observation(**other: Any) -> Item:
    """Nässjö's observation of 2019, with parts that are different."""
    return Kb().publish(TERM) | {"@id": "o1"} | other


def read(*items: object, years: tuple[int, ...] = (2019,)) -> Reading:
    return reading_of(items, TERM, years)


def test_an_observation_is_a_figure() -> None:
    assert read(observation()) == Reading(
        (2019,), (Figure("Nass", "Biblioteket Nass", 2019, TERM, 42),)
    )


@pytest.mark.parametrize(
    ("address", "sigel"),
    [
        ("http://bibdb.libris.kb.se/library/Nass", "Nass"),
        ("https://libris.kb.se/library/Nass/", "Nass"),
        ("http://bibdb.libris.kb.se/library/%C3%96st", "Öst"),
        ("http://bibdb.libris.kb.se/library/A%2Fb", "A/b"),
        ("http://bibdb.libris.kb.se/library/81%20", "81"),
    ],
)
def test_the_sigel_is_the_end_of_the_librarys_address(address: str, sigel: str) -> None:
    reading = read(observation(library={"@id": address, "name": "x"}))
    assert [figure.sigel for figure in reading.figures] == [sigel]


@pytest.mark.parametrize("value", [None, "", "-", " "])
def test_missing_is_not_zero(value: object) -> None:
    item = observation(**{TERM: value})
    assert [figure.value for figure in read(item).figures] == [None]


def test_an_observation_without_its_term_has_no_figure() -> None:
    item = observation()
    del item[TERM]
    assert [figure.value for figure in read(item).figures] == [None]


def test_zero_is_zero() -> None:
    assert [figure.value for figure in read(observation(**{TERM: 0})).figures] == [0]


@pytest.mark.parametrize(
    "other",
    [
        {"targetGroup": "Skolbibliotek"},
        {"targetGroup": "Folk- och skolbibliotek"},
        {"sampleYear": 2018},
    ],
)
def test_other_kinds_of_library_and_other_years_are_left_out(other: Item) -> None:
    assert read(observation(**other)) == Reading((2019,), ())


def test_what_is_wrong_with_another_year_is_nobodys_business() -> None:
    assert read(observation(sampleYear=2018, **{TERM: "many"})) == Reading((2019,), ())


@pytest.mark.parametrize(
    "other",
    [
        {TERM: "many"},
        {TERM: -1},
        {TERM: 4.5},
        {TERM: True},
        {TERM: [42]},
        {TERM: 2**31},
        {"sampleYear": None},
        {"sampleYear": "last"},
        {"targetGroup": None},
        {"library": None},
        {"library": {"name": "Nässjö"}},
        {"library": {"@id": "", "name": "Nässjö"}},
        {"library": "Nass"},
    ],
)
def test_what_cannot_be_understood_is_told_and_the_rest_is_read(other: Item) -> None:
    fine = observation(**{"@id": "o2"})
    reading = read(observation(**other), fine)
    assert reading.unreadable == ("o1",)
    assert len(reading.figures) == 1


@pytest.mark.parametrize("item", [None, 42, "o1", [], {}, observation(**{"@id": None})])
def test_what_has_no_id_is_told_too(item: object) -> None:
    assert read(item).unreadable == ("",)


def test_a_librarys_name_may_be_missing() -> None:
    library = {"@id": "http://bibdb.libris.kb.se/library/Nass"}
    assert [figure.library for figure in read(observation(library=library)).figures] == [""]


def test_of_what_stands_there_twice_the_newest_change_counts() -> None:
    items = [
        observation(modified="2020-02-01T10:00:00.000000Z", **{TERM: 1}),
        observation(modified="2020-02-01T11:30:00.000000+01:00", **{TERM: 2}),
        observation(modified="2020-01-01T10:00:00.000000", **{TERM: 3}),
        observation(modified="recently", **{TERM: 4}),
        observation(modified=None, **{TERM: 5}),
    ]
    for order in (items, items[::-1]):
        assert [figure.value for figure in read(*order).figures] == [2]


def test_of_two_observations_of_one_thing_the_newest_stands_first() -> None:
    old = observation(modified="2020-01-01T10:00:00Z", **{TERM: 1})
    new = observation(modified="2020-02-01T10:00:00Z", **{TERM: 2, "@id": "o2"})
    assert [figure.value for figure in read(old, new).figures] == [2, 1]


@given(
    changes=st.lists(st.tuples(st.integers(0, 3), st.integers(0, 60), st.integers(0, 99))),
)
def test_the_newest_change_of_each_counts(changes: list[tuple[int, int, int]]) -> None:
    items, newest = [], dict[str, tuple[datetime, int]]()
    for number, minute, value in changes:
        moment = datetime(2020, 1, 1) + timedelta(minutes=minute)  # noqa: DTZ001
        item = observation(modified=moment.isoformat(), sampleYear=2010 + number)
        items.append(item | {"@id": f"o{number}", TERM: value})
        if f"o{number}" not in newest or newest[f"o{number}"][0] < moment:
            newest[f"o{number}"] = (moment, value)
    figures = read(*items, years=tuple(range(2010, 2020))).figures
    assert {f"o{each.year - 2010}": each.value for each in figures} == {
        identity: value for identity, (_, value) in newest.items()
    }


@given(
    item=ANY_JSON
    | st.builds(
        lambda other: observation(**other),
        st.dictionaries(
            st.sampled_from(["@id", "library", "sampleYear", "targetGroup", TERM, "modified"]),
            ANY_JSON,
        ),
    )
)
def test_anything_is_a_figure_or_told_or_left_out(item: object) -> None:
    reading = read(item)
    assert len(reading.figures) + len(reading.unreadable) <= 1
    for figure in reading.figures:
        assert figure.year == 2019
        assert figure.sigel
        assert figure.value is None or 0 <= figure.value < 2**31


@pytest.mark.parametrize(
    ("value", "count"),
    [(0, 0), (7.0, 7), ("12", 12), (" 12 ", 12), (2**31 - 1, 2**31 - 1), (None, None), ("-", None)],
)
def test_a_count_as_it_may_be_written(value: object, count: int | None) -> None:
    assert count_of(value) == count


@pytest.mark.parametrize("value", ["1.5", "1 000", "²", float("nan"), float("inf"), False, "-3"])
def test_what_is_no_count(value: object) -> None:
    with pytest.raises(ValueError, match="no count"):
        count_of(value)
