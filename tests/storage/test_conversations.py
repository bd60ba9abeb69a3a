"""Conversations: remembered as they were last told, found again, and forgotten."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, select

from storage.conversations import (
    FRESH,
    Reference,
    conversation_of,
    conversations_of_team,
    forget_conversation,
    forget_personal,
    forget_strangers,
    personal_conversation,
    remember_conversation,
    service_of,
)
from storage.database import Database
from storage.deliveries import Tenant
from storage.personal.erasing import erase_member
from storage.personal.everything import everything_about
from storage.tables import Conversation, ConversationKind, Identity, Platform
from tests.builders import A_DAY, key, member, noon

HERE, THERE = Tenant(Platform.TEAMS, "tenant-1"), Tenant(Platform.TEAMS, "tenant-2")
NOW = noon(A_DAY)
SERVICE = "https://smba.example/emea"
CHANNEL = Reference(
    HERE, ConversationKind.CHANNEL, "19:nassjo@thread.tacv2", SERVICE, team_id="19:team"
)
ANNA = Reference(
    HERE, ConversationKind.PERSONAL, "a:anna", SERVICE, user_id="oid-anna", account_id="29:anna"
)


@pytest.fixture
def session(database: Database) -> Iterator[Session]:
    """A transaction."""
    with database.writing() as session:
        yield session


def rows(session: Session) -> list[Conversation]:
    session.expire_all()
    return list(session.exec(select(Conversation).order_by("id")))


def test_a_conversation_is_found_as_it_was_told(session: Session) -> None:
    remember_conversation(session, CHANNEL, NOW)
    remember_conversation(session, ANNA, NOW)
    assert conversation_of(session, HERE, CHANNEL.conversation_id) == CHANNEL
    assert personal_conversation(session, HERE, "oid-anna") == ANNA
    assert conversations_of_team(session, HERE, "19:team") == (CHANNEL,)


def test_nothing_is_found_in_another_tenant(session: Session) -> None:
    remember_conversation(session, CHANNEL, NOW)
    remember_conversation(session, ANNA, NOW)
    assert conversation_of(session, THERE, CHANNEL.conversation_id) is None
    assert personal_conversation(session, THERE, "oid-anna") is None
    assert conversations_of_team(session, THERE, "19:team") == ()
    assert service_of(session, THERE) is None
    assert not forget_conversation(session, THERE, CHANNEL.conversation_id)
    assert forget_personal(session, THERE, "oid-anna") == 0


def test_what_is_told_anew_takes_the_place_of_the_old(session: Session) -> None:
    remember_conversation(session, ANNA, NOW)
    moved = replace(ANNA, service_url="https://smba.example/amer", account_id="29:other")
    remember_conversation(session, moved, NOW + timedelta(minutes=1))
    assert personal_conversation(session, HERE, "oid-anna") == moved
    [row] = rows(session)
    assert row.seen_at == NOW + timedelta(minutes=1)


@pytest.mark.parametrize(("later", "written"), [(FRESH, False), (FRESH * 2, True)])
def test_what_is_known_and_fresh_is_not_written_again(
    session: Session, later: timedelta, written: bool
) -> None:
    remember_conversation(session, ANNA, NOW)
    remember_conversation(session, ANNA, NOW + later)
    [row] = rows(session)
    assert (row.seen_at == NOW + later) is written


def test_of_several_conversations_with_a_person_the_latest_counts(session: Session) -> None:
    remember_conversation(session, ANNA, NOW)
    newer = replace(ANNA, conversation_id="a:anna-2")
    remember_conversation(session, newer, NOW + timedelta(days=3))
    assert personal_conversation(session, HERE, "oid-anna") == newer
    assert forget_personal(session, HERE, "oid-anna") == 2
    assert personal_conversation(session, HERE, "oid-anna") is None


def test_the_service_is_the_one_that_was_heard_of_last(session: Session) -> None:
    remember_conversation(session, ANNA, NOW)
    other = replace(CHANNEL, service_url="https://smba.example/in")
    remember_conversation(session, other, NOW + timedelta(days=1))
    assert service_of(session, HERE) == "https://smba.example/in"


def test_a_conversation_is_forgotten_once(session: Session) -> None:
    remember_conversation(session, CHANNEL, NOW)
    assert forget_conversation(session, HERE, CHANNEL.conversation_id)
    assert not forget_conversation(session, HERE, CHANNEL.conversation_id)
    assert conversation_of(session, HERE, CHANNEL.conversation_id) is None


@pytest.mark.parametrize(
    "wrong",
    [
        replace(ANNA, user_id=None),
        replace(CHANNEL, user_id="oid-anna"),
        replace(ANNA, team_id="19:team"),
    ],
)
def test_a_person_belongs_to_a_personal_conversation_and_a_team_to_a_channel(
    database: Database, wrong: Reference
) -> None:
    with pytest.raises(IntegrityError), database.writing() as session:
        remember_conversation(session, wrong, NOW)


def test_strangers_who_have_not_written_lately_are_forgotten(session: Session) -> None:
    anna = member(session, name="Anna")
    account = Identity(
        member_id=key(anna), platform=Platform.TEAMS, tenant=HERE.id, user_id="oid-anna"
    )
    session.add(account)
    stranger = replace(ANNA, conversation_id="a:nisse", user_id="oid-nisse")
    elsewhere = replace(ANNA, tenant=THERE)  # of the same id in another tenant: nobody known
    for each in (ANNA, CHANNEL, stranger, elsewhere):
        remember_conversation(session, each, NOW)
    assert forget_strangers(session, NOW) == 0
    assert forget_strangers(session, NOW + timedelta(seconds=1)) == 2
    assert {row.conversation_id for row in rows(session)} == {"a:anna", CHANNEL.conversation_id}


def test_who_is_erased_is_forgotten_here_too_and_is_told_before(session: Session) -> None:
    anna = member(session, name="Anna")
    account = Identity(
        member_id=key(anna), platform=Platform.TEAMS, tenant=HERE.id, user_id="oid-anna"
    )
    session.add(account)
    for each in (ANNA, replace(ANNA, conversation_id="a:mia", user_id="oid-mia"), CHANNEL):
        remember_conversation(session, each, NOW)
    [told] = everything_about(session, key(anna))["conversations"]
    assert (told["conversation_id"], told["service_url"]) == ("a:anna", SERVICE)
    erase_member(session, key(anna), NOW)
    left = [row.conversation_id for row in rows(session)]
    assert left == ["a:mia", CHANNEL.conversation_id]
