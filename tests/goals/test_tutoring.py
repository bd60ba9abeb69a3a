"""Goal 8: adults and children each above the baseline year."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goals import tutoring
from goals.progress import Source, Status
from goals.sessions import Compared
from goals.tutoring import TutoringProgress, YearFigures, of_county, of_library, official

BASELINE = 2017
ON = date(2020, 5, 27)
THEN = YearFigures(2017, adults=178, children=40)
NOW = YearFigures(2019, adults=190, children=41)

few = st.integers(0, 3)
on_days = st.sampled_from([date(2018, 1, 1), date(2019, 12, 31), date(2020, 1, 1), ON])
# What a library has stored: some of the years around the baseline, each once.
stored = st.dictionaries(st.integers(2015, 2020), st.tuples(few, few)).map(
    lambda by_year: [YearFigures(year, *counts) for year, counts in by_year.items()]
)
counties = st.lists(stored, max_size=4)


def library(*figures: YearFigures, on: date = ON) -> TutoringProgress:
    """One library's progress with these figures."""
    return of_library(figures, BASELINE, on)


class TestLibrary:
    """Both groups have to be above."""

    def test_both_above_is_reached(self) -> None:
        assert library(THEN, NOW) == TutoringProgress(
            baseline_year=2017,
            current_year=2019,
            adults=Compared(178, 190),
            children=Compared(40, 41),
            status=Status.REACHED,
            libraries=1,
            of_libraries=1,
        )

    def test_the_figures_are_official(self) -> None:
        assert (library(THEN).key, library(THEN).source) == ("tutoring", Source.OFFICIAL)
        assert tutoring.NUMBER == 8

    @pytest.mark.parametrize(("adults", "children"), [(178, 41), (190, 40), (167, 99), (0, 0)])
    def test_one_above_is_not_enough(self, adults: int, children: int) -> None:
        assert library(THEN, YearFigures(2019, adults, children)).status is Status.OPEN

    def test_what_is_missing_is_told_for_each_group(self) -> None:
        progress = library(THEN, YearFigures(2019, adults=167, children=41))
        assert (progress.adults.missing, progress.children.missing) == (12, 0)

    def test_the_latest_year_is_compared(self) -> None:
        progress = library(NOW, THEN, YearFigures(2018, 999, 999))
        assert (progress.current_year, progress.adults.current) == (2019, 190)

    def test_a_year_counts_when_it_is_over(self) -> None:
        assert library(THEN, NOW, on=date(2019, 12, 31)).current_year is None
        assert library(THEN, NOW, on=date(2020, 1, 1)).current_year == 2019

    def test_without_a_baseline_there_is_no_data_but_what_is_known_is_told(self) -> None:
        progress = library(NOW)
        assert (progress.status, progress.libraries) == (Status.NO_DATA, 0)
        assert (progress.current_year, progress.adults) == (2019, Compared(None, 190))
        assert progress.adults.missing is None

    def test_a_year_before_the_baseline_is_no_current_year(self) -> None:
        progress = library(YearFigures(2016, 1, 1), THEN)
        assert (progress.status, progress.current_year) == (Status.NO_DATA, None)
        assert progress.children == Compared(40, None)

    def test_without_figures_there_is_no_data(self) -> None:
        progress = library()
        assert progress.status is Status.NO_DATA
        assert progress.adults == progress.children == Compared()

    @given(stored, on_days)
    def test_it_is_as_plain_loops_find(self, figures: list[YearFigures], on: date) -> None:
        baseline = current = None
        for figure in figures:
            if figure.year >= on.year:
                continue
            if figure.year == BASELINE:
                baseline = figure
            if figure.year > BASELINE and (current is None or figure.year > current.year):
                current = figure
        status = Status.NO_DATA
        if baseline is not None and current is not None:
            above = current.adults > baseline.adults and current.children > baseline.children
            status = Status.REACHED if above else Status.OPEN
        progress = of_library(figures, BASELINE, on)
        assert progress.status is status
        assert progress.current_year == (current.year if current else None)
        assert progress.adults.baseline == (baseline.adults if baseline else None)
        assert progress.children.current == (current.children if current else None)

    @given(stored, few, few)
    def test_another_session_never_undoes(
        self, figures: list[YearFigures], adults: int, children: int
    ) -> None:
        progress = of_library(figures, BASELINE, ON)
        more = [
            YearFigures(one.year, one.adults + adults, one.children + children)
            if one.year == progress.current_year
            else one
            for one in figures
        ]
        reached = progress.status is Status.REACHED
        assert (of_library(more, BASELINE, ON).status is Status.REACHED) >= reached


