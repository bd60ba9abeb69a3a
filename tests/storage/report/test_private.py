"""Nothing private can be got out of a county's reports, by whatever subtraction.

Somebody collects every figure of growth that the reports of one day tell: the county's and each
library's, now, in the weeks before, and by the change since last week. On no day may these leave
the figure of a group that was hidden then.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import Session

from goals.forecast import foresee
from goals.growth import KEY as GROWTH
from goals.privacy import hidden, may_show
from goals.progress import Progress, Source, Status
from goals.trend import WEEK, Snapshot, change_since
from storage.database import Database
from storage.regions import RegionSettings, libraries_of, regions
from storage.report import Goal, Report, Told, county_report, library_report
from storage.snapshots import keep_snapshots
from tests.builders import employed, grew, key, library, member, region
from tests.databases import Databases, opened

ON = date(2026, 3, 2)
COUNTY = "the county"
Sizes = dict[int, int]
Known = dict[date, dict[int | str, int]]  # numerators by day and group

weeks = st.lists(
    st.lists(st.sampled_from([0, 3, 4, 5, 6, 7, 9]), min_size=4, max_size=4),
    min_size=1,
    max_size=4,
)  # the staff of each library, this week first


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def lasting(request: pytest.FixtureRequest) -> Iterator[Database]:
    """A database for all the examples of a test."""
    databases: Databases = request.getfixturevalue(f"{request.param}_databases")
    with opened(databases.migrated()) as database:
        yield database


class County:
    """Libraries of these sizes now and in the weeks before, where about half have developed."""

    def __init__(self, session: Session, staff: list[list[int]]) -> None:
        self.session = session
        row = region(session)
        places = [library(session, row) for _ in staff[0]]
        self.region: RegionSettings = next(
            each for each in regions(session) if each.region_id == key(row)
        )
        self.sizes = {
            ON - ago * WEEK: {key(place): heads for place, heads in zip(places, then, strict=True)}
            for ago, then in enumerate(staff)
        }
        for place in places:
            for number in range(self.sizes[ON][key(place)]):
                person = member(session, row)
                employed(session, person, place)
                if number % 2:
                    grew(session, person, on=ON)
        for day, sizes in self.sizes.items():
            self._publish(day, sizes)

    def _publish(self, day: date, sizes: Sizes) -> None:
        if day == ON:
            return
        heads = sum(sizes.values())
        keep_snapshots(
            self.session,
            self.region.region_id,
            day,
            [_published(self.grown(day, COUNTY), heads)],
            {id_: [_published(self.grown(day, id_), each)] for id_, each in sizes.items()},
        )

    def grown(self, day: date, of: int | str) -> int:
        """How many have developed, of a library or of the county."""
        sizes = self.sizes[day]
        return sum(each // 2 for each in sizes.values()) if of == COUNTY else sizes[int(of)] // 2

    def reports(self) -> Iterator[tuple[int | str, Report]]:
        """What the coordinator can download on the day."""
        yield COUNTY, county_report(self.session, self.region, ON, each_library=True)
        for place in libraries_of(self.session, self.region.region_id):
            yield place.library_id, library_report(self.session, self.region, place, ON)

    @property
    def small(self) -> frozenset[int]:
        """The libraries that are hidden now."""
        return hidden(self.sizes[ON])


def _published(numerator: int, denominator: int) -> Progress:
    return Progress(GROWTH, numerator, denominator, 75, Status.OPEN, 0, Source.SELF_REPORTED)


def growth_of(told: Told) -> Goal:
    """Goal 5 of a group."""
    (goal,) = (goal for goal in told.goals if goal.key == GROWTH)
    return goal


def told_of(goal: Goal) -> dict[date, int]:
    """The numerators that a goal's figure gives away."""
    if goal.figure is None:
        return {}
    now, change = goal.figure.progress.numerator, goal.figure.change
    return {ON: now} | ({} if change is None else {change.since: now - change.heads})


