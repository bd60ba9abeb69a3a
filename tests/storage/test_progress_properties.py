"""For any roster and history: SQL counts what the rules count, and what plain loops count."""

from hypothesis import HealthCheck, given, settings

from goals import programme
from goals.programme import GOALS
from goals.rules import Rules
from storage.database import Database
from storage.progress import (
    Counts,
    counts_by_library,
    county_counts,
    library_counts,
    library_records,
    member_record,
    staff_on,
)
from tests.storage import rosters
from tests.storage.rosters import REGION_OF, Person, naive_counts, the_day

# Each example writes in a transaction that is rolled back, so that they may share a database.
shared = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=80)


@shared
@given(everybody=rosters.people, day=rosters.days, rules=rosters.rules)
def test_a_library_is_counted_as_by_hand_and_as_by_the_rules(
    database: Database, everybody: list[Person], day: int, rules: Rules
) -> None:
    on = the_day(day)
    with database.reading() as session:
        rosters.store(session, everybody)
        for library, region in REGION_OF.items():
            staff = {id_ for id_, one in enumerate(everybody, 1) if one.works_at(library, day)}
            by_hand = naive_counts([everybody[id_ - 1] for id_ in staff], region, day, rules)
            counted = library_counts(session, library, on, rules)
            records = library_records(session, library, on)

            assert counted == Counts(*by_hand)
            assert programme.of_counts(counted.staff, counted.done, rules) == programme.of_staff(
                (one.record for one in records), on, rules
            )
            assert staff_on(session, library, on) == {one.member_id for one in records} == staff


@shared
@given(everybody=rosters.people, day=rosters.days, rules=rosters.rules)
def test_a_county_counts_heads_and_each_library_its_own(
    database: Database, everybody: list[Person], day: int, rules: Rules
) -> None:
    on = the_day(day)
    with database.reading() as session:
        rosters.store(session, everybody)
        for region in sorted(set(REGION_OF.values())):
            libraries = [library for library, home in REGION_OF.items() if home == region]
            staff = [one for one in everybody if any(one.works_at(at, day) for at in libraries)]
            by_hand = naive_counts(staff, region, day, rules)

            assert county_counts(session, region, on, rules) == Counts(*by_hand)
            assert counts_by_library(session, region, on, rules) == {
                library: library_counts(session, library, on, rules) for library in libraries
            }


@shared
@given(everybody=rosters.people, day=rosters.days, rules=rosters.rules)
def test_a_members_own_record_answers_any_day(
    database: Database, everybody: list[Person], day: int, rules: Rules
) -> None:
    with database.reading() as session:
        rosters.store(session, everybody)
        for id_, one in enumerate(everybody, start=1):
            record = member_record(session, id_)
            _, by_hand = naive_counts([one], one.region, day, rules)
            achieved = {goal.key: goal.achieved(record, the_day(day), rules) for goal in GOALS}
            assert achieved == by_hand
