"""A short kill test on each database; `make soak` is the whole."""

from pathlib import Path

import pytest

from tests.databases import Databases
from tests.soak.run import Plan, run

ROUNDS, CHANNELS, REPORTS = 2, 10, 6


@pytest.mark.parametrize(
    ("databases", "replicas", "over_http"),
    [("sqlite", 1, False), ("postgresql", 2, False), ("postgresql", 2, True)],
    indirect=["databases"],
)
async def test_nothing_is_lost_and_nothing_comes_twice(
    databases: Databases, replicas: int, over_http: bool, tmp_path: Path
) -> None:
    address = databases.migrated()
    plan = Plan(address, tmp_path, ROUNDS, replicas, CHANNELS, REPORTS, seed=7, over_http=over_http)
    tally = await run(plan)
    assert tally.broken == []
    assert tally.rounds == tally.kills.total() == ROUNDS
    assert tally.summaries == ROUNDS * CHANNELS
    assert tally.confirmed.total() > 0
    assert set(tally.states) <= {"sent", "cancelled", "uncertain"}
    databases.drop(address)