class TestCounty:
    """The sum of those that can be compared."""

    def test_libraries_with_both_years_are_summed(self) -> None:
        other = [YearFigures(2017, 10, 10), YearFigures(2019, 5, 20)]
        no_baseline = [YearFigures(2019, 999, 999)]
        no_current = [YearFigures(2017, 999, 999), YearFigures(2018, 1, 1)]
        progress = of_county([[THEN, NOW], other, no_baseline, no_current, []], BASELINE, ON)
        assert (progress.libraries, progress.of_libraries) == (2, 5)
        assert progress.adults == Compared(188, 195)
        assert progress.children == Compared(50, 61)
        assert (progress.current_year, progress.status) == (2019, Status.REACHED)

    def test_the_current_year_is_the_latest_that_any_comparable_library_has(self) -> None:
        early = [YearFigures(2017, 1, 1), YearFigures(2018, 2, 2)]
        progress = of_county([early, [THEN, NOW]], BASELINE, ON)
        assert (progress.current_year, progress.libraries) == (2019, 1)

    def test_who_lacks_the_baseline_does_not_choose_the_year(self) -> None:
        early = [YearFigures(2017, 1, 1), YearFigures(2018, 2, 2)]
        progress = of_county([early, [NOW]], BASELINE, ON)
        assert (progress.current_year, progress.libraries) == (2018, 1)
        assert progress.status is Status.REACHED

    @pytest.mark.parametrize("libraries", [[], [[]], [[NOW]], [[THEN]], [[THEN], [NOW]]])
    def test_without_a_library_that_has_both_there_is_no_data(
        self, libraries: list[list[YearFigures]]
    ) -> None:
        progress = of_county(libraries, BASELINE, ON)
        assert (progress.status, progress.current_year) == (Status.NO_DATA, None)
        assert (progress.libraries, progress.of_libraries) == (0, len(libraries))
        assert progress.adults == progress.children == Compared()

    @given(counties, on_days)
    def test_it_is_as_plain_loops_find(self, county: list[list[YearFigures]], on: date) -> None:
        year = None
        for candidate in range(BASELINE + 1, on.year):
            for figures in county:
                years = {figure.year for figure in figures}
                if BASELINE in years and candidate in years and on.year > BASELINE:
                    year = candidate
        sums = [0, 0, 0, 0]
        compared = 0
        for figures in county:
            both = {figure.year: figure for figure in figures}
            if year is not None and BASELINE in both and year in both:
                compared += 1
                sums[0] += both[BASELINE].adults
                sums[1] += both[year].adults
                sums[2] += both[BASELINE].children
                sums[3] += both[year].children
        progress = of_county(county, BASELINE, on)
        assert (progress.current_year, progress.libraries) == (year, compared)
        if compared:
            assert progress.adults == Compared(sums[0], sums[1])
            assert progress.children == Compared(sums[2], sums[3])
            reached = sums[1] > sums[0] and sums[3] > sums[2]
            assert progress.status is (Status.REACHED if reached else Status.OPEN)

    @given(stored, on_days)
    def test_a_county_of_one_library_is_that_library(
        self, figures: list[YearFigures], on: date
    ) -> None:
        alone = of_library(figures, BASELINE, on)
        county = of_county([figures], BASELINE, on)
        assert county.status is alone.status
        if alone.libraries:
            assert county == alone

    @given(st.data(), counties)
    def test_order_and_repeats_are_of_no_matter(
        self, data: st.DataObject, county: list[list[YearFigures]]
    ) -> None:
        again = [
            data.draw(st.permutations([*figures, *figures[:1]]))
            for figures in data.draw(st.permutations(county))
        ]
        assert of_county(again, BASELINE, ON) == of_county(county, BASELINE, ON)


class TestOfficial:
    """Figures from KB's terms."""

    def test_adults_are_all_less_the_children(self) -> None:
        assert official(2019, everybody=231, children=41) == NOW
        assert official(2019, everybody=5, children=5) == YearFigures(2019, 0, 5)

    def test_more_children_than_everybody_say_nothing(self) -> None:
        assert official(2019, everybody=4, children=5) is None
