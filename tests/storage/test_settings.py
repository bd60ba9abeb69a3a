"""What a region has chosen of its programme, as facts that can be changed."""

from collections.abc import Iterator
from datetime import date

import pytest
from sqlmodel import Session

from goals.record import ResourceKind
from goals.rules import GrowthMeasure
from storage.database import Database
from storage.milestones import milestones
from storage.regions import RegionSettings, the_region
from storage.settings import SettingsLedger, goal_fact, milestone_fact
from tests import builders
from tests.builders import A_DAY, key, noon

NODE, GOAL = "milestone:node_role", "goal:digiteket"


class Desk:
    """A region, and what it has chosen."""

    def __init__(self, session: Session) -> None:
        self.session, self.county = session, builders.region(session, "Kronobergs län")
        boss = builders.member(session, self.county)
        self.ledger = SettingsLedger(session, key(self.county), key(boss), noon(A_DAY))

    def chosen(self) -> RegionSettings:
        found = the_region(self.session, "Kronobergs län")
        assert found is not None
        return found


@pytest.fixture
def desk(database: Database) -> Iterator[Desk]:
    with database.reading() as session:
        yield Desk(session)


def test_a_goals_own_target_and_deadline(desk: Desk) -> None:
    assert desk.ledger.read([GOAL]) == {GOAL: None}
    fact = goal_fact(60, date(2027, 12, 31))
    desk.ledger.write({GOAL: fact})
    assert (
        desk.ledger.read([GOAL]) == {GOAL: {"target": 60, "deadline": "2027-12-31"}} == {GOAL: fact}
    )
    assert desk.chosen().rules.targets == {"digiteket": 60}
    assert desk.chosen().rules.deadlines == {"digiteket": date(2027, 12, 31)}
    for _ in range(2):
        desk.ledger.write({GOAL: goal_fact(None, None)})
        assert desk.ledger.read([GOAL]) == {GOAL: None}
    assert not desk.chosen().rules.targets


def test_a_milestone_is_done_and_is_not(desk: Desk) -> None:
    desk.ledger.write({NODE: milestone_fact(A_DAY, "https://example.se/nod")})
    done = milestones(desk.session, key(desk.county))["node_role"]
    assert (done.done_on, done.link) == (A_DAY, "https://example.se/nod")
    desk.ledger.write({NODE: milestone_fact(date(2026, 1, 7), None)})
    assert desk.ledger.read([NODE]) == {NODE: {"done_on": "2026-01-07", "link": None}}
    for _ in range(2):
        desk.ledger.write({NODE: None})
        assert not milestones(desk.session, key(desk.county))


def test_what_holds_for_the_whole_region(desk: Desk) -> None:
    after = {
        "region:counted_kinds": "article,course",
        "region:growth_measure": "paired",
        "region:baseline_year": 2019,
        "region:starts_on": "2026-01-01",
        "region:ends_on": "2029-01-01",
        "region:july_pause": False,
    }
    before = desk.ledger.read(after)
    assert before["region:counted_kinds"] == "course,course_package"
    assert (before["region:baseline_year"], before["region:ends_on"]) == (2017, None)
    desk.ledger.write(after)
    assert desk.ledger.read(after) == after
    chosen = desk.chosen()
    assert chosen.rules.counted_kinds == {ResourceKind.ARTICLE, ResourceKind.COURSE}
    assert chosen.rules.growth_measure is GrowthMeasure.PAIRED
    assert chosen.rules.baseline_year == 2019
    assert chosen.rules.deadline("digiteket") == date(2028, 12, 31)
    assert (chosen.starts_on, chosen.july_pause) == (date(2026, 1, 1), False)
    desk.ledger.write(before)
    assert desk.ledger.read(before) == before
