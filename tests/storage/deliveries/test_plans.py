"""What is open is found by its index: what was sent long ago costs nothing."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlmodel import Session

from storage.deliveries import claim, expire, next_try
from tests.storage.deliveries.office import LEASE, NOW, SLACK, Office
from tests.storage.test_plans import heard, plan


def claim_some(session: Session) -> object:
    return claim(session, SLACK, "me", NOW, lease=LEASE, most=12)


@pytest.mark.parametrize(
    ("ask", "statements"),
    [
        (claim_some, 2),
        (lambda session: next_try(session, SLACK, NOW), 1),
        (lambda session: expire(session, NOW + timedelta(days=9)), 2),
    ],
    ids=["claim", "next try", "expire"],
)
@pytest.mark.parametrize("databases", ["sqlite"], indirect=True)
def test_no_delivery_is_looked_at_that_is_over(
    office: Office, ask: Callable[[Session], object], statements: int
) -> None:
    office.owe(office.channel())
    with office.database.writing() as session:
        with heard(office.database.engine) as asked:
            ask(session)
        steps = [step for each in asked for step in plan(session, each)]
    assert len(asked) == statements
    assert any("ix_delivery_open" in step or "PRIMARY KEY" in step for step in steps)
    read_whole = [step for step in steps if step.startswith("SCAN delivery")]
    assert all(step.endswith("USING INDEX ix_delivery_open") for step in read_whole), steps
