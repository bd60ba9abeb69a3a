"""What became of a claim is written by who holds it, and by nobody else."""

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest

from storage.deliveries import Out, back_off, close, doubt, give_back, mark_sent
from storage.tables import DeliveryState
from tests.storage.deliveries.office import LEASE, NOW, Office, after

MARKS: dict[str, Callable[..., bool]] = {
    "sent": lambda session, claim: mark_sent(session, claim, Out(1, "ts"), NOW),
    "backed off": lambda session, claim: back_off(session, claim, Out(), after(9), "code"),
    "doubted": lambda session, claim: doubt(session, claim, Out(), after(9), "code"),
    "closed": lambda session, claim: close(session, claim, DeliveryState.FAILED, Out(), "code"),
    "given back": lambda session, claim: give_back(session, claim, NOW),
}


def test_sent(office: Office) -> None:
    office.owe(office.channel())
    (claim,) = office.claims()
    assert office.do(mark_sent, claim, Out(2, "1.5"), after(3))
    row = office.row(claim)
    assert (row.state, row.sent_at, row.parts, row.message_id) == ("sent", after(3), 2, "1.5")
    assert (row.lease_owner, row.lease_until, row.error_code) == (None, None, None)


def test_backed_off(office: Office) -> None:
    office.owe(office.channel())
    (claim,) = office.claims()
    assert office.do(back_off, claim, Out(1, "1.5"), after(30), "x" * 100)
    row = office.row(claim)
    assert (row.state, row.next_try_at, row.error_code) == ("pending", after(30), "x" * 64)
    assert (row.parts, row.message_id, row.lease_until) == (1, "1.5", None)


def test_doubted(office: Office) -> None:
    office.owe(office.channel())
    (claim,) = office.claims()
    assert office.do(doubt, claim, Out(1, "first"), after(30), "timeout")
    row = office.row(claim)
    assert (row.state, row.lease_until, row.error_code) == ("sending", after(30), "timeout")
    assert (row.parts, row.message_id) == (1, "first")


@pytest.mark.parametrize(
    "state", [DeliveryState.CANCELLED, DeliveryState.FAILED, DeliveryState.UNCERTAIN]
)
def test_closed(office: Office, state: DeliveryState) -> None:
    office.owe(office.channel())
    (claim,) = office.claims()
    assert office.do(close, claim, state, Out(1, "1.5"), "why")
    row = office.row(claim)
    assert (row.state, row.error_code, row.parts) == (state, "why", 1)
    assert (row.lease_owner, row.lease_until, row.sent_at) == (None, None, None)


def test_given_back_it_is_as_it_was(office: Office) -> None:
    office.owe(office.channel())
    (claim,) = office.claims()
    assert office.do(give_back, claim, NOW)
    (again,) = office.claims(owner="another")
    assert (again.in_doubt, again.attempt) == (False, 2)


def test_what_was_in_doubt_is_given_back_in_doubt(office: Office) -> None:
    office.owe(office.channel())
    office.claims(NOW)
    (claim,) = office.claims(NOW + LEASE)
    assert office.do(give_back, claim, NOW + LEASE)
    (again,) = office.claims(NOW + LEASE)
    assert (again.in_doubt, again.tried_at) == (True, NOW)


@pytest.mark.parametrize("mark", MARKS)
class TestFencing:
    """A process that was overtaken changes nothing any more, whatever it believes."""

    def test_by_another_process(self, office: Office, mark: str) -> None:
        office.owe(office.channel())
        (old,) = office.claims(NOW)
        (new,) = office.claims(NOW + LEASE, owner="another")
        before = office.row(new).model_dump()
        assert not office.do(MARKS[mark], old)
        assert office.row(new).model_dump() == before
        assert office.do(MARKS[mark], new)

    def test_by_itself(self, office: Office, mark: str) -> None:
        """The same process may have claimed it anew."""
        office.owe(office.channel())
        (old,) = office.claims(NOW)
        office.claims(NOW + LEASE)
        assert not office.do(MARKS[mark], old)

    @pytest.mark.parametrize("end", ["sent", "closed"])
    def test_by_an_end(self, office: Office, mark: str, end: str) -> None:
        office.owe(office.channel())
        (claim,) = office.claims()
        office.do(MARKS[end], claim)
        before = office.row(claim).model_dump()
        assert not office.do(MARKS[mark], claim)
        assert office.row(claim).model_dump() == before


def test_what_is_out_grows_part_by_part_and_keeps_the_first_id() -> None:
    grow: Callable[[Out, str], Any] = Out.and_
    assert grow(grow(Out(), "1"), "2") == Out(2, "1")
    assert partial(grow, Out(1, None))("2") == Out(2, "2")
