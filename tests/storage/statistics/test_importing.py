"""Keeping KB's figures: all or nothing, twice is once, and whatever is odd is told."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from storage.database import Database
from storage.imports import ImportContext
from storage.statistics.importing import import_statistics
from storage.statistics.reading import Figure, Reading
from storage.statistics.result import Doubt, Gap, StatisticsResult
from storage.tables import METADATA
from tests import builders
from tests.storage.imports.office import NOW, TODAY

STATISTIC = METADATA.tables["official_statistic"].c
LIBRARIES = (
    ("Nässjö stadsbibliotek", "0682", "Nass"),
    ("Eksjö stadsbibliotek", "0686", "Eksj"),
    ("Aneby bibliotek", "0604", "Aneb"),
)
Kept = dict[tuple[str, int, str], int]


class Bureau:
    """A region whose libraries KB tells of, in a session that is never committed."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.region = builders.region(session)
        self.region_id = builders.key(self.region)
        self.names: dict[int, str] = {}
        for library in LIBRARIES:
            self.add(*library)

    def add(self, name: str, code: str, sigel: str | None) -> None:
        """A further library."""
        library = builders.library(self.session, self.region, name)
        library.municipality_code, library.sigel = code, sigel
        self.session.flush()
        self.names[builders.key(library)] = name.split(maxsplit=1)[0]

    def imports(self, *figures: Figure, years: tuple[int, ...] = (2019,)) -> StatisticsResult:
        """Import a reading."""
        context = ImportContext(self.region_id, TODAY, NOW)
        return import_statistics(self.session, Reading(years, figures), context)

    def kept(self) -> Kept:
        """What is stored, by the first word of the library's name."""
        rows = self.session.connection().execute(
            select(STATISTIC.library_id, STATISTIC.year, STATISTIC.term, STATISTIC.value)
        )
        return {(self.names[row[0]], row[1], row[2]): row[3] for row in rows}


@pytest.fixture
def bureau(database: Database) -> Iterator[Bureau]:
    with database.reading() as session:
        yield Bureau(session)


def told(sigel: str, term: str = "Publ111", value: int | None = 42, year: int = 2019) -> Figure:
    """What KB tells of a library."""
    return Figure(sigel, f"Biblioteket {sigel}", year, term, value)


def whole(sigel: str, total: int = 42, children: int = 12, year: int = 2019) -> list[Figure]:
    """A year without a gap."""
    values = {"Publ111": total, "Publ211": children, "Personer99": 8}
    return [told(sigel, term, value, year) for term, value in values.items()]


def everybody(year: int = 2019) -> list[Figure]:
    return [figure for _, _, sigel in LIBRARIES for figure in whole(sigel, year=year)]


def test_figures_are_kept_under_kbs_own_names(bureau: Bureau) -> None:
    assert bureau.imports(*everybody()) == StatisticsResult(9, 0, 0)
    assert bureau.kept() == {
        (name, 2019, term): value
        for name in ("Nässjö", "Eksjö", "Aneby")
        for term, value in (("Publ111", 42), ("Publ211", 12), ("Personer99", 8))
    }


def test_twice_is_once(bureau: Bureau) -> None:
    bureau.imports(*everybody())
    before = bureau.kept()
    assert bureau.imports(*everybody()) == StatisticsResult(0, 0, 9)
    assert bureau.kept() == before


def test_a_corrected_figure_is_corrected(bureau: Bureau) -> None:
    bureau.imports(*everybody())
    result = bureau.imports(*everybody()[3:], *whole("Nass", total=43))
    assert (result.added, result.changed, result.unchanged) == (0, 1, 8)
    assert bureau.kept()["Nässjö", 2019, "Publ111"] == 43


def test_when_a_figure_was_read_is_when_it_last_changed(bureau: Bureau) -> None:
    bureau.imports(*everybody())
    later = ImportContext(bureau.region_id, TODAY, NOW + timedelta(days=1))
    figures = (told("Nass"), told("Eksj", value=43))
    import_statistics(bureau.session, Reading((2019,), figures), later)
    rows = bureau.session.connection().execute(
        select(STATISTIC.library_id, STATISTIC.read_at).where(STATISTIC.term == "Publ111")
    )
    read = {bureau.names[row[0]]: row[1] for row in rows}
    assert read == {"Nässjö": NOW, "Eksjö": later.now, "Aneby": NOW}


def test_missing_is_no_row_and_zero_is_zero(bureau: Bureau) -> None:
    bureau.imports(told("Nass", value=None), told("Eksj", value=0))
    assert bureau.kept() == {("Eksjö", 2019, "Publ111"): 0}


def test_a_sigel_is_found_in_any_case(bureau: Bureau) -> None:
    assert bureau.imports(told("NASS"), told(" eksj ")).strangers == ()
    assert set(bureau.kept()) == {("Nässjö", 2019, "Publ111"), ("Eksjö", 2019, "Publ111")}


def test_a_sigel_that_no_library_has_is_told_once(bureau: Bureau) -> None:
    result = bureau.imports(*whole("Okän"), told("Nass"), told("Fel", value=None))
    assert result.strangers == ("Fel", "Okän")
    assert set(bureau.kept()) == {("Nässjö", 2019, "Publ111")}


def test_another_regions_library_is_a_stranger(bureau: Bureau) -> None:
    other = builders.library(bureau.session)
    other.sigel = "Mal"
    bureau.session.flush()
    assert bureau.imports(told("Mal")).strangers == ("Mal",)
    assert bureau.kept() == {}


def test_who_lacks_a_figure_is_told(bureau: Bureau) -> None:
    result = bureau.imports(*whole("Nass"), told("Eksj"), told("Eksj", "Publ211", None))
    assert result.gaps == (
        Gap("Aneby bibliotek", 2019, ("Publ111", "Publ211", "Personer99")),
        Gap("Eksjö stadsbibliotek", 2019, ("Publ211", "Personer99")),
    )


