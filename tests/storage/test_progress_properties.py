"""For any roster and history: SQL counts what the rules count, and what plain loops count."""

from hypothesis import HealthCheck, given, settings

from goals.action_plan import Plan
from goals.programme import PERSONAL, OnStaff, counted
from goals.rules import Rules
from storage.database import Database
from storage.progress import (
    county_counts,
    library_counts,
    library_records,
    member_record,
    region_counts,
)
from tests.storage import rosters
from tests.storage.rosters import FOREVER, REGION_OF, Person, Plans, naive_counts, the_day

# Each example writes in a transaction that is rolled back, so that they may share a database.
shared = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=80)


@shared
@given(everybody=rosters.people, planned=rosters.plans, day=rosters.days, rules=rosters.rules)
def test_a_library_is_counted_as_by_hand_and_as_by_the_rules(
    database: Database, everybody: list[Person], planned: Plans, day: int, rules: Rules
) -> None:
    on = the_day(day)
    with database.reading() as session:
        rosters.store(session, everybody, planned)
        for library in REGION_OF:
            counts = library_counts(session, library, on, rules)
            records = library_records(session, library, on)
            heads = [OnStaff(one.record, one.chief) for one in records]
            plans = [plan_of(adopted, span) for adopted, span in planned.get(library, {}).items()]

            assert counts == naive_counts(everybody, [library], day, rules, planned)
            assert counts == counted(heads, [plans], on, rules)
            staff = {id_ for id_, one in enumerate(everybody, 1) if one.works_at(library, day)}
            assert {one.member_id for one in records} == staff


def plan_of(adopted: int, span: int) -> Plan:
    return Plan(the_day(adopted), None if span == FOREVER else the_day(adopted + span - 1))


@shared
@given(everybody=rosters.people, planned=rosters.plans, day=rosters.days, rules=rosters.rules)
def test_a_county_counts_heads_and_each_library_its_own(
    database: Database, everybody: list[Person], planned: Plans, day: int, rules: Rules
) -> None:
    on = the_day(day)
    with database.reading() as session:
        rosters.store(session, everybody, planned)
        for region in sorted(set(REGION_OF.values())):
            libraries = [library for library, home in REGION_OF.items() if home == region]

            by_hand = naive_counts(everybody, libraries, day, rules, planned)
            assert county_counts(session, region, on, rules) == by_hand
            assert region_counts(session, region, on, rules) == (
                by_hand,
                {library: library_counts(session, library, on, rules) for library in libraries},
            )


@shared
@given(everybody=rosters.people, day=rosters.days, rules=rosters.rules)
def test_a_members_own_record_answers_any_day(
    database: Database, everybody: list[Person], day: int, rules: Rules
) -> None:
    with database.reading() as session:
        rosters.store(session, everybody)
        for id_, one in enumerate(everybody, start=1):
            record = member_record(session, id_)
            achieved = {goal.key: goal.achieved(record, the_day(day), rules) for goal in PERSONAL}
            assert achieved == {
                "self_assessment": one.is_assessed(day),
                "digiteket": one.is_done_on_digiteket(one.region, day, rules),
                "growth": one.has_grown(day, rules),
                "leadership": one.has_led(one.region, day),
            }