def collected(county: County) -> Known:
    """All numerators that the reports tell, straight or by subtraction from now."""
    known: Known = defaultdict(dict)
    names = {
        place.name: place.library_id
        for place in libraries_of(county.session, county.region.region_id)
    }
    for of, report in county.reports():
        for snapshot in report.history[GROWTH]:
            known[snapshot.day][of] = snapshot.numerator
        for day, numerator in told_of(growth_of(report.county)).items():
            known[day][COUNTY] = numerator
        for told in report.libraries:
            for day, numerator in told_of(growth_of(told)).items():
                known[day][names[told.name]] = numerator
    return known


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(weeks)
def test_no_subtraction_tells_of_a_hidden_group(lasting: Database, staff: list[list[int]]) -> None:
    with lasting.writing() as session:
        county = County(session, staff)
        known = collected(county)
        for day, told in known.items():
            sizes = county.sizes[day]
            for of, numerator in told.items():
                assert numerator == county.grown(day, of)
                assert may_show(sum(sizes.values()) if of == COUNTY else sizes[int(of)]) or (
                    not numerator
                )
            libraries = {of for of in told if of != COUNTY and sizes[int(of)]}
            assert not libraries & hidden(sizes)
            if libraries:  # the rest is what is hidden now: that had to be hidden, and more
                assert hidden(sizes) <= county.small
                assert libraries == {id_ for id_, each in sizes.items() if each} - county.small


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(weeks)
def test_a_figure_moves_by_the_weeks_that_may_be_told(
    lasting: Database, staff: list[list[int]]
) -> None:
    """No forecast, status or change is made of a week that is left out."""
    with lasting.writing() as session:
        county = County(session, staff)
        for id_, report in county.reports():
            if id_ == COUNTY or growth_of(report.about).figure is None:
                continue
            allowed = [
                Snapshot(day, county.grown(day, id_), sizes[int(id_)], 75)
                for day, sizes in county.sizes.items()
                if day < ON and hidden(sizes) <= county.small
            ]
            now = Snapshot(ON, county.grown(ON, id_), county.sizes[ON][int(id_)], 75)
            figure = growth_of(report.about).figure
            assert figure is not None
            if now.denominator:
                assert figure.forecast == foresee(allowed, now)
            assert figure.change == change_since(allowed, now)
            beside = next(
                told
                for told in county_report(session, county.region, ON, each_library=True).libraries
                if told.name == report.about.name
            )
            assert growth_of(beside) == growth_of(report.about)


def test_what_is_hidden_is_hidden_and_says_of_how_many(database: Database) -> None:
    with database.writing() as session:
        county = County(session, [[3, 6, 7, 9]])
        report = county_report(session, county.region, ON, each_library=True)
        assert [growth_of(told).figure is None for told in report.libraries] == [
            True,
            True,
            False,
            False,
        ]
        assert [growth_of(told).denominator for told in report.libraries] == [3, 6, 7, 9]
        assert growth_of(report.about).figure is not None


def test_a_county_of_few_is_hidden_too(database: Database) -> None:
    with database.writing() as session:
        county = County(session, [[4, 0, 0, 0], [4, 0, 0, 0]])
        for _, report in county.reports():
            assert growth_of(report.county).figure is None
            assert report.history[GROWTH] == ()
            assert report.hidden_days == {ON, ON - WEEK} or report.about.staff == 0


def test_a_week_with_other_libraries_hidden_is_left_out(database: Database) -> None:
    with database.writing() as session:
        county = County(session, [[4, 7, 6, 9], [4, 7, 8, 9], [4, 7, 6, 9]])
        reports = dict(county.reports())
        first, second, third, fourth = (
            reports[place.library_id] for place in libraries_of(session, county.region.region_id)
        )
        for hid in (first, third):
            assert hid.history[GROWTH] == ()
            assert hid.hidden_days == {ON, ON - WEEK, ON - 2 * WEEK}
        for shown in (second, fourth):
            assert [one.day for one in shown.history[GROWTH]] == [ON - 2 * WEEK, ON]
            assert shown.hidden_days == {ON - WEEK}
        whole = reports[COUNTY]
        assert [one.day for one in whole.history[GROWTH]] == [ON - 2 * WEEK, ON - WEEK, ON]
        assert whole.hidden_days == frozenset()


def test_a_week_on_which_nobody_had_to_be_hidden_is_told(database: Database) -> None:
    with database.writing() as session:
        county = County(session, [[4, 7, 6, 9], [5, 7, 6, 9]])
        for of, report in county.reports():
            shown = [one.day for one in report.history[GROWTH]]
            hid = of in county.small
            assert shown == ([] if hid else [ON - WEEK, ON])


def test_a_library_is_not_told_farther_back_than_is_looked_for_who_was_few(
    database: Database,
) -> None:
    with database.writing() as session:
        county = County(session, [[6, 7, 8, 9]] * 12)
        reports = dict(county.reports())
        for of, report in reports.items():
            weeks = [one.day for one in report.history[GROWTH]]
            assert len(weeks) == (12 if of == COUNTY else 9)
            assert len(report.hidden_days) == 12 - len(weeks)
            assert len(report.history[GROWTH]) + len(report.hidden_days) == 12