def test_a_year_without_any_figure_is_told_as_a_year(bureau: Bureau) -> None:
    result = bureau.imports(*everybody(), whole("Okän", year=2020)[0], years=(2018, 2019, 2020))
    assert (result.empty_years, result.gaps) == ((2018, 2020), ())


def test_what_kb_no_longer_tells_is_kept_and_told(bureau: Bureau) -> None:
    bureau.imports(*everybody())
    result = bureau.imports(*everybody()[3:], told("Nass"))
    terms = ("Publ211", "Personer99")
    assert result.gaps == (Gap("Nässjö stadsbibliotek", 2019, terms, kept=terms),)
    assert len(bureau.kept()) == 9


def test_a_library_without_a_sigel_is_told(bureau: Bureau) -> None:
    bureau.add("Habo bibliotek", "0643", None)
    result = bureau.imports(*everybody())
    assert (result.without_sigel, result.gaps) == (("Habo bibliotek",), ())


def test_more_children_than_all_is_told(bureau: Bureau) -> None:
    bureau.imports(*everybody())
    result = bureau.imports(told("Nass", "Publ211", 43), told("Eksj", "Publ211", 42))
    assert result.doubts == (Doubt("Nässjö stadsbibliotek", 2019, total=42, children=43),)


def test_of_a_figure_that_is_told_twice_the_first_counts(bureau: Bureau) -> None:
    bureau.imports(told("Nass", value=None), told("Nass", value=7), told("nass", value=5))
    assert bureau.kept() == {("Nässjö", 2019, "Publ111"): 7}


def old(code: str, value: int, name: str = "Biblioteket") -> Figure:
    """A figure of the export before 2014: no sigel."""
    return Figure("", name, 2013, "Folk177", value, code)


def test_without_sigels_a_municipality_is_enough(bureau: Bureau) -> None:
    result = bureau.imports(
        old("0682", 7), old("0604", 5), old("0180", 99, "Stockholm"), years=(2013,)
    )
    assert bureau.kept() == {("Nässjö", 2013, "Folk177"): 7, ("Aneby", 2013, "Folk177"): 5}
    assert result.strangers == ("Stockholm",)


def test_a_municipality_with_two_libraries_is_not_enough(bureau: Bureau) -> None:
    bureau.add("Aneby nya bibliotek", "0604", "Anny")
    result = bureau.imports(
        old("0682", 7, "Nässjö"), old("0682", 8, "Bodafors"), old("0604", 5, "Aneby"), years=(2013,)
    )
    assert bureau.kept() == {}
    assert result.strangers == ("Aneby", "Bodafors", "Nässjö")


def test_a_sigel_counts_more_than_the_municipality(bureau: Bureau) -> None:
    figure = Figure("Eksj", "Eksjö", 2019, "Publ111", 7, "0682")
    bureau.imports(figure)
    assert bureau.kept() == {("Eksjö", 2019, "Publ111"): 7}


def test_an_import_is_logged(bureau: Bureau) -> None:
    bureau.imports(told("Nass"))
    bureau.session.flush()
    event = METADATA.tables["audit_event"].c
    rows = bureau.session.connection().execute(
        select(event.action, event.object_id, event.actor_id, event.at)
    )
    assert [tuple(row) for row in rows] == [("import.statistics", bureau.region_id, None, NOW)]


def test_nothing_is_kept_of_an_import_that_fails(database: Database) -> None:
    with database.writing() as session:
        region_id = Bureau(session).region_id
    reading = Reading((2019,), (*everybody()[:-1], told("Aneb", "Personer99", -1)))
    context = ImportContext(region_id, TODAY, NOW)
    with pytest.raises(IntegrityError), database.writing() as session:
        import_statistics(session, reading, context)
    with database.reading() as session:
        assert session.connection().execute(select(STATISTIC.value)).all() == []


FIGURES = st.lists(
    st.builds(
        told,
        st.sampled_from(["Nass", "EKSJ", "Aneb", "Okän"]),
        st.sampled_from(["Publ111", "Publ211", "Personer99"]),
        st.none() | st.integers(0, 9),
        st.integers(2018, 2019),
    ),
    max_size=12,
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=FIGURES, second=FIGURES)
def test_two_readings_in_a_row_are_kept_as_by_hand(
    bureau: Bureau, first: list[Figure], second: list[Figure]
) -> None:
    nested = bureau.session.begin_nested()
    names = {"nass": "Nässjö", "eksj": "Eksjö", "aneb": "Aneby"}
    by_hand: Kept = {}
    for figures in (first, second):
        before, newest = dict(by_hand), dict[tuple[str, int, str], int]()
        for figure in reversed(figures):  # the first of them counts
            name = names.get(figure.sigel.lower())
            if name and figure.value is not None:
                newest[name, figure.year, figure.term] = figure.value
        by_hand |= newest
        result = bureau.imports(*figures, years=(2018, 2019))
        assert bureau.kept() == by_hand
        assert result.added == len(by_hand) - len(before)
        assert result.changed == sum(before[key] != by_hand[key] for key in before)
        assert result.added + result.changed + result.unchanged == len(newest)
        assert set(result.strangers) == {each.sigel for each in figures} & {"Okän"}
        gaps = {
            (gap.library.split()[0], gap.year, term) for gap in result.gaps for term in gap.terms
        }
        assert gaps == {
            (name, year, term)
            for name in names.values()
            for year in (2018, 2019)
            for term in ("Publ111", "Publ211", "Personer99")
            if any(key[1] == year for key in newest) and (name, year, term) not in newest
        }
    nested.rollback()
