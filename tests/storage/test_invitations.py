"""Invitations: one for each member and resource, taken back by who asked, gone when answered."""

import pytest

from storage.database import Database
from storage.invitations import (
    answered,
    colleagues,
    has_finished,
    invite,
    mentioned,
    open_invitation,
    withdraw,
)
from storage.tables import Platform
from tests.builders import (
    A_DAY,
    TENANT,
    completed,
    identity,
    key,
    library,
    member,
    noon,
    resource,
    staff,
)


def test_one_is_asked_once_whoever_asks(database: Database) -> None:
    with database.writing() as session:
        place = library(session)
        anna, bo, cia = (staff(session, place, name) for name in ("Anna", "Bo", "Cia"))
        course = key(resource(session, place, "Hängslen", approved=False))
        first, new = invite(session, key(anna), course, A_DAY, key(bo), noon(A_DAY))
        second, again = invite(session, key(anna), course, A_DAY, key(cia), noon(A_DAY))
        assert (new, again) == (True, False)
        assert first == second == open_invitation(session, first.invitation_id)
        assert (first.inviter, first.title, first.approved) == ("Bo", "Hängslen", False)
        assert withdraw(session, key(cia), [course]) == 0
        assert withdraw(session, key(bo), [course]) == 1
        assert open_invitation(session, first.invitation_id) is None


@pytest.mark.parametrize("times", [1, 2])
def test_what_is_answered_is_gone(database: Database, times: int) -> None:
    with database.writing() as session:
        anna, bo = (staff(session, library(session), name) for name in ("Anna", "Bo"))
        course = resource(session, anna, "Hängslen")
        invite(session, key(anna), key(course), A_DAY, key(bo), noon(A_DAY))
        said = [answered(session, key(anna), key(course)) for _ in range(times)]
        assert said == [True, False][:times]
        assert not has_finished(session, key(anna), key(course))
        completed(session, anna, course)
        assert has_finished(session, key(anna), key(course))


def test_colleagues_are_known_by_account_and_by_id(database: Database) -> None:
    with database.writing() as session:
        place = library(session)
        anna, gone = staff(session, place, "Anna"), member(session, place, "Gun")
        for person, account in ((anna, "UANNA"), (gone, "UGUN")):
            identity(session, person, account, tenant=TENANT)
        accounts = ["UANNA", "UGUN", "UNOBODY"]
        found = mentioned(session, Platform.SLACK, TENANT, accounts, A_DAY)
        assert {account: one.employed for account, one in found.items()} == {
            "UANNA": True,
            "UGUN": False,
        }
        assert mentioned(session, Platform.SLACK, "T0ELSEWHERE", accounts, A_DAY) == {}
        ids = [key(anna), key(gone), 99_999]
        assert colleagues(session, ids, A_DAY) == (found["UANNA"], found["UGUN"])
