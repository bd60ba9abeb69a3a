"""Requests to be erased: asked once, decided once, taken back, told of, and carried out in time."""

from datetime import datetime, timedelta

import pytest
from sqlmodel import Session

from storage.database import Database
from storage.personal.forgetting import carry_out_granted
from storage.personal.requests import (
    GRACE,
    RequestState,
    ask_erasure,
    decide,
    latest_request,
    reopen,
    the_request,
    undecided,
    withdraw_erasure,
)
from storage.tables import Member
from tests import builders
from tests.builders import key
from tests.storage.personal.people import NOW, TODAY

LONG_AGO = NOW - timedelta(days=365)


def asked(session: Session, at: datetime = NOW) -> tuple[int, int, int]:
    """Somebody at two libraries asks: the region, the member and the request."""
    county = builders.region(session)
    anna = builders.member(session, county, "Anna")
    for name in ("Åsele", "Boden"):
        builders.employed(session, anna, builders.library(session, county, name))
    builders.employed(session, anna, builders.library(session, county, "Ljusdal"), ends_on=TODAY)
    builders.identity(session, anna)
    return key(county), key(anna), ask_erasure(session, key(anna), at)


def test_asking_twice_is_asking_once(database: Database) -> None:
    with database.writing() as session:
        region, anna, request = asked(session)
        assert ask_erasure(session, anna, NOW + timedelta(1)) == request
        (one,) = undecided(session, region, TODAY)
    assert (one.name, one.libraries, one.asked_at) == ("Anna", ("Boden", "Åsele"), NOW)
    assert (one.state, one.decided_at, one.erased_at) == (RequestState.OPEN, None, None)


def test_another_region_has_nothing_to_decide(database: Database) -> None:
    with database.writing() as session:
        _, _, request = asked(session)
        elsewhere = key(builders.region(session))
        assert undecided(session, elsewhere, TODAY) == ()
        assert the_request(session, elsewhere, request, TODAY) is None
        assert the_request(session, elsewhere, request + 1, TODAY) is None


@pytest.mark.parametrize("granted", [True, False])
def test_a_decision_is_made_once(database: Database, *, granted: bool) -> None:
    with database.writing() as session:
        region, anna, request = asked(session)
        boss = key(builders.member(session))
        assert decide(session, request, boss, NOW, granted=granted)
        assert not decide(session, request, boss, NOW, granted=not granted)
        assert not decide(session, request + 1, boss, NOW, granted=granted)
        assert undecided(session, region, TODAY) == ()
        latest = latest_request(session, anna, TODAY)
    assert latest is not None
    assert latest.state is (RequestState.GRANTED if granted else RequestState.REFUSED)
    assert (latest.decided_by, latest.decided_at) == (boss, NOW)
    assert latest.erased_at == (NOW + GRACE if granted else None)


def test_a_decision_is_taken_back_by_who_made_it(database: Database) -> None:
    with database.writing() as session:
        region, _, request = asked(session)
        boss, other = key(builders.member(session)), key(builders.member(session))
        assert not reopen(session, request, boss)
        decide(session, request, boss, NOW, granted=True)
        assert not reopen(session, request, other)
        assert reopen(session, request, boss)
        (one,) = undecided(session, region, TODAY)
        assert one.state is RequestState.OPEN
        assert not reopen(session, request + 1, boss)


def test_the_person_withdraws_what_is_not_carried_out(database: Database) -> None:
    with database.writing() as session:
        _, anna, request = asked(session)
        boss = key(builders.member(session))
        assert withdraw_erasure(session, anna)
        assert not withdraw_erasure(session, anna)
        assert latest_request(session, anna, TODAY) is None
        again = ask_erasure(session, anna, NOW)
        assert again > request  # an old button never means another request
        decide(session, again, boss, NOW, granted=True)
        assert withdraw_erasure(session, anna)
        refused = ask_erasure(session, anna, NOW)
        decide(session, refused, boss, NOW, granted=False)
        assert not withdraw_erasure(session, anna)
        assert ask_erasure(session, anna, NOW) > refused


def test_a_granted_request_is_carried_out_after_its_grace_and_never_before(
    database: Database,
) -> None:
    with database.writing() as session:
        region, anna, request = asked(session)
        bystander = key(builders.member(session))
        decide(session, request, bystander, NOW, granted=True)
        early = NOW + GRACE - timedelta(microseconds=1)
        assert carry_out_granted(session, early) == 0
        assert session.get_one(Member, anna).name == "Anna"
        assert the_request(session, region, request, TODAY) is not None
        assert carry_out_granted(session, NOW + GRACE) == 1
        assert carry_out_granted(session, NOW + GRACE) == 0
        assert session.get_one(Member, anna).name == ""
        assert session.get_one(Member, bystander).name != ""
        assert the_request(session, region, request, TODAY) is None


def test_a_refused_or_open_request_is_never_carried_out(database: Database) -> None:
    with database.writing() as session:
        _, anna, request = asked(session, LONG_AGO)
        assert carry_out_granted(session, NOW) == 0
        decide(session, request, key(builders.member(session)), LONG_AGO, granted=False)
        assert carry_out_granted(session, NOW) == 0
        assert session.get_one(Member, anna).name == "Anna"
