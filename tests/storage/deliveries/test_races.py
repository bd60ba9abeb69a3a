"""Many processes at once: everything is claimed by one of them, and owed once."""

from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from threading import Barrier
from typing import Any

import pytest

from storage.deliveries import Claim, Out, break_channel, doubt, mark_sent
from tests.storage.deliveries.office import LEASE, NOW, SLACK, Office, after

REPLICAS = 6


def at_once(work: Callable[[int], Any], times: int = REPLICAS) -> Sequence[Any]:
    """The results of calls that begin together."""
    together = Barrier(times)

    def begin(number: int) -> Any:
        together.wait()
        return work(number)

    with ThreadPoolExecutor(times) as threads:
        return list(threads.map(begin, range(times)))


def drain(office: Office, now: datetime, owner: str) -> list[Claim]:
    """Claim a few at a time until nothing is left."""
    taken: list[Claim] = []
    while claims := office.claims(now, most=3, owner=owner):
        taken += claims
    return taken


def test_each_is_claimed_by_one(office: Office) -> None:
    channels = [office.channel() for _ in range(20)]
    for channel in channels * 2:
        office.owe(channel)
    taken = at_once(lambda number: drain(office, NOW, f"replica {number}"))
    ids = Counter(claim.delivery_id for claims in taken for claim in claims)
    # A replica may find nothing free while others are at it; what is left is claimed next time.
    ids.update(claim.delivery_id for claim in drain(office, NOW, "last"))
    assert len(ids) == 40
    assert set(ids.values()) == {1}
    assert {row.attempts for row in office.rows()} == {1}


def test_a_doubt_is_taken_over_by_one(office: Office) -> None:
    for _ in range(10):
        office.owe(office.channel())
    office.claims(NOW)
    taken = at_once(lambda number: office.claims(NOW + LEASE, owner=f"replica {number}"))
    ids = Counter(claim.delivery_id for claims in taken for claim in claims)
    ids.update(claim.delivery_id for claim in drain(office, NOW + LEASE, "last"))
    assert set(ids.values()) == {1}
    assert len(ids) == 10


def test_of_marks_and_takeovers_one_wins(office: Office) -> None:
    """A late answer and a takeover at the same moment: sent and claimed anew is impossible."""
    for _ in range(5):
        office.owe(office.channel())
        (claim,) = office.claims(NOW, most=1)

        def meet(number: int, claim: Claim = claim) -> Any:
            if number % 2:
                return office.claims(NOW + LEASE, owner=f"replica {number}")
            return office.do(mark_sent, claim, Out(1, "ts"), NOW)

        marked = at_once(meet, 2)
        won = bool(marked[0]), bool(marked[1])
        assert won in {(True, False), (False, True)}
        assert office.row(claim).state == ("sent" if won[0] else "sending")
        for left in office.claims(NOW + 3 * LEASE):
            office.do(mark_sent, left, Out(1, "ts"), NOW)


def test_a_message_is_owed_once_by_all(office: Office) -> None:
    channel, member = office.channel(), office.member()
    owed = at_once(lambda _: (office.owe(channel, period="w"), office.owe(member, period="w")))
    assert Counter(new for pair in owed for new in pair) == {True: 2, False: 2 * REPLICAS - 2}
    assert len(office.rows()) == 2


def test_a_channel_breaks_once(office: Office) -> None:
    office.channel("C1")
    found = at_once(lambda _: office.do(break_channel, SLACK, "C1", "is_archived", NOW))
    assert all(known for known, _ in found)
    assert sum(news is not None for _, news in found) == 1


@pytest.mark.parametrize("databases", ["postgresql"], indirect=True)
def test_a_locked_row_keeps_nobody_waiting(office: Office) -> None:
    """Another replica is about to mark one: the others are claimed meanwhile."""
    office.owe(office.channel())
    (held,) = office.claims(NOW)
    office.owe(office.channel())
    with office.database.writing() as session:
        doubt(session, held, Out(), after(1), "timeout")
        assert len(office.claims(NOW + LEASE)) == 1
