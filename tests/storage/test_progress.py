"""The counts behind the goals: told as short stories, on both databases."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlmodel import Session

from goals.programme import SHARES, Counts
from goals.record import Area, Assessed, Finished, Growth, Record, ResourceKind
from goals.rules import GrowthMeasure, Rules
from storage.database import Database
from storage.progress import (
    county_counts,
    library_counts,
    library_records,
    member_record,
    region_counts,
)
from storage.tables import Library, Member, Role
from tests.builders import (
    assessed,
    completed,
    employed,
    grew,
    key,
    library,
    member,
    on_leave,
    plan,
    region,
    registered,
    resource,
    staff,
)

ON = date(2026, 3, 2)
DAY = timedelta(days=1)
GOALS = [goal.key for goal in SHARES]
RULES = Rules()


@pytest.fixture
def session(database: Database) -> Iterator[Session]:
    with database.reading() as session:  # nothing is kept
        yield session


@pytest.fixture
def nassjo(session: Session) -> Library:
    return library(session, region(session), "Nässjö stadsbibliotek")


def heads(session: Session, at: Library, on: date = ON) -> int:
    return library_counts(session, key(at), on, RULES).staff


def done(session: Session, at: Library, goal: str, on: date = ON, rules: Rules = RULES) -> int:
    return library_counts(session, key(at), on, rules).done[goal]


class TestStaff:
    """Confirmed, employed on the day, and not away."""

    def test_a_library_without_staff_counts_nobody(self, session: Session, nassjo: Library) -> None:
        nobody = Counts(0, 0, 1, dict.fromkeys(GOALS, 0))
        assert library_counts(session, key(nassjo), ON, RULES) == nobody
        assert region_counts(session, nassjo.region_id, ON, RULES) == (
            nobody,
            {key(nassjo): nobody},
        )

    def test_days_are_half_open(self, session: Session, nassjo: Library) -> None:
        employed(session, member(session, nassjo), nassjo, starts_on=ON, ends_on=ON + DAY)
        assert [heads(session, nassjo, ON + offset * DAY) for offset in (-1, 0, 1)] == [0, 1, 0]

    def test_leave_is_half_open_too(self, session: Session, nassjo: Library) -> None:
        anna = staff(session, nassjo)
        on_leave(session, anna, starts_on=ON, ends_on=ON + DAY)
        assert [heads(session, nassjo, ON + offset * DAY) for offset in (-1, 0, 1)] == [1, 0, 1]
        on_leave(session, anna, starts_on=ON + DAY)
        assert heads(session, nassjo, ON + 900 * DAY) == 0

    def test_who_is_not_confirmed_does_not_count(self, session: Session, nassjo: Library) -> None:
        employed(session, member(session, nassjo), nassjo, confirmed=False)
        assert heads(session, nassjo) == 0

    def test_two_employments_at_one_library_are_one_head(
        self, session: Session, nassjo: Library
    ) -> None:
        anna = staff(session, nassjo)
        employed(session, anna, nassjo, starts_on=ON - DAY)
        assert heads(session, nassjo) == 1

    def test_who_works_at_two_libraries_is_one_head_of_the_county(
        self, session: Session, nassjo: Library
    ) -> None:
        vetlanda = library(session)
        vetlanda.region_id = nassjo.region_id
        anna = staff(session, nassjo)
        employed(session, anna, vetlanda)
        assessed(session, anna)

        assert county_counts(session, nassjo.region_id, ON, RULES) == Counts(
            1, 0, 2, dict.fromkeys(GOALS, 0) | {"self_assessment": 1}
        )
        _, by_library = region_counts(session, nassjo.region_id, ON, RULES)
        assert {id_: counted.staff for id_, counted in by_library.items()} == {
            key(nassjo): 1,
            key(vetlanda): 1,
        }

    def test_another_county_is_not_counted(self, session: Session, nassjo: Library) -> None:
        elsewhere = library(session)
        staff(session, elsewhere)
        assert county_counts(session, nassjo.region_id, ON, RULES).staff == 0
        _, by_library = region_counts(session, nassjo.region_id, ON, RULES)
        assert by_library.keys() == {key(nassjo)}

    def test_who_is_on_leave_is_not_on_the_roster(self, session: Session, nassjo: Library) -> None:
        anna = staff(session, nassjo)
        on_leave(session, staff(session, nassjo))
        records = library_records(session, key(nassjo), ON)
        assert [one.member_id for one in records] == [key(anna)]


class TestDigiteket:
    """Registered, and two resources that count."""

    @pytest.fixture
    def anna(self, session: Session, nassjo: Library) -> Member:
        anna = staff(session, nassjo, "Anna")
        registered(session, anna)
        completed(session, anna, resource(session, nassjo))
        return anna

    def test_two_courses_and_the_registration(
        self, session: Session, nassjo: Library, anna: Member
    ) -> None:
        assert done(session, nassjo, "digiteket") == 0
        completed(session, anna, resource(session, nassjo), on=ON)
        assert done(session, nassjo, "digiteket") == 1
        assert done(session, nassjo, "digiteket", ON - DAY) == 0

    def test_without_registration_courses_are_not_enough(
        self, session: Session, nassjo: Library
    ) -> None:
        bo = staff(session, nassjo)
        for _ in range(3):
            completed(session, bo, resource(session, nassjo))
        assert done(session, nassjo, "digiteket") == 0
        registered(session, bo, on=ON + DAY)
        assert done(session, nassjo, "digiteket") == 0
        assert done(session, nassjo, "digiteket", ON + DAY) == 1

    def test_what_is_only_proposed_never_counts(
        self, session: Session, nassjo: Library, anna: Member
    ) -> None:
        completed(session, anna, resource(session, nassjo, approved=False))
        assert done(session, nassjo, "digiteket") == 0

    def test_the_catalogue_is_the_regions_own(
        self, session: Session, nassjo: Library, anna: Member
    ) -> None:
        completed(session, anna, resource(session))
        assert done(session, nassjo, "digiteket") == 0
        assert len(member_record(session, key(anna)).finished) == 1

    def test_the_region_says_which_kinds_count(
        self, session: Session, nassjo: Library, anna: Member
    ) -> None:
        completed(session, anna, resource(session, nassjo, kind=ResourceKind.ARTICLE))
        with_articles = Rules(counted_kinds=RULES.counted_kinds | {ResourceKind.ARTICLE})
        assert done(session, nassjo, "digiteket") == 0
        assert done(session, nassjo, "digiteket", rules=with_articles) == 1
        assert done(session, nassjo, "digiteket", rules=Rules(counted_kinds=frozenset())) == 0


class TestGrowth:
    """By results, by the own word, or by either."""

    def test_each_measure_sees_its_own_facts(self, session: Session, nassjo: Library) -> None:
        anna, bo = staff(session, nassjo), staff(session, nassjo)
        assessed(session, anna, on=ON - DAY, results={Area.SAFETY: Decimal("3.50")})
        assessed(session, anna, on=ON, results={Area.SAFETY: Decimal("3.51")})
        grew(session, anna, on=ON, developed=False)
        grew(session, bo, on=ON)
        by_measure = {
            measure: done(session, nassjo, "growth", rules=Rules(growth_measure=measure))
            for measure in GrowthMeasure
        }
        assert by_measure == {"paired": 1, "reported": 1, "either": 2}

    def test_only_areas_in_common_are_compared(self, session: Session, nassjo: Library) -> None:
        anna, bo = staff(session, nassjo), staff(session, nassjo)
        for person, latest in ((anna, Area.SAFETY), (bo, Area.PROBLEM_SOLVING)):
            before = {Area.SAFETY: Decimal(2), Area.CONTENT: Decimal(7)}
            assessed(session, person, on=ON - DAY, results=before)
            assessed(session, person, on=ON, results={latest: Decimal(3)})
        assert done(session, nassjo, "growth") == 1

    def test_self_assessments_without_results_are_passed_over(
        self, session: Session, nassjo: Library
    ) -> None:
        anna = staff(session, nassjo)
        for days, result in ((4, None), (3, "2"), (2, "1"), (1, "3"), (0, None)):
            results = {Area.CONTENT: Decimal(result)} if result else {}
            assessed(session, anna, on=ON - days * DAY, results=results)
        assert done(session, nassjo, "growth") == 1
        assert done(session, nassjo, "growth", ON - 2 * DAY) == 0


class TestLeadership:
    """Of the chiefs, those who finished something that counts as leadership training."""

    def test_only_chiefs_are_counted(self, session: Session, nassjo: Library) -> None:
        chief, anna = staff(session, nassjo, role=Role.MANAGER), staff(session, nassjo)
        course = resource(session, nassjo, kind=ResourceKind.ARTICLE, leadership=True)
        completed(session, anna, course)
        assert library_counts(session, key(nassjo), ON, RULES).chiefs == 1
        assert done(session, nassjo, "leadership") == 0
        completed(session, chief, course)
        assert done(session, nassjo, "leadership") == 1
        assert done(session, nassjo, "leadership", ON - DAY) == 0

    def test_a_past_day_has_the_chief_of_that_day(self, session: Session, nassjo: Library) -> None:
        anna = member(session, nassjo)
        employed(session, anna, nassjo, ends_on=ON)
        employed(session, anna, nassjo, starts_on=ON, chief=True)
        chiefs = [
            library_counts(session, key(nassjo), ON + offset * DAY, RULES).chiefs
            for offset in (-1, 0)
        ]
        assert chiefs == [0, 1]


class TestActionPlan:
    """The plan that was adopted last, if it is valid on the day."""

    def test_days_include_the_first_and_the_last(self, session: Session, nassjo: Library) -> None:
        plan(session, nassjo, adopted_on=ON, valid_until=ON + DAY)
        valid = [done(session, nassjo, "action_plan", ON + offset * DAY) for offset in range(-1, 3)]
        assert valid == [0, 1, 1, 0]

    def test_a_later_plan_replaces_the_earlier(self, session: Session, nassjo: Library) -> None:
        plan(session, nassjo, adopted_on=ON - DAY)
        plan(session, nassjo, adopted_on=ON, valid_until=ON)
        assert done(session, nassjo, "action_plan") == 1
        assert done(session, nassjo, "action_plan", ON + DAY) == 0

    def test_a_draft_is_none(self, session: Session, nassjo: Library) -> None:
        plan(session, nassjo, adopted_on=None)
        assert done(session, nassjo, "action_plan") == 0
        assert county_counts(session, nassjo.region_id, ON, RULES).done["action_plan"] == 0


class TestRecords:
    """Everything that somebody has reported, for "who is done"."""

    def test_a_record_holds_what_was_reported(self, session: Session, nassjo: Library) -> None:
        anna = staff(session, nassjo, "Anna")
        course = resource(session, nassjo)
        essay = resource(session, nassjo, kind=ResourceKind.ESSAY, approved=False)
        completed(session, anna, essay, on=ON)
        completed(session, anna, course, on=ON - DAY)
        registered(session, anna, on=ON)
        assessed(session, anna, on=ON, results={Area.SAFETY: Decimal("4.25")})
        grew(session, anna, on=ON, developed=False)

        assert member_record(session, key(anna)) == Record(
            finished=(
                Finished(key(course), ResourceKind.COURSE, approved=True, on=ON - DAY),
                Finished(key(essay), ResourceKind.ESSAY, approved=False, on=ON),
            ),
            registered_on=ON,
            assessed=(Assessed(ON, {Area.SAFETY: Decimal("4.25")}),),
            growth=(Growth(ON, developed=False),),
        )

    def test_who_has_reported_nothing_has_an_empty_record(
        self, session: Session, nassjo: Library
    ) -> None:
        assert member_record(session, key(staff(session, nassjo))) == Record()

    def test_the_staff_of_the_day_stand_in_the_order_of_names(
        self, session: Session, nassjo: Library
    ) -> None:
        people = {name: staff(session, nassjo, name) for name in ("Örjan", "Åsa", "Bo", "Ärla")}
        on_leave(session, staff(session, nassjo, "Cilla"))
        registered(session, people["Åsa"], on=ON)

        records = library_records(session, key(nassjo), ON)

        assert [one.name for one in records] == ["Bo", "Åsa", "Ärla", "Örjan"]
        assert [one.record.registered_on for one in records] == [None, ON, None, None]
        assert records[0].member_id == key(people["Bo"])
