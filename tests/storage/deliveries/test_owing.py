"""A message is owed once, in the transaction of what causes it."""

import pytest
from sqlalchemy.exc import IntegrityError

from storage.database import Database
from storage.deliveries import (
    LATE,
    ChannelAddress,
    Due,
    MemberAddress,
    Tenant,
    owe_channel,
    owe_member,
    owe_members,
    owes,
)
from storage.tables import DeliveryState, Member, Platform
from tests import builders
from tests.builders import TENANT
from tests.storage.deliveries.office import NOW, REMINDER, SUMMARY, Office, after


def test_what_is_owed_is_pending_until_it_is_too_late(office: Office) -> None:
    channel = office.channel("C1")
    assert office.owe(channel, period="2020-W22", due_at=after(60), subject_id=7)
    (row,) = office.rows()
    assert (row.kind, row.period, row.subject_id) == (SUMMARY, "2020-W22", 7)
    assert (row.platform, row.tenant, row.channel_id) == (Platform.SLACK, TENANT, "C1")
    assert (row.state, row.member_id) == (DeliveryState.PENDING, None)
    assert (row.due_at, row.next_try_at) == (after(60), after(60))
    assert row.expires_at == after(60) + LATE
    assert row.created_at == NOW


def test_twice_is_once(office: Office) -> None:
    channel, member = office.channel(), office.member()
    assert [office.owe(channel, period="2020-W22") for _ in range(3)] == [True, False, False]
    assert [office.owe(member, period="2020-W22") for _ in range(3)] == [True, False, False]
    assert len(office.rows()) == 2


def test_another_kind_target_or_period_is_another_message(office: Office) -> None:
    channel, member = office.channel(), office.member()
    for to in (channel, office.channel(), member, office.member()):
        for kind in (SUMMARY, REMINDER):
            for period in ("2020-W22", "2020-W23"):
                assert office.owe(to, kind=kind, period=period)
    assert len({row.key for row in office.rows()}) == 16


def test_the_same_channel_id_of_another_tenant_is_another_channel(office: Office) -> None:
    assert office.owe(office.channel("C1", tenant="T1"), period="w")
    assert office.owe(office.channel("C1", tenant="T2"), period="w")


def test_a_long_address_has_a_key_that_fits(office: Office) -> None:
    long = [office.channel("19:" + letter * 190, tenant="t" * 64) for letter in "ab"]
    assert [office.owe(to, period="w") for to in (*long, *long)] == [True, True, False, False]
    assert all(len(row.key) <= 200 for row in office.rows())


def test_a_member_is_written_to_at_the_account_that_was_tied_last(office: Office) -> None:
    member = office.member(account="U1", tenant="T1")
    with office.database.writing() as session:
        person = session.get_one(Member, member)
        builders.identity(session, person, "U2", tenant="T2")
    assert office.owe(member)
    (row,) = office.rows()
    assert (row.tenant, row.member_id, row.channel_id) == ("T2", member, None)
    assert [claim.user_id for claim in office.claims(tenant=Tenant(Platform.SLACK, "T2"))] == ["U2"]


def test_who_has_no_account_is_owed_nothing(office: Office) -> None:
    assert not office.owe(office.member(account=None))
    assert office.rows() == []


def test_what_is_rolled_back_is_not_owed(office: Office) -> None:
    channel = office.channel()

    def owe_and_fail() -> None:
        with office.database.writing() as session:
            owe_channel(session, Due(SUMMARY, "w", NOW), channel, NOW)
            raise KeyError

    with pytest.raises(KeyError):
        owe_and_fail()
    assert office.rows() == []


def test_a_session_tells_whether_something_is_owed(office: Office, database: Database) -> None:
    channel, member = office.channel(), office.member()
    due = Due(REMINDER, "w", NOW)
    for new in (True, False):
        with database.writing() as session:
            assert not owes(session)
            assert owe_channel(session, due, channel, NOW) is new
            assert owes(session) is new
        with database.writing() as session:
            assert owe_member(session, due, member, NOW) is new
            assert owes(session) is new


def test_an_address_is_of_a_region_that_is_there(office: Office) -> None:
    nowhere = ChannelAddress(999_999, Platform.SLACK, TENANT, "C1")
    with pytest.raises(IntegrityError):
        office.owe(nowhere)


def test_many_members_are_owed_to_at_once_and_each_once(office: Office) -> None:
    first, second = (
        MemberAddress(office.member(), builders.key(office.county), Platform.SLACK, TENANT)
        for _ in range(2)
    )
    due = Due(REMINDER, "2020-W22", NOW, subject_id=2)
    with office.database.writing() as session:
        assert owe_members(session, [], NOW) == 0
        assert not owes(session)
        assert owe_members(session, [(due, first)], NOW) == 1
        assert owes(session)
    with office.database.writing() as session:
        assert owe_members(session, [(due, first), (due, second)], NOW) == 1
    assert [(row.member_id, row.subject_id) for row in office.rows()] == [
        (first.member_id, 2),
        (second.member_id, 2),
    ]
    assert not office.owe(first.member_id, period="2020-W22", kind=REMINDER)
