"""What is too late is given up; what is old is forgotten; nobody is waited for for ever."""

from datetime import timedelta

from storage.deliveries import (
    LATE,
    ORPHANED,
    Out,
    back_off,
    expire,
    forget_deliveries,
    forget_deliveries_to,
    mark_sent,
)
from tests.storage.deliveries.office import LEASE, NOW, REMINDER, Office, after


def test_what_is_too_late_has_failed(office: Office) -> None:
    office.owe(office.channel())
    office.owe(office.channel(), due_at=after(1))
    first, second = office.rows()
    assert office.do(expire, NOW + LATE - timedelta(microseconds=1)) == ((), ())
    assert office.do(expire, NOW + LATE) == ((first.id,), ())
    assert [(row.state, row.error_code) for row in office.rows()] == [
        ("failed", "expired"),
        ("pending", None),
    ]
    assert office.do(expire, after(1) + LATE) == ((second.id,), ())


def test_why_it_was_late_stays(office: Office) -> None:
    office.owe(office.channel())
    (claim,) = office.claims()
    office.do(back_off, claim, Out(), after(30), "ratelimited")
    office.do(expire, NOW + LATE)
    assert office.row(claim).error_code == "ratelimited"


def test_what_is_in_somebodys_hands_or_out_is_left_alone(office: Office) -> None:
    for _ in range(2):
        office.owe(office.channel())
    sent, held = office.claims(NOW)
    office.do(mark_sent, sent, Out(1), NOW)
    late = NOW + LATE + ORPHANED
    office.claims(late)  # the one in doubt
    assert office.do(expire, late) == ((), ())
    assert [row.state for row in office.rows()] == ["sent", "sending"]
    assert held.delivery_id == office.rows()[1].id


def test_doubts_that_nobody_looks_into_stay_uncertain(office: Office) -> None:
    office.owe(office.channel(), late=timedelta(hours=1))
    (claim,) = office.claims(NOW)
    over = after(hours=1) + ORPHANED
    assert office.do(expire, over - timedelta(seconds=1)) == ((), ())
    assert office.do(expire, over) == ((), (claim.delivery_id,))
    row = office.row(claim)
    assert (row.state, row.error_code, row.lease_until) == ("uncertain", "expired", None)


def test_doubts_wait_for_their_lease_too(office: Office) -> None:
    office.owe(office.channel(), late=timedelta(hours=1))
    office.claims(after(minutes=59), lease=timedelta(hours=3))
    assert office.do(expire, after(hours=1) + ORPHANED) == ((), ())


def test_old_ones_are_forgotten(office: Office) -> None:
    for hours in range(3):
        office.owe(office.channel(), due_at=after(hours=hours))
    assert office.do(forget_deliveries, after(hours=1) + LATE) == 1
    assert [row.due_at for row in office.rows()] == [after(hours=1), after(hours=2)]
    assert LEASE < LATE


def test_whoever_is_forgotten_is_owed_nothing(office: Office) -> None:
    anna, bo = office.member(), office.member()
    for person in (anna, anna, bo):
        office.owe(person, kind=REMINDER)
    assert office.do(forget_deliveries_to, anna) == 2
    assert [row.member_id for row in office.rows()] == [bo]
