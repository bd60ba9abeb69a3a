"""Claiming: what is due and free, the oldest first, in turn, and by one process at a time."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import select

from storage.database import Database
from storage.deliveries import (
    Claim,
    Out,
    Tenant,
    back_off,
    break_channel,
    close,
    doubt,
    mark_sent,
    mend_channel,
)
from storage.tables import Channel, DeliveryState, Identity, Platform
from tests.builders import TENANT
from tests.databases import SqliteDatabases, opened
from tests.storage.deliveries.office import LEASE, NOW, REMINDER, SLACK, Office, after


def test_a_claim_knows_all_that_sending_needs(office: Office) -> None:
    office.owe(office.channel("C1"), period="2020-W22", subject_id=7)
    (claim,) = office.claims()
    assert claim == Claim(
        delivery_id=claim.delivery_id,
        attempt=1,
        key=f"weekly_summary:slack:{TENANT}:C1:2020-W22",
        kind="weekly_summary",
        region_id=office.county.id or 0,
        tenant=SLACK,
        channel_id="C1",
        member_id=None,
        user_id=None,
        period="2020-W22",
        subject_id=7,
        due_at=NOW,
        expires_at=after(hours=48),
        tried_at=NOW,
        lease_until=NOW + LEASE,
        in_doubt=False,
        parts=0,
        message_id=None,
    )


def test_a_claim_is_a_lease(office: Office) -> None:
    office.owe(office.channel())
    (claim,) = office.claims(owner="one")
    row = office.row(claim)
    assert (row.state, row.attempts) == (DeliveryState.SENDING, 1)
    assert (row.lease_owner, row.lease_until) == ("one", NOW + LEASE)
    assert office.claims(owner="another") == ()


def test_nothing_is_claimed_before_it_is_due(office: Office) -> None:
    office.owe(office.channel(), due_at=after(1))
    assert office.claims(NOW) == ()
    assert office.next_try() == after(1)
    assert len(office.claims(after(1))) == 1


def test_nothing_is_claimed_when_it_is_too_late(office: Office) -> None:
    office.owe(office.channel(), late=timedelta(hours=1))
    assert office.claims(after(hours=1)) == ()
    assert office.next_try(after(hours=1)) is None


def test_another_tenants_is_left_alone(office: Office) -> None:
    office.owe(office.channel("C1", tenant="T2"))
    assert office.claims() == ()
    assert office.next_try() is None
    assert office.claims(tenant=Tenant(Platform.TEAMS, "T2")) == ()
    assert len(office.claims(tenant=Tenant(Platform.SLACK, "T2"))) == 1


def test_a_lease_that_is_over_is_in_doubt_since_it_began(office: Office) -> None:
    office.owe(office.channel())
    office.claims(NOW)
    assert office.next_try() == NOW + LEASE
    assert office.claims(NOW + LEASE - timedelta(microseconds=1)) == ()
    (again,) = office.claims(NOW + LEASE, owner="another")
    assert (again.in_doubt, again.tried_at, again.attempt) == (True, NOW, 2)
    (third,) = office.claims(NOW + 2 * LEASE)
    assert (third.in_doubt, third.tried_at, third.attempt) == (True, NOW, 3)


def test_what_is_in_doubt_is_claimed_though_its_time_is_over(office: Office) -> None:
    office.owe(office.channel(), late=timedelta(hours=1))
    office.claims()
    assert [claim.in_doubt for claim in office.claims(after(hours=2))] == [True]


def test_what_is_in_hand_is_left_alone_whatever_the_clock_says(office: Office) -> None:
    office.owe(office.channel())
    (claim,) = office.claims()
    assert office.claims(after(hours=1), in_hand=[claim.delivery_id]) == ()
    assert len(office.claims(after(hours=1), in_hand=[claim.delivery_id + 1])) == 1


def test_what_was_put_off_waits(office: Office) -> None:
    office.owe(office.channel())
    (claim,) = office.claims()
    office.do(back_off, claim, Out(1, "ts"), after(30), "ratelimited")
    assert office.next_try() == after(30)
    assert office.claims(after(29)) == ()
    (again,) = office.claims(after(30))
    assert (again.attempt, again.in_doubt, again.tried_at) == (2, False, after(30))
    assert (again.parts, again.message_id) == (1, "ts")


def test_what_is_over_is_never_claimed_again(office: Office) -> None:
    for _ in range(4):
        office.owe(office.channel())
    first, *others = office.claims()
    office.do(mark_sent, first, Out(1, "ts"), NOW)
    states = (DeliveryState.CANCELLED, DeliveryState.FAILED, DeliveryState.UNCERTAIN)
    for claim, state in zip(others, states, strict=True):
        office.do(close, claim, state, Out(), "why")
    assert office.claims(after(days=1)) == ()
    assert office.next_try(after(days=1)) is None


class TestBrokenChannels:
    """Nothing is posted in a channel that lets nothing in."""

    def test_what_it_is_owed_waits_until_it_is_mended(self, office: Office) -> None:
        broken, other = office.channel("C1"), office.channel("C2")
        office.owe(broken)
        office.owe(other)
        office.do(break_channel, SLACK, "C1", "is_archived", NOW)
        assert [claim.channel_id for claim in office.claims()] == ["C2"]
        assert office.next_try(after(1)) == NOW + LEASE  # of the other one
        office.do(mend_channel, _row_id(office, "C1"))
        assert [claim.channel_id for claim in office.claims()] == ["C1"]

    def test_what_is_in_doubt_there_is_looked_up(self, office: Office) -> None:
        office.owe(office.channel("C1"))
        (claim,) = office.claims()
        office.do(break_channel, SLACK, "C1", "is_archived", NOW)
        office.do(doubt, claim, Out(), after(30), "timeout")
        assert office.next_try() == after(30)
        assert [again.in_doubt for again in office.claims(after(30))] == [True]

    def test_a_channel_of_the_same_id_elsewhere_is_another_one(self, office: Office) -> None:
        office.channel("C1", tenant="T2")
        office.owe(office.channel("C1"))
        office.do(break_channel, Tenant(Platform.SLACK, "T2"), "C1", "is_archived", NOW)
        assert len(office.claims()) == 1


def _row_id(office: Office, channel_id: str) -> int:
    with office.database.reading() as session:
        found = session.exec(
            select(Channel.id).where(Channel.channel_id == channel_id, Channel.tenant == TENANT)
        ).one()
        assert found is not None
        return found


class TestTurns:
    """The oldest first; a channel with much in line keeps nobody waiting."""

    def test_the_oldest_go_first(self, office: Office) -> None:
        moments = [after(-seconds) for seconds in (10, 30, 20)]
        for moment in moments:
            office.owe(office.channel(), due_at=moment)
        assert [claim.due_at for claim in office.claims(most=2)] == sorted(moments)[:2]
        assert [claim.due_at for claim in office.claims(most=2)] == sorted(moments)[2:]

    def test_channels_and_people_take_turns(self, office: Office) -> None:
        busy, quiet, person = (
            office.channel("C1"),
            office.channel("C2"),
            office.member(account="U1"),
        )
        for _ in range(5):
            office.owe(busy, due_at=after(-60))
        office.owe(quiet)
        office.owe(person, kind=REMINDER)
        claimed = [claim.channel_id or claim.user_id for claim in office.claims(most=4)]
        assert sorted(map(str, claimed)) == ["C1", "C1", "C2", "U1"]

    def test_two_people_are_two_places(self, office: Office) -> None:
        one, other = office.member(account="U1"), office.member(account="U2")
        for _ in range(3):
            office.owe(one, kind=REMINDER, due_at=after(-60))
        office.owe(other, kind=REMINDER)
        assert {claim.user_id for claim in office.claims(most=2)} == {"U1", "U2"}


def test_who_has_left_the_tenant_has_no_account(office: Office) -> None:
    office.owe(office.member(account="U1"), kind=REMINDER)
    with office.database.writing() as session:
        session.delete(session.exec(select(Identity)).one())
    (claim,) = office.claims()
    assert (claim.member_id is None, claim.user_id) == (False, None)


# A naive model beside the statement: which rows may be claimed, and in which order.

_ROWS = st.lists(
    st.tuples(
        st.sampled_from("ABC"), st.integers(-50, 50), st.sampled_from(["new", "sent", "held"])
    ),
    max_size=12,
)


def _expected(rows: Sequence[tuple[str, datetime]], most: int) -> set[tuple[str, datetime]]:
    """Round by round, the oldest of each channel that is left; of a round the oldest first."""
    left = sorted(rows, key=lambda row: row[1])
    chosen: list[tuple[str, datetime]] = []
    while left and len(chosen) < most:
        oldest: dict[str, tuple[str, datetime]] = {}
        for row in left:
            oldest.setdefault(row[0], row)
        turn = sorted(oldest.values(), key=lambda row: row[1])
        chosen += turn
        left = [row for row in left if row not in turn]
    return set(chosen[:most])


@given(rows=_ROWS, most=st.integers(1, 6))
def test_the_statement_claims_what_the_loop_claims(
    sqlite_databases: SqliteDatabases, rows: list[tuple[str, int, str]], most: int
) -> None:
    with opened(sqlite_databases.migrated()) as database:
        _check(database, rows, most)


def _check(database: Database, rows: list[tuple[str, int, str]], most: int) -> None:
    office = Office(database)
    channels = {name: office.channel(name) for name in "ABC"}
    due = []
    for number, (name, seconds, state) in enumerate(rows):
        moment = NOW + timedelta(seconds=seconds, microseconds=number)
        office.owe(channels[name], due_at=moment)
        if state == "new":
            due.append((name, moment))
            continue
        (claim,) = (each for each in office.claims(moment) if each.due_at == moment)
        if state == "sent":
            office.do(mark_sent, claim, Out(1), NOW)
    with database.writing() as session:  # what was claimed on the way is free again
        for row in office.rows():
            if (row.channel_id, row.due_at) in due:
                row.state, row.lease_until, row.lease_owner = DeliveryState.PENDING, None, None
                session.merge(row)
            elif row.state == DeliveryState.SENDING:
                row.lease_until = after(hours=1)
                session.merge(row)
    claimed = office.claims(most=most)
    assert {(claim.channel_id, claim.due_at) for claim in claimed} == _expected(
        [row for row in due if row[1] <= NOW], most
    )
    assert list(claimed) == sorted(claimed, key=lambda claim: claim.due_at)
